"""Aucun brouillon n’est laissé parmi les clauses.

## Ce que la règle vérifie
La version n’est pas 0.0.0, et ni l’en-tête ni le texte ne portent de marque « à finir ».

## Pourquoi
Un brouillon tiré d’un document Word (`clauses depuis-word --brouillon`) a une condition jamais remplie, des valeurs et des articles tapés, des exemples à écrire : rien n’en sera imprimé tant qu’il n’est pas fini.

## Exemple à éviter
`version: 0.0.0`, `une pénalité de 500 €{# à finir : montant à paramétrer #}`

## Écrire plutôt
La condition, les paramètres et les citations ; puis `version: 1.0.0`, sans marque.

## Références
docs/clauses-et-word.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG284"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Aucun brouillon n’est laissé parmi les clauses"

_VERSION = re.compile(r"0\.0\.0\b")
_MARQUE = re.compile(r"\{# à finir : ((?:(?!#\}).)*?) ?#\}|(?<=    )# à finir(?: : (.*))?$", re.M)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding for the draft, one for each mark that is left in it."""
    if _VERSION.match(sujet.clause.version):
        yield sujet.finding(
            CODE,
            NIVEAU,
            sujet.source.rubrique("version"),
            "cette clause est un brouillon",
            "finissez-la, puis écrivez « version: 1.0.0 »",
        )
    for found in _MARQUE.finditer(sujet.source.texte):
        reste = (found[1] or found[2] or "").strip()
        yield sujet.finding(
            CODE,
            NIVEAU,
            found.start(),
            f"reste à finir{f' : {reste}' if reste else ''}",
            "réglez ce point, puis retirez la marque",
        )


EXEMPLES = (
    Exemple("clause finie"),
    Exemple("version de brouillon", entete={"version": "‸0.0.0"}),
    Exemple("montant à paramétrer", "Une pénalité de 500 €‸{# à finir : montant à paramétrer #} est due."),
    Exemple("condition à écrire", entete={"si": '"true"    ‸# à finir : condition à écrire'}),
)  # fmt: skip
