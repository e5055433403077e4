"""Values are data: each `{{ … }}` leaves a place in the text and is put in after Markdown has been read.

So nothing typed in a contract file can become Markdown, Jinja or XML, and the reading of a text can be remembered.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, pass_context

from clausegen.blocks import ClauseValue, FieldValue, MissingValue, RefValue, TextValue
from clausegen.drafting import filters
from clausegen.drafting.typography import french
from clausegen.evaluation import Scope
from clausegen.values import Choix, Duree, Montant, Reference, Taux
from clausegen.views import Vide, Vue

CAPITAL = "\ue002"
_CAPITAL = re.compile(rf"{CAPITAL}(\s*)(?:\ue000([0-9]+)\ue001|(\**)(\w))")


class Fragments(tuple[Any, ...]):
    """Several values in a row, each with its own nature (a list of which an item is missing, for instance)."""


class Brut(str):
    """A mark of the engine that goes into the text as it is."""


class NotPrintable(TypeError):
    """An object of the contract (a section, a list) was asked to print itself."""


def text_of(value: Any) -> str:
    """How a value prints by its type, French typography included."""
    if isinstance(value, Reference):
        return french(value.insecable)
    if isinstance(value, str):
        return french(value.libelle if isinstance(value, Choix) else value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Montant):
        return filters.euros(value)
    if isinstance(value, Taux):
        return filters.pourcent(value)
    if isinstance(value, Duree):
        return str(value)
    if isinstance(value, (int, Decimal)):
        return filters.nombre(value)
    if isinstance(value, dt.datetime):
        return filters.date_heure(value)
    if isinstance(value, dt.date):
        return filters.date_longue(value)
    if isinstance(value, dt.time):
        return filters.heure(value)
    if isinstance(value, Vue):
        raise NotPrintable("une rubrique entière ne s’imprime pas : précisez laquelle de ses valeurs")
    if isinstance(value, (tuple, list)):
        raise NotPrintable("une liste ne s’imprime pas telle quelle : ajoutez le filtre « liste »")
    printed = str(value)
    if printed.startswith("<"):
        raise NotPrintable("cette valeur ne s’imprime pas")
    return french(printed)


def to_value(value: Any) -> ClauseValue:
    """What stands behind a place of the text."""
    if isinstance(value, (RefValue, MissingValue, FieldValue, TextValue)):
        return value
    if value is None:
        raise NotPrintable("cette valeur n’est pas renseignée")
    if isinstance(value, Vide):
        if value.path.startswith("parametres.") and not value.titre:
            raise NotPrintable(f"le paramètre « {value.path[11:]} » n’est pas renseigné")
        return MissingValue(value.titre)
    return TextValue(text_of(value))


@lru_cache(maxsize=8192)
def _text_value(text: str) -> TextValue:
    return TextValue(french(text))


@pass_context
def finalize(context: Scope, value: Any) -> str:
    """What each `{{ … }}` leaves in the text: the place of its value, which is stored."""
    store: list[ClauseValue] = context["_values"]
    if type(value) is str:
        store.append(_text_value(value))
        return f"\ue000{len(store) - 1}\ue001"
    if isinstance(value, StrictUndefined):
        value._fail_with_undefined_error()
    if isinstance(value, Brut):
        return str(value)
    places = []
    items: Iterable[Any] = value if isinstance(value, Fragments) else (value,)
    for item in items:
        store.append(to_value(item))
        places.append(f"\ue000{len(store) - 1}\ue001")
    return "".join(places)


def capitalise(text: str, values: list[ClauseValue]) -> str:
    """Apply the marks left by an inactive `derogation()`: the next letter becomes a capital."""

    def upper(found: re.Match[str]) -> str:
        if found[2] is not None:
            index = int(found[2])
            value = values[index]
            if isinstance(value, TextValue):
                values[index] = TextValue(value.text[:1].upper() + value.text[1:])
            return f"{found[1]}\ue000{index}\ue001"
        return f"{found[1]}{found[3]}{found[4].upper()}"

    return _CAPITAL.sub(upper, text).replace(CAPITAL, "")
