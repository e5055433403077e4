"""From a plain tree (dict, list, str) to the contract: defaults, validation, lots, checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from clausegen.findings import Finding, Location, Niveau, worst
from clausegen.marche import concession, controles, messages, partiels
from clausegen.marche.base import est_eteint, texte_de
from clausegen.marche.defauts import Completeur, communs, completer
from clausegen.marche.fusion import heriter, present
from clausegen.marche.lot import Lot, Prestations
from clausegen.marche.marche import Default, Marche
from clausegen.values import parse_duree

Chemin = tuple[str | int, ...]
Localiser = Callable[[Chemin, bool], Location]
_PROPRES_AU_LOT = frozenset(Lot.model_fields) - frozenset(Prestations.model_fields)


def _nulle_part(chemin: Chemin, cle: bool) -> Location:
    return Location()


def _valider(modele: type[Marche] | type[Lot], arbre: Mapping[str, Any]) -> tuple[Any, list[ErrorDetails]]:
    try:
        return modele.model_validate(arbre), []
    except ValidationError as erreur:
        return None, erreur.errors(include_url=False)


def build_marche(
    plain: Mapping[str, Any], locate: Localiser = _nulle_part
) -> tuple[Marche | None, tuple[Finding, ...]]:
    """The contract and every finding on it; None when it cannot be built.

    `plain`: nested dict, list and str as typed in a contract file. `locate(path, key)` gives the place of a path (of
    its key when `key` is true) in the file it was read from.
    """
    if not isinstance(plain, Mapping):
        return None, (messages.racine(locate),)
    refus = concession.refus(plain, locate)
    if refus:
        return None, refus
    haut = {cle: valeur for cle, valeur in plain.items() if cle != "lots"}
    saisies, constats = _lots_saisis(plain.get("lots"), locate)
    complet, defauts = completer(haut)
    marche, erreurs = _haut(complet, [saisie for _, saisie in saisies])
    constats += _dits([(e, tuple(e["loc"])) for e in erreurs], plain, locate)
    deja = {(tuple(e["loc"]), e["type"]) for e in erreurs}
    du_haut = {(d.path, d.valeur) for d in defauts}
    lots: list[Lot] = []
    for rang, saisie in saisies:
        lot, fautes, siens = _lot(rang, saisie, haut, complet, marche)
        defauts += [d for d in siens if (d.path.split(".", 2)[2], d.valeur) not in du_haut]
        # What a lot inherits with its fault was said once, at the top.
        propres = [e for e in fautes if present(saisie, e["loc"]) or (tuple(e["loc"]), e["type"]) not in deja]
        constats += _dits([(e, ("lots", rang, *e["loc"])) for e in propres], plain, locate)
        if lot is not None:
            lots.append(lot)
    if marche is None or worst(constats) == Niveau.BLOQUANT:
        # Most checks wait for a whole contract; what can be told already is told at once.
        constats += partiels.controler(haut, saisies, locate)
        mal_nommes = ("criteres",) in _voulues([(e, tuple(e["loc"])) for e in erreurs], plain)
        partout = saisies and all(_ecrit(lot.get("criteres")) for _, lot in saisies)
        if not (mal_nommes or partout or _ecrit(haut.get("criteres"))):
            constats.append(controles.sans_critere("", ("criteres",), locate))
        return None, messages.ranger(constats)
    marche = _assembler(marche, tuple(lots), defauts)
    constats += controles.controler(marche, locate)
    return (None if worst(constats) == Niveau.BLOQUANT else marche), messages.ranger(constats)


def _voulues(erreurs: list[tuple[ErrorDetails, Chemin]], plain: Mapping[str, Any]) -> frozenset[Chemin]:
    return messages.voulues((chemin for e, chemin in erreurs if e["type"] == "extra_forbidden"), plain)


def _dits(erreurs: list[tuple[ErrorDetails, Chemin]], plain: Mapping[str, Any], locate: Localiser) -> list[Finding]:
    """Errors with their path in the file, in French; a field missing because its name is misspelt is not told twice."""
    voulues = _voulues(erreurs, plain)
    dits = [(e, chemin) for e, chemin in erreurs if e["type"] != "missing" or chemin not in voulues]
    return [messages.traduire(e, chemin, plain, locate) for e, chemin in dits]


def _haut(complet: Mapping[str, Any], lots: list[dict[str, Any]]) -> tuple[Marche | None, list[ErrorDetails]]:
    """The contract without its lots. What is incomplete at the top of a section that every lot states is left to them."""
    marche, erreurs = _valider(Marche, complet)
    # Form and variation of prices follow the nature and the duration: missing only when those are, which is said.
    erreurs = [e for e in erreurs if e["type"] != "missing" or e["loc"][0] != "prix" or len(e["loc"]) > 2]

    def laissee_aux_lots(erreur: ErrorDetails) -> bool:
        section = erreur["loc"][0]
        incomplete = erreur["type"] == "cg_heures" or (erreur["type"] == "missing" and len(erreur["loc"]) > 1)
        return incomplete and section in Prestations.model_fields and all(_ecrit(lot.get(str(section))) for lot in lots)

    restantes = [e for e in erreurs if not laissee_aux_lots(e)] if lots else erreurs
    if erreurs and not restantes:
        retirees = {e["loc"][0] for e in erreurs}
        marche, restantes = _valider(Marche, {cle: v for cle, v in complet.items() if cle not in retirees})
    return marche, restantes


def _ecrit(valeur: Any) -> bool:
    return valeur not in (None, "")


def _lots_saisis(lots: Any, locate: Localiser) -> tuple[list[tuple[int, dict[str, Any]]], list[Finding]]:
    """Lots as typed, each with its rank in the file."""
    lots = texte_de(lots)
    if lots is None or (isinstance(lots, str) and (not lots.strip() or est_eteint(lots))):
        return [], []
    if not isinstance(lots, (list, tuple)):
        return [], [
            messages.structure(("lots",), "une liste est attendue ici", "commencez chaque lot par « - »", locate)
        ]
    saisies: list[tuple[int, dict[str, Any]]] = []
    constats = []
    for rang, lot in enumerate(lots):
        if isinstance(lot, Mapping):
            saisies.append((rang, {str(cle): valeur for cle, valeur in lot.items()}))
        else:
            remede = "écrivez « numero », « objet » et ce qui diffère"
            constats.append(
                messages.structure(("lots", rang), "des rubriques sont attendues pour ce lot", remede, locate)
            )
    return saisies, constats


def _lot(
    rang: int, saisie: dict[str, Any], haut: Mapping[str, Any], complet: Mapping[str, Any], marche: Marche | None
) -> tuple[Lot | None, list[ErrorDetails], list[Default]]:
    """A lot over the contract: what it does not state is taken as it stands, already validated."""
    saisie = {cle: valeur for cle, valeur in saisie.items() if _ecrit(valeur) or cle not in Lot.model_fields}
    ecrit = heriter(haut, saisie)
    c = Completeur(ecrit, f"lots.{rang}.")
    duree = saisie.get("duree")
    if isinstance(duree, str) and "duree_reconduction" not in haut:
        try:
            communs(c, parse_duree(duree))
        except ValueError:
            communs(c, None)
    else:
        communs(c, None)
    if isinstance(c.arbre.get("lieu"), str):
        c.arbre["lieu"] = {"texte": c.arbre["lieu"]}
    if isinstance(c.arbre.get("lieu"), dict) and isinstance(complet.get("lieu"), dict):
        c.poser("lieu.departement", complet["lieu"].get("departement", ""), "département du marché", muet=True)
    herites = {
        nom: getattr(marche, nom)
        for nom in Prestations.model_fields
        if nom not in c.arbre and nom != "montant_estime" and marche is not None
    }
    lot, erreurs = _valider(Lot, {"duree": herites.get("duree"), **c.arbre})
    if lot is not None:
        lot = lot.model_copy(update=herites)
    connues = [e for e in erreurs if e["loc"] and (e["loc"][0] in c.arbre or e["loc"][0] in _PROPRES_AU_LOT)]
    return lot, connues, c.defauts


def _assembler(marche: Marche, lots: tuple[Lot, ...], defauts: list[Default]) -> Marche:
    marche = marche.model_copy(update={"lots": lots})
    implicite = Lot.model_construct(
        numero=None, objet=marche.objet, **{nom: getattr(marche, nom) for nom in Prestations.model_fields}
    )
    marche._lots_effectifs = lots or (implicite,)
    marche._defauts = tuple(defauts)
    return marche
