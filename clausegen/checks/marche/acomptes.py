"""Périodicité des acomptes.

## Ce que la règle vérifie
Les paiements ne sont pas plus espacés que trois mois, et qu’un mois dans les travaux lorsque le titulaire est une petite
ou moyenne entreprise.

## Pourquoi
L’article R. 2191-22 fixe ce rythme maximum, dès que l’exécution dure plus longtemps.

## Exemple à éviter
`paiement: {periodicite: annuelle}` pour un marché de quatre ans.

## Écrire plutôt
`paiement: {periodicite: trimestrielle}`.

## Références
Article R. 2191-22 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau
from clausegen.values import Duree

CODE = "CG472"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les acomptes ne sont pas trop espacés"

MOIS = {"mensuelle": 1, "bimestrielle": 2, "trimestrielle": 3, "semestrielle": 6, "annuelle": 12}


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding when the rhythm written for payments, or for interim payments, is too slow for the duration."""
    paiement = ctx.marche.paiement
    propre = paiement.acomptes.periodicite if paiement.acomptes else None
    champ = "paiement.acomptes.periodicite" if propre else "paiement.periodicite"
    periodicite = propre or paiement.periodicite
    duree = max((lot.lot.duree.mois for lot in ctx.lots()), default=0)
    # A single payment at the end is as slow as the contract is long.
    rythme = MOIS.get(str(periodicite), duree)
    travaux = ctx.marche.nature == "travaux"
    maximum: Duree = ctx.bareme("acomptes_periodicite", nature="travaux" if travaux else "autre")
    if rythme > maximum.mois and duree > maximum.mois:
        limite = f"{maximum}, dans les travaux, pour une PME" if travaux else str(maximum)
        yield ctx.finding(
            CODE, NIVEAU, champ, f"la périodicité des acomptes ({periodicite.libelle}) dépasse {limite}",
            "choisissez une périodicité plus courte", "ccp.R2191-22",
        )  # fmt: skip


EXEMPLES = (
    Exemple("mensuelle", "services-fcs"),
    Exemple("trimestrielle", "services-fcs", {"paiement": {"periodicite": "trimestrielle"}}),
    Exemple("annuelle", "services-fcs", {"paiement": {"periodicite": "annuelle"}}, ("paiement.periodicite",)),
    Exemple("travaux, trimestrielle", "travaux-lots", {"paiement": {"periodicite": "trimestrielle"}}, ("paiement.periodicite",)),
    Exemple("à l’achèvement, deux mois", "fournitures-sans-clause",
            {"duree": "2 mois", "paiement": {"periodicite": "a_l_achevement"}}),
    Exemple("à l’achèvement, un an", "services-fcs", {"paiement": {"periodicite": "a_l_achevement"}}, ("paiement.periodicite",)),
)  # fmt: skip
