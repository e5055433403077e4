"""Consultation antérieure aux CCAG de 2021.

## Ce que la règle vérifie
La consultation n’est pas antérieure au 1er avril 2021.

## Pourquoi
La bibliothèque ne connaît que les six CCAG du 30 mars 2021 et le droit qui les suit : un marché plus ancien serait écrit
avec des règles qui ne le régissent pas.

## Exemple à éviter
`date_consultation: 2019-05-02`.

## Écrire plutôt
La date réelle de la consultation ; une saisie ancienne est souvent une faute de frappe.

## Références
Arrêtés du 30 mars 2021 portant approbation des CCAG.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import date_longue
from clausegen.findings import Finding, Niveau
from clausegen.legal import date_application

CODE = "CG477"
NIVEAU = Niveau.BLOQUANT
TITRE = "La consultation n’est pas antérieure aux CCAG de 2021"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant before the first day of the six CCAG."""
    debut = date_application(ctx.baremes, "ccag_2021")
    if ctx.date < debut:
        yield ctx.finding(
            CODE, NIVEAU, "date_consultation",
            f"la consultation est du {date_longue(ctx.date)} : la bibliothèque ne connaît que le droit en vigueur depuis le {date_longue(debut)}",
            "vérifiez la date de la consultation",
        )  # fmt: skip


EXEMPLES = (
    Exemple("consultation récente", "services-fcs"),
    Exemple("premier jour des CCAG", "services-fcs", {"date_consultation": "2021-04-01"}),
    Exemple("consultation ancienne", "services-fcs", {"date_consultation": "2019-05-02"}, ("date_consultation",)),
)  # fmt: skip
