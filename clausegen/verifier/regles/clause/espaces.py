"""Les espaces sont à leur place.

## Ce que la règle vérifie
Pas d’espaces doubles dans une phrase, pas d’espace avant une virgule ou un point, une espace après.

## Pourquoi
Les espaces insécables sont mises d’elles-mêmes ; celles-ci ne peuvent pas être devinées.

## Exemple à éviter
`le titulaire , dans  un délai`

## Écrire plutôt
`le titulaire, dans un délai`

## Références
Règles de l’Imprimerie nationale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG601"
NIVEAU = Niveau.CONSEIL
TITRE = "Les espaces sont à leur place"

_FAUTES = (
    (re.compile(r"(?<=[^\s|\ue001]) {2,}(?=[^\s|\ue001])"), "des espaces doubles"),
    (re.compile(r"(?<=[\w»)\ue000])[ \u00a0]+[,.](?=\s|$)", re.M), "une espace avant la ponctuation"),
    (re.compile(r"(?<=[a-zà-ÿ]),(?=[a-zà-ÿ])"), "il manque une espace après la virgule"),
    (re.compile(r"(?<=[a-zà-ÿ]{2})\.(?=[A-ZÀ-Ý][a-zà-ÿ])"), "il manque une espace après le point"),
)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a fault."""
    for pattern, what in _FAUTES:
        for found in pattern.finditer(sujet.source.ecrit):
            yield sujet.finding(CODE, NIVEAU, found.start(), what, "corrigez l’espacement")


EXEMPLES = (
    Exemple("correct", "Le titulaire, dans un délai de 5 jours, remet :\n\n| a  |  b |\n|---|---|\n| c | d |"),
    Exemple("double", "Le titulaire‸  remet le plan."),
    Exemple("avant la virgule", "Le titulaire‸ , lui, remet."),
    Exemple("après la virgule", "Le titulaire‸,lui, remet."),
    Exemple("avant le point", "Le titulaire remet‸ ."),
)  # fmt: skip
