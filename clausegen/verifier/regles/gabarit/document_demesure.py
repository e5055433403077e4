"""Le gabarit a une taille raisonnable.

## Ce que la règle vérifie
Le document décompressé n’est pas démesuré.

## Pourquoi
Une archive piégée arrêterait le poste.

## Exemple à éviter
Un document qui se décompresse en un giga-octet.

## Écrire plutôt
Un gabarit ordinaire, aux images réduites.

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

CODE = "CG302"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le gabarit a une taille raisonnable"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """What the reader of gabarits refuses before anything else."""
    return (sujet.finding(CODE, f.niveau, "document", f.constat, f.remede) for f in lire(sujet).garde if f.code == CODE)


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord("partie démesurée", partie("word/media/a.xml", bytes(40_000_000)), ("document",)),
)
