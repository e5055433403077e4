"""An organisation as its folder says it: identity, habits, what it does to the clauses, how its pieces look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clausegen.findings import Finding, Location
from clausegen.word.charte import Charte

FICHIER = "organisation.yaml"
NOTICE = "LISEZ-MOI.md"
CLAUSES, GABARITS, CONTRATS, ORIGINE = "clauses", "gabarits", "contrats", "_origine"


@dataclass(frozen=True, slots=True)
class Facilitateur:
    """A facilitator and what it takes: territories (département codes, or words of the place), natures, CPV prefixes.

    An empty list means « every one ».
    """

    valeurs: Mapping[str, str]
    territoires: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    location: Location = field(default_factory=Location)


@dataclass(frozen=True, slots=True)
class Retrait:
    """A clause withdrawn, and why."""

    id: str
    motif: str
    location: Location


@dataclass(frozen=True, slots=True)
class Organisation:
    """One layer. `defauts` and `parametres` are plain trees; `places` gives where each of their leaves is written.

    `base` is the layer under this one (a territory, a facilitator), None when it lies on the national library.
    """

    racine: Path
    nom: str
    siret: str = ""
    tribunal: str = ""
    base: Organisation | None = None
    facilitateurs: tuple[Facilitateur, ...] = ()
    defauts: Mapping[str, Any] = field(default_factory=dict)
    parametres: Mapping[str, Any] = field(default_factory=dict)
    retraits: tuple[Retrait, ...] = ()
    charte: Charte | None = None
    places: Mapping[str, Location] = field(default_factory=dict)
    constats: tuple[Finding, ...] = ()

    @property
    def fichier(self) -> Path:
        """Its `organisation.yaml`."""
        return self.racine / FICHIER

    def couches(self) -> Iterator[Organisation]:
        """Every layer, the lowest first, this one last."""
        if self.base is not None:
            yield from self.base.couches()
        yield self

    def place(self, cle: str) -> Location:
        """Where a key (dotted) of the file is written, else its nearest parent, else the file."""
        while cle:
            if cle in self.places:
                return self.places[cle]
            cle = cle.rpartition(".")[0]
        return Location(str(self.fichier))
