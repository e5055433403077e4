"""Forme imposée au groupement.

## Ce que la règle vérifie
Quand une forme de groupement est imposée après l’attribution, sa raison est écrite.

## Pourquoi
L’article R. 2142-22 ne l’admet que si elle est nécessaire à la bonne exécution du marché, ce qui se justifie dans les
documents de la consultation.

## Exemple à éviter
`cotraitance: {forme_exigee: solidaire}`.

## Écrire plutôt
`cotraitance: {forme_exigee: solidaire, motif: les prestations des cotraitants sont imbriquées}`.

## Références
Article R. 2142-22 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG464"
NIVEAU = Niveau.BLOQUANT
TITRE = "La forme imposée au groupement est motivée"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant when a form is required without a reason."""
    cotraitance = ctx.marche.cotraitance
    if cotraitance.forme_exigee != "aucune" and not (cotraitance.motif or "").strip():
        yield ctx.finding(
            CODE, NIVEAU, "cotraitance.motif", f"une forme de groupement est imposée ({cotraitance.forme_exigee.libelle}) sans motif",
            "donnez le motif, qui sera imprimé au règlement, ou n’imposez aucune forme", "ccp.R2142-22",
        )  # fmt: skip


EXEMPLES = (
    Exemple("aucune forme", "services-fcs"),
    Exemple("forme sans motif", "services-fcs", {"cotraitance": {"forme_exigee": "solidaire"}}, ("cotraitance.motif",)),
    Exemple("forme motivée", "services-fcs", {"cotraitance": {"forme_exigee": "solidaire", "motif": "prestations imbriquées"}}),
)  # fmt: skip
