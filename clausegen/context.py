"""One contract facing one library: what every step after the facts needs, prepared once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from clausegen.expressions import TRUSTED, condition, condition_names
from clausegen.facts import OBJETS, Facts, Faits, Parties
from clausegen.findings import Finding, Niveau
from clausegen.legal import Citation
from clausegen.library.clauses import decode_parameter
from clausegen.library.reader import suggest
from clausegen.model import Clause, Library, Parametre
from clausegen.views import Valeurs, Vide, Vue

TRUSTED.update((Vue, Valeurs, Faits, Parties, *OBJETS))


T = TypeVar("T")


class OfLibrary(Generic[T]):
    """What is worked out once for a library, whatever the contract; only that of the last library is remembered."""

    def __init__(self, make: Callable[[Library], T]) -> None:
        self._make = make
        self._last: tuple[Library, T] | None = None

    def __call__(self, library: Library) -> T:
        """The value for this library."""
        last = self._last
        if last is None or last[0] is not library:
            last = self._last = (library, self._make(library))
        return last[1]


@OfLibrary
def _citations(_library: Library) -> dict[tuple[str, str, dt.date, str], Citation]:
    """Citations already written: (key, CCAG, date, form)."""
    return {}


class Contexte:
    """The contract, its facts and the library, with the views that conditions and texts read.

    `lots` are the effective lots (one, without number, when the contract is not allotted).
    """

    def __init__(self, marche: Any, facts: Facts, library: Library) -> None:
        self.marche_brut = marche
        self.facts = facts
        self.library = library
        self.lots_bruts: tuple[Any, ...] = tuple(marche.lots_effectifs)
        self.every_lot: tuple[int, ...] = tuple(range(len(self.lots_bruts)))
        self.date: dt.date = marche.date_consultation
        self.ccag: str = str(marche.ccag)
        self.parametres: Mapping[str, Parametre] = library.parametres
        self._parameters: dict[tuple[str, int | None], Any] = {}
        self._citations = _citations(library)
        self._held: dict[tuple[str, int | None], bool] = {}
        self._names: dict[int | None, Mapping[str, Any]] = {}

    @cached_property
    def marche(self) -> Vue:
        """`marche` of conditions and texts."""
        return Vue(self.marche_brut, "")

    @cached_property
    def lots(self) -> tuple[Vue, ...]:
        """`lot` of conditions and texts, with `faits` and `parametres` of the lot."""
        views = []
        for i, lot in enumerate(self.lots_bruts):
            extra = {
                "faits": self.facts.lots[i],
                "parametres": Valeurs(self.parametres, partial(self.parameter, lot=i)),
                "rang": i,
            }
            views.append(Vue(lot, f"lots.{i}" if self.marche_brut.lots else "", extra))
        return tuple(views)

    @property
    def faits(self) -> Any:
        """`faits` of conditions and texts."""
        return self.facts.marche

    def parameter(self, name: str, lot: int | None = None) -> Any:
        """Value of a clause parameter for the contract, or for a lot: lot, else contract, else default.

        None becomes a `Vide` when the clause wants it completed, else stays a falsy `Vide` that must not be printed.
        """
        known = self._parameters
        if (name, lot) not in known:
            known[name, lot] = self._parameter(name, lot)
        return known[name, lot]

    def _parameter(self, name: str, lot: int | None) -> Any:
        parameter = self.parametres[name]
        given = self.marche_brut.parametres
        if lot is not None:
            given = {**given, **self.lots_bruts[lot].parametres}
        value = parameter.defaut
        if name in given:
            try:
                value = decode_parameter(parameter, given[name])
            except ValueError:
                value = parameter.defaut
        return Vide(f"parametres.{name}", parameter.titre) if value is None else value

    def bareme(self, name: str, **keys: str) -> Any:
        """`bareme` of conditions: legal value at the date of the contract, as the facts read it.

        Raises ValueError, in French, when the tables hold no such value.
        """
        try:
            return self.facts.vue.bareme(name, **keys)
        except LookupError as error:
            raise ValueError(f"barème introuvable « {name} » ({error})") from None

    def names(self, clause: Clause | None = None, lot: int | None = None) -> dict[str, Any]:
        """Names that an expression may read, with the clause's own parameters by their bare name."""
        names: dict[str, Any] = {"marche": self.marche, "faits": self.faits, "bareme": self.bareme}
        if lot is not None:
            names["lot"] = self.lots[lot]
        if clause is not None:
            for name in clause.parametres:
                names[name] = self.parameter(name, lot)
        return names

    def holds(self, source: str, lot: int | None = None) -> bool:
        """Whether a condition that reads no parameter of a clause holds; raises as `expressions.condition` does."""
        held = self._held.get((source, lot))
        if held is None:
            names = self._names.get(lot)
            if names is None:
                names = self._names[lot] = condition_names(self.names(lot=lot))
            held = self._held[source, lot] = condition(source)(names)
        return held

    def cite(self, key: str, form: str) -> Citation:
        """Citation of a text for the CCAG and the date of the contract; KeyError when the register lacks it."""
        wanted = (key, self.ccag, self.date, form)
        known = self._citations.get(wanted)
        if known is None:
            known = self._citations[wanted] = self.library.references.cite(*wanted)
        return known

    def parameter_findings(self) -> tuple[Finding, ...]:
        """Parameters given in the contract that no clause declares (CG140), or that cannot be read (CG141)."""
        findings: list[Finding] = []
        places = [("parametres", self.marche_brut.parametres)]
        places += [(f"lots.{i}.parametres", lot.parametres) for i, lot in enumerate(self.marche_brut.lots)]
        for path, given in places:
            for name, raw in (given or {}).items():
                parameter = self.parametres.get(name)
                field = f"{path}.{name}"
                if parameter is None:
                    findings.append(Finding("CG140", Niveau.BLOQUANT, f"aucune clause n’a de paramètre « {name} »",
                                            suggest(name, self.parametres) or "retirez cette ligne", field=field))  # fmt: skip
                    continue
                try:
                    decode_parameter(parameter, raw)
                except ValueError as error:
                    findings.append(Finding("CG141", Niveau.BLOQUANT, f"paramètre « {name} » ({parameter.titre}) : {error}",
                                            "corrigez cette valeur", field=field))  # fmt: skip
        return tuple(findings)
