"""Condition d’exécution environnementale.

## Ce que la règle vérifie
Depuis le 22 août 2026, le marché comporte une condition d’exécution relative à l’environnement, et sa pénalité a un
montant.

## Pourquoi
L’article L. 2112-2 l’impose à tous les marchés, hors défense et sécurité. Le CCAG laisse le montant de la pénalité aux
documents particuliers : sans lui, l’obligation n’a pas de sanction.

## Exemple à éviter
`environnement: non`.

## Écrire plutôt
Rien : la clause type de la nature s’applique, avec une pénalité proposée à confirmer. Ou
`environnement: {conditions: […], penalite: 200 €}`.

## Références
Article L. 2112-2 du code de la commande publique ; CCAG, article relatif aux pénalités environnementales.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG456"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une condition d’exécution environnementale est prévue et sanctionnée"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant when the section is off, or when its penalty has no amount."""
    environnement = ctx.marche.environnement
    if not environnement:
        if ctx.faits.condition_environnementale_requise:
            yield ctx.finding(
                CODE, NIVEAU, "environnement", "aucune condition d’exécution ne prend en compte l’environnement",
                "retirez « environnement: non » : la clause type de la nature s’appliquera", "ccp.L2112-2",
            )  # fmt: skip
    elif not environnement.penalite:
        yield ctx.finding(
            CODE, NIVEAU, "environnement.penalite", "la pénalité environnementale n’a pas de montant",
            "fixez-la, par exemple « penalite: 100 € »", "ccag.environnement.penalites",
        )  # fmt: skip


EXEMPLES = (
    Exemple("clause type, pénalité proposée", "services-fcs"),
    Exemple("conditions propres", "services-fcs", {"environnement": {"conditions": ["produits écolabellisés"], "penalite": "200 €"}}),
    Exemple("environnement écarté", "services-fcs", {"environnement": "non"}, ("environnement",)),
    Exemple("environnement écarté avant le 22 août 2026", "services-fcs",
            {"environnement": "non", "date_consultation": "2026-08-21", "date_limite": "2026-10-01 12:00"}),
    Exemple("environnement écarté, défense", "services-fcs", {"environnement": "non", "defense": "oui"}),
    Exemple("pénalité nulle", "services-fcs", {"environnement": {"penalite": "0 €"}}, ("environnement.penalite",)),
)  # fmt: skip
