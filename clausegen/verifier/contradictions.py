"""Hand changes that contradict the contract: a quantity that comes from the contract file and no longer says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausegen.blocks import TextValue
from clausegen.verifier.aller_retour import Comparaison, comparaison
from clausegen.verifier.faits_du_marche import FaitsDuMarche, titre_du_champ
from clausegen.verifier.grandeurs import Grandeur, changees, grandeurs, heures_insertion, nombre
from clausegen.verifier.origine import Origine, origine
from clausegen.verifier.sujets import SujetWord
from clausegen.word.relecture import Paragraph


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A quantity changed: clause (its title, "" outside), place, before, after, dotted path in the contract ("" computed)."""

    clause: str
    paragraphe: Paragraph
    avant: Grandeur
    apres: Grandeur
    champ: str
    ecart: tuple[str, str]

    @property
    def source(self) -> str:
        """What the contract file says, in French."""
        title = titre_du_champ(self.champ) if self.champ else ""
        if title:
            return f"le fichier de marché dit {self.avant.texte} ({self.champ}, {title[:1].lower()}{title[1:]})"
        return f"clausegen a écrit {self.avant.texte} d’après le fichier de marché"


def contradictions(sujet: SujetWord) -> tuple[Contradiction, ...]:
    """Every contradiction of a piece, worked out once for all rules."""
    if "contradictions" not in sujet.memo:
        compared = comparaison(sujet)
        sujet.memo["contradictions"] = tuple(_toutes(compared, origine(sujet))) if compared is not None else ()
    found: tuple[Contradiction, ...] = sujet.memo["contradictions"]
    return found


class _Sources:
    """Where a quantity comes from; the facts are computed only if a quantity was changed."""

    def __init__(self, source: Origine) -> None:
        self._source = source
        self._faits: FaitsDuMarche | None = None
        self._printed: dict[str, frozenset[tuple[str, str]]] | None = None

    def faits(self) -> FaitsDuMarche:
        if self._faits is None:
            assert self._source.lecture is not None and self._source.production is not None
            self._faits = FaitsDuMarche(self._source.lecture.marche, self._source.production.contexte.facts)
        return self._faits

    def champ(self, quantity: Grandeur, clause: str) -> str | None:
        """Path of the contract, "" for another value put in by the clause, None for a quantity of its own text."""
        path = self.faits().chemin(quantity)
        if path:
            return path
        return (
            "" if {(quantity.genre, quantity.valeur), ("nombre", quantity.valeur)} & self._imprimees(clause) else None
        )

    def _imprimees(self, clause: str) -> frozenset[tuple[str, str]]:
        if self._printed is None:
            assert self._source.production is not None
            self._printed = {
                c.id: frozenset(_valeurs(c.values))
                for p in self._source.production.pieces[:1]
                for c in p.draft.clauses()
            }
        return self._printed.get(clause, frozenset())


def _valeurs(values: tuple[object, ...]) -> Iterator[tuple[str, str]]:
    for value in values:
        if isinstance(value, TextValue):
            yield "nombre", nombre(value.text.strip())
            for quantity in grandeurs(value.text):
                yield quantity.genre, quantity.valeur


def _toutes(compared: Comparaison, source: Origine) -> Iterator[Contradiction]:
    if source.intact:
        return
    sources = _Sources(source)
    places = [(c.id, c.titre, e) for c in compared.clauses for e in c.ecarts] + [("", "", e) for e in compared.cadre]
    for identifier, title, e in places:
        if e.avant is None or e.apres is None:
            continue
        gone, new = changees(e.avant.text, e.apres.text)
        used: set[int] = set()
        for before in gone:
            rank = next((i for i, g in enumerate(new) if i not in used and g.genre == before.genre), None)
            path = sources.champ(before, identifier) if rank is not None else None
            if rank is not None and path is not None:
                used.add(rank)
                yield Contradiction(title, e.apres, before, new[rank], path, (e.avant.text, e.apres.text))
    added = [("", p) for run in compared.ajouts for p in run]
    added += [(c.titre, e.apres) for c in compared.clauses for e in c.ecarts if e.avant is None and e.apres is not None]
    yield from _ajoutees(added, source, sources)


def _ajoutees(added: list[tuple[str, Paragraph]], source: Origine, sources: _Sources) -> Iterator[Contradiction]:
    """Hours of insertion that an added paragraph states, when the piece states others."""
    if not any(heures_insertion(p.text) for _, p in added) or source.attendu is None:
        return
    known = {g.valeur: g for p in source.attendu.body for g in heures_insertion(p.text)}
    for title, p in added:
        for quantity in heures_insertion(p.text):
            if known and quantity.valeur not in known and not sources.faits().chemin(quantity):
                reference = next(iter(known.values()))
                yield Contradiction(title, p, reference, quantity, sources.faits().chemin(reference), ("", p.text))
