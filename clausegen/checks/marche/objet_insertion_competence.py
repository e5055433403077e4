"""Compétence de l’acheteur pour un marché d’insertion.

## Ce que la règle vérifie
Quand l’insertion est l’objet même du marché, la description dit à quel titre l’acheteur est compétent.

## Pourquoi
L’acheteur achète alors une prestation d’insertion : il doit être compétent en la matière, et le dire évite toute
discussion sur l’objet du marché.

## Exemple à éviter
`objet_insertion: {places: 12, …}` sans « description ».

## Écrire plutôt
`description: La métropole agit au titre de sa compétence en matière d’emploi et d’insertion.`

## Références
Usage ; article R. 2123-1, 3°, du code de la commande publique pour la procédure.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import sans_accent
from clausegen.findings import Finding, Niveau

CODE = "CG519"
NIVEAU = Niveau.CONSEIL
TITRE = "Un marché d’insertion dit la compétence de l’acheteur"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Advice when no description names the competence."""
    objet = any(lot.lot.objet_insertion for lot in ctx.lots())
    if objet and "competen" not in sans_accent(ctx.marche.description or ""):
        yield ctx.finding(
            CODE, NIVEAU, "description", "l’insertion est l’objet du marché : la compétence de l’acheteur n’est pas dite",
            "dites dans « description » à quel titre l’acheteur agit en matière d’insertion",
        )  # fmt: skip


EXEMPLES = (
    Exemple("compétence dite", "objet-insertion",
            {"description": "La métropole agit au titre de sa compétence en matière d’insertion."}),
    Exemple("compétence non dite", "objet-insertion", {"description": ""}, ("description",)),
    Exemple("marché ordinaire", "services-fcs"),
)  # fmt: skip
