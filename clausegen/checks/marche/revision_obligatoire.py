"""Révision obligatoire des prix exposés aux cours mondiaux.

## Ce que la règle vérifie
Un marché de plus de trois mois, dont une part importante est faite de fournitures exposées aux cours mondiaux, a des prix
révisables ; un butoir très bas n’annule pas cette révision.

## Pourquoi
L’article R. 2112-14 impose la clause de révision, avec des références officielles de cours ou d’indices. Un butoir de
moins de 2 % par an la viderait de son effet.

## Exemple à éviter
`prix: {matieres_premieres: oui, variation: ferme}`, pour douze mois.

## Écrire plutôt
`prix: {matieres_premieres: oui, variation: revisable, index: […]}`.

## Références
Article R. 2112-14 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import pourcent
from clausegen.findings import Finding, Niveau
from clausegen.values import Taux

CODE = "CG459"
NIVEAU = Niveau.BLOQUANT
TITRE = "La révision est prévue lorsqu’elle est obligatoire"

BUTOIR_UTILE = Taux("0.02")


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant without revision; à corriger when a low ceiling empties it."""
    prix = ctx.marche.prix
    if not ctx.faits.revision_obligatoire:
        return
    if prix.variation != "revisable":
        yield ctx.finding(
            CODE, NIVEAU, "prix.variation",
            f"les prix suivent les cours mondiaux et l’exécution dépasse {ctx.bareme('revision_obligatoire_duree')} : la révision est obligatoire ({prix.variation.libelle})",
            "écrivez « variation: revisable » et les indices officiels", "ccp.R2112-14",
        )  # fmt: skip
    elif prix.butoir is not None and prix.butoir < BUTOIR_UTILE:
        yield ctx.finding(
            CODE, Niveau.A_CORRIGER, "prix.butoir",
            f"le butoir de {pourcent(prix.butoir)} par an prive de son effet une révision obligatoire",
            f"relevez-le (au moins {pourcent(BUTOIR_UTILE)}), ou retirez-le", "ccp.R2112-14",
        )  # fmt: skip


_PRIX = {
    "variation": "revisable",
    "formule": "P = P0 × I / I0",
    "frequence": "tous les trois mois",
    "partie_fixe": "0 %",
}
EXEMPLES = (
    Exemple("prix non exposés", "fournitures-sans-clause"),
    Exemple("prix ferme", "fournitures-sans-clause", {"prix": {"matieres_premieres": "oui", "variation": "ferme"}},
            ("prix.variation",)),
    Exemple("prix révisable", "fournitures-sans-clause", {"prix": {"matieres_premieres": "oui", **_PRIX}}),
    Exemple("moins de trois mois", "fournitures-sans-clause",
            {"duree": "2 mois", "prix": {"matieres_premieres": "oui", "variation": "ferme"}}),
    Exemple("butoir trop bas", "fournitures-sans-clause", {"prix": {"matieres_premieres": "oui", **_PRIX, "butoir": "1 %"}},
            ("prix.butoir",)),
)  # fmt: skip
