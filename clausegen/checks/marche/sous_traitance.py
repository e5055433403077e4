"""Interdiction de sous-traiter.

## Ce que la règle vérifie
Quand la sous-traitance n’est pas autorisée, les tâches essentielles que le titulaire doit exécuter lui-même sont nommées.

## Pourquoi
L’article L. 2193-3 ne permet d’exiger l’exécution directe que de certaines tâches essentielles : une interdiction
générale est illégale.

## Exemple à éviter
`sous_traitance: {autorisee: non}`.

## Écrire plutôt
`sous_traitance: {autorisee: non, taches_essentielles: [direction du projet]}`.

## Références
Articles L. 2193-1 et L. 2193-3 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG466"
NIVEAU = Niveau.BLOQUANT
TITRE = "L’interdiction de sous-traiter nomme des tâches essentielles"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant where subcontracting exists by law and is off without named tasks."""
    sous_traitance = ctx.marche.sous_traitance
    if ctx.faits.sous_traitance_possible and not sous_traitance.autorisee and not sous_traitance.taches_essentielles:
        yield ctx.finding(
            CODE, NIVEAU, "sous_traitance.taches_essentielles", "la sous-traitance est interdite sans qu’aucune tâche essentielle soit nommée",
            "nommez les tâches que le titulaire exécute lui-même, ou autorisez la sous-traitance", "ccp.L2193-3",
        )  # fmt: skip


EXEMPLES = (
    Exemple("autorisée", "services-fcs"),
    Exemple("interdite sans tâche nommée", "services-fcs", {"sous_traitance": {"autorisee": "non"}},
            ("sous_traitance.taches_essentielles",)),
    Exemple("tâche nommée", "services-fcs", {"sous_traitance": {"autorisee": "non", "taches_essentielles": ["encadrement"]}}),
    Exemple("fournitures seules", "fournitures-sans-clause", {"sous_traitance": {"autorisee": "non"}}),
)  # fmt: skip
