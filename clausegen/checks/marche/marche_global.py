"""Marché global ou de partenariat.

## Ce que la règle vérifie
L’objet ou la description annonce un marché global (conception-réalisation, marché global de performance ou sectoriel) ou un
marché de partenariat : la part confiée à des petites et moyennes entreprises ou à des artisans doit y être prévue.

## Pourquoi
Le code impose une part minimale, qui a augmenté en 2025 ; les pièces que clausegen écrit n’ont pas de clause pour elle.

## Exemple à éviter
`objet: Conception-réalisation d’un gymnase`, sans clause sur la part des petites et moyennes entreprises.

## Écrire plutôt
La part minimale dans l’acte d’engagement, avec la règle qui s’applique si le secteur ne la permet pas.

## Références
Articles R. 2171-23 et R. 2213-5 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import pourcent, sans_accent
from clausegen.findings import Finding, Niveau

CODE = "CG482"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un marché global confie une part aux petites et moyennes entreprises"

MOTS = {
    "conception-realisation": "marche_global", "conception realisation": "marche_global", "marche global": "marche_global",
    "marche de partenariat": "marche_de_partenariat",
}  # fmt: skip
# Who owes the share, and of what: the two articles differ. A sector that does not allow the share frees a marché global.
DEBITEURS = {
    "marche_global": "sauf si le secteur ne le permet pas, le titulaire qui n’est ni une petite ou moyenne entreprise ni un artisan confie au moins",
    "marche_de_partenariat": "le titulaire confie au moins",
}
ASSIETTES = {"marche_global": "du montant prévisionnel du marché", "marche_de_partenariat": "du montant, hors coût du financement,"}
TEXTES = {"marche_global": "ccp.R2171-23", "marche_de_partenariat": "ccp.R2213-5"}


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding with the share of the date, at the field that names such a contract."""
    for champ in ("objet", "description"):
        texte = sans_accent(getattr(ctx.marche, champ) or "")
        contrat = next((code for mot, code in MOTS.items() if mot in texte), None)
        trouve = contrat and ctx.baremes.find("part_pme", ctx.date, contrat=contrat)
        if trouve:
            yield ctx.finding(
                CODE, NIVEAU, champ,
                f"{DEBITEURS[contrat or '']} {pourcent(trouve.valeur)} {ASSIETTES[contrat or '']} à des petites et moyennes entreprises ou "
                "à des artisans : aucune clause de la bibliothèque ne l’écrit",
                "ajoutez cette part à l’acte d’engagement, avec ses exceptions", TEXTES[contrat or ""],
            )  # fmt: skip
            return


EXEMPLES = (
    Exemple("travaux", "travaux-lots"),
    Exemple("conception-réalisation", "travaux-lots", {"objet": "Conception-réalisation d’un gymnase"}, ("objet",)),
    Exemple("marché global de performance", "travaux-lots", {"description": "marché global de performance énergétique"},
            ("description",)),
    Exemple("marché de partenariat", "travaux-lots", {"objet": "Marché de partenariat pour un collège"}, ("objet",)),
    Exemple("audit d’un marché passé", "pi-etude", {"description": "suivi global des marchés de la ville"}),
)  # fmt: skip
