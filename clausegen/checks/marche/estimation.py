"""Valeur estimée qui ne compte pas tout.

## Ce que la règle vérifie
Le montant estimé du marché n’est pas inférieur à la somme de ses lots, ni au montant des options que l’acheteur pourra lever.

## Pourquoi
La valeur estimée comprend tous les lots, les options et les reconductions : c’est elle qui décide de la procédure et des
obligations sociales. Une estimation trop basse fait passer le marché sous un seuil qu’il atteint.

## Exemple à éviter
`montant_estime: 200 000 €`, et deux lots de 150 000 €.

## Écrire plutôt
`montant_estime: 300 000 €`.

## Références
Articles R. 2121-1, R. 2121-5 et R. 2121-6 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import ht
from clausegen.findings import Finding, Niveau

CODE = "CG479"
NIVEAU = Niveau.A_CORRIGER
TITRE = "La valeur estimée compte tous les lots et toutes les options"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding when the lots add up to more, one when the options leave nothing for the contract itself."""
    total = ctx.marche.montant_estime
    if total is None:
        return
    lots = sum((lot.montant_estime for lot in ctx.marche.lots if lot.montant_estime is not None), Decimal(0))
    if lots > total:
        yield ctx.finding(
            CODE, NIVEAU, "montant_estime", f"les lots font {ht(lots)}, plus que la valeur estimée du marché ({ht(total)})",
            "donnez la valeur de tous les lots", "ccp.R2121-5" if ctx.marche.nature == "travaux" else "ccp.R2121-6",
        )  # fmt: skip
    options = sum((option.montant for option in ctx.marche.options if option.montant is not None), Decimal(0))
    if options and options >= total:
        yield ctx.finding(
            CODE, NIVEAU, "montant_estime",
            f"les options font {ht(options)}, alors que la valeur estimée, options comprises, est de {ht(total)}",
            "ajoutez les options à la valeur estimée", "ccp.R2121-1",
        )  # fmt: skip


_LOTS = [
    {"numero": "1", "objet": "Nord", "montant_estime": "150 000 €"},
    {"numero": "2", "objet": "Sud", "montant_estime": "90 000 €"},
]
EXEMPLES = (
    Exemple("lots compris", "travaux-lots"),
    Exemple("lots au-dessus du total", "travaux-lots", {"montant_estime": "200 000 €", "lots": _LOTS}, ("montant_estime",)),
    Exemple("total juste", "travaux-lots", {"montant_estime": "240 000 €", "lots": _LOTS}),
    Exemple("option comprise", "services-fcs", {"options": [{"objet": "vitrerie", "delai": "6 mois", "montant": "10 000 €"}]}),
    Exemple("options au-dessus du total", "services-fcs",
            {"options": [{"objet": "vitrerie", "delai": "6 mois", "montant": "400 000 €"}]}, ("montant_estime",)),
)  # fmt: skip
