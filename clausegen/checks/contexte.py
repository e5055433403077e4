"""What a rule reads, and how it says what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clausegen.facts import Facts, Faits, VueLot
from clausegen.findings import Finding, Location, Niveau

if TYPE_CHECKING:
    from clausegen.legal import Baremes, References
    from clausegen.marche.lot import Lot
    from clausegen.marche.marche import Marche
    from clausegen.selection import Selection
    from clausegen.values import Montant

MAYOTTE = "976"


@dataclass(frozen=True, slots=True)
class LotExamine:
    """A lot under examination: rank, lot, facts, and the prefix of its fields in the contract file."""

    rang: int
    lot: Lot
    faits: Faits
    prefixe: str

    def champ(self, chemin: str) -> str:
        """« lots.0.insertion.heures », or « insertion.heures » when the contract is not allotted."""
        return f"{self.prefixe}{chemin}"


@dataclass(frozen=True)
class Contexte:
    """One contract facing the law of its date. `selection` is there once the clauses have been chosen."""

    marche: Marche
    facts: Facts
    references: References
    baremes: Baremes
    locate: Callable[[str], Location]
    selection: Selection | None = None

    @property
    def date(self) -> dt.date:
        """Date of the consultation."""
        return self.marche.date_consultation

    @property
    def faits(self) -> Faits:
        """Facts of the contract."""
        return self.facts.marche

    def lots(self) -> Iterator[LotExamine]:
        """Every effective lot; one without number when the contract is not allotted."""
        alloti = bool(self.marche.lots)
        for rang, (lot, faits) in enumerate(zip(self.marche.lots_effectifs, self.facts.lots, strict=True)):
            yield LotExamine(rang, lot, faits, f"lots.{rang}." if alloti else "")

    def vue_lot(self, rang: int) -> VueLot:
        """View of a lot, for the computations that facts and rules share."""
        return self.facts.vues_lots[rang]

    def bareme(self, nom: str, **cles: str) -> Any:
        """Legal value in force at the date of the consultation."""
        return self.facts.vue.bareme(nom, **cles)

    def smic(self, lot: LotExamine) -> Montant | None:
        """Gross hourly minimum wage of the place of performance at the date, in euros; None when the table is silent."""
        cles = {"territoire": "mayotte"} if lot.lot.lieu.departement == MAYOTTE else {}
        trouve = self.baremes.find("smic_horaire", self.date, **cles)
        return None if trouve is None else trouve.valeur

    def est_un_defaut(self, champ: str) -> bool:
        """True when the officer did not write the field: its value was computed."""
        return any(d.path == champ for d in self.marche.defauts_calcules)

    def finding(
        self, code: str, niveau: Niveau, champ: str, constat: str, remede: str, texte: str = "", refuse: bool = False
    ) -> Finding:
        """A finding at a field. `texte`: key of the article relied upon, printed only when the register allows it.

        A finding on a lot does not name it: the field does, and the report groups what several lots share.
        """
        article = self.facts.article(texte) if texte else ""
        return Finding(code, niveau, constat, remede, self.locate(champ), champ, article, refuse)
