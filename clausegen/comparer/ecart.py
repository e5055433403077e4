"""What separates two versions, and the Word files that show it under tracking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausegen.comparer.versions import Version
from clausegen.essayer import Changement, comparer, renumerotes
from clausegen.word.suivi import Suivi, suivre

AUTEUR = "clausegen"


@dataclass(frozen=True, slots=True)
class Ecart:
    """Changes by clause, lines whose computed numbers alone moved."""

    changements: tuple[Changement, ...]
    renumerotes: int

    @property
    def nul(self) -> bool:
        """True when both say the same, numbers included."""
        return not self.changements and not self.renumerotes


def comparer_versions(a: Version, b: Version) -> Ecart:
    """What changed from A to B."""
    return Ecart(comparer(a.lignes, b.lignes), renumerotes(a.lignes, b.lignes))


def dates_de(a: Version, b: Version) -> str:
    """Date of the tracked changes: that of the newer consultation, so that the same versions give the same bytes."""
    dates = [d for d in (a.date, b.date) if d is not None]
    return f"{max(dates).isoformat()}T00:00:00Z" if dates else ""


def suivis(a: Version, b: Version) -> Iterator[tuple[str, Suivi | None]]:
    """(name of a piece, its file under tracking) for each piece of either; None when one version alone has it."""
    for slug in dict.fromkeys((*a.pieces, *b.pieces)):
        if slug in a.pieces and slug in b.pieces:
            yield slug, suivre(a.pieces[slug], b.pieces[slug], AUTEUR, dates_de(a, b), (a.nom, b.nom))
        else:
            yield slug, None
