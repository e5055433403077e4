"""Marché sans publicité ni mise en concurrence, et montant.

## Ce que la règle vérifie
Le faible montant, ou l’innovation, ne justifie un marché passé sans publicité ni mise en concurrence que sous le seuil de
dispense en vigueur à la date de la consultation.

## Pourquoi
Au-dessus de ce seuil, seul un des autres cas du code permet de se passer de concurrence ; le motif écrit au règlement
serait celui d’une irrégularité.

## Exemple à éviter
`procedure: sans_publicite`, `motif_procedure: faible montant`, `montant_estime: 90 000 €`.

## Écrire plutôt
`procedure: MAPA`, ou le cas légal : urgence impérieuse, droits exclusifs, offres toutes irrégulières…

## Références
Articles R. 2122-8 et R. 2122-9-1 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import ht, sans_accent
from clausegen.facts.seuils import famille
from clausegen.findings import Finding, Niveau

CODE = "CG480"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le montant ne dispense de publicité que sous le seuil"

PAR_LE_MONTANT = ("montant", "seuil", "2122-8", "petit achat", "dispense")


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant when the ground is the amount, or innovation, and the estimate reaches the threshold of the date."""
    marche, valeur = ctx.marche, ctx.faits.valeur_estimee
    if marche.procedure != "sans_publicite" or marche.defense or valeur is None:
        return
    motif = sans_accent(marche.motif_procedure or "")
    if "innovant" in motif or "innovation" in motif:
        nom, cles, texte, raison = "seuil_innovation", {}, "ccp.R2122-9-1", "l’innovation"
    elif any(mot in motif for mot in PAR_LE_MONTANT):
        nom, cles, texte, raison = (
            "dispense_publicite",
            {"famille": famille(ctx.facts.vue)},
            "ccp.R2122-8",
            "le montant",
        )
    else:
        return
    seuil = ctx.bareme(nom, **cles)
    if valeur >= seuil:
        yield ctx.finding(
            CODE, NIVEAU, "procedure",
            f"{raison} ne dispense de publicité et de mise en concurrence que sous {ht(seuil)} à cette date, et la valeur estimée "
            f"est de {ht(valeur)}",
            "choisissez une procédure adaptée ou formalisée, ou donnez un autre cas légal", texte,
        )  # fmt: skip


def _avec(motif: str, montant: str, **autres: str) -> dict[str, str]:
    return {"procedure": "sans_publicite", "motif_procedure": motif, "montant_estime": montant, **autres}


EXEMPLES = (
    Exemple("procédure adaptée", "services-sans-clause"),
    Exemple("faible montant", "services-sans-clause", _avec("montant inférieur au seuil", "45 000 €")),
    Exemple("même montant avant le 1er avril 2026", "services-sans-clause",
            _avec("montant inférieur au seuil", "45 000 €", date_consultation="2026-03-30", date_limite="2026-05-04 12:00"),
            ("procedure",)),
    Exemple("montant au seuil", "services-sans-clause", _avec("faible montant", "60 000 €"), ("procedure",)),
    Exemple("travaux sous leur seuil", "travaux-lots", _avec("faible montant", "90 000 €")),
    Exemple("urgence impérieuse", "services-sans-clause", _avec("urgence impérieuse", "300 000 €")),
    Exemple("achat innovant", "services-sans-clause", _avec("achat innovant", "80 000 €")),
    Exemple("achat innovant trop cher", "services-sans-clause", _avec("achat innovant", "120 000 €"), ("procedure",)),
)  # fmt: skip
