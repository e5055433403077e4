r"""Aucun échappement inutile.

## Ce que la règle vérifie
Une barre oblique inverse ne précède que ce que Markdown sait échapper (`*`, `_`, `[`, `]`, `-`, `.`, `#`…).

## Pourquoi
`\:` et `\~` gardent leur barre oblique, visible dans la pièce.

## Exemple à éviter
`Délai\:`

## Écrire plutôt
`Délai :`

## Références
docs/ecrire-une-clause.md ; mesures faites sur Python-Markdown 3.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG248"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Aucun échappement inutile"

_ECHAPPEMENT = re.compile(r"\\(?![\\`*_{}\[\]()>#+\-.!|\n])")


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a backslash that would be printed."""
    for found in _ECHAPPEMENT.finditer(sujet.source.prose, sujet.source.corps):
        following = sujet.source.texte[found.end() : found.end() + 1]
        yield sujet.finding(
            CODE,
            NIVEAU,
            found.start(),
            f"« \\{following} » s’imprimerait avec sa barre oblique",
            "retirez la barre oblique",
        )


EXEMPLES = (
    Exemple("échappement utile", "Un astérisque \\* imprimé."),
    Exemple("deux-points", "Délai‸\\: cinq jours."),
)  # fmt: skip
