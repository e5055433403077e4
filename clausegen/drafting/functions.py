"""Functions that a clause may call: numbers, citations, derogations, dated values, names of pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from jinja2 import pass_context

from clausegen.blocks import FieldValue, MissingValue, RefValue
from clausegen.context import Contexte
from clausegen.drafting.typography import NBSP, french
from clausegen.drafting.values import CAPITAL, Brut, Fragments
from clausegen.evaluation import Scope
from clausegen.findings import Finding, Location, Niveau
from clausegen.model import Clause
from clausegen.outline import Outline
from clausegen.selection import Decision


class ClauseFault(Exception):
    """The clause asks for something that does not exist; the message is French."""


@dataclass(slots=True)
class Rendu:
    """State of the rendering of one clause: what its functions read, and what they noticed."""

    contexte: Contexte
    outline: Outline
    decision: Decision
    findings: list[Finding] = field(default_factory=list)
    enoncees: set[str] = field(default_factory=set)

    @property
    def clause(self) -> Clause:
        """The clause being rendered."""
        return self.decision.clause


def _state(context: Scope) -> Rendu:
    state: Rendu = context["_rendu"]
    return state


@pass_context
def renvoi(context: Scope, identifier: str) -> Any:
    """Number of the article of another clause, as a live field; of another piece, followed by its name."""
    state = _state(context)
    place = state.outline.places.get(identifier)
    if place is None:
        known = identifier in state.contexte.library.clauses
        raise ClauseFault(
            f"renvoi vers la clause « {identifier} », " + ("qui n’est pas retenue dans ce marché" if known else "qui n’existe pas")
        )
    if not place.number:
        raise ClauseFault(f"renvoi vers la clause « {identifier} », dont l’article n’a pas de numéro")
    if place.piece == state.clause.piece:
        return RefValue(place.bookmark, place.number)
    target = state.contexte.library.pieces[place.piece]
    return f"{place.number} du {target.sigle}" if target.sigle.isupper() else f"{place.number} ({target.titre})"


@pass_context
def renvoi_article(context: Scope, slug: str) -> Any:
    """Number of a whole article of this piece."""
    state = _state(context)
    place = state.outline.articles.get((state.clause.piece, slug))
    if place is None:
        raise ClauseFault(f"renvoi vers l’article « {slug} », qui n’est pas imprimé dans ce marché")
    return RefValue(place.bookmark, place.number)


@pass_context
def retenue(context: Scope, identifier: str) -> bool:
    """True when a clause is kept in this contract: guards a renvoi."""
    state = _state(context)
    if identifier not in state.contexte.library.clauses:
        raise ClauseFault(f"la clause « {identifier} » n’existe pas")
    return identifier in state.outline.places


@pass_context
def piece(context: Scope, slug: str) -> str:
    """Full name of a piece of the consultation."""
    names = _state(context).contexte.library.noms_pieces
    if slug not in names:
        raise ClauseFault(f"pièce inconnue « {slug} »")
    return names[slug]


def _citation(state: Rendu, key: str, form: str) -> str:
    try:
        citation = state.contexte.cite(key, form)
    except KeyError:
        raise ClauseFault(f"le registre des textes ne contient pas « {key} »") from None
    if citation.finding is not None:
        state.findings.append(citation.finding)
    return str(citation.text)


@pass_context
def cite(context: Scope, key: str, form: str = "le") -> str:
    """The article of a text for this contract's CCAG and date: « l’article 16.1.5 du CCAG-FCS »."""
    return _citation(_state(context), key, form)


@pass_context
def derogation(context: Scope, key: str) -> Any:
    """« Par dérogation à l’article … du CCAG…, » when this derogation is active; else the next letter is a capital."""
    state = _state(context)
    if all(d.reference != key for d in state.clause.deroge):
        raise ClauseFault(f"la clause ne déclare pas de dérogation à « {key} » (rubrique « deroge »)")
    state.enoncees.add(key)
    if not state.outline.active(state.clause.id, key):
        return Brut(CAPITAL)
    return Fragments((f"Par dérogation {_citation(state, key, 'a')},", Brut(" ")))


@pass_context
def deroge(context: Scope, key: str) -> bool:
    """True when the derogation is active in this contract."""
    state = _state(context)
    if all(d.reference != key for d in state.clause.deroge):
        raise ClauseFault(f"la clause ne déclare pas de dérogation à « {key} » (rubrique « deroge »)")
    return state.outline.active(state.clause.id, key)


def a_completer(label: str) -> MissingValue:
    """A visible field that says what is expected."""
    return MissingValue(str(label))


def a_remplir(label: str, invite: str = "") -> FieldValue:
    """A place that the reader of the piece fills in (form of a bidder or of the holder).

    `invite` is shown instead of the label where room is short (« … » under a column that says what is expected); the
    newlines that end it keep room for a signature or a long answer.
    """
    return FieldValue(french(str(label)), french(str(invite)))


def a_cocher(label: str) -> FieldValue:
    """A box that the reader of the piece ticks; `label` names it for those who do not see it."""
    return FieldValue(french(str(label)), "", True)


@pass_context
def bareme(context: Scope, name: str, **keys: str) -> Any:
    """A legal value at the date of the consultation."""
    contexte = _state(context).contexte
    try:
        value = contexte.library.baremes.value(name, contexte.date, **keys)
    except (KeyError, LookupError) as error:
        raise ClauseFault(f"barème introuvable « {name} » ({error})") from None
    return value.valeur


@pass_context
def publics(context: Scope, letters: Iterable[str], forme: str = "libelle") -> tuple[str, ...]:
    """French labels of categories of eligible publics, from their letters (« s.a », « a »); `forme` « titre »: short."""
    labels = _state(context).contexte.library.references.publics
    unknown = [str(letter) for letter in letters if str(letter) not in labels]
    if unknown:
        raise ClauseFault(f"public inconnu « {unknown[0]} »")
    return tuple(str(getattr(labels[str(letter)], "titre" if forme == "titre" else "libelle")) for letter in letters)


def article_word(number: str) -> str:
    """« article 5.2 » with its no-break space."""
    return f"article{NBSP}{number}"


FUNCTIONS: dict[str, Callable[..., Any]] = {
    f.__name__: f
    for f in (renvoi, renvoi_article, retenue, piece, cite, derogation, deroge, a_completer, a_remplir, a_cocher, bareme, publics)
}


def undeclared(state: Rendu) -> list[Finding]:
    """Active derogations that the text does not state: each must be written where it applies (CCAG 1.2)."""
    lines = [d for d in state.outline.derogations if d.clause == state.clause.id]
    return [
        Finding("CG253", Niveau.BLOQUANT, f"la clause « {state.clause.titre} » déroge au CCAG sans l’écrire dans son texte ({line.reference})",
                "ajoutez {{ derogation(\"" + line.reference + "\") }} en tête de la phrase", Location(state.clause.path, state.clause.body_line, 1))
        for line in lines if line.reference not in state.enoncees
    ]  # fmt: skip
