"""Facts on price, advance, retention and payment."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from clausegen.ecriture import ht, pourcent
from clausegen.facts.registre import DUREE, OUI_NON, TAUX, Dit, VueMarche, fait
from clausegen.values import Duree, Taux

SANS_REPONSE = ("oph_bailleur", "entite_adjudicatrice", "autre")
COLLECTIVITES = ("commune", "epci", "departement", "region", "etablissement_public_local")


@fait("faits.revision_obligatoire", "révision des prix obligatoire", OUI_NON, lit=("duree", "prix.matieres_premieres"),
      sources=("ccp.R2112-14",))  # fmt: skip
def revision_obligatoire(vue: VueMarche) -> Dit:
    """Performance above three months and a large share of supplies whose price follows world quotations."""
    if not vue.marche.prix.matieres_premieres:
        return Dit(False, "pas de part importante de fournitures exposées aux cours mondiaux")
    seuil: Duree = vue.bareme("revision_obligatoire_duree")
    longue = any(lot.duree > seuil for lot in vue.lots if lot.duree)
    dit = f"fournitures exposées aux cours mondiaux, exécution de {'plus de ' if longue else ''}{seuil}{'' if longue else ' au plus'}"
    return Dit(longue, dit)


@fait("faits.mois_zero_different", "mois zéro autre que celui de l’offre", OUI_NON,
      lit=("prix.mois_zero", "date_limite"), sources=("ccag.prix.date-initiale",))  # fmt: skip
def mois_zero_different(vue: VueMarche) -> Dit:
    """Month zero is given and is not the month of the deadline of the last offers."""
    mois_zero = vue.marche.prix.mois_zero
    limite: dt.date | None = vue.marche.date_limite
    if mois_zero is None or limite is None:
        return Dit(False, "mois zéro : celui de la date limite de remise des offres")
    jour = mois_zero.premier_jour
    different = (jour.year, jour.month) != (limite.year, limite.month)
    return Dit(different, f"mois zéro : {mois_zero}, date limite des offres : {limite:%d/%m/%Y}")


def _colonne(vue: VueMarche) -> dict[str, str]:
    """Keys of the buyer in the tables of advance and retention (articles R. 2191-7 and R. 2191-33).

    A State public body counts only when it is administrative; a hospital never does. A size that is not known is taken
    as small: the common rate is then the answer.
    """
    acheteur = vue.marche.acheteur
    code = "autre"
    if acheteur.type == "etat":
        code = "etat"
    elif acheteur.type == "etablissement_public_etat" and acheteur.etablissement == "administratif":
        code = "etablissement_public_etat"
    elif acheteur.type in COLLECTIVITES or (acheteur.type == "oph_bailleur" and acheteur.public):
        code = "collectivite"
    depenses = acheteur.depenses_annuelles
    grand = depenses is not None and depenses > vue.bareme("grand_acheteur")
    return {"acheteur": code, "grand": "oui" if grand else "non"}


@fait("faits.avance_taux_minimum", "taux minimum légal de l’avance pour une petite ou moyenne entreprise", TAUX,
      lit=("acheteur.type", "acheteur.depenses_annuelles", "date_consultation"), sources=("ccp.R2191-7",))  # fmt: skip
def avance_taux_minimum(vue: VueMarche) -> Dit:
    """Minimum rate of the advance when the holder is an SME."""
    taux: Taux = vue.bareme("avance_taux_minimum", beneficiaire="pme", **_colonne(vue))
    return Dit(taux, f"{pourcent(taux)}, acheteur : {vue.marche.acheteur.type.libelle}")


@fait("faits.retenue_taux_maximum", "taux maximum légal de la retenue de garantie pour une petite ou moyenne entreprise",
      TAUX, lit=("acheteur.type", "acheteur.depenses_annuelles", "date_consultation"), sources=("ccp.R2191-33",))  # fmt: skip
def retenue_taux_maximum(vue: VueMarche) -> Dit:
    """Maximum rate of the retention when the holder is an SME."""
    taux: Taux = vue.bareme("retenue_taux_maximum", beneficiaire="pme", **_colonne(vue))
    return Dit(taux, f"{pourcent(taux)}, acheteur : {vue.marche.acheteur.type.libelle}")


def _montants_initiaux(vue: VueMarche) -> list[Decimal | None]:
    """Amounts that the duty of advance is tested on, lot by lot; None where the contract file does not tell.

    Tranches: each amount. Orders: the minimum; without one each order decides, unless the maximum is below. Renewals
    are left out: the estimate is shared over the duration.
    """
    seuil = vue.bareme("avance_seuil_montant")
    montants: list[Decimal | None] = []
    for lot, faits in zip(vue.lots, vue.lots_faits, strict=True):
        if lot.tranches:
            montants += [t.montant for t in lot.tranches]
        elif lot.accord_cadre:
            maximum = lot.accord_cadre.maximum
            seul = maximum if maximum is not None and maximum <= seuil else None
            montants.append(lot.accord_cadre.minimum if lot.accord_cadre.minimum else seul)
        elif lot.montant_estime is None or not lot.duree:
            montants.append(lot.montant_estime)
        else:
            montants.append(lot.montant_estime * lot.duree.mois / faits.duree_totale_mois)
    return montants


@fait("faits.avance_due", "avance obligatoire", OUI_NON,
      lit=("montant_estime", "duree", "reconductions", "tranches", "accord_cadre.minimum", "accord_cadre.maximum"),
      sources=("ccp.R2191-3",))  # fmt: skip
def avance_due(vue: VueMarche) -> Dit:
    """Initial amount and duration above the legal ones, for a lot or a tranche; None when unknown (orders decide)."""
    seuil, delai = vue.bareme("avance_seuil_montant"), vue.bareme("avance_seuil_duree")
    durees = [lot.duree for lot in vue.lots if lot.duree]
    if durees and max(d.jours for d in durees) <= delai.jours:
        return Dit(False, f"exécution de {delai} au plus")
    montants = _montants_initiaux(vue)
    connus = [m for m in montants if m is not None]
    if any(m > seuil for m in connus):
        return Dit(True, f"montant initial de {ht(max(connus))}, supérieur à {ht(seuil)}, et exécution de plus de {delai}")
    if len(connus) < len(montants) or not connus:
        return Dit(None, f"chaque montant ou bon de commande est à comparer à {ht(seuil)}")
    return Dit(False, f"montant initial de {ht(max(connus))}, seuil de {ht(seuil)}")


@fait("faits.avance_pme_inferieure", "avance d’une PME inférieure au taux de l’option A", OUI_NON,
      lit=("avance.option", "avance.taux_pme", "avance.taux"), sources=("ccag.avance",))  # fmt: skip
def avance_pme_inferieure(vue: VueMarche) -> Dit:
    """Option A and a rate for an SME (its own, else the common one) under that of the option."""
    avance = vue.marche.avance
    if avance.option != "A":
        return Dit(False, "l’option A n’est pas retenue")
    usuel: Taux = vue.bareme("ccag_avance_pme_option_a")
    taux = avance.taux_pme if avance.taux_pme is not None else avance.taux
    if taux is None or taux >= usuel:
        return Dit(False, f"{pourcent(usuel)} au moins")
    return Dit(True, f"{pourcent(taux)} au lieu de {pourcent(usuel)}")


@fait("faits.delai_paiement_legal", "délai maximum légal de paiement", DUREE,
      lit=("acheteur.type", "acheteur.entreprise_publique"), sources=("ccp.R2192-10", "ccp.R2192-11"))  # fmt: skip
def delai_paiement_legal(vue: VueMarche) -> Dit:
    """Common delay, hospitals, public undertakings."""
    acheteur = vue.marche.acheteur
    code = "entreprise_publique" if acheteur.entreprise_publique else "autre"
    if acheteur.type == "hopital":
        code = "etablissement_de_sante"
    delai: Duree = vue.bareme("delai_paiement", acheteur=code)
    return Dit(delai, f"{delai}, acheteur : {acheteur.type.libelle}")


@fait("faits.comptable_public", "comptable public", OUI_NON, lit=("acheteur.type", "acheteur.comptable_public"),
      sources=("ccp.R2112-5",))  # fmt: skip
def comptable_public(vue: VueMarche) -> Dit:
    """The buyer pays through a public accountant; None when its type does not say and the file neither."""
    acheteur = vue.marche.acheteur
    if acheteur.comptable_public is not None:
        return Dit(acheteur.comptable_public, "dit dans le fichier")
    if acheteur.type in SANS_REPONSE or acheteur.etablissement == "industriel_commercial" or not acheteur.public:
        return Dit(None, f"à dire pour cet acheteur ({acheteur.type.libelle})")
    return Dit(True, f"acheteur : {acheteur.type.libelle}")
