"""Consultation engagée la veille de l’obligation sociale.

## Ce que la règle vérifie
Une consultation engagée le 21 août 2026, au-dessus du seuil européen, comporte une condition sociale ou garde la trace
de son absence.

## Pourquoi
La partie réglementaire s’applique depuis le 21 août 2026, la partie législative depuis le 22 : ce jour-là, la condition
sociale n’est pas obligatoire, mais la prévoir évite toute discussion.

## Exemple à éviter
`date_consultation: 2026-08-21`, 800 000 €, aucune mesure sociale.

## Écrire plutôt
La même consultation avec une action d’insertion, ou engagée en connaissance de cause.

## Références
Article L. 2112-2-1 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.conditions_sociales import conditions_sociales
from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import date_longue
from clausegen.findings import Finding, Niveau
from clausegen.legal import date_application

CODE = "CG445"
NIVEAU = Niveau.CONSEIL
TITRE = "Consultation engagée entre les deux dates d’application"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Advice on the day between both dates, at or above the threshold, without any social condition."""
    criteres, conditions = (date_application(ctx.baremes, n) for n in ("critere_environnemental", "condition_sociale"))
    valeur, seuil = ctx.faits.valeur_estimee, ctx.faits.seuil_europeen
    if ctx.marche.defense or not criteres <= ctx.date < conditions:
        return
    if valeur is not None and seuil is not None and valeur >= seuil and not conditions_sociales(ctx):
        yield ctx.finding(
            CODE, NIVEAU, "date_consultation",
            f"une condition sociale sera obligatoire pour les consultations engagées depuis le {date_longue(conditions)}, un jour "
            "après celle-ci", "prévoyez-la dès maintenant",
        )  # fmt: skip


_LE_21 = {"date_consultation": "2026-08-21", "date_limite": "2026-10-01 12:00", "montant_estime": "400 000 €", "insertion": ""}
EXEMPLES = (
    Exemple("consultation postérieure", "services-fcs"),
    Exemple("le 21 août 2026", "services-fcs", _LE_21, ("date_consultation",)),
    Exemple("le 20 août 2026", "services-fcs", {**_LE_21, "date_consultation": "2026-08-20"}),
    Exemple("le 22 août 2026", "services-fcs", {**_LE_21, "date_consultation": "2026-08-22"}),
)  # fmt: skip
