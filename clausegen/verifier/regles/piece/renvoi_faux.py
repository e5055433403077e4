"""Un renvoi n’affiche pas le bon numéro.

## Ce que la règle vérifie
Le numéro affiché par chaque renvoi est celui que Word calcule pour le titre visé.

## Pourquoi
Un article ajouté ou supprimé décale les numéros ; les champs, eux, gardent l’ancien tant qu’ils ne sont pas mis à jour.

## Exemple à éviter
« …prévues à l’article 5.2 » quand le titre visé porte désormais le numéro 5.1.

## Écrire plutôt
Le bon numéro : dans Word, Ctrl+A puis F9 ; ou produisez la pièce de nouveau.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG804"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un renvoi n’affiche pas le bon numéro"


_NUMERO = re.compile(r"\d+(?:\.\d+)*")


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a reference whose cached number is not the real one."""
    reading = releve(sujet)
    numbers = {m: q.number for q in reading.body for m in q.heading_marks}
    for p in reading.paragraphs:
        for reference in p.references:
            shown = _NUMERO.fullmatch(reference.text.strip().removeprefix("Article").strip())
            if reference.kind != "REF" or shown is None or reference.target not in numbers:
                continue
            real = _NUMERO.search(numbers[reference.target])
            if real is None or real[0] != shown[0]:
                now = f"porte le numéro {real[0]}" if real else "n’a plus de numéro"
                yield constat(sujet, CODE, NIVEAU, p, f"le renvoi affiche {shown[0]}, mais le titre visé {now}",
                              "mettez les champs à jour (Ctrl+A puis F9 dans Word), ou produisez la pièce de nouveau")  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "numéro faux",
        ajouter(
            '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="9901" w:name="essai"/><w:r><w:t>Essai</w:t></w:r>'
            '<w:bookmarkEnd w:id="9901"/></w:p><w:p><w:r><w:t xml:space="preserve">Voir l’article </w:t></w:r>'
            '<w:fldSimple w:instr=" REF essai \\n \\h "><w:r><w:t>99</w:t></w:r></w:fldSimple></w:p>'
        ),
        ("« Voir l’article 99 »",),
    ),
)
