"""Schéma de promotion des achats responsables.

## Ce que la règle vérifie
L’acheteur dont les dépenses annuelles dépassent le montant réglementaire sait qu’il peut être tenu d’un schéma de promotion
des achats publics socialement et écologiquement responsables, auquel ses clauses contribuent.

## Pourquoi
Ce schéma fixe des objectifs chiffrés et publie ses résultats tous les deux ans : les heures d’insertion et les marchés
réservés s’y comptent. Le montant se mesure sur les achats d’une année civile, et non sur les dépenses de fonctionnement.

## Exemple à éviter
`depenses_annuelles: 75 000 000 €`, et un marché sans considération sociale.

## Écrire plutôt
Le même marché, avec la considération sociale que prévoit votre schéma.

## Références
Articles L. 2111-3 et D. 2111-3 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.conditions_sociales import conditions_sociales
from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import ht
from clausegen.findings import Finding, Niveau

CODE = "CG483"
NIVEAU = Niveau.CONSEIL
TITRE = "Un grand acheteur a un schéma d’achats responsables"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Advice to a large buyer whose contract carries no social condition at all."""
    depenses = ctx.marche.acheteur.depenses_annuelles
    seuil = ctx.baremes.find("spaser", ctx.date)
    if depenses is None or seuil is None or depenses <= seuil.valeur or conditions_sociales(ctx):
        return
    yield ctx.finding(
        CODE, NIVEAU, "acheteur.depenses_annuelles",
        f"au-delà de {ht(seuil.valeur)} d’achats par an, un schéma de promotion des achats responsables est obligatoire, et ce marché n’y "
        "contribue par aucune condition sociale",
        "vérifiez ce que votre schéma demande pour ce type d’achat", "ccp.L2111-3",
    )  # fmt: skip


_GRAND = {"acheteur": {"depenses_annuelles": "75 000 000 €"}}
EXEMPLES = (
    Exemple("dépenses non dites", "services-sans-clause"),
    Exemple("grand acheteur sans condition sociale", "fournitures-sans-clause", _GRAND, ("acheteur.depenses_annuelles",)),
    Exemple("grand acheteur avec des heures d’insertion", "services-fcs", _GRAND),
    Exemple("petit acheteur", "fournitures-sans-clause", {"acheteur": {"depenses_annuelles": "20 000 000 €"}}),
)  # fmt: skip
