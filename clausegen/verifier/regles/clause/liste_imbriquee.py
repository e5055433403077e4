"""Une liste dans une liste est décalée de quatre espaces.

## Ce que la règle vérifie
Un élément décalé l’est d’un multiple de quatre espaces, sans tabulation.

## Pourquoi
Avec deux ou trois espaces, la liste intérieure se confond avec l’autre sans un mot.

## Exemple à éviter
`  - pour les travaux ;` sous un élément (deux espaces).

## Écrire plutôt
`    - pour les travaux ;` (quatre espaces).

## Références
docs/ecrire-une-clause.md ; mesures faites sur Python-Markdown 3.11.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.lignes import lignes
from clausegen.verifier.sujets import SujetClause

CODE = "CG241"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une liste dans une liste est décalée de quatre espaces"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding an item whose indent is not a multiple of four."""
    inside = False
    for line in lignes(sujet.source):
        indent = len(line.texte) - len(line.texte.lstrip(" \t"))
        if line.puce and inside and (indent % 4 or "\t" in line.texte[:indent]):
            yield sujet.finding(
                CODE,
                NIVEAU,
                line.debut + line.voile.index(line.texte.strip()[0], 0),
                f"cet élément est décalé de {indent} espaces : la liste intérieure disparaîtrait",
                "décalez-le de quatre espaces",
            )
        inside = line.puce or (inside and (line.vide or line.texte.startswith("  ")))


EXEMPLES = (
    Exemple("quatre espaces", "Liste :\n\n- un :\n    - deux."),
    Exemple("deux espaces", "Liste :\n\n- un :\n  ‸- deux."),
    Exemple("trois espaces", "Liste :\n\n1. un :\n   ‸- deux."),
)  # fmt: skip
