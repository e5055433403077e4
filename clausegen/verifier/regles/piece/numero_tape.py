"""Une puce ou un numéro de liste est tapé à la main.

## Ce que la règle vérifie
Un paragraphe du corps ne commence pas par une puce ou un numéro tapé au clavier.

## Pourquoi
Une liste tapée ne se renumérote pas et n’est pas annoncée comme liste par un lecteur d’écran.

## Exemple à éviter
« - la structure ; » tapé dans un paragraphe ordinaire.

## Écrire plutôt
Le style « Liste à puces ».

## Références
Guide du RGAA pour les documents bureautiques ; conception de clausegen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG820"
NIVEAU = Niveau.CONSEIL
TITRE = "Une puce ou un numéro de liste est tapé à la main"


_TAPE = re.compile(r"^\s*(?:[-–—•▪◦*·]\s+\w|(?:\d{1,2}|[a-z])[.)°]\s+\w)")


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph."""
    for p in releve(sujet).body:
        if p.item is None and not p.level and not p.contents and p.table is None and _TAPE.match(p.text):
            yield constat(
                sujet, CODE, NIVEAU, p, "puce ou numéro tapé au clavier", "donnez à ce paragraphe un style de liste"
            )


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("tiret tapé", ajouter(paragraphe("- la structure ;")), ("« - la structure ; »",)),
    ExempleWord("liste de Word", ajouter(paragraphe("la structure ;", "ListBullet"))),
)
