"""Les guillemets et parenthèses sont fermés.

## Ce que la règle vérifie
Chaque « a son », chaque parenthèse la sienne, dans le même paragraphe, et les guillemets sont français.

## Pourquoi
Un guillemet ou une parenthèse ouverts et jamais fermés laissent la phrase en suspens.

## Exemple à éviter
`le délai dit « ferme court`

## Écrire plutôt
`le délai dit « ferme » court`

## Références
Règles de l’Imprimerie nationale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG602"
NIVEAU = Niveau.CONSEIL
TITRE = "Les guillemets et parenthèses sont fermés"

_PAIRES = (("«", "»", "guillemet"), ("(", ")", "parenthèse"))


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a mark without its pair; paragraphs that a tag cuts in branches are left out."""
    prose, start = sujet.source.prose, sujet.source.corps
    for part in re.finditer(r"(?:[^\n]+\n?)+", prose[start:]):
        text = part[0]
        for found in re.finditer(r"[“”„]", text):
            yield sujet.finding(
                CODE,
                NIVEAU,
                start + part.start() + found.start(),
                f"« {found[0]} » n’est pas un guillemet français",
                "écrivez « et »",
            )
        if "\ue001" in text:
            continue
        for opening, closing, name in _PAIRES:
            if text.count(opening) != text.count(closing) and not re.search(r"(?:^|\s)\w\)", text):
                at = text.rfind(opening) if text.count(opening) > text.count(closing) else text.rfind(closing)
                yield sujet.finding(
                    CODE,
                    NIVEAU,
                    start + part.start() + at,
                    f"{name} sans {'fin' if text.count(opening) > text.count(closing) else 'début'} dans ce paragraphe",
                    "ajoutez celle qui manque" if name == "parenthèse" else "ajoutez celui qui manque",
                )


EXEMPLES = (
    Exemple("fermés", "Le délai dit « ferme » (cinq jours) court."),
    Exemple("guillemet ouvert", "Le délai dit ‸« ferme court."),
    Exemple("parenthèse ouverte", "Le délai ‸(cinq jours court."),
    Exemple("guillemets anglais", "Le délai dit ‸“ferme‸” court."),
)  # fmt: skip
