"""Prix ferme et actualisation.

## Ce que la règle vérifie
Des travaux ne sont pas conclus à prix ferme sans actualisation. Des services ou fournitures qui ne sont pas courants (études, maîtrise
d’œuvre, fabrication) ne le sont pas non plus sans y avoir réfléchi. Un marché de plusieurs années n’est pas à prix ferme.

## Pourquoi
L’article R. 2112-10 impose de prévoir l’actualisation d’un prix ferme pour les travaux et pour les achats non courants,
quelle qu’en soit la durée ; elle joue si plus de trois mois séparent l’offre du début d’exécution (R. 2112-11). Un prix ferme sur plusieurs années expose le titulaire à des
aléas que l’article R. 2112-9 demande d’éviter.

## Exemple à éviter
`nature: travaux`, `duree: 12 mois`, `prix: {variation: ferme}`.

## Écrire plutôt
`prix: {variation: actualisable}`, ou `revisable` au-delà d’un an.

## Références
Articles R. 2112-9 à R. 2112-12 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import mois
from clausegen.findings import Finding, Niveau
from clausegen.values import Duree

CODE = "CG457"
NIVEAU = Niveau.BLOQUANT
TITRE = "Un prix ferme est actualisable lorsque la loi le demande"

NON_COURANTS = ("pi", "mi", "moe")


def check(ctx: Contexte) -> Iterator[Finding]:
    """Works: bloquant; other uncommon purchases whose officer chose a firm price, and several years: à corriger."""
    if ctx.marche.prix.variation != "ferme":
        return
    champ, longue = "prix.variation", ctx.faits.duree_plus_de_trois_mois
    seuil: Duree = ctx.bareme("prix_ferme_duree")
    total = max((lot.faits.duree_totale_mois for lot in ctx.lots()), default=0)
    if ctx.marche.nature == "travaux":
        yield ctx.finding(
            CODE, NIVEAU, champ, "des travaux sont conclus à prix ferme, sans actualisation",
            "écrivez « variation: actualisable », ou « revisable »", "ccp.R2112-10",
        )  # fmt: skip
    elif total > seuil.mois:
        yield ctx.finding(
            CODE, Niveau.A_CORRIGER, champ, f"un prix ferme est prévu pour {mois(total)}, reconductions comprises",
            "prévoyez une révision, ou gardez au dossier la raison d’un prix ferme", "ccp.R2112-9",
        )  # fmt: skip
    elif ctx.marche.nature in NON_COURANTS and longue and not ctx.est_un_defaut(champ):
        yield ctx.finding(
            CODE, Niveau.A_CORRIGER, champ,
            f"un prix ferme est prévu pour un achat qui n’est pas courant ({ctx.marche.nature.libelle}), sans actualisation",
            f"écrivez « variation: actualisable » si plus de {ctx.bareme('actualisation_delai')} peuvent séparer l’offre du début d’exécution",
            "ccp.R2112-10",
        )  # fmt: skip


_FERME = {"prix": {"variation": "ferme"}}
EXEMPLES = (
    Exemple("travaux actualisables", "travaux-lots"),
    Exemple("travaux fermes de vingt mois", "travaux-lots", _FERME, ("prix.variation",)),
    Exemple("travaux fermes de deux mois", "travaux-lots", {**_FERME, "duree": "2 mois"}, ("prix.variation",)),
    Exemple("travaux de deux mois, actualisables par défaut", "travaux-lots", {"duree": "2 mois"}),
    Exemple("services fermes de dix mois", "sans-ccag"),
    Exemple("services fermes de quatre ans", "services-fcs", _FERME, ("prix.variation",)),
    Exemple("étude ferme de dix mois, choisie", "pi-etude", {**_FERME, "duree": "10 mois"}, ("prix.variation",)),
    Exemple("étude de dix mois, ferme par défaut", "pi-etude", {"duree": "10 mois"}),
    Exemple("fournitures fermes de six mois", "fournitures-sans-clause", _FERME),
)  # fmt: skip
