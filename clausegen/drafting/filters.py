"""Filters that a clause may use. All return text with French typography; the list is the whole list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from clausegen import ecriture
from clausegen.drafting.typography import NBSP
from clausegen.values import Choix, Duree
from clausegen.views import Vide

euros = ecriture.euros
nombre = ecriture.nombre
pourcent = ecriture.pourcent
date_longue = ecriture.date_longue


def _skip_missing(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter given a missing value hands it on, so that it stays a visible field."""

    def guarded(value: Any, *args: Any, **kwargs: Any) -> Any:
        return value if isinstance(value, Vide) else function(value, *args, **kwargs)

    return guarded


def ht(value: Decimal) -> str:
    """« 50 000 € HT »."""
    return ecriture.ht(value)


def heure(value: dt.time | dt.datetime) -> str:
    """« 12 h 00 »."""
    return f"{value.hour}{NBSP}h{NBSP}{value.minute:02d}"


def date_heure(value: dt.datetime) -> str:
    """« 12 janvier 2027 à 12 h 00 »."""
    return f"{date_longue(value.date())} à {heure(value)}"


def en_lettres(value: int) -> str:
    """A small whole number in words (« deux »); a large one in figures."""
    words = (
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
        "quatorze", "quinze", "seize",
    )  # fmt: skip
    return words[value] if 0 <= value < len(words) else nombre(value)


def libelle(value: Any) -> str:
    """French wording of a choice."""
    return value.libelle if isinstance(value, Choix) else str(value)


def pluriel(count: Any, word: str, plural: str | None = None) -> str:
    """« 1 jour », « 3 jours »: number, no-break space, word agreed."""
    many = abs(Decimal(count)) >= 2
    words = (plural or " ".join(w if w.endswith(("s", "x", "z")) else f"{w}s" for w in word.split(" "))) if many else word
    return f"{nombre(count)}{NBSP}{words}"


def _contract(value: str, masculine: str, plural: str, short: str) -> str:
    for article, contracted in (("le ", masculine), ("les ", plural)):
        if value.lower().startswith(article):
            return contracted + value[len(article) :]
    return f"{short} {value}"


def de(value: Any) -> str:
    """« le titulaire » → « du titulaire », « l’acheteur » → « de l’acheteur »."""
    return _contract(str(value), "du ", "des ", "de")


def a(value: Any) -> str:
    """« le titulaire » → « au titulaire », « l’acheteur » → « à l’acheteur »."""
    return _contract(str(value), "au ", "aux ", "à")


def majuscule(value: Any) -> str:
    """First letter in capital."""
    text = libelle(value)
    return text[:1].upper() + text[1:]


def minuscule(value: Any) -> str:
    """First letter in lower case, unless the word is an acronym."""
    text = libelle(value)
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def commun(lots: Sequence[Any], path: str) -> Any:
    """The value of a path when it is the same in every lot, else False.

    `lots | commun("insertion.penalites.absence")`. A missing value common to all stays a missing value.
    """
    steps = path.split(".")
    if any(step.startswith("_") for step in steps):
        # The sandbox does not see these attributes: what it hides must stay hidden here.
        raise ValueError(f"« {path} » n’est pas une rubrique")
    values = []
    for lot in lots:
        value: Any = lot
        for step in steps:
            value = getattr(value, step)
        values.append(value)
    if not values:
        return False
    first = values[0]
    return first if all(v == first for v in values[1:]) else False


def designation(lots: Sequence[Any], case: str = "le") -> str:
    """« le marché », « le lot n° 04 », « les lots n° 04 et 16 »; `case` « de » or « a » contracts the article."""
    numbers = [str(lot.numero) for lot in lots if not isinstance(lot.numero, Vide) and lot.numero is not None]
    if not numbers:
        text = "le marché"
    elif len(numbers) == 1:
        text = f"le lot n°{NBSP}{numbers[0]}"
    else:
        text = f"les lots n°{NBSP}{', '.join(numbers[:-1])} et {numbers[-1]}"
    return {"de": de, "a": a}.get(case, str)(text)


def make_lists(fragments: type[tuple[Any, ...]]) -> dict[str, Callable[..., Any]]:
    """`liste` and `liste_ou`: « a, b et c » from any values; a missing item stays a visible field."""

    def join(items: Iterable[Any], word: str) -> Any:
        values = [i.libelle if isinstance(i, Choix) else i for i in items]
        out: list[Any] = []
        for i, value in enumerate(values):
            if i:
                out.append(f" {word} " if i == len(values) - 1 else ", ")
            out.append(value)
        return fragments(out) if out else ""

    return {"liste": lambda items: join(items, "et"), "liste_ou": lambda items: join(items, "ou")}


def duree_mois(value: Duree) -> int:
    """Length in months of a duration."""
    return value.mois


FILTERS: dict[str, Callable[..., Any]] = {
    **{
        f.__name__: _skip_missing(f)
        for f in (
            euros, ht, nombre, pourcent, date_longue, date_heure, heure, en_lettres, libelle, pluriel, majuscule, minuscule,
            duree_mois, de, a,
        )
    },
    "commun": commun,
    "designation": designation,
}  # fmt: skip
