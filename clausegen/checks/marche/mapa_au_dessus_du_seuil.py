"""Procédure adaptée au-dessus du seuil.

## Ce que la règle vérifie
Une procédure adaptée n’est choisie, au-dessus du seuil européen, que pour des services sociaux et autres services
spécifiques, ou pour de petits lots.

## Pourquoi
L’article R. 2123-1 limite la procédure adaptée aux marchés inférieurs aux seuils, aux petits lots et à ces services.

## Exemple à éviter
`procedure: MAPA`, `montant_estime: 400 000 €`, pour le nettoyage de bureaux.

## Écrire plutôt
`procedure: appel_offres_ouvert`.

## Références
Articles L. 2123-1 et R. 2123-1 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import ht
from clausegen.facts.seuils import seuil_ordinaire
from clausegen.findings import Finding, Niveau

CODE = "CG476"
NIVEAU = Niveau.BLOQUANT
TITRE = "La procédure adaptée n’est pas choisie au-dessus du seuil"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant when no ground of the adapted procedure fits every lot."""
    valeur, seuil = ctx.faits.valeur_estimee, seuil_ordinaire(ctx.facts.vue)
    if ctx.marche.procedure != "MAPA" or valeur is None or seuil is None or valeur < seuil:
        return
    if all(lot.faits.services_sociaux or lot.faits.petit_lot for lot in ctx.lots()):
        return
    yield ctx.finding(
        CODE, NIVEAU, "procedure",
        f"la procédure est adaptée alors que la valeur estimée ({ht(valeur)}) atteint le seuil de {ht(seuil)}",
        "choisissez une procédure formalisée, ou vérifiez le montant estimé et le code CPV", "ccp.R2123-1",
    )  # fmt: skip


EXEMPLES = (
    Exemple("sous le seuil", "services-fcs"),
    Exemple("au-dessus du seuil", "services-fcs", {"montant_estime": "216 000 €"}, ("procedure",)),
    Exemple("services sociaux", "objet-insertion"),
    Exemple("travaux sous leur seuil", "travaux-lots"),
    Exemple("petits lots d’une grande opération", "travaux-lots", {"montant_estime": "9 000 000 €"}),
    Exemple("appel d’offres", "tic-accord-cadre"),
)  # fmt: skip
