"""Pondération des critères en procédure formalisée.

## Ce que la règle vérifie
En procédure formalisée, chaque critère a un poids.

## Pourquoi
L’article R. 2152-12 impose la pondération ; la simple hiérarchie n’est admise que si pondérer est objectivement
impossible.

## Exemple à éviter
`procedure: appel_offres_ouvert`, `criteres: [{nom: Prix}, {nom: Valeur technique}]`.

## Écrire plutôt
Les mêmes critères, avec leurs poids.

## Références
Articles R. 2152-11 et R. 2152-12 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG467"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les critères d’une procédure formalisée sont pondérés"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each lot with a criterion without weight; a single criterion needs none."""
    if not ctx.faits.procedure_formalisee:
        return
    for lot in ctx.lots():
        if len(lot.lot.criteres) > 1 and any(c.poids is None for c in lot.lot.criteres):
            yield ctx.finding(CODE, NIVEAU, lot.champ("criteres"), "les critères d’une procédure formalisée ne sont pas pondérés",
                              "donnez un poids à chaque critère", "ccp.R2152-12")  # fmt: skip


_SANS = {"criteres": [{"nom": "Prix"}, {"nom": "Environnement", "type": "environnement"}]}
EXEMPLES = (
    Exemple("critères pondérés", "tic-accord-cadre"),
    Exemple("critères sans poids", "tic-accord-cadre", _SANS, ("criteres",)),
    Exemple("procédure adaptée", "services-fcs", _SANS),
)  # fmt: skip
