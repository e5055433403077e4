"""What can be checked across the fields of a contract that could not be read whole, so that all is told at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from clausegen.findings import Finding
from clausegen.marche import controles
from clausegen.marche.consultation import Critere
from clausegen.marche.dates import lire_date, lire_moment
from clausegen.marche.messages import Chemin, Localiser


def controler(haut: Mapping[str, Any], lots: list[tuple[int, dict[str, Any]]], locate: Localiser) -> Iterator[Finding]:
    """Findings of `controles` that need only fields that can be read, in the trees as typed (top, then each lot)."""
    numeros = [(rang, str(lot.get("numero") or "")) for rang, lot in lots]
    yield from controles.numeros_doubles(numeros, locate)
    places: list[tuple[Any, str, Chemin]] = [(haut.get("criteres"), "", ("criteres",))]
    places += [
        (lot["criteres"], f"lot n°\u00a0{lot.get('numero')} ({lot.get('objet')}), ", ("lots", rang, "criteres"))
        for rang, lot in lots
        if "criteres" in lot
    ]
    for saisie, qui, debut in places:
        criteres = _criteres(saisie)
        if criteres:
            yield from controles.poids(criteres, qui, debut, locate)
    consultation, limite = _lu(lire_date, haut.get("date_consultation")), _lu(lire_moment, haut.get("date_limite"))
    if consultation is not None and limite is not None:
        yield from controles.ordre_des_dates(consultation, controles.jour(limite), locate)


def _criteres(saisie: Any) -> list[Critere] | None:
    """The criteria, or None as soon as one of them cannot be read: their sum would then mean nothing."""
    if not isinstance(saisie, (list, tuple)):
        return None
    try:
        return [Critere.model_validate(critere) for critere in saisie]
    except ValidationError:
        return None


def _lu(lire: Callable[[str], dt.date], saisie: Any) -> dt.date | None:
    try:
        return lire(str(saisie).strip())
    except ValueError:
        return None
