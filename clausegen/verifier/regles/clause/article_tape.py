"""Aucun numéro d’article n’est tapé à la main.

## Ce que la règle vérifie
Ni le texte ni les mots imprimés par une balise ne contiennent « article 5.2 », « articles 3 et 4 », « L. 2112-2 » ou « R.2191-22 ».

## Pourquoi
Un numéro tapé est faux dès qu’une clause s’ajoute, qu’on change de CCAG ou que la loi change. Dans un CCAP de l’État de 2025, « 18.1 » visait une clause numérotée 17.2.

## Exemple à éviter
`l’article 5.2`, `l’article L. 2112-2 du code`

## Écrire plutôt
`l’article {{ renvoi("ccap-bilan-final") }}`, `{{ cite("ccp.L2112-2") }}`

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG260"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Aucun numéro d’article n’est tapé à la main"

_NUMERO = re.compile(
    r"\b[Aa]rt(?:icles?|\.)[ \u00a0\u202f]+(?:n°[ \u00a0]*)?\d[\d.-]*\d?|\b[LRD]\.[ \u00a0\u202f]?\d{3,4}(?:-\d+)*"
)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a number."""
    for found in _NUMERO.finditer(sujet.source.ecrit):
        remedy = (
            'écrivez {{ cite("…") }}'
            if found[0][0] in "LRD"
            else 'écrivez {{ renvoi("…") }} pour une clause, {{ cite("…") }} pour un texte'
        )
        yield sujet.finding(CODE, NIVEAU, found.start(), f"« {found[0]} » : un numéro d’article tapé à la main", remedy)


EXEMPLES = (
    Exemple("calculé", 'Voir l’article {{ renvoi("objet-du-marche") }} et {{ cite("ccp.L2112-2") }}.'),
    Exemple("article de la pièce", "Voir l’‸article 5.2 du présent document."),
    Exemple("article du code", "Selon l’article ‸L. 2112-2 du code."),
    Exemple("dans une balise", 'Voir {{ "l’‸article 12" if marche.lots else "rien de plus" }}.'),
)  # fmt: skip
