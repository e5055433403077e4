"""A piece laid over the same piece written again: which paragraph is which, clause by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from clausegen.verifier.mots import plier, ressemblance
from clausegen.word.relecture import Paragraph, Reading

_ALIKE = 0.4
BANDEAU = "bandeau projet"


@dataclass(frozen=True, slots=True)
class Ecart:
    """A difference: `avant` as written by the library (None: added), `apres` as found (None: removed)."""

    avant: Paragraph | None
    apres: Paragraph | None


def utiles(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Paragraphs that say something: neither the table of contents, nor the draft banner, nor blank ones."""
    return [p for p in paragraphs if p.text.strip() and not p.contents and p.style != BANDEAU]


def titre(p: Paragraph) -> str:
    """Bookmark of a heading of the plan, or of the gabarit; "" for any other paragraph."""
    return next((m for m in p.heading_marks if m.startswith(("cga_", "cgh_", "cgm_"))), "")


def attribuer(actual: list[Paragraph], expected: Reading, anciens: frozenset[str]) -> dict[int, str]:
    """Index of each paragraph of a body → bookmark of its clause ("" outside any), lost bookmarks made good by the text.

    `anciens`: bookmarks of the manifest, some of which the library may no longer write.
    """
    known = {p.clause for p in expected.body if p.clause} | anciens
    owner = {i: p.clause if p.clause in known else "" for i, p in enumerate(actual)}
    texts: dict[str, Counter[str]] = {}
    for p in utiles(expected.body):
        if p.clause:
            texts.setdefault(p.clause, Counter())[plier(p.text)] += 1
    for i, p in enumerate(actual):
        if owner[i] in texts:
            texts[owner[i]][plier(p.text)] -= 1
    lacking: dict[str, list[str]] = {}
    for clause, counts in texts.items():
        for text, count in counts.items():
            if count > 0:
                lacking.setdefault(text, []).extend([clause] * count)
    order = {clause: n for n, clause in enumerate(texts)}
    started = False
    for i, p in enumerate(actual):
        # The first page says things that clauses say too.
        started = started or p.level > 0
        if owner[i] or p.level or not started:
            continue
        candidates = lacking.get(plier(p.text))
        if candidates:
            previous = next((order[owner[j]] for j in range(i - 1, -1, -1) if owner[j] in order), 0)
            chosen = min(candidates, key=lambda c: abs(order[c] - previous))
            candidates.remove(chosen)
            owner[i] = chosen
    _combler(actual, owner)
    return owner


def _combler(actual: Sequence[Paragraph], owner: dict[int, str]) -> None:
    """What lies between two paragraphs of one clause, and bears no heading, is in that clause."""
    last: tuple[int, str] | None = None
    for i in range(len(actual)):
        if owner[i]:
            if last is not None and last[1] == owner[i] and not any(actual[j].level for j in range(last[0] + 1, i)):
                for j in range(last[0] + 1, i):
                    owner[j] = owner[i]
            last = (i, owner[i])


def comparer(expected: Sequence[Paragraph], actual: Sequence[Paragraph]) -> tuple[Ecart, ...]:
    """Differences between two runs of paragraphs, in the order of the document."""
    left, right = [plier(p.text) for p in expected], [plier(p.text) for p in actual]
    if left == right:
        return ()
    out: list[Ecart] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            out.extend(_apparier(list(expected[a:b]), left[a:b], list(actual[c:d]), right[c:d]))
    return tuple(out)


def _apparier(before: list[Paragraph], left: list[str], after: list[Paragraph], right: list[str]) -> list[Ecart]:
    """Paragraphs of a changed zone, each with the one it became, if any: in order, by likeness."""
    rows, columns = len(before), len(after)
    alike = [[ressemblance(x, y) for y in right] for x in left]
    # A sentence wholly retyped may share no word with the old one.
    if rows == columns and (rows == 1 or all(r[i] >= _ALIKE for i, r in enumerate(alike))):
        return [Ecart(b, a) for b, a in zip(before, after, strict=True)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    out: list[Ecart] = []
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and alike[i][j] >= _ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            out.append(Ecart(before[i], after[j]))
            i, j = i + 1, j + 1
        elif j >= columns or (i < rows and best[i][j] == best[i + 1][j]):
            out.append(Ecart(before[i], None))
            i += 1
        else:
            out.append(Ecart(None, after[j]))
            j += 1
    return out


def deplacees(expected: Sequence[str], actual: Sequence[str]) -> tuple[str, ...]:
    """Clauses that are no longer in the order of the plan: the fewest whose removal restores it."""
    rank = {clause: n for n, clause in enumerate(expected)}
    found = [c for c in dict.fromkeys(actual) if c in rank]
    lengths, previous = [1] * len(found), [-1] * len(found)
    for i, clause in enumerate(found):
        for j in range(i):
            if rank[found[j]] < rank[clause] and lengths[j] + 1 > lengths[i]:
                lengths[i], previous[i] = lengths[j] + 1, j
    if not found:
        return ()
    i = max(range(len(found)), key=lambda k: lengths[k])
    kept = set()
    while i >= 0:
        kept.add(found[i])
        i = previous[i]
    return tuple(c for c in found if c not in kept)
