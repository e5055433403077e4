"""Les textes cités sont en vigueur.

## Ce que la règle vérifie
Chaque texte de `cite("…")` et de `fondements` est en vigueur à un moment où la clause l’est, et l’est encore aujourd’hui si la clause l’est.

## Pourquoi
Un article abrogé cité dans une pièce fait douter de tout le reste.

## Exemple à éviter
`{{ cite(…) }}` d’un texte dont la période est finie.

## Écrire plutôt
La clé du texte qui l’a remplacé ; ou `en_vigueur: {jusqu_a: …}` sur la clause.

## Références
clause_library/references/.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG481"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les textes cités sont en vigueur"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a key: dead today, or never in force while the clause is."""
    references, clause = sujet.bibliotheque.references, sujet.clause
    end = clause.en_vigueur_jusqu_a or dt.date.max
    called: dict[str, int] = {}
    for call in sujet.lecture.appels:
        if call.fonction == "cite" and call.arguments and isinstance(call.arguments[0], str):
            called.setdefault(call.arguments[0], call.ligne)
    for key in dict.fromkeys((*called, *clause.fondements)):
        if key not in references:
            continue
        entry = references.get(key)
        ends = [getattr(p, "jusqu_a", None) or dt.date.max for p in entry.periodes]
        if not entry.periodes or max(ends) >= min(end, sujet.aujourd_hui):
            continue
        quoted = rf"(?<=[\"']){re.escape(key)}(?=[\"'])"
        place = (
            sujet.place(quoted, called[key])
            if key in called
            else sujet.source.cherche(rf"(?<![\w.-]){re.escape(key)}(?![\w-])")
        )
        yield sujet.finding(
            CODE,
            NIVEAU,
            place,
            f"« {entry.titre} » n’est plus en vigueur depuis le {max(ends):%d/%m/%Y}",
            "citez le texte qui le remplace, ou bornez la clause (en_vigueur)",
        )


EXEMPLES = (
    Exemple("en vigueur", '{{ cite("ccp.L2112-2") }}'),
)  # fmt: skip
