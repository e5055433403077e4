"""Facts on a lot as the code sees it: small lot, social service, overseas territory."""

from __future__ import annotations

from decimal import Decimal

from clausegen.ecriture import ht, liste, nombre, pourcent
from clausegen.facts.registre import OUI_NON, Dit, VueLot, fait
from clausegen.facts.seuils import famille

# Articles L. 2691-1 and L. 2691-2: the second list only when the buyer is the State or one of its public bodies.
OUTRE_MER = ("971", "972", "973", "974", "975", "976", "977", "978")
PACIFIQUE = ("986", "987", "988")


@fait("lot.faits.petit_lot", "petit lot", OUI_NON, lit=("lots[].montant_estime", "nature"), sources=("ccp.R2123-1",))
def petit_lot(vue: VueLot) -> Dit:
    """Amount under that of small lots, and the small lots together within their share of the estimate."""
    montant, total = vue.lot.montant_estime, vue.faits_marche.valeur_estimee
    plafond = vue.bareme("petit_lot_montant", famille=famille(vue.marche_vue))
    if montant is None or not total:
        return Dit(False, "montant du lot ou du marché inconnu")
    if montant >= plafond:
        return Dit(False, f"{ht(montant)}, plafond de {ht(plafond)}")
    part = vue.bareme("petit_lot_part")
    petits = sum(
        (lot.montant_estime for lot in vue.marche_vue.lots if lot.montant_estime is not None and lot.montant_estime < plafond),
        Decimal(0),
    )
    return Dit(petits <= part * total, f"{ht(montant)} ; petits lots : {ht(petits)} sur {ht(total)}, plafond de {pourcent(part)}")


@fait("lot.faits.services_sociaux", "services sociaux et autres services spécifiques", OUI_NON,
      lit=("lots[].cpv", "cpv.principal"), sources=("ccp.R2123-1",))  # fmt: skip
def services_sociaux(vue: VueLot) -> Dit:
    """The principal CPV of the lot is on the list."""
    code = vue.lot.cpv.principal if vue.lot.cpv else None
    if not code:
        return Dit(False, "aucun code CPV")
    libelle = vue.marche_vue.baremes.territoires.services_sociaux.get(code.split("-")[0])
    return Dit(libelle is not None, f"CPV {code}" + (f", {libelle}" if libelle else " hors de la liste"))


@fait("lot.faits.part_jeunes_outre_mer", "part d’heures possible pour les jeunes d’outre-mer", OUI_NON,
      lit=("lieu.departement", "acheteur.type"), sources=("ccp.L2691-1", "ccp.L2691-2", "ccp.R2691-1"))  # fmt: skip
def part_jeunes_outre_mer(vue: VueLot) -> Dit:
    """Territory of the list, and youth unemployment in the table at or above the ratio to the national rate."""
    departement = vue.lot.lieu.departement
    etat = vue.marche.acheteur.type in ("etat", "etablissement_public_etat")
    if departement not in (OUTRE_MER + PACIFIQUE if etat else OUTRE_MER):
        return Dit(False, f"lieu d’exécution : {departement or 'inconnu'}")
    baremes, date = vue.marche_vue.baremes, vue.marche_vue.date
    local = baremes.find("chomage_jeunes", date, territoire=str(departement))
    national = baremes.find("chomage_jeunes", date, territoire="national")
    if local is None or national is None:
        return Dit(False, "le taux de chômage des jeunes n’est pas dans les tables")
    rapport, seuil = Decimal(local.valeur) / Decimal(national.valeur), vue.bareme("outre_mer_ratio")
    taux = liste([pourcent(local.valeur), pourcent(national.valeur)])
    return Dit(rapport >= seuil, f"chômage des jeunes : {taux} au plan national, rapport de {nombre(rapport)}")
