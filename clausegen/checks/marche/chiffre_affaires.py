"""Chiffre d’affaires minimal.

## Ce que la règle vérifie
Le chiffre d’affaires exigé des candidats ne dépasse pas une fois et demie le montant estimé du marché (du plus gros lot,
s’il est alloti), sauf motif écrit.

## Pourquoi
L’article R. 2142-7 fixe ce plafond, qui protège l’accès des petites entreprises ; au-delà, la raison doit figurer dans
les documents de la consultation.

## Exemple à éviter
`montant_estime: 180 000 €`, `candidature: {chiffre_affaires_minimum: 500 000 €}`.

## Écrire plutôt
`candidature: {chiffre_affaires_minimum: 270 000 €}`, ou un montant supérieur avec `motif_chiffre_affaires`.

## Références
Article R. 2142-7 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import ht, nombre
from clausegen.findings import Finding, Niveau

CODE = "CG465"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le chiffre d’affaires exigé ne dépasse pas le plafond légal sans motif"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant above the multiple of the estimate, when the estimate is known."""
    candidature = ctx.marche.candidature
    exige = candidature.chiffre_affaires_minimum
    montants = [lot.lot.montant_estime for lot in ctx.lots() if lot.lot.montant_estime is not None]
    base = max(montants, default=ctx.faits.valeur_estimee)
    if exige is None or base is None or candidature.motif_chiffre_affaires:
        return
    multiple = ctx.bareme("chiffre_affaires_multiple")
    if exige > base * multiple:
        objet = "du plus gros lot" if ctx.marche.lots else "du marché"
        yield ctx.finding(
            CODE, NIVEAU, "candidature.chiffre_affaires_minimum",
            f"le chiffre d’affaires exigé ({ht(exige)}) dépasse {nombre(multiple)} fois le montant estimé {objet} ({ht(base)})",
            f"réduisez-le à {ht(base * multiple)} au plus, ou donnez « motif_chiffre_affaires »", "ccp.R2142-7",
        )  # fmt: skip


EXEMPLES = (
    Exemple("aucun minimum", "services-fcs"),
    Exemple("au plafond", "services-fcs", {"candidature": {"chiffre_affaires_minimum": "270 000 €"}}),
    Exemple("au-dessus", "services-fcs", {"candidature": {"chiffre_affaires_minimum": "270 001 €"}},
            ("candidature.chiffre_affaires_minimum",)),
    Exemple("au-dessus avec un motif", "services-fcs",
            {"candidature": {"chiffre_affaires_minimum": "500 000 €", "motif_chiffre_affaires": "risque financier"}}),
    Exemple("au-dessus du plus gros lot", "travaux-lots", {"candidature": {"chiffre_affaires_minimum": "800 000 €"}},
            ("candidature.chiffre_affaires_minimum",)),
)  # fmt: skip
