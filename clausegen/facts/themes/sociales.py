"""The social conditions of a lot that answer the duty of article L. 2112-2-1 in full: the one place that lists them."""

from __future__ import annotations

from clausegen.ecriture import liste
from clausegen.facts.registre import OUI_NON, Dit, VueLot, fait

# Reservations whose execution clause asks for the support of the persons (`ccap-reserve-accompagnement`).
ACCOMPAGNEES = ("ea_esat", "siae", "ea_esat_siae")


def conditions_demandees(vue: VueLot) -> list[str]:
    """French titles of the conditions that the lot asks for, in a fixed order.

    A new clause that declares `satisfait_L2112_2_1: oui` adds its line here; a test compares the two.
    """
    lot, faits, marche = vue.lot, vue.faits, vue.faits_marche
    insertion, autres, travaux = lot.insertion, lot.autres_considerations, vue.marche.nature == "travaux"
    demandees = {
        "action d’insertion": faits.insertion_active,
        "objet d’insertion": bool(lot.objet_insertion),
        "clause sociale de formation": faits.formation,
        "accueil de stagiaires": bool(insertion and insertion.stages),
        "apprentissage": bool(insertion and insertion.apprentissage),
        "égalité entre les femmes et les hommes": faits.egalite,
        "mixité de la base de vie": travaux and "femmes" in faits.publics_cibles,
        "commerce équitable": bool(autres and autres.commerce_equitable),
        "conditions de travail": bool(autres and autres.conditions_travail),
        "horaires de journée": bool(autres and autres.horaires_journee),
        "accompagnement des personnes du marché réservé": (
            bool(lot.reserve and lot.reserve.motif in ACCOMPAGNEES)
            and bool(marche.condition_sociale_obligatoire or faits.duree_totale_mois >= 12)
        ),
        "part des jeunes d’outre-mer": (
            faits.part_jeunes_outre_mer and "ccap-part-jeunes-outre-mer" in marche.clauses_demandees
        ),
    }
    return [titre for titre, demandee in demandees.items() if demandee]


@fait("lot.faits.condition_sociale_demandee", "condition d’exécution sociale demandée", OUI_NON,
      lit=("insertion", "objet_insertion", "reserve.motif", "autres_considerations", "clauses.ajouter"),
      sources=("ccp.L2112-2-1",))  # fmt: skip
def condition_sociale_demandee(vue: VueLot) -> Dit:
    """The contract file asks for a condition that answers the duty in full, whatever its kind."""
    demandees = conditions_demandees(vue)
    return Dit(bool(demandees), liste(demandees) or "aucune condition qui réponde entièrement à l’obligation")
