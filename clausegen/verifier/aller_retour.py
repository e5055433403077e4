"""The round trip: each clause of a produced piece beside what the library would write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from clausegen.verifier.alignement import Ecart, attribuer, comparer, deplacees, titre, utiles
from clausegen.verifier.mots import plier, ressemblance
from clausegen.verifier.origine import Origine, origine, releve
from clausegen.verifier.sujets import SujetWord
from clausegen.word.relecture import Hole, Paragraph, Reading

_HOLE = re.compile("\ue000[0-9]+\ue001")


class Etat(StrEnum):
    """What became of a clause."""

    INTACTE = "intacte"
    COMPLETEE = "complétée"
    MODIFIEE = "modifiée"
    SUPPRIMEE = "supprimée"


@dataclass(frozen=True, slots=True)
class Complement:
    """A place left open that someone filled in: what was asked, what was written, where."""

    demande: str
    reponse: str
    paragraphe: Paragraph


@dataclass(frozen=True, slots=True)
class EtatClause:
    """A clause of the piece: id, title, state, differences, fillings; `signet_perdu`: known by its text alone."""

    id: str
    titre: str
    etat: Etat
    ecarts: tuple[Ecart, ...] = ()
    complements: tuple[Complement, ...] = ()
    premier: Paragraph | None = None
    signet_perdu: bool = False


@dataclass(frozen=True, slots=True)
class Comparaison:
    """A whole piece compared. `ajouts`: runs of paragraphs outside any clause; `titres`: headings; `cadre`: the rest
    (first page, texts of the template, headers and footers).
    """

    clauses: tuple[EtatClause, ...] = ()
    ajouts: tuple[tuple[Paragraph, ...], ...] = ()
    titres: tuple[Ecart, ...] = ()
    cadre: tuple[Ecart, ...] = ()
    deplacees: tuple[EtatClause, ...] = ()
    complements: tuple[Complement, ...] = ()

    def compte(self, etat: Etat) -> int:
        """Number of clauses in a state."""
        return sum(c.etat is etat for c in self.clauses)


def comparaison(sujet: SujetWord) -> Comparaison | None:
    """The comparison, worked out once for all rules; None when there is nothing to compare with."""
    if "comparaison" not in sujet.memo:
        source = origine(sujet)
        done = None
        if source.attendu is not None and not releve(sujet).unreadable:
            done = _comparer(sujet, source, source.attendu)
        sujet.memo["comparaison"] = done
    found: Comparaison | None = sujet.memo["comparaison"]
    return found


def _comparer(sujet: SujetWord, source: Origine, expected: Reading) -> Comparaison:
    wanted = utiles(expected.body)
    numbers = {target: p.text[a:b] for p in wanted for a, b, target in p.shown}
    actual = [_numeros_attendus(p, numbers) for p in utiles(releve(sujet).body)]
    old = {c.bookmark: c.id for c in source.manifeste.clauses} if source.manifeste is not None else {}
    owner = attribuer(actual, expected, frozenset(old))
    heads = {titre(p): p for p in wanted if titre(p)}
    texts = {plier(p.text) for p in wanted if p.clause and not titre(p)}
    is_head = [bool(titre(p) in heads) or (p.level > 0 and plier(p.text) not in texts) for p in actual]
    by_clause: dict[str, list[Paragraph]] = {}
    for i, p in enumerate(actual):
        if owner[i] and not is_head[i]:
            by_clause.setdefault(owner[i], []).append(p)
    wanted_by: dict[str, list[Paragraph]] = {p.clause: [] for p in wanted if p.clause}
    for p in wanted:
        if p.clause and not titre(p):
            wanted_by[p.clause].append(p)
    marks = {m.name for m in releve(sujet).marks}
    named = _noms(source)
    clauses = tuple(
        _etat(*named.get(m, (m, m)), w, by_clause.get(m, []), m not in marks)
        for m, w in wanted_by.items()
        # A clause that the library of today adds was never in this piece.
        if w and (not old or m in old or m in by_clause)
    )
    by_id = {c.id: c for c in clauses}
    order = [owner[i] for i in range(len(actual)) if owner[i] and not is_head[i]]
    moved = tuple(by_id[named[m][0]] for m in deplacees(list(wanted_by), order) if m in named and named[m][0] in by_id)
    gone = {m for m, w in wanted_by.items() if w and not by_clause.get(m)}
    left = [p for i, p in enumerate(actual) if not owner[i] and not is_head[i]]
    static = [p for p in wanted if not p.clause and not titre(p)]
    first = next((p.rank for i, p in enumerate(actual) if is_head[i]), 0)
    rest = _completer(
        comparer(static, left) if not source.gabarit_change else tuple(Ecart(None, p) for p in left if p.rank > first)
    )
    added = [e.apres for e in rest[0] if e.avant is None and e.apres is not None and e.apres.rank > first]
    frame = tuple(e for e in rest[0] if e.avant is not None or e.apres is None or e.apres.rank <= first)
    if not source.gabarit_change:
        frame += _bords(expected, releve(sujet))
    heading_changes = _titres(wanted, [p for i, p in enumerate(actual) if is_head[i]], actual, gone)
    return Comparaison(clauses, _suites(added, actual), heading_changes, frame, moved, rest[1])


def _numeros_attendus(p: Paragraph, numbers: Mapping[str, str]) -> Paragraph:
    """The paragraph with the numbers of its live references as the library writes them.

    They follow the headings, not the hand: CG804 looks at them.
    """
    text = p.text
    for start, end, target in reversed(p.shown):
        text = text[:start] + numbers.get(target, text[start:end]) + text[end:]
    return p if text == p.text else replace(p, text=text)


def _noms(source: Origine) -> dict[str, tuple[str, str]]:
    """Bookmark → (id, title) of the clauses of the piece."""
    if source.production is None or not source.production.pieces:
        return {}
    library = source.production.contexte.library.clauses
    drafted = source.production.pieces[0].draft.clauses()
    return {c.bookmark: (c.id, library[c.id].titre if c.id in library else c.id) for c in drafted}


def _etat(identifier: str, title: str, wanted: list[Paragraph], found: list[Paragraph], lost: bool) -> EtatClause:
    if not found:
        return EtatClause(identifier, title, Etat.SUPPRIMEE)
    changes, fillings = _completer(comparer(wanted, found))
    state = Etat.MODIFIEE if changes else Etat.COMPLETEE if fillings else Etat.INTACTE
    return EtatClause(identifier, title, state, changes, fillings, found[0], lost)


def _completer(changes: tuple[Ecart, ...]) -> tuple[tuple[Ecart, ...], tuple[Complement, ...]]:
    """Differences, without those that only fill in what was left open; and these."""
    kept: list[Ecart] = []
    filled: list[Complement] = []
    for e in changes:
        answers = _reponses(e.avant, e.apres) if e.avant is not None and e.apres is not None else None
        if answers is None or e.apres is None:
            kept.append(e)
        else:
            filled.extend(Complement(asked, answer, e.apres) for asked, answer in answers)
    return tuple(kept), tuple(filled)


def _reponses(before: Paragraph, after: Paragraph) -> list[tuple[str, str]] | None:
    """What was written in the places left open; None when something else changed too."""
    if not before.holes:
        return None
    pieces, last = [], 0
    holes = sorted(before.holes)
    for n, (start, end, _) in enumerate(holes):
        pieces += [before.text[last:start], f"\ue000{n}\ue001"]
        last = end
    pieces.append(before.text[last:])
    folded = plier("".join(pieces))
    pattern = "(.*?)".join(re.escape(part) for part in _HOLE.split(folded))
    found = re.fullmatch(pattern, plier(after.text), re.DOTALL)
    if found is None:
        return None
    answers = []
    for (start, end, kind), answer in zip(holes, found.groups(), strict=False):
        asked = before.text[start:end]
        if kind is Hole.MISSING and answer != plier(asked):
            answers.append((asked, answer.strip()))
    return answers


def _titres(
    wanted: list[Paragraph], heads: list[Paragraph], actual: list[Paragraph], gone: set[str]
) -> tuple[Ecart, ...]:
    """Headings changed, removed (save those whose clauses went with them) or added."""
    marked = {titre(p): p for p in actual if titre(p)}
    free = [p for p in heads if not titre(p)]
    under = _sous(wanted)
    out: list[Ecart] = []
    known: set[int] = set()
    for p in wanted:
        mark = titre(p)
        if not mark:
            continue
        found = marked.get(mark)
        if found is None:
            found = next((q for q in free if q.rank not in known and plier(q.text) == plier(p.text)), None)
        if found is None:
            below = under.get(mark, set())
            if not below or not below <= gone:
                out.append(Ecart(p, None))
            continue
        known.add(found.rank)
        if plier(found.text) != plier(p.text) or found.level != p.level:
            out.append(Ecart(p, found))
    out.extend(Ecart(None, q) for q in free if q.rank not in known)
    return tuple(out)


def _sous(wanted: list[Paragraph]) -> dict[str, set[str]]:
    """Heading → clauses under it, sub-headings included."""
    out: dict[str, set[str]] = {}
    path: list[tuple[int, str]] = []
    for p in wanted:
        mark = titre(p)
        if mark:
            path = [x for x in path if x[0] < p.level] + [(p.level, mark)]
            out[mark] = set()
        elif p.clause:
            for _, above in path:
                out[above].add(p.clause)
    return out


def _bords(expected: Reading, found: Reading) -> tuple[Ecart, ...]:
    """Headers, footers and notes: the texts that are not there any more, and the new ones."""

    def outside(reading: Reading) -> dict[str, Paragraph]:
        return {plier(p.text): p for p in utiles(p for p in reading.paragraphs if p.part != "word/document.xml")}

    left, right = outside(expected), outside(found)
    lost = [t for t in left if t not in right]
    new = [t for t in right if t not in left]
    out = []
    for text in lost:
        twin = max(new, key=lambda t: ressemblance(text, t), default=None)
        if twin is not None:
            new.remove(twin)
        out.append(Ecart(left[text], right[twin] if twin is not None else None))
    return (*out, *(Ecart(None, right[t]) for t in new))


def _suites(added: list[Paragraph], actual: list[Paragraph]) -> tuple[tuple[Paragraph, ...], ...]:
    """Added paragraphs, those that follow each other together."""
    where = {id(p): i for i, p in enumerate(actual)}
    runs: list[list[Paragraph]] = []
    for p in added:
        if runs and where.get(id(p), -9) == where.get(id(runs[-1][-1]), 0) + 1:
            runs[-1].append(p)
        else:
            runs.append([p])
    return tuple(map(tuple, runs))


def resume_de_la_piece(sujet: SujetWord) -> str:
    """« 41 clauses intactes, 2 modifiées, 1 supprimée ; 1 ajout » ; why nothing was compared otherwise."""
    found = comparaison(sujet)
    if found is None:
        reason = releve(sujet).unreadable or origine(sujet).empechement
        return f"comparaison impossible : {reason}"
    intact = found.compte(Etat.INTACTE)
    parts = [f"{intact} clause{'s' if intact > 1 else ''} intacte{'s' if intact > 1 else ''}"]
    for etat in (Etat.COMPLETEE, Etat.MODIFIEE, Etat.SUPPRIMEE):
        count = found.compte(etat)
        if count:
            parts.append(f"{count} {etat.value}{'s' if count > 1 else ''}")
    others = (
        (found.deplacees, "déplacée", "déplacées"),
        (found.ajouts, "ajout hors clause", "ajouts hors clause"),
        (found.titres, "titre touché", "titres touchés"),
        (found.cadre, "texte du gabarit touché", "textes du gabarit touchés"),
    )
    parts += [f"{len(things)} {one if len(things) == 1 else many}" for things, one, many in others if things]
    since = " (bibliothèque changée depuis)" if origine(sujet).bibliotheque_changee else ""
    return ", ".join(parts) + since
