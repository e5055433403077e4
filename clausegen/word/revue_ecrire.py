"""Review document written: one table a clause under its heading, fields in locked controls, everything else free.

The source of each clause travels in a custom XML part, so that what was not touched comes back byte for byte.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from clausegen.word import revue_styles as fixe
from clausegen.word.fiche import CELLULE, Atome, Fiche, Genre, Ligne, Rubrique
from clausegen.word.package import pack, write_package
from clausegen.word.xmltext import attribute, escape, run_text

ESPACE = "urn:clausegen:revue:1"
TEXTE = "Texte de la clause"
ETIQUETTE = "cgr"
_LARGEUR, _MARGE = (2150, 7488), 108
_STYLES = {
    Genre.TEXTE: "CGTexte",
    Genre.PUCE: "CGPuce",
    Genre.NUMERO: "CGNumero",
    Genre.REPERE: "CGRepere",
    Genre.RANGEE: "CGRangee",
}
_PASSAGES = ("si ", "sinon", "fin", "suivant", "pour ", "sauf ", "·")


@dataclass
class _Page:
    """What a document gathers while it is written."""

    liens: list[str] = field(default_factory=list)
    controles: int = 0

    def lien(self, adresse: str) -> str:
        if adresse not in self.liens:
            self.liens.append(adresse)
        return f"rIdL{self.liens.index(adresse) + 1}"

    def controle(self) -> int:
        self.controles += 1
        return 10_000 + self.controles


def ecrire_revue(titre: str, sous_titre: str, consignes: Sequence[str], fiches: Sequence[Fiche]) -> bytes:
    """Bytes of the .docx. Same clauses, same bytes."""
    page = _Page()
    corps = [_p("Titre", _run(titre)), _p("CGSignature", _run(sous_titre), couleur=fixe.GRIS)]
    corps += [_p("CGPuce", _run(c)) for c in consignes]
    chapitres: tuple[str, ...] = ()
    for fiche in fiches:
        for rang, chapitre in enumerate(fiche.chapitres):
            if fiche.chapitres[: rang + 1] != chapitres[: rang + 1]:
                saut = "<w:pageBreakBefore/>" if rang == 0 and chapitres else ""
                corps.append(_p(f"Titre{rang + 1}", _run(chapitre), saut))
        chapitres = fiche.chapitres
        corps.append(_p("Titre3", _run(fiche.titre)))
        corps.append(_table(page, fiche))
        corps.append(_p("CGAide", ""))
    section = ('<w:sectPr><w:footerReference w:type="default" r:id="rIdPied"/><w:pgSz w:w="11906" w:h="16838"/>'
               '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>')  # fmt: skip
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {fixe.NS}><w:body>{"".join(corps)}{section}</w:body></w:document>'
    return _paquet(page, document, titre, fiches)


def _paquet(page: _Page, document: str, titre: str, fiches: Sequence[Fiche]) -> bytes:
    sources = "".join(f'<clause id="{attribute(f.id)}">{_porte(f)}</clause>' for f in fiches)
    liens = [(f"rIdL{i + 1}", "hyperlink", attribute(a), True) for i, a in enumerate(page.liens)]
    parts = {
        "[Content_Types].xml": fixe.content_types(),
        "_rels/.rels": fixe.relationships([
            ("rId1", "officeDocument", "word/document.xml", False),
            ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", False),
        ]),
        "word/document.xml": document,
        "word/styles.xml": fixe.styles(), "word/numbering.xml": fixe.numbering(), "word/settings.xml": fixe.settings(),
        "word/fontTable.xml": fixe.polices(), "word/theme/theme1.xml": fixe.theme(),
        "word/footer1.xml": fixe.footer(escape(titre)),
        "word/_rels/document.xml.rels": fixe.relationships([
            ("rIdStyles", "styles", "styles.xml", False), ("rIdListes", "numbering", "numbering.xml", False),
            ("rIdReglages", "settings", "settings.xml", False), ("rIdPied", "footer", "footer1.xml", False),
            ("rIdPolices", "fontTable", "fontTable.xml", False), ("rIdTheme", "theme", "theme/theme1.xml", False),
            ("rIdSources", "customXml", "../customXml/item1.xml", False), *liens,
        ]),
        "docProps/core.xml": (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(titre)}</dc:title><dc:creator>clausegen</dc:creator><dc:language>fr-FR</dc:language></cp:coreProperties>'
        ),
        "customXml/item1.xml": f'<revue xmlns="{ESPACE}">{sources}</revue>',
        "customXml/itemProps1.xml": (
            '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{8C5E2B0A-9C55-4D8E-9C0B-5C1B7E0F6A11}">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{ESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ),
        "customXml/_rels/item1.xml.rels": fixe.relationships([("rId1", "customXmlProps", "itemProps1.xml", False)]),
    }  # fmt: skip
    return write_package({name: pack(content.encode("utf-8")) for name, content in parts.items()})


def _porte(fiche: Fiche) -> str:
    """What the document carries of a clause, in a form that no editor changes."""
    montre = {r.cle: r.valeur for r in (*fiche.avant, *fiche.apres)}
    dit = json.dumps(
        {"source": fiche.source, "champs": dict(fiche.champs), "montre": montre},
        ensure_ascii=True,
        separators=(",", ":"),
    )
    return base64.b64encode(zlib.compress(dit.encode("ascii"), 6)).decode("ascii")


def _run(texte: str, proprietes: str = "") -> str:
    if not texte:
        return ""
    props = f"<w:rPr>{proprietes}</w:rPr>" if proprietes else ""
    return f'<w:r>{props}<w:t xml:space="preserve">{run_text(texte)}</w:t></w:r>'


def _p(style: str, contenu: str, autres: str = "", couleur: str = "") -> str:
    if couleur:
        contenu = contenu.replace("<w:r>", f'<w:r><w:rPr><w:color w:val="{couleur}"/></w:rPr>', 1)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{autres}</w:pPr>{contenu}</w:p>'


def _cellule(contenu: str, largeur: int, fond: str = "", colonnes: int = 1) -> str:
    etendue = f'<w:gridSpan w:val="{colonnes}"/>' if colonnes > 1 else ""
    ombre = f'<w:shd w:val="clear" w:color="auto" w:fill="{fond}"/>' if fond else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{largeur}" w:type="dxa"/>{etendue}{ombre}</w:tcPr>{contenu}</w:tc>'


def _bordures(couleur: str) -> str:
    return "".join(
        f'<w:{c} w:val="single" w:sz="4" w:space="0" w:color="{couleur}"/>'
        for c in ("top", "left", "bottom", "right", "insideH", "insideV")
    )


def _grille(largeurs: Sequence[int], retrait: int = 0) -> str:
    return (f'<w:tblPr><w:tblW w:w="{sum(largeurs)}" w:type="dxa"/><w:tblInd w:w="{retrait}" w:type="dxa"/><w:tblBorders>{_bordures(fixe.FILET)}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{"".join(f"<w:gridCol w:w={chr(34)}{w}{chr(34)}/>" for w in largeurs)}</w:tblGrid>')  # fmt: skip


def _table(page: _Page, fiche: Fiche) -> str:
    entier = sum(_LARGEUR)
    tete = _p("CGIdentifiant", _run(fiche.id)) + _p("CGSignature", _run(fiche.signature))
    lignes = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{_cellule(tete, entier, fixe.BLEU, 2)}</w:tr>"]
    lignes += [_rubrique(page, r) for r in fiche.avant]
    lignes.append(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cellule(_p('CGBande', _run(TEXTE)), entier, fixe.PALE, 2)}</w:tr>"
    )
    lignes.append(f"<w:tr>{_cellule(_texte(page, fiche.texte), entier, '', 2)}</w:tr>")
    lignes += [_rubrique(page, r) for r in fiche.apres]
    return f"<w:tbl>{_grille(_LARGEUR)}{''.join(lignes)}</w:tbl>"


def _rubrique(page: _Page, r: Rubrique) -> str:
    libelle = _p("CGLibelle", _run(r.libelle)) + (
        _p("CGCle", _run(r.cle.partition(":")[2])) if r.cle.startswith("parametre:") else ""
    )
    contenu = []
    for alinea in r.valeur.split("\n") if r.valeur or not r.liens else ():
        run = _run(alinea)
        contenu.append(
            _p("CGValeur", _verrou(page, run, "À changer dans le fichier de la clause") if r.fixe and alinea else run)
        )
    for mots, adresse in r.liens:
        run = _run(mots, '<w:rStyle w:val="Lien"/>')
        contenu.append(
            _p("CGValeur", f'<w:hyperlink r:id="{page.lien(adresse)}">{run}</w:hyperlink>' if adresse else _run(mots))
        )
    if r.apres:
        contenu.append(_p("CGAide", _run(r.apres)))
    fond = "F7F7F7" if r.fixe else ""
    entier = "" if r.cle == "exemples" else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{entier}{_cellule(libelle, _LARGEUR[0], fixe.PALE)}{_cellule(''.join(contenu), _LARGEUR[1], fond)}</w:tr>"


def _verrou(page: _Page, contenu: str, alias: str) -> str:
    return (f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(alias)}"/><w:tag w:val="{ETIQUETTE}"/><w:id w:val="{page.controle()}"/><w:lock w:val="contentLocked"/></w:sdtPr>'
            f"<w:sdtContent>{contenu}</w:sdtContent></w:sdt>")  # fmt: skip


# ---------------------------------------------------------------------- text of a clause


def _texte(page: _Page, lignes: Sequence[Ligne]) -> str:
    out: list[str] = []
    for en_table, groupe in groupby(
        lignes, key=lambda ligne: ligne.genre is Genre.RANGEE or (ligne.genre is Genre.REPERE and ligne.niveau > 0)
    ):
        if en_table:
            out.append(_tableau(page, list(groupe)))
            out.append(_p("CGAide", "", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'))
        else:
            out += [_alinea(page, ligne) for ligne in groupe]
    if not out or out[-1].endswith("</w:tbl>"):
        out.append(_p("CGTexte", ""))
    return "".join(out)


def _alinea(page: _Page, ligne: Ligne) -> str:
    autres = ""
    if ligne.genre in (Genre.PUCE, Genre.NUMERO) and ligne.niveau:
        autres += f'<w:numPr><w:ilvl w:val="{min(ligne.niveau, 3)}"/><w:numId w:val="{1 if ligne.genre is Genre.PUCE else 2}"/></w:numPr>'
    if ligne.profondeur:
        autres += '<w:pBdr><w:left w:val="single" w:sz="12" w:space="6" w:color="A9C08F"/></w:pBdr>'
    retrait = 300 * ligne.profondeur
    if ligne.genre in (Genre.PUCE, Genre.NUMERO):
        autres += f'<w:ind w:left="{retrait + 360 * (min(ligne.niveau, 3) + 1)}" w:hanging="280"/>'
    elif retrait:
        autres += f'<w:ind w:left="{retrait}"/>'
    return _p(_STYLES[ligne.genre], _atomes(page, ligne.atomes), autres)


def _tableau(page: _Page, lignes: list[Ligne]) -> str:
    colonnes = max(
        [sum(a.texte == CELLULE for a in ligne.atomes) + 1 for ligne in lignes if ligne.genre is Genre.RANGEE],
        default=1,
    )
    retrait = 300 * min((ligne.profondeur for ligne in lignes), default=0)
    large = sum(_LARGEUR) - 2 * _MARGE - retrait
    largeurs = [large // colonnes] * colonnes
    rangees = []
    for ligne in lignes:
        if ligne.genre is Genre.REPERE:
            rangees.append(
                f"<w:tr>{_cellule(_p('CGRepere', _atomes(page, ligne.atomes)), sum(largeurs), 'F6F9F2', colonnes)}</w:tr>"
            )
            continue
        cellules = _cellules(ligne.atomes)
        fond = fixe.PALE if ligne.entete else ""
        textes = [_p("CGRangee", _atomes(page, c)) for c in cellules]
        reste = colonnes - len(cellules) + 1
        rangees.append("<w:tr>" + "".join(_cellule(t, largeurs[0] * (reste if i == len(textes) - 1 else 1), fond, reste if i == len(textes) - 1 else 1)
                                            for i, t in enumerate(textes)) + "</w:tr>")  # fmt: skip
    return f"<w:tbl>{_grille(largeurs, retrait)}{''.join(rangees)}</w:tbl>"


def _cellules(atomes: Sequence[Atome]) -> list[list[Atome]]:
    out: list[list[Atome]] = [[]]
    for atome in atomes:
        if atome.texte == CELLULE:
            out.append([])
        else:
            out[-1].append(atome)
    return out


def _atomes(page: _Page, atomes: Sequence[Atome]) -> str:
    out: list[str] = []
    for (gras, italique, champ), groupe in groupby(atomes, key=lambda a: (a.gras, a.italique, a if a.champ else None)):
        forme = ("<w:b/>" if gras else "") + ("<w:i/>" if italique else "")
        if champ is None:
            out.append(_run("".join(a.texte for a in groupe), forme))
            continue
        style, alias = _apparence(champ.texte)
        for atome in groupe:
            out.append(_verrou(page, _run(atome.texte, f'<w:rStyle w:val="{style}"/>{forme}'), alias))
    return "".join(out)


def _apparence(montre: str) -> tuple[str, str]:
    dedans = montre[1:-1]
    if dedans.startswith("réglages"):
        return "CGReglage", "Réglages de la clause"
    if dedans.startswith(_PASSAGES):
        return "CGPassage", "Passage selon le marché"
    return "CGChamp", "Valeur écrite par le programme"
