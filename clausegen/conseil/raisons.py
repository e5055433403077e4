"""What a branch of the tree says of a lever: an effect, and a reason that an officer can repeat."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

TOUS = "*"


class Effet(Enum):
    """Effect on a lever. The strongest wins: an exclusion, then a recommendation, then a possibility."""

    EXCLU = "exclu"
    RECOMMANDE = "recommandé"
    POSSIBLE = "possible"
    REMARQUE = "remarque"


@dataclass(frozen=True, slots=True)
class Raison:
    """A French sentence (no capital, no final stop), where it comes from, and whether it has to be confirmed."""

    texte: str
    source: str = ""
    a_confirmer: bool = False

    def __str__(self) -> str:
        """« texte (source, à confirmer) »."""
        suite = ", ".join(s for s in (self.source, "à confirmer" if self.a_confirmer else "") if s)
        return f"{self.texte} ({suite})" if suite else self.texte


@dataclass(frozen=True, slots=True)
class Apport:
    """What a criterion adds. `levier`: code of a lever, or « * » for a remark on the whole lot."""

    levier: str
    effet: Effet
    raison: Raison


@dataclass(frozen=True, slots=True)
class Verdict:
    """The conclusion on a lever. `raisons` back the effect; `reserves` are the others; `prevu`: the contract has it."""

    levier: str
    titre: str
    court: str
    effet: Effet
    raisons: tuple[Raison, ...]
    reserves: tuple[Raison, ...] = ()
    textes: tuple[str, ...] = ()
    ecrire: str = ""
    prevu: bool = False
