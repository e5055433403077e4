"""Exigences minimales des variantes.

## Ce que la règle vérifie
Quand les variantes sont autorisées ou exigées, les exigences minimales qu’elles doivent respecter sont écrites.

## Pourquoi
L’article R. 2151-10 demande de les mentionner dans les documents de la consultation : sans elles, une variante ne peut
être ni comparée ni écartée.

## Exemple à éviter
`variantes: oui`.

## Écrire plutôt
`variantes: {autorisees: oui, exigences: performances acoustiques du CCTP, article 4}`.

## Références
Articles L. 2151-2, R. 2151-8 et R. 2151-10 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG455"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les variantes ont des exigences minimales"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant when variants are allowed or required without minimum requirements."""
    variantes = ctx.marche.variantes
    if (variantes or variantes.exigees) and not (variantes.exigences or "").strip():
        yield ctx.finding(
            CODE, NIVEAU, "variantes.exigences", "les variantes sont admises sans exigences minimales",
            "écrivez « exigences », ou « variantes: non »", "ccp.R2151-10",
        )  # fmt: skip


EXEMPLES = (
    Exemple("variantes refusées", "services-fcs"),
    Exemple("oui, sans exigences", "services-fcs", {"variantes": "oui"}, ("variantes.exigences",)),
    Exemple("oui, avec des exigences", "services-fcs",
            {"variantes": {"autorisees": "oui", "exigences": "performances du CCTP, article 4"}}),
)  # fmt: skip
