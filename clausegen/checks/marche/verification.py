"""Délai de vérification.

## Ce que la règle vérifie
Le délai de vérification ne dépasse ni trente jours, ni le délai plus long du CCAG du marché.

## Pourquoi
La vérification retarde le départ du délai de paiement. L’article R. 2192-17 la limite à trente jours, sauf stipulation
qui ne soit pas abusive.

## Exemple à éviter
`verification: {delai: 90 jours}`.

## Écrire plutôt
`verification: {delai: 15 jours}`, ou rien : le délai du CCAG s’applique.

## Références
Article R. 2192-17 du code de la commande publique ; CCAG, article relatif aux vérifications.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau
from clausegen.values import Duree

CODE = "CG473"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le délai de vérification ne dépasse pas trente jours sans raison"


def _admis(ctx: Contexte) -> Duree:
    """Thirty days, or the delay of the CCAG cited when it is longer."""
    maximum: Duree = ctx.bareme("verification_maximum")
    ccag = str(ctx.marche.ccag)
    if ccag in ("aucun", "Travaux"):
        return maximum
    usuel: Duree = ctx.bareme("ccag_verification", ccag=ccag)
    return usuel if usuel > maximum else maximum


def check(ctx: Contexte) -> Iterator[Finding]:
    """The common delay and that of each stage."""
    verification, admis = ctx.marche.verification, _admis(ctx)
    delais = [("verification.delai", verification.delai)]
    delais += [(f"verification.etapes.{rang}.delai", etape.delai) for rang, etape in enumerate(verification.etapes)]
    for champ, delai in delais:
        if delai is not None and delai > admis:
            yield ctx.finding(
                CODE, NIVEAU, champ, f"le délai de vérification ({delai}) dépasse {admis}",
                "réduisez-le, ou gardez au dossier la raison d’un délai plus long", "ccp.R2192-17",
            )  # fmt: skip


EXEMPLES = (
    Exemple("délai du CCAG", "services-fcs"),
    Exemple("trente jours", "services-fcs", {"verification": {"delai": "30 jours"}}),
    Exemple("quatre-vingt-dix jours", "services-fcs", {"verification": {"delai": "90 jours"}}, ("verification.delai",)),
    Exemple("deux mois, prestations intellectuelles", "pi-etude", {"verification": {"delai": "2 mois"}}),
    Exemple("une étape trop longue", "moe-ecole", {"verification": {"etapes": [{"etape": "APD", "delai": "4 mois"}]}},
            ("verification.etapes.0.delai",)),
)  # fmt: skip
