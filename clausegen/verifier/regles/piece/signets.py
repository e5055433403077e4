"""Un signet est en double ou n’est pas fermé.

## Ce que la règle vérifie
Chaque signet de la pièce porte un nom unique, commence et finit. Un signet que LibreOffice rouvre dans le dernier paragraphe d’une clause ne compte pas comme un double.

## Pourquoi
Les signets délimitent les clauses et portent les renvois : en double ou ouverts, ils font perdre l’un et l’autre.

## Exemple à éviter
Un article copié et collé avec son signet.

## Écrire plutôt
Le paragraphe collé sans sa mise en forme (collage spécial, texte seul).

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG805"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un signet est en double ou n’est pas fermé"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a name used twice, one a bookmark left open."""
    reading = releve(sujet)
    paragraphs = {(p.part, p.rank): p for p in reading.paragraphs}
    seen: set[str] = set()
    for mark in reading.marks:
        name = mark.name.lower()
        if name in seen:
            statement = f"le signet «\u00a0{mark.name}\u00a0» est posé deux fois"
        elif not mark.closed:
            statement = f"le signet «\u00a0{mark.name}\u00a0» n’est pas fermé"
        else:
            statement = ""
        seen.add(name)
        if statement:
            remedy = "supprimez-le (Insertion, Signet), ou collez le passage sans sa mise en forme"
            place = paragraphs.get((mark.part, mark.rank))
            if place is not None:
                yield constat(sujet, CODE, NIVEAU, place, statement, remedy)
            else:
                yield sujet.finding(CODE, NIVEAU, f"corps, ¶\u00a0{mark.rank}", statement, remedy, mark.rank)
    if reading.stray_ends:
        yield sujet.finding(
            CODE, NIVEAU, "corps", f"{reading.stray_ends} fin(s) de signet sans début", "produisez la pièce de nouveau"
        )


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "signet collé deux fois",
        ajouter(
            '<w:p><w:bookmarkStart w:id="9901" w:name="essai"/><w:r><w:t>Un</w:t></w:r><w:bookmarkEnd w:id="9901"/></w:p>'
            '<w:p><w:bookmarkStart w:id="9902" w:name="essai"/><w:r><w:t>Deux</w:t></w:r><w:bookmarkEnd w:id="9902"/></w:p>'
        ),
        ("« Deux »",),
    ),
    ExempleWord(
        "signet ouvert",
        ajouter('<w:p><w:bookmarkStart w:id="9901" w:name="essai"/><w:r><w:t>Un</w:t></w:r></w:p>'),
        ("« Un »",),
    ),
)
