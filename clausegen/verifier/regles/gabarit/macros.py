"""Le gabarit n’a pas de macro.

## Ce que la règle vérifie
Le document ne contient ni programme ni type « macro ».

## Pourquoi
Une macro ferait le tour de tous les candidats.

## Exemple à éviter
Un .docm renommé.

## Écrire plutôt
Une copie en .docx.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import lire
from clausegen.verifier.retouches import partie, rien
from clausegen.verifier.sujets import SujetWord

CODE = "CG304"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le gabarit n’a pas de macro"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """What the reader of gabarits refuses before anything else."""
    return (sujet.finding(CODE, f.niveau, "document", f.constat, f.remede) for f in lire(sujet).garde if f.code == CODE)


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord("programme embarqué", partie("word/vbaProject.bin", b"x"), ("document",)),
)
