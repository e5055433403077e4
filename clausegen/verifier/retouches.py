"""Small changes to the parts of a gabarit, as a user of Word makes them: for the examples of the rules."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from xml.sax.saxutils import escape

CORPS = "word/document.xml"
Retouche = Callable[[MutableMapping[str, bytes]], None]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def remplace(avant: str, apres: str, partie: str = CORPS) -> Retouche:
    """Replace a stretch of a part, once; raises `ValueError` when it is not there."""

    def change(parts: MutableMapping[str, bytes]) -> None:
        texte = parts[partie].decode("utf-8")
        if avant not in texte:
            raise ValueError(f"« {avant} » n’est pas dans {partie}")
        parts[partie] = texte.replace(avant, apres, 1).encode("utf-8")

    return change


def ecrit(*textes: str) -> Retouche:
    """Add paragraphs of text at the end of the body."""
    return xml("".join(f"<w:p><w:r><w:t>{escape(t)}</w:t></w:r></w:p>" for t in textes))


def xml(contenu: str) -> Retouche:
    """Add XML at the end of the body."""

    def change(parts: MutableMapping[str, bytes]) -> None:
        texte = parts[CORPS].decode("utf-8")
        at = texte.rindex("<w:sectPr")
        parts[CORPS] = f"{texte[:at]}{contenu}{texte[at:]}".encode()

    return change


def partie(nom: str, contenu: str | bytes) -> Retouche:
    """Add a part, or replace it."""

    def change(parts: MutableMapping[str, bytes]) -> None:
        parts[nom] = contenu.encode("utf-8") if isinstance(contenu, str) else contenu

    return change


def retire(nom: str) -> Retouche:
    """Take a part out."""

    def change(parts: MutableMapping[str, bytes]) -> None:
        del parts[nom]

    return change


def relation(genre: str, cible: str, exterieur: str = ' TargetMode="External"') -> Retouche:
    """Add a relationship to the body."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return remplace("</Relationships>", f'<Relationship Id="rIdPlus" Type="{base}/{genre}" Target="{cible}"{exterieur}/></Relationships>',
                    "word/_rels/document.xml.rels")  # fmt: skip


def commentaire(texte: str, auteur: str = "Référent") -> Retouche:
    """A Word comment on the paragraph of the title."""
    return tour(
        partie("word/comments.xml", f'<w:comments xmlns:w="{W}"><w:comment w:id="1" w:author="{auteur}"><w:p><w:r><w:t>{texte}</w:t></w:r></w:p>'
               "</w:comment></w:comments>"),
        remplace("<w:r><w:t>{{ marche.objet }}</w:t></w:r>", '<w:commentRangeStart w:id="1"/><w:r><w:t>{{ marche.objet }}</w:t></w:r>'
                 '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'),
        relation("comments", "comments.xml", ""),
        remplace("</Types>", '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                 'wordprocessingml.comments+xml"/></Types>', "[Content_Types].xml"),
    )  # fmt: skip


def tour(*retouches: Retouche) -> Retouche:
    """Several changes, in order."""

    def change(parts: MutableMapping[str, bytes]) -> None:
        for retouche in retouches:
            retouche(parts)

    return change


def rien(_parts: MutableMapping[str, bytes]) -> None:
    """The gabarit as it is."""
