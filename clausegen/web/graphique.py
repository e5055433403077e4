"""A bar chart of hours by lot, as inline SVG without style attribute; its table is on the same page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from clausegen.ecriture import heures

_LARGEUR, _LIGNE, _TITRE = 640, 34, 150


@dataclass(frozen=True)
class Barre:
    """`demande`: hours that the contract asks; `propose`: those that the calculation proposes (None when it cannot)."""

    titre: str
    demande: Decimal
    propose: Decimal | None = None


def barres(lignes: Sequence[Barre], titre: str) -> str:
    """The chart; empty when there is nothing to compare."""
    plus = max((max(b.demande, b.propose or Decimal(0)) for b in lignes), default=Decimal(0))
    if plus <= 0:
        return ""
    place = _LARGEUR - _TITRE - 110
    haut = len(lignes) * _LIGNE + 6
    # The text of each bar is in the table that follows: the drawing is one image for those who do not see it.
    out = [f'<svg class="barres" viewBox="0 0 {_LARGEUR} {haut}" role="img" aria-label="{escape(titre)}">']
    for rang, barre in enumerate(lignes):
        y = rang * _LIGNE + 4
        longueur = int(barre.demande / plus * place)
        out.append(f'<text class="nom" x="{_TITRE - 10}" y="{y + 18}" text-anchor="end">{escape(barre.titre)}</text>')
        out.append(f'<rect class="demande" x="{_TITRE}" y="{y}" width="{max(longueur, 1)}" height="14"/>')
        if barre.propose is not None:
            out.append(
                f'<rect class="propose" x="{_TITRE}" y="{y + 16}" width="{max(int(barre.propose / plus * place), 1)}" height="6"/>'
            )
        out.append(
            f'<text class="valeur" x="{_TITRE + longueur + 8}" y="{y + 12}">{escape(heures(barre.demande))}</text>'
        )
    return "".join([*out, "</svg>"])
