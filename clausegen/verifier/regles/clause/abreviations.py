"""Les abréviations sont celles de l’usage.

## Ce que la règle vérifie
« 1er », « 2e », « n° », « M. », « etc. », « m² » plutôt que « 1ier », « 2ème », « N ° », « Mr », « etc… », « m2 ».

## Pourquoi
Les fautes d’abréviation trahissent un texte copié.

## Exemple à éviter
`le 2ème lot, etc...`

## Écrire plutôt
`le 2e lot, etc.`

## Références
Règles de l’Imprimerie nationale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG603"
NIVEAU = Niveau.CONSEIL
TITRE = "Les abréviations sont celles de l’usage"

_FAUTES = (
    (re.compile(r"\b1i?ers?\b(?<!1er)(?<!1ers)|\b1ère?s?\b"), "1er ou 1re"),
    (re.compile(r"\b\d+i?èmes?\b|\b[IVX]+ème\b"), "2e, 3e"),
    (re.compile(r"\b[Nn] °|\bN°(?=[ \u00a0]?\d)|\bn\.°"), "n°"),
    (re.compile(r"\bMr\b\.?|\bMrs\b|\bMme\."), "M. ou Mme"),
    (re.compile(r"\betc(?:\.\.\.|…|(?![.\w]))"), "etc."),
    (re.compile(r"(?<=[\d\ue000 ])k?m[23]\b"), "m² ou m³"),
    (re.compile(r"\b(?:EUR|Euros)\b"), "€"),
)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding an abbreviation."""
    for pattern, wanted in _FAUTES:
        for found in pattern.finditer(sujet.source.ecrit):
            yield sujet.finding(
                CODE, NIVEAU, found.start(), f"« {found[0]} » n’est pas l’abréviation d’usage", f"écrivez {wanted}"
            )


EXEMPLES = (
    Exemple("d’usage", "Le 1er jour, le 2e lot, n° 3, M. Petit, etc."),
    Exemple("ordinal", "Le ‸2ème lot."),
    Exemple("numéro", "Le lot ‸N° 3."),
    Exemple("monsieur", "Par ‸Mr Petit."),
    Exemple("et cetera", "Plans, devis, ‸etc... sont remis."),
    Exemple("mètres carrés", "Une surface de 10 ‸m2 au sol."),
)  # fmt: skip
