"""Délai de paiement.

## Ce que la règle vérifie
Le délai de paiement ne dépasse pas le maximum légal : 30 jours, 50 pour un établissement public de santé, 60 pour une
entreprise publique.

## Pourquoi
Un délai plus long est sans effet : les intérêts moratoires courent dès l’expiration du délai légal.

## Exemple à éviter
`paiement: {delai: 45 jours}` pour une commune.

## Écrire plutôt
`paiement: {delai: 30 jours}`.

## Références
Articles R. 2192-10 et R. 2192-11 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG462"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le délai de paiement ne dépasse pas le maximum légal"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant above the maximum of this buyer."""
    delai, maximum = ctx.marche.paiement.delai, ctx.faits.delai_paiement_legal
    if delai > maximum:
        yield ctx.finding(
            CODE, NIVEAU, "paiement.delai",
            f"le délai de paiement ({delai}) dépasse le maximum légal de {maximum} pour cet acheteur ({ctx.marche.acheteur.type.libelle})",
            f"écrivez au plus « delai: {maximum} »", "ccp.R2192-10",
        )  # fmt: skip


EXEMPLES = (
    Exemple("trente jours", "services-fcs"),
    Exemple("quarante-cinq jours, commune", "services-fcs", {"paiement": {"delai": "45 jours"}}, ("paiement.delai",)),
    Exemple("cinquante jours, hôpital", "services-fcs", {"acheteur": {"type": "hopital"}, "paiement": {"delai": "50 jours"}}),
    Exemple("soixante jours, entreprise publique", "services-fcs",
            {"acheteur": {"type": "autre", "entreprise_publique": "oui"}, "paiement": {"delai": "60 jours"}}),
)  # fmt: skip
