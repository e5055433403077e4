r"""Ni code ni barre échappée.

## Ce que la règle vérifie
Le texte n’emploie pas d’accent grave (`` ` ``) ni de `\|`.

## Pourquoi
Une pièce de marché n’a pas de code ; dans un tableau, `\|` garde sa barre oblique.

## Exemple à éviter
`` `L. 2112-2` ``

## Écrire plutôt
Le texte lui-même, ou du gras.

## Références
docs/ecrire-une-clause.md ; mesures faites sur Python-Markdown 3.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG244"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Ni code ni barre échappée"

_CODE = re.compile(r"`+|\\\|")


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a line where code or an escaped bar stands."""
    lines = set()
    for found in _CODE.finditer(sujet.source.prose, sujet.source.corps):
        place = sujet.source.location(found.start())
        if place.line not in lines:
            lines.add(place.line)
            yield sujet.finding(
                CODE,
                NIVEAU,
                found.start(),
                f"« {found[0]} » : ni code ni barre échappée dans une pièce",
                "écrivez le texte seul",
            )


EXEMPLES = (
    Exemple("texte", "Le titulaire | l’acheteur."),
    Exemple("code", "Le code ‸`abc` vaut."),
    Exemple("barre échappée", "Le choix a‸\\|b."),
)  # fmt: skip
