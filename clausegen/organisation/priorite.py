"""Where a value comes from: the order of the layers, written here and nowhere else.

From the weakest to the strongest: what the engine computes, the national library, each base (territory, facilitator),
the organisation, the contract, the lot. For clauses, parameters and gabarits too, the last one wins, by identifier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clausegen.findings import Location
from clausegen.marche.base import Section, est_eteint, plier
from clausegen.marche.chemins import section_de
from clausegen.marche.fusion import merge
from clausegen.marche.marche import Default, Marche
from clausegen.marche.socle import Complet
from clausegen.organisation.facilitateurs import facilitateurs
from clausegen.organisation.modele import Organisation

ORDRE = (
    ("moteur", "valeur calculée par clausegen"),
    ("bibliothèque", "bibliothèque nationale"),
    ("base", "base de l’organisation (territoire, facilitateur)"),
    ("organisation", "organisation"),
    ("marché", "fichier de marché"),
    ("lot", "lot du fichier de marché"),
)


@dataclass(frozen=True, slots=True)
class Valeur:
    """A value given by a layer: dotted path in a contract, plain value, layer, place."""

    chemin: str
    valeur: Any
    couche: str
    place: Location


def valeurs_donnees(organisation: Organisation) -> tuple[dict[str, Any], dict[str, Valeur]]:
    """Default values of contracts, all layers merged, and the origin of each leaf (dotted path).

    Identity comes from the organisation itself, never from its bases: a facilitator is not the buyer.
    """
    arbre: dict[str, Any] = {}
    origines: dict[str, Valeur] = {}
    for couche in organisation.couches():
        _poser(arbre, origines, couche.defauts, couche, "defauts.")
    identite = {"nom": organisation.nom, "siret": organisation.siret, "tribunal": organisation.tribunal}
    for cle, texte in identite.items():
        if texte:
            _poser(arbre, origines, {"acheteur": {cle: texte}}, organisation, "", {f"acheteur.{cle}": cle})
    return arbre, origines


def _poser(
    arbre: dict[str, Any], origines: dict[str, Valeur], valeurs: Mapping[str, Any], couche: Organisation, prefixe: str,
    noms: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    fondu = merge(arbre, valeurs)
    arbre.clear()
    arbre.update(fondu)
    for chemin, valeur in feuilles(valeurs):
        dans = (noms or {}).get(chemin, f"{prefixe}{chemin}")
        origines[chemin] = Valeur(chemin, valeur, couche.nom, couche.place(dans))


def feuilles(arbre: Any, chemin: str = "") -> Iterator[tuple[str, Any]]:
    """Dotted path and value of each leaf; a list is a leaf."""
    if isinstance(arbre, Mapping):
        for cle, valeur in arbre.items():
            yield from feuilles(valeur, f"{chemin}.{cle}" if chemin else str(cle))
    elif chemin:
        yield chemin, arbre


def completer(organisation: Organisation, plain: Mapping[str, Any]) -> Complet:
    """A contract with the values of its organisation where it says nothing.

    A section that the contract leaves off is never switched on by a default; an empty box is « nothing said ». Identity
    and address go only to the contracts of that organisation (same SIRET, or none written).
    """
    valeurs, origines = valeurs_donnees(organisation)
    if not _est_acheteur(organisation, plain):
        valeurs = {cle: v for cle, v in valeurs.items() if cle != "acheteur"}
    arbre = dict(plain)
    lots = plain.get("lots")
    saisis = [dict(lot) if isinstance(lot, Mapping) else lot for lot in lots] if isinstance(lots, list) else []
    pris: dict[str, tuple[Any, str]] = {}
    for cle, valeur in valeurs.items():
        info = Marche.model_fields.get(cle)
        modele = section_de(info.annotation) if info is not None else None
        allumage = isinstance(valeur, Mapping) and modele is not None and _facultative(info)
        if not allumage or _allumee(plain.get(cle)):
            _fondre(arbre, cle, valeur, modele, cle, pris)
        if allumage and not _allumee(plain.get(cle)):
            for rang, lot in enumerate(saisis):
                if isinstance(lot, dict) and _allumee(lot.get(cle)):
                    _fondre(lot, cle, valeur, modele, f"lots.{rang}.{cle}", pris)
    choisis = facilitateurs(organisation, {**arbre, "lots": saisis} if saisis else arbre)
    for chemin, facilitateur, _couche in choisis:
        niveau = arbre if chemin == "insertion" else saisis[int(chemin.split(".")[1])]
        section = niveau.get("insertion")
        longue = _longue(section_de(Marche.model_fields["insertion"].annotation), section)
        niveau["insertion"] = {**(longue or {}), "facilitateur": dict(facilitateur.valeurs)}
        for cle, texte in facilitateur.valeurs.items():
            pris[f"{chemin}.facilitateur.{cle}"] = (texte, "")
    if saisis:
        arbre["lots"] = saisis
    defauts, places = [], {}
    lieux = {chemin: (couche, f.location) for chemin, f, couche in choisis}
    for chemin, (valeur, source) in pris.items():
        if source:
            origine = origines.get(source) or next((o for c, o in origines.items() if c.startswith(f"{source}.")), None)
            couche, place = (
                (origine.couche, origine.place) if origine else (organisation.nom, Location(str(organisation.fichier)))
            )
        else:
            couche, place = next(v for c, v in lieux.items() if chemin.startswith(f"{c}.facilitateur."))
        places[chemin] = place
        defauts.append(
            Default(
                chemin, valeur if isinstance(valeur, str) else _en_clair(valeur), f"organisation « {couche} » ({place})"
            )
        )
    return Complet(arbre, tuple(defauts), places)


def _en_clair(valeur: Any) -> str:
    from clausegen.marche.propositions import en_clair

    return en_clair(valeur)


def _est_acheteur(organisation: Organisation, plain: Mapping[str, Any]) -> bool:
    acheteur = plain.get("acheteur")
    siret = acheteur.get("siret") if isinstance(acheteur, Mapping) else None
    return not siret or not organisation.siret or "".join(str(siret).split()) == organisation.siret


def _facultative(info: Any) -> bool:
    return getattr(info.default_factory, "__name__", "") == "eteinte"


def _allumee(valeur: Any) -> bool:
    if isinstance(valeur, str):
        return bool(valeur.strip()) and not est_eteint(valeur)
    return valeur is not None and valeur is not False


def _longue(modele: type[Section] | None, valeur: Any) -> dict[str, Any] | None:
    """A section as a mapping, from its long or short form; None when it has no long form or is off."""
    if isinstance(valeur, Mapping):
        return dict(valeur)
    if modele is None or not isinstance(valeur, str) or not valeur.strip() or est_eteint(valeur):
        return None
    return dict(modele.au_oui) if plier(valeur) == "oui" else modele.etendre(valeur)


def _fondre(
    arbre: dict[str, Any],
    cle: str,
    valeur: Any,
    modele: type[Section] | None,
    chemin: str,
    pris: dict[str, tuple[Any, str]],
) -> None:
    """`valeur` under `arbre[cle]`; what is taken goes in `pris`: path → (value, path in the default values)."""
    source = chemin.split(".", 2)[2] if chemin.startswith("lots.") else chemin
    ecrit = arbre.get(cle)
    if ecrit is None or ecrit == "":
        arbre[cle] = valeur
        pris.update({chemin + c[len(cle) :]: (v, source + c[len(cle) :]) for c, v in feuilles({cle: valeur})})
        return
    longue = _longue(modele, ecrit) if isinstance(valeur, Mapping) else None
    if longue is None or _entiere(cle, longue):
        return
    arbre[cle] = longue
    for nom, sous in valeur.items():
        info = modele.model_fields.get(nom) if modele is not None else None
        _fondre(longue, nom, sous, section_de(info.annotation) if info is not None else None, f"{chemin}.{nom}", pris)


def _entiere(cle: str, ecrit: Mapping[str, Any]) -> bool:
    """What the contract names as a whole is not mixed with another one: the telephone is not that of another person."""
    return (cle == "facilitateur" and "structure" in ecrit) or (cle == "referent" and "service" in ecrit) or (
        cle in ("heures", "heure") and "mode" in ecrit)  # fmt: skip
