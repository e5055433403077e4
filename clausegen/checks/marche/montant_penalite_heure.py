"""Niveau de la pénalité par heure d’insertion.

## Ce que la règle vérifie
La pénalité par heure non réalisée n’est ni inférieure à une fois et demie le SMIC horaire, ni supérieure à quatre fois
le plafond horaire de la sécurité sociale.

## Pourquoi
Trop faible, il est plus avantageux de payer que de faire les heures ; trop forte, le juge peut la réduire et les
candidats renoncent. Ces bornes sont un usage, non une règle de droit.

## Exemple à éviter
`penalites: {heure: 10 €}`.

## Écrire plutôt
`penalites: {heure: 50 €}`.

## Références
Usage ; CCAG, article relatif aux pénalités d’insertion, qui ne fixe pas de montant.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import euros
from clausegen.findings import Finding, Niveau

CODE = "CG517"
NIVEAU = Niveau.A_CORRIGER
TITRE = "La pénalité par heure d’insertion est d’un niveau utile"

MULTIPLE_SMIC = Decimal("1.5")
MULTIPLE_PLAFOND = 4


def _penalite(lot: LotExamine, smic: Decimal | None, plafond: Decimal | None) -> Decimal | None:
    heure = lot.lot.insertion.penalites.heure
    base = {"smic": smic, "plafond_ss": plafond}.get(str(lot.faits.mode_penalite_heure))
    if lot.faits.mode_penalite_heure == "forfait":
        return heure.montant
    return None if base is None or heure.coefficient is None else base * heure.coefficient


def check(ctx: Contexte) -> Iterator[Finding]:
    """Compare the penalty of each lot, once in euros, with both bounds."""
    for lot in ctx.lots():
        if not lot.faits.heures_dues:
            continue
        smic, ligne = ctx.smic(lot), ctx.baremes.find("plafond_horaire_ss", ctx.date)
        plafond = ligne.valeur if ligne else None
        penalite = _penalite(lot, smic, plafond)
        champ = lot.champ("insertion.penalites.heure")
        if not penalite:
            continue
        if smic is not None and penalite < smic * MULTIPLE_SMIC:
            yield ctx.finding(
                CODE, NIVEAU, champ, f"la pénalité de {euros(penalite)} par heure est inférieure à une fois et demie le SMIC "
                f"horaire ({euros(smic * MULTIPLE_SMIC)})", "relevez-la, sans quoi elle n’incite pas à faire les heures",
            )  # fmt: skip
        elif plafond is not None and penalite > plafond * MULTIPLE_PLAFOND:
            yield ctx.finding(
                CODE, NIVEAU, champ, f"la pénalité de {euros(penalite)} par heure dépasse quatre fois le plafond horaire de la "
                f"sécurité sociale ({euros(plafond * MULTIPLE_PLAFOND)})", "abaissez-la, ou gardez la raison de ce montant",
            )  # fmt: skip


EXEMPLES = (
    Exemple("montant d’usage", "services-fcs"),
    Exemple("multiple du plafond, limite admise", "services-fcs",
            {"insertion": {"penalites": {"heure": {"mode": "plafond_ss", "coefficient": "4"}}}}),
    Exemple("montant trop faible", "services-fcs", {"insertion": {"penalites": {"heure": "10 €"}}},
            ("insertion.penalites.heure",)),
    Exemple("montant trop fort", "services-fcs", {"insertion": {"penalites": {"heure": "200 €"}}},
            ("insertion.penalites.heure",)),
    Exemple("un seul SMIC", "services-fcs", {"insertion": {"penalites": {"heure": {"mode": "smic", "coefficient": "1"}}}},
            ("insertion.penalites.heure",)),
)  # fmt: skip
