"""Which facilitator goes with a contract or a lot: by territory, nature and CPV; the organisation's before its bases'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clausegen.marche.base import est_eteint, plier
from clausegen.marche.choix import Nature, lire_choix
from clausegen.marche.identifiants import departement_de
from clausegen.organisation.modele import Facilitateur, Organisation

Choisi = tuple[str, Facilitateur, str]


def facilitateurs(organisation: Organisation, plain: Mapping[str, Any]) -> tuple[Choisi, ...]:
    """(path of the insertion section, facilitator, name of the layer) for the contract and for the lots that differ.

    Nothing where the contract names a facilitator or a referent of its own, or asks for no insertion.
    """
    connus = [(f, couche.nom) for couche in reversed(tuple(organisation.couches())) for f in couche.facilitateurs]
    if not connus:
        return ()
    out: list[Choisi] = []
    du_haut = None
    section = plain.get("insertion")
    if _demandee(section) and not _nomme(section):
        du_haut = _premier(connus, plain, plain)
        if du_haut is not None:
            out.append(("insertion", *du_haut))
    lots = plain.get("lots")
    for rang, lot in enumerate(lots if isinstance(lots, list) else ()):
        if not isinstance(lot, Mapping):
            continue
        sienne = lot.get("insertion", "")
        demandee = _demandee(sienne) or (sienne in ("", None) and _demandee(section))
        if not demandee or _nomme(sienne) or _nomme(section):
            continue
        choisi = _premier(connus, plain, lot)
        if choisi is not None and choisi != du_haut:
            out.append((f"lots.{rang}.insertion", *choisi))
    return tuple(out)


def _demandee(section: Any) -> bool:
    if isinstance(section, str):
        return bool(section.strip()) and not est_eteint(section)
    return isinstance(section, Mapping)


def _nomme(section: Any) -> bool:
    """The section names who follows, or says that nobody does."""
    return isinstance(section, Mapping) and any(
        section.get(cle) not in (None, "") for cle in ("facilitateur", "referent")
    )


def _premier(
    connus: list[tuple[Facilitateur, str]], marche: Mapping[str, Any], prestations: Mapping[str, Any]
) -> tuple[Facilitateur, str] | None:
    departement, texte = _lieu(marche, prestations)
    nature = _nature(marche.get("nature"))
    cpv = _cpv(prestations) or _cpv(marche)
    for facilitateur, couche in connus:
        if facilitateur.natures and nature not in facilitateur.natures:
            continue
        if facilitateur.cpv and not any(cpv.startswith(debut) for debut in facilitateur.cpv):
            continue
        if facilitateur.territoires and not any(_couvre(t, departement, texte) for t in facilitateur.territoires):
            continue
        return facilitateur, couche
    return None


def _couvre(territoire: str, departement: str, texte: str) -> bool:
    mot = plier(territoire)
    return mot == plier(departement) if len(mot) <= 3 else mot in texte


def _lieu(marche: Mapping[str, Any], prestations: Mapping[str, Any]) -> tuple[str, str]:
    """Code of the département and words of the place, folded; the buyer's own when no place is written."""
    acheteur = marche.get("acheteur")
    acheteur = acheteur if isinstance(acheteur, Mapping) else {}
    lieu = prestations.get("lieu") or marche.get("lieu") or {}
    lieu = lieu if isinstance(lieu, Mapping) else {"texte": str(lieu)}
    haut = marche.get("lieu")
    code = lieu.get("departement") or (haut.get("departement") if isinstance(haut, Mapping) else "")
    departement = str(code or departement_de(str(acheteur.get("code_postal") or "")) or "")
    return departement, plier(
        f"{lieu.get('texte') or ''} {acheteur.get('ville') or ''} {acheteur.get('code_postal') or ''}"
    )


def _nature(valeur: Any) -> str:
    try:
        return str(lire_choix(Nature, str(valeur or "")))
    except ValueError:
        return ""


def _cpv(prestations: Mapping[str, Any]) -> str:
    cpv = prestations.get("cpv")
    principal = cpv.get("principal") if isinstance(cpv, Mapping) else cpv
    return str(principal or "").replace(" ", "")
