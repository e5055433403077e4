"""Origine du volume d’heures.

## Ce que la règle vérifie
Le nombre d’heures est bien celui que son origine annonce (« insertion.heures.source »). Un nombre dit « calcul » est le
résultat de la formule, ou ce résultat ramené à des jours de 7 heures ou des semaines de 35 heures. Un nombre dit
« facilitateur » suppose qu’un facilitateur soit nommé. Un nombre choisi par l’acheteur qui s’écarte du calcul de plus
d’une semaine de 35 heures porte son motif.

## Pourquoi
Le volume se défend par sa note de calcul : un nombre sans origine, ou qui n’est pas celui de la formule, ne s’explique ni
aux candidats ni au juge.

## Exemple à éviter
`heures: {valeur: 280, source: calcul}` alors que les données du calcul donnent 410 heures.

## Écrire plutôt
`heures: 410`, ou `heures: {valeur: 280, source: manuel, motif: marché local tendu}` ; la commande `clausegen heures` montre
le calcul.

## Références
Usage des facilitateurs.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import heures
from clausegen.findings import Finding, Niveau
from clausegen.hours import Arrondi

CODE = "CG131"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le volume d’heures est celui que son origine annonce"

SEMAINE = Decimal(35)


def _du_calcul(valeur: Decimal, calcule: Decimal) -> bool:
    """The result, or a whole number of days or weeks within a week of it."""
    entiere = Arrondi.HEURE.applique(calcule)
    operationnel = valeur % 7 == 0 and abs(valeur - entiere) < SEMAINE
    return valeur == entiere or operationnel


def _calcul(ctx: Contexte, lot: LotExamine, valeur: Decimal) -> Iterator[Finding]:
    etude = lot.faits.etude_heures.etude
    champ = lot.champ("insertion.heures")
    if etude.proposition is None:
        yield ctx.finding(CODE, NIVEAU, champ, f"le volume est dit « calcul », mais le calcul ne peut être refait ({etude.manque})",
                          "complétez « insertion.calcul », ou écrivez « source: manuel » avec un motif")  # fmt: skip
    elif not _du_calcul(valeur, etude.proposition.heures):
        yield ctx.finding(CODE, NIVEAU, champ, f"{heures(valeur)} sont écrites, le calcul donne {etude.proposition.explication}",
                          "reprenez le résultat du calcul, ou écrivez « source: manuel » avec un motif")  # fmt: skip


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding at most for each lot whose volume is a number of hours for the whole duration."""
    for lot in ctx.lots():
        volume = lot.lot.insertion.heures
        if not lot.faits.heures_dues or not volume or lot.faits.mode_heures != "fixe":
            continue
        valeur, source = Decimal(lot.faits.heures), str(volume.source)
        champ = lot.champ("insertion.heures")
        if source == "facilitateur" and not lot.lot.insertion.facilitateur:
            yield ctx.finding(CODE, NIVEAU, champ, "le volume est dit du facilitateur, mais aucun facilitateur n’est nommé",
                              "nommez-le (« insertion.facilitateur »), ou corrigez la source")  # fmt: skip
        elif volume.motif:
            continue
        elif source == "calcul":
            yield from _calcul(ctx, lot, valeur)
        elif source == "manuel" and lot.lot.insertion.calcul:
            proposition = lot.faits.etude_heures.etude.proposition
            if proposition is not None and abs(valeur - proposition.heures) >= SEMAINE:
                yield ctx.finding(
                    CODE, Niveau.CONSEIL, champ,
                    f"{heures(valeur)} sont écrites, le calcul donne {proposition.explication}",
                    "donnez-en la raison (« insertion.heures.motif »), ou reprenez le résultat du calcul",
                )  # fmt: skip


_DONNEES = {"part_main_oeuvre": "80 %", "cout_horaire": "25 €", "taux_insertion": "5 %"}

EXEMPLES = (
    Exemple("nombre seul, sans calcul", "services-fcs"),
    Exemple("résultat du calcul", "services-fcs",
            {"insertion": {"heures": {"valeur": "288", "source": "calcul"}, "calcul": _DONNEES}}),
    Exemple("résultat ramené à des semaines", "services-fcs",
            {"insertion": {"heures": {"valeur": "280", "source": "calcul"}, "calcul": _DONNEES}}),
    Exemple("autre nombre que le calcul", "services-fcs",
            {"insertion": {"heures": {"valeur": "400", "source": "calcul"}, "calcul": _DONNEES}}, ("insertion.heures",)),
    Exemple("calcul impossible", "services-fcs",
            {"cpv": {"principal": "39160000"}, "insertion": {"heures": {"valeur": "280", "source": "calcul"}}}, ("insertion.heures",)),
    Exemple("écart avec son motif", "services-fcs",
            {"insertion": {"heures": {"valeur": "400", "motif": "marché porteur"}, "calcul": _DONNEES}}),
    Exemple("écart sans motif", "services-fcs",
            {"insertion": {"heures": {"valeur": "400", "source": "manuel"}, "calcul": _DONNEES}}, ("insertion.heures",)),
    Exemple("facilitateur absent", "services-fcs",
            {"insertion": {"heures": {"valeur": "280", "source": "facilitateur"}, "facilitateur": "aucun"}}, ("insertion.heures",)),
    Exemple("facilitateur nommé", "services-fcs", {"insertion": {"heures": {"valeur": "280", "source": "facilitateur"}}}),
    Exemple("part des heures", "services-fcs",
            {"insertion": {"heures": {"valeur": "5 %", "assiette": "heures du marché"}, "calcul": _DONNEES}}),
)  # fmt: skip
