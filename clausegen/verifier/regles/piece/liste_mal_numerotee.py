"""Une liste numérotée ne se suit pas.

## Ce que la règle vérifie
Les éléments d’une liste numérotée se suivent de un en un, et une liste nouvelle commence à son premier numéro.

## Pourquoi
Un passage collé apporte sa propre liste : la numérotation repart au milieu, ou continue celle d’un autre article ; on ne peut plus citer « le 3° ».

## Exemple à éviter
1°, 2°, 1°, 2° dans une même énumération.

## Écrire plutôt
1°, 2°, 3°, 4° (clic droit, « Continuer la numérotation »).

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord
from clausegen.word.relecture import Paragraph

CODE = "CG808"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Une liste numérotée ne se suit pas"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a break in a list."""
    ranks: dict[int, int] = {}
    previous: Paragraph | None = None
    clause = ""
    for p in releve(sujet).body:
        if p.level or (p.clause != clause and p.clause):
            ranks, clause = {}, p.clause or clause
        if p.item is not None and not p.level and not p.item[3] and p.text.strip():
            _, level, rank, _ = p.item
            last = ranks.get(level)
            follows = previous is not None and previous.item is not None and not previous.item[3] and not previous.level
            if last is None and rank != 1 and level == 0:
                yield constat(sujet, CODE, NIVEAU, p, f"cette liste commence à «\u00a0{p.number}\u00a0»", _REMEDE)
            elif last is not None and rank != last + 1 and (rank != 1 or (follows and level == 0)):
                yield constat(
                    sujet, CODE, NIVEAU, p, f"dans cette liste, «\u00a0{p.number}\u00a0» suit le rang {last}", _REMEDE
                )
            ranks = {n: r for n, r in ranks.items() if n < level} | {level: rank}
        if p.text.strip():
            previous = p


_REMEDE = "dans Word, clic droit sur le numéro : « Continuer la numérotation » ou « Recommencer à 1 »"


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "liste qui continue celle d’un autre article",
        ajouter(paragraphe("Fin", "Heading1") + paragraphe("un", "ListNumber")),
        ("« un »",),
    ),
)
