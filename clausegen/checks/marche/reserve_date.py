"""Réservation et date de la consultation.

## Ce que la règle vérifie
La réservation aux opérateurs en établissement pénitentiaire, et celle qui réunit entreprises adaptées et structures
d’insertion, ne sont employées que dans une consultation engagée depuis que le code les permet.

## Pourquoi
Avant cette date, aucun texte n’autorise la réservation ni n’en fixe la part minimale : le règlement ne l’écrit pas.

## Exemple à éviter
`reserve: {motif: penitentiaire}` dans une consultation de novembre 2022.

## Écrire plutôt
Un autre motif de réservation, ou aucun.

## Références
Articles L. 2113-13-1, L. 2113-14 et R. 2113-7 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import date_longue
from clausegen.findings import Finding, Niveau
from clausegen.legal import applicable, date_application

CODE = "CG522"
NIVEAU = Niveau.BLOQUANT
TITRE = "La réservation existe à la date de la consultation"


DATES = {"ea_esat_siae": "reservation_conjointe", "penitentiaire": "reservation_penitentiaire"}
ARTICLES = {"ea_esat_siae": "ccp.L2113-14", "penitentiaire": "ccp.L2113-13-1"}


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for a lot reserved on a ground that the code does not allow yet at the date."""
    for lot in ctx.lots():
        motif = str(lot.lot.reserve.motif) if lot.lot.reserve else ""
        if motif in DATES and not applicable(ctx.baremes, DATES[motif], ctx.date):
            debut = date_longue(date_application(ctx.baremes, DATES[motif]))
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("reserve.motif"),
                f"cette réservation ne vaut que pour les consultations engagées depuis le {debut}",
                "choisissez un autre motif, ou ne réservez pas", ARTICLES[motif],
            )  # fmt: skip


_RESERVE = {"reserve": {"motif": "penitentiaire"}}
EXEMPLES = (
    Exemple("aujourd’hui", "fournitures-reserve", _RESERVE),
    Exemple("avant la date", "fournitures-reserve",
            {**_RESERVE, "date_consultation": "2022-11-14", "date_limite": "2023-01-09 12:00"}, ("reserve.motif",)),
    Exemple("autre réservation, même date", "fournitures-reserve",
            {"reserve": {"motif": "siae"}, "date_consultation": "2022-11-14", "date_limite": "2023-01-09 12:00"}),
    Exemple("réservation conjointe aujourd’hui", "fournitures-reserve", {"reserve": {"motif": "ea_esat_siae"}}),
    Exemple("réservation conjointe avant sa date", "fournitures-reserve",
            {"reserve": {"motif": "ea_esat_siae"}, "date_consultation": "2020-11-02", "date_limite": "2020-12-14 12:00"},
            ("reserve.motif",)),
)  # fmt: skip
