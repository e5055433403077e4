"""Facts on penalties and on what departs from those of the CCAG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausegen.ecriture import euros, liste, pourcent
from clausegen.facts.registre import OUI_NON, Dit, VueLot, VueMarche, fait
from clausegen.values import Duree, parse_duree

if TYPE_CHECKING:
    from clausegen.marche.lot import Lot

# Considerations of `autres_considerations` whose clause fixes a penalty.
SANCTIONNEES = (
    "egalite",
    "discriminations",
    "accessibilite_numerique",
    "commerce_equitable",
    "conditions_travail",
    "horaires_journee",
)


@fait("lot.faits.penalites_formule_modifiee", "formule des pénalités de retard modifiée", OUI_NON,
      lit=("penalites.retard.formule", "penalites.retard.montant", "ccag"), sources=("ccag.penalites.retard",))  # fmt: skip
def penalites_formule_modifiee(vue: VueLot) -> Dit:
    """A formula or an amount is given in place of that of the CCAG."""
    retard = vue.lot.penalites.retard
    if retard.formule:
        return Dit(True, f"formule propre au marché : {retard.formule}")
    if retard.montant is not None:
        return Dit(True, f"montant propre au marché : {euros(retard.montant)}")
    return Dit(False, "celle du CCAG")


@fait("lot.faits.penalites_plafond_modifie", "plafond des pénalités de retard modifié", OUI_NON,
      lit=("penalites.retard.plafond",), sources=("ccag.penalites.plafond",))  # fmt: skip
def penalites_plafond_modifie(vue: VueLot) -> Dit:
    """The cap is off, or is not that of the CCAG."""
    plafond, usuel = vue.lot.penalites.retard.plafond, vue.bareme("ccag_penalites_plafond")
    if plafond is None:
        return Dit(True, f"aucun plafond, au lieu de {pourcent(usuel)}")
    return Dit(plafond != usuel, f"{pourcent(plafond)} ; CCAG : {pourcent(usuel)}")


@fait("lot.faits.penalites_exoneration_modifiee", "exonération des pénalités modifiée", OUI_NON,
      lit=("penalites.retard.exoneration",), sources=("ccag.penalites.exoneration",))  # fmt: skip
def penalites_exoneration_modifiee(vue: VueLot) -> Dit:
    """The exemption is off, or is not that of the CCAG."""
    exoneration, usuelle = vue.lot.penalites.retard.exoneration, vue.bareme("ccag_penalites_exoneration")
    if exoneration is None:
        return Dit(True, f"aucune exonération, au lieu de {euros(usuelle)}")
    return Dit(exoneration != usuelle, f"{euros(exoneration)} ; CCAG : {euros(usuelle)}")


@fait("faits.contradictoire_reduit", "délai d’observations avant pénalité réduit", OUI_NON,
      lit=("parametres.penalites_contradictoire",), sources=("ccag.penalites.contradictoire",))  # fmt: skip
def contradictoire_reduit(vue: VueMarche) -> Dit:
    """The time given to the firm to comment is under that of the CCAG."""
    usuel: Duree = vue.bareme("ccag_contradictoire")
    donne = vue.marche.parametres.get("penalites_contradictoire")
    if donne is None:
        return Dit(False, f"{usuel}, comme au CCAG")
    try:
        delai = parse_duree(str(donne))
    except ValueError:
        return Dit(False, "délai illisible")
    return Dit(delai < usuel, f"{delai} ; CCAG : {usuel}")


def _sociales(lot: Lot) -> bool:
    """A consideration whose clause carries its own penalty is asked for, insertion hours and training apart."""
    autres, insertion = lot.autres_considerations, lot.insertion
    return bool(
        lot.objet_insertion
        or (insertion and (insertion.apprentissage or insertion.stages))
        or (autres and any(getattr(autres, nom) for nom in SANCTIONNEES))
    )


@fait("faits.penalites_autres_presentes", "pénalités autres que de retard", OUI_NON,
      lit=("penalites.autres", "environnement.penalite", "insertion.penalites", "insertion.apprentissage", "insertion.stages",
           "objet_insertion", "autres_considerations", "maintenance"),
      sources=("ccag.penalites.exoneration",))  # fmt: skip
def penalites_autres_presentes(vue: VueMarche) -> Dit:
    """A penalty other than for lateness is printed."""
    trouvees = []
    if any(lot.penalites.autres for lot in vue.lots):
        trouvees.append("autres manquements")
    if vue.marche.environnement and vue.marche.environnement.penalite is not None:
        trouvees.append("environnement")
    if vue.faits.insertion_active or any(f.formation for f in vue.lots_faits):
        trouvees.append("insertion")
    if vue.marche.donnees_personnelles:
        trouvees.append("données personnelles")
    if any(_sociales(lot) for lot in vue.lots):
        trouvees.append("autres considérations sociales")
    if vue.marche.maintenance:
        trouvees.append("maintenance")
    if vue.faits.vigilance_applicable:
        trouvees.append("obligation de vigilance")
    if vue.faits.regime == "travaux":
        trouvees.append("documents et déchets de chantier")
    return Dit(bool(trouvees), liste(trouvees) or "aucune")
