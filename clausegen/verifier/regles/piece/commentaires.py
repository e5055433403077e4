"""Un commentaire est resté dans la pièce.

## Ce que la règle vérifie
La pièce ne contient pas de commentaire Word. Avec `--publiable`, le constat est bloquant.

## Pourquoi
Un commentaire publié livre aux candidats les échanges du service.

## Exemple à éviter
« Jean : on garde ce délai ? » en marge.

## Écrire plutôt
La pièce après « Supprimer tous les commentaires ».

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.mots import montrer
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG815"
NIVEAU = Niveau.CONSEIL
TITRE = "Un commentaire est resté dans la pièce"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a comment."""
    reading = releve(sujet)
    level = Niveau.BLOQUANT if sujet.publiable else NIVEAU
    places = {identifier: p for p in reading.paragraphs for identifier in p.comments}
    remedy = "traitez-le, puis supprimez-le (Révision, Supprimer)"
    for comment in reading.comments:
        author = f" de {comment.author}" if comment.author else ""
        statement = f"commentaire{author} : «\u00a0{montrer(comment.text)}\u00a0»"
        if comment.id in places:
            yield constat(sujet, CODE, level, places[comment.id], statement, remedy)
        else:
            yield sujet.finding(CODE, level, "commentaires", statement, remedy)


def _commenter(parts: dict[str, bytes]) -> None:
    parts["word/comments.xml"] = (
        b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="Jean">'
        b"<w:p><w:r><w:t>On garde ?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    ajouter('<w:p><w:r><w:t>Note</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>')(parts)


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("commentaire en marge", _commenter, ("« Note »",)),
)
