"""Réponses aux questions des candidats.

## Ce que la règle vérifie
En procédure formalisée, les réponses aux questions sont envoyées six jours au moins avant la date limite des offres.

## Pourquoi
L’article R. 2132-6 fixe ce délai, réduit à quatre jours en cas d’urgence : plus tard, la date limite doit être reportée.

## Exemple à éviter
`procedure: appel_offres_ouvert`, `delai_reponse_questions: 3 jours`.

## Écrire plutôt
`delai_reponse_questions: 6 jours`.

## Références
Articles R. 2132-6 et R. 2151-4 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG471"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les réponses aux questions arrivent six jours avant la date limite"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding when the delay is shorter than the legal one, in a formal procedure."""
    delai, minimum = ctx.marche.delai_reponse_questions, ctx.bareme("renseignements_complementaires", cas="ordinaire")
    if ctx.faits.procedure_formalisee and delai < minimum:
        yield ctx.finding(
            CODE, NIVEAU, "delai_reponse_questions",
            f"les réponses sont envoyées {delai} avant la date limite, au lieu de {minimum} en procédure formalisée",
            f"écrivez au moins « {minimum} », sauf urgence motivée", "ccp.R2132-6",
        )  # fmt: skip


_TROIS = {"delai_reponse_questions": "3 jours"}
EXEMPLES = (
    Exemple("six jours", "tic-accord-cadre"),
    Exemple("trois jours, procédure formalisée", "tic-accord-cadre", _TROIS, ("delai_reponse_questions",)),
    Exemple("trois jours, procédure adaptée", "services-fcs", _TROIS),
)  # fmt: skip
