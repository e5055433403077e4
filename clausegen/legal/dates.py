"""Named dates of application: the code asks for a rule by its name, the date itself is data (`baremes/dates.yaml`)."""

from __future__ import annotations

import datetime as dt

from clausegen.legal.baremes import BaremeInconnu, Baremes


def date_application(baremes: Baremes, nom: str) -> dt.date:
    """First day of the consultations that the rule governs; raises `BaremeInconnu`."""
    try:
        return baremes.dates[nom].date
    except KeyError:
        raise BaremeInconnu(f"date d’application inconnue : « {nom} »") from None


def applicable(baremes: Baremes, nom: str, date: dt.date) -> bool:
    """True when a consultation of that date comes under the named rule."""
    return date >= date_application(baremes, nom)
