"""Which block of a text became which block of another: same first, then alike inside the same clause."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

# Shared words over all words, from which two paragraphs are one that changed.
SEUIL = 0.5
_MOTS = re.compile(r"\w+|[^\w\s]")
# Above this many pairs to weigh, only same blocks are paired.
_TROP = 40_000
Etape = tuple[Literal["pair", "del", "ins"], int, int]
_PREMIERS: Etape = ("pair", 0, 0)


@dataclass(slots=True)
class Bloc:
    """A block of a story: « p », « tbl », « sdt » or « tr ». `clause` is the bookmark that bounds its clause.

    `marques`: bookmarks that stand before it, beside the blocks. `ouvre`: it opens a field that it does not close.
    """

    genre: str
    element: etree._Element
    style: str
    texte: str
    clause: str = ""
    largeur: int = 0
    marques: list[etree._Element] = field(default_factory=list)
    ouvre: bool = False

    @property
    def cle(self) -> tuple[str, str, str, str]:
        """Two blocks of the same key are the same block."""
        return self.genre, self.clause, self.style, self.texte


def apparier(avant: Sequence[Bloc], apres: Sequence[Bloc], *, finir_ensemble: bool = False) -> list[Etape]:
    """Steps from a list of blocks to another, in order; unpaired indexes are −1.

    `finir_ensemble`: the last paragraphs of both go together, since the last mark of a story or a cell cannot go. So do
    the first ones when they open a field that others close (a table of contents).
    """
    tete = bool(avant and apres and avant[0].ouvre and apres[0].ouvre and len(avant) > 1 and len(apres) > 1)
    queue = bool(finir_ensemble and avant and apres and avant[-1].genre == apres[-1].genre == "p")
    debut, fin_a, fin_b = int(tete), len(avant) - int(queue), len(apres) - int(queue)
    milieu = [
        (nature, a + debut if a >= 0 else a, b + debut if b >= 0 else b)
        for nature, a, b in _etapes(avant[debut:fin_a], apres[debut:fin_b])
    ]
    return [*([_PREMIERS] if tete else []), *milieu, *([("pair", fin_a, fin_b)] if queue else [])]  # type: ignore[list-item]


def _etapes(avant: Sequence[Bloc], apres: Sequence[Bloc]) -> list[Etape]:
    out: list[Etape] = []
    suite = difflib.SequenceMatcher(None, [b.cle for b in avant], [b.cle for b in apres], autojunk=False)
    for nature, a1, a2, b1, b2 in suite.get_opcodes():
        if nature == "equal":
            out.extend(("pair", a, b) for a, b in zip(range(a1, a2), range(b1, b2), strict=True))
        else:
            out.extend(_ecart(avant, apres, range(a1, a2), range(b1, b2)))
    return out


def _ecart(avant: Sequence[Bloc], apres: Sequence[Bloc], de: range, vers: range) -> list[Etape]:
    """Steps where the two lists differ: the pairs that share most words, in order."""
    if not de or not vers or len(de) * len(vers) > _TROP:
        return [*(("del", a, -1) for a in de), *(("ins", -1, b) for b in vers)]
    seul_a, seul_b = avant[de[0]], apres[vers[0]]
    if len(de) == len(vers) == 1 and seul_a.genre == seul_b.genre in ("tbl", "tr") and seul_a.largeur == seul_b.largeur:
        return [("pair", de[0], vers[0])]
    weigh = _balance(avant, apres)
    table = [[0.0] * (len(vers) + 1) for _ in range(len(de) + 1)]
    for i in range(len(de) - 1, -1, -1):
        for j in range(len(vers) - 1, -1, -1):
            poids = weigh(de[i], vers[j])
            table[i][j] = max(table[i + 1][j], table[i][j + 1], table[i + 1][j + 1] + poids if poids else 0.0)
    out: list[Etape] = []
    i = j = 0
    while i < len(de) and j < len(vers):
        poids = weigh(de[i], vers[j])
        if poids and table[i][j] == table[i + 1][j + 1] + poids:
            out.append(("pair", de[i], vers[j]))
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j]:
            out.append(("del", de[i], -1))
            i += 1
        else:
            out.append(("ins", -1, vers[j]))
            j += 1
    out.extend(("del", a, -1) for a in de[i:])
    out.extend(("ins", -1, b) for b in vers[j:])
    return _retraits_devant(out)


def _balance(avant: Sequence[Bloc], apres: Sequence[Bloc]) -> Callable[[int, int], float]:
    mots: dict[int, Counter[str]] = {}
    connus: dict[tuple[int, int], float] = {}

    def sac(bloc: Bloc) -> Counter[str]:
        if id(bloc) not in mots:
            mots[id(bloc)] = Counter(_MOTS.findall(bloc.texte.lower()))
        return mots[id(bloc)]

    def weigh(a: int, b: int) -> float:
        if (a, b) not in connus:
            connus[a, b] = _ressemblance(avant[a], apres[b], sac(avant[a]), sac(apres[b]))
        return connus[a, b]

    return weigh


def _ressemblance(a: Bloc, b: Bloc, mots_a: Counter[str], mots_b: Counter[str]) -> float:
    if a.genre != b.genre or a.largeur != b.largeur or a.clause != b.clause:
        return 0.0
    if a.genre == "sdt":
        return 1.0
    total = sum(mots_a.values()) + sum(mots_b.values())
    communs = 2 * sum((mots_a & mots_b).values()) / total if total else 1.0
    seuil = SEUIL / 2 if a.genre in ("tbl", "tr") else SEUIL
    return communs + (0.2 if a.style == b.style else 0.0) if communs >= seuil else 0.0


def _retraits_devant(etapes: list[Etape]) -> list[Etape]:
    """Between two pairs, what goes before what comes: a reader sees the old text, then the new one."""
    out: list[Etape] = []
    ajouts: list[Etape] = []
    for etape in etapes:
        if etape[0] == "ins":
            ajouts.append(etape)
            continue
        if etape[0] == "pair":
            out.extend(ajouts)
            ajouts = []
        out.append(etape)
    return out + ajouts
