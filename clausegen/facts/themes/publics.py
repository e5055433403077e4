"""Facts on the publics of the insertion action and on what departs from the list of the CCAG."""

from __future__ import annotations

from clausegen.ecriture import liste
from clausegen.facts.registre import LISTE, OUI_NON, Dit, VueLot, fait

STRUCTURES = tuple(f"s.{lettre}" for lettre in "abcdef")
CRITERES = tuple("abcdefghij")


@fait("lot.faits.priorite_qpv", "priorité aux habitants des quartiers prioritaires", OUI_NON,
      lit=("insertion.publics.priorite", "insertion.publics.parts"), sources=("ccag.insertion.publics.criteres",))  # fmt: skip
def priorite_qpv(vue: VueLot) -> Dit:
    """The priorities or the shares name them."""
    publics = vue.lot.insertion.publics
    voulue = "qpv" in (*(publics.priorite or ()), *(publics.parts or {}))
    return Dit(voulue, "parmi les priorités ou les parts" if voulue else "ni priorité ni part")


@fait("lot.faits.publics_cibles", "publics visés en priorité, hors quartiers prioritaires", LISTE,
      lit=("insertion.publics.priorite", "insertion.publics.parts"))  # fmt: skip
def publics_cibles(vue: VueLot) -> Dit:
    """Priorities and keys of the shares in the order given, each once, qpv left out."""
    publics = vue.lot.insertion.publics
    cibles = tuple(dict.fromkeys(p for p in (*(publics.priorite or ()), *(publics.parts or {})) if p != "qpv"))
    return Dit(cibles, liste([getattr(p, "libelle", str(p)) for p in cibles]) or "aucun")


def _absents(vue: VueLot, lettres: tuple[str, ...]) -> list[str]:
    donnes = vue.lot.insertion.publics.liste
    return [lettre for lettre in lettres if lettre not in donnes] if donnes else []


@fait("lot.faits.publics_structures_restreints", "liste des structures restreinte", OUI_NON,
      lit=("insertion.publics.liste",), sources=("ccag.insertion.publics.structures",))  # fmt: skip
def publics_structures_restreints(vue: VueLot) -> Dit:
    """The list of publics is given and leaves out at least one letter of the first group."""
    absents = _absents(vue, STRUCTURES)
    lettres = liste([a.removeprefix("s.") for a in absents])
    return Dit(bool(absents), f"la liste laisse de côté {lettres}" if absents else "liste du CCAG entière")


@fait("lot.faits.publics_criteres_restreints", "liste des critères de public restreinte", OUI_NON,
      lit=("insertion.publics.liste",), sources=("ccag.insertion.publics.criteres",))  # fmt: skip
def publics_criteres_restreints(vue: VueLot) -> Dit:
    """The list of publics is given and leaves out at least one letter of the second group."""
    absents = _absents(vue, CRITERES)
    return Dit(bool(absents), f"la liste laisse de côté {liste(absents)}" if absents else "liste du CCAG entière")


@fait("lot.faits.comptage_embauche_modifie", "durée de comptage d’une embauche modifiée", OUI_NON,
      lit=("insertion.comptage.embauche_max",), sources=("ccag.insertion.modalites",))  # fmt: skip
def comptage_embauche_modifie(vue: VueLot) -> Dit:
    """Hours of a direct hire are not counted for the two years of the CCAG."""
    choisie = vue.lot.insertion.comptage.embauche_max
    usuelle = vue.bareme("ccag_embauche_comptage")
    if choisie is None or choisie == usuelle:
        return Dit(False, f"{usuelle}, comme au CCAG")
    return Dit(True, f"{choisie} au lieu de {usuelle}")


@fait("lot.faits.duree_valorisation_modifiee", "durée de valorisation des heures modifiée", OUI_NON,
      lit=("insertion.eligibilite.duree",), sources=("ccag.insertion.modalites",))  # fmt: skip
def duree_valorisation_modifiee(vue: VueLot) -> Dit:
    """The counting of a hire differs from the CCAG, or a duration of eligibility is given."""
    duree = vue.lot.insertion.eligibilite.duree
    if duree:
        return Dit(True, f"éligibilité limitée à {duree}")
    modifiee = vue.faits.comptage_embauche_modifie
    return Dit(modifiee, "comptage d’une embauche modifié" if modifiee else "règles du CCAG")


@fait("lot.faits.bilan_final_apres_la_fin", "bilan final après la fin de l’exécution", OUI_NON,
      lit=("insertion.suivi.bilan_final",), sources=("ccag.insertion.bilans",))  # fmt: skip
def bilan_final_apres_la_fin(vue: VueLot) -> Dit:
    """The final report is due at another time than the month before the end of performance."""
    bilan = vue.lot.insertion.suivi.bilan_final
    apres = bilan is not None and bilan != "mois_precedant_la_fin"
    return Dit(apres, bilan.libelle if bilan is not None else "non renseigné")
