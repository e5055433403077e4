"""Facts on performance: verification, guarantee, subcontracting, results, vigilance, termination."""

from __future__ import annotations

from clausegen.ecriture import ht, liste
from clausegen.facts.registre import OUI_NON, Dit, VueMarche, fait
from clausegen.values import Duree


@fait("faits.verification_delai_modifie", "délai de vérification modifié", OUI_NON, lit=("verification.delai", "ccag"),
      sources=("ccag.verification.delai",))  # fmt: skip
def verification_delai_modifie(vue: VueMarche) -> Dit:
    """A delay is given and is not that of the CCAG cited."""
    delai, ccag = vue.marche.verification.delai, str(vue.marche.ccag)
    if delai is None:
        return Dit(False, "celui du CCAG")
    if ccag in ("aucun", "Travaux"):
        return Dit(False, f"{delai} ; aucun délai de vérification n’est fixé par un CCAG")
    usuels: list[Duree] = [vue.bareme("ccag_verification", ccag=ccag), vue.bareme("ccag_verification", ccag=ccag, cas="epreuve")]
    dits = liste(list(dict.fromkeys(str(u) for u in usuels)), "ou")
    return Dit(delai not in usuels, f"{delai} ; CCAG-{ccag} : {dits}")


def _garantie(vue: VueMarche, cle: str) -> tuple[Duree, Duree] | None:
    """Guarantee given and that of the CCAG; None when none is given."""
    duree, ccag = vue.marche.garantie, str(vue.marche.ccag)
    if duree is None:
        return None
    return duree, vue.bareme("ccag_garantie", ccag=ccag if ccag not in ("aucun", "MOE") else cle)


@fait("faits.garantie_inferieure_ccag", "garantie inférieure à celle du CCAG", OUI_NON, lit=("garantie",),
      sources=("ccag.garantie",))  # fmt: skip
def garantie_inferieure_ccag(vue: VueMarche) -> Dit:
    """A guarantee is given and is shorter than that of the CCAG, or is off."""
    if (donnee := _garantie(vue, "FCS")) is None:
        return Dit(False, "celle du CCAG")
    duree, usuelle = donnee
    return Dit(duree < usuelle, f"{duree if duree else 'aucune garantie'} ; CCAG : {usuelle}")


@fait("faits.garantie_modifiee", "garantie autre que celle du CCAG", OUI_NON, lit=("garantie",), sources=("ccag.garantie",))
def garantie_modifiee(vue: VueMarche) -> Dit:
    """A guarantee is given and is not that of the CCAG (works)."""
    if (donnee := _garantie(vue, "Travaux")) is None:
        return Dit(False, "celle du CCAG")
    duree, usuelle = donnee
    return Dit(duree != usuelle, f"{duree if duree else 'aucune garantie'} ; CCAG : {usuelle}")


@fait("faits.sous_traitance_possible", "sous-traitance possible", OUI_NON, lit=("nature", "sous_traitance.pose"),
      sources=("ccp.L2193-1",))  # fmt: skip
def sous_traitance_possible(vue: VueMarche) -> Dit:
    """Not for supplies alone: they must include laying, installation or services."""
    nature = vue.marche.nature
    if nature != "fournitures":
        return Dit(True, f"nature : {nature.libelle}")
    pose = vue.marche.sous_traitance.pose
    return Dit(pose, "fournitures avec pose ou services" if pose else "fournitures seules")


@fait("faits.resiliation_sans_mise_en_demeure", "résiliation sans mise en demeure", OUI_NON,
      lit=("resiliation.sans_mise_en_demeure",), sources=("ccag.resiliation.faute",))  # fmt: skip
def resiliation_sans_mise_en_demeure(vue: VueMarche) -> Dit:
    """An added case of termination is exempted from formal notice."""
    sans = vue.marche.resiliation.sans_mise_en_demeure
    return Dit(sans, "prévue pour un cas ajouté" if sans else "non prévue")


@fait("faits.resultats_proteges", "résultats protégés par des droits de propriété intellectuelle", OUI_NON,
      lit=("ccag", "nature", "propriete_intellectuelle"), sources=("ccag.propriete.regime",))  # fmt: skip
def resultats_proteges(vue: VueMarche) -> Dit:
    """By nature for intellectual, IT, industrial and design contracts; elsewhere when the section is given."""
    regime = vue.faits.regime
    if regime in ("pi", "tic", "mi", "moe"):
        return Dit(True, f"par nature : {regime.libelle}")
    donnee = bool(vue.marche.propriete_intellectuelle)
    return Dit(donnee, "rubrique renseignée" if donnee else "rubrique non renseignée")


@fait("faits.vigilance_applicable", "obligation de vigilance", OUI_NON, lit=("montant_estime", "accord_cadre.maximum"),
      sources=("ctrav.R8222-1",))  # fmt: skip
def vigilance_applicable(vue: VueMarche) -> Dit:
    """Amount at or above that of the labour code, or amount unknown."""
    seuil, valeur = vue.bareme("vigilance_montant"), vue.faits.valeur_estimee
    if valeur is None:
        return Dit(True, f"montant inconnu ; seuil de {ht(seuil)}")
    return Dit(valeur >= seuil, f"valeur estimée de {ht(valeur)}, seuil de {ht(seuil)}")


@fait("faits.ouvrage_livre_iv", "maîtrise d’œuvre d’un ouvrage relevant du livre IV du code", OUI_NON,
      lit=("nature", "ouvrage_livre_iv"), sources=("ccp.L2412-1",))  # fmt: skip
def ouvrage_livre_iv(vue: VueMarche) -> Dit:
    """Design contract for a work of that book, unless the contract file says no."""
    if vue.faits.regime != "moe":
        return Dit(False, "le marché n’est pas de maîtrise d’œuvre")
    releve = vue.marche.ouvrage_livre_iv is not False
    return Dit(releve, "par défaut, ou dit dans le fichier" if releve else "écarté dans le fichier")
