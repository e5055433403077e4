"""The social conditions that a contract really carries, lot by lot.

Once the clauses are chosen they say it themselves (`satisfait_L2112_2_1` of each clause kept). Before that, the fields
of the contract tell what will be asked: it serves advice given while the file is being written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.facts import VueLot
from clausegen.facts.themes.sociales import conditions_demandees

ARTICLE = "L. 2112-2-1"


@dataclass(frozen=True, slots=True)
class ConditionSociale:
    """A condition: its title, the lots that carry it (ranks), whether it answers the law in full or in part only."""

    titre: str
    lots: frozenset[int]
    pleine: bool
    discutee: bool = False


def conditions_sociales(ctx: Contexte) -> tuple[ConditionSociale, ...]:
    """Every condition of the contract that answers article L. 2112-2-1, in full or in part."""
    if ctx.selection is None:
        return demandees(ctx)
    trouvees = []
    for decision in ctx.selection.kept():
        clause = decision.clause
        if clause.satisfait_L2112_2_1 in ("oui", "partiel"):
            discutee = any(ARTICLE in doute.replace("\u00a0", " ") for doute in clause.doutes)
            lots = decision.lots or tuple(lot.rang for lot in ctx.lots())
            trouvees.append(
                ConditionSociale(clause.titre, frozenset(lots), clause.satisfait_L2112_2_1 == "oui", discutee)
            )
    return tuple(trouvees)


def demandees(ctx: Contexte) -> tuple[ConditionSociale, ...]:
    """What the fields of the contract ask for, whether or not the library has a clause that writes it."""
    return tuple(c for lot in ctx.lots() for c in _d_apres_les_champs(lot, ctx.vue_lot(lot.rang)))


def _d_apres_les_champs(examine: LotExamine, vue: VueLot) -> Iterator[ConditionSociale]:
    lot = examine.lot
    autres = lot.autres_considerations
    partielles = {
        "réservation": bool(lot.reserve),
        "lutte contre les discriminations": bool(autres and autres.discriminations),
        "accessibilité": bool(autres and (autres.accessibilite or autres.accessibilite_numerique)),
    }
    rang = frozenset({examine.rang})
    yield from (ConditionSociale(titre, rang, True) for titre in conditions_demandees(vue))
    yield from (ConditionSociale(titre, rang, False) for titre, presente in partielles.items() if presente)
