"""Faults of a contract file said in French: code, place in words, reason, remedy."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from pydantic_core import ErrorDetails

from clausegen.findings import Finding, Location, Niveau
from clausegen.marche.chemins import champ_de, court, modele_de, sections_de, situer
from clausegen.marche.marche import Marche

Chemin = tuple[str | int, ...]
Localiser = Callable[[Chemin, bool], Location]

# Error type of pydantic (or of ours, « cg_… ») to the code of the finding.
CODES: dict[str, str] = {
    "missing": "CG112", "extra_forbidden": "CG102", "cg_nombre": "CG105", "cg_montant": "CG105", "cg_taux": "CG105",
    "cg_duree": "CG105", "cg_choix": "CG106", "cg_date": "CG107", "cg_oui_non": "CG108", "cg_texte": "CG109",
    "cg_siret": "CG110", "cg_cpv": "CG111", "cg_code": "CG111", "cg_adresse": "CG113", "cg_structure": "CG114",
    "cg_heures": "CG120", "cg_borne": "CG121",
}  # fmt: skip
# Types that our own validators forestall: kept so that nothing ever reaches a user in English.
_FORME = "une autre forme est attendue ici"
SECOURS: dict[str, str] = {
    "model_type": "des rubriques sont attendues ici", "model_attributes_type": "des rubriques sont attendues ici",
    "tuple_type": "une liste est attendue ici", "list_type": "une liste est attendue ici",
    "dict_type": "des rubriques sont attendues ici", "invalid_key": "le nom d’une rubrique doit être un texte",
    "is_instance_of": _FORME, "value_error": _FORME, "assertion_error": _FORME, "none_required": _FORME,
    "too_long": "cette liste est trop longue", "recursion_loop": _FORME, "no_such_attribute": _FORME,
    "string_type": "un texte est attendu ici", "frozen_instance": _FORME, "frozen_field": _FORME,
    "iteration_error": "une liste est attendue ici", "too_short": "il manque des éléments à cette liste",
    "missing_keyword_only_argument": "une rubrique manque", "default_factory_not_called": _FORME,
}  # fmt: skip


def _bloquant(code: str, constat: str, remede: str, place: Location, chemin: Chemin) -> Finding:
    return Finding(code, Niveau.BLOQUANT, constat, remede, place, ".".join(str(pas) for pas in chemin))


def racine(locate: Localiser) -> Finding:
    """The whole file is not a mapping."""
    return _bloquant("CG114", "le fichier doit être une suite de rubriques (« reference: … »)",
                     "partez d’un des exemples fournis", locate((), False), ())  # fmt: skip


def structure(chemin: Chemin, constat: str, remede: str, locate: Localiser) -> Finding:
    """A list or a mapping is expected."""
    return _bloquant("CG114", f"{situer(chemin, {})} : {constat}", remede, locate(chemin, False), chemin)


def traduire(erreur: ErrorDetails, chemin: Chemin, plain: Mapping[str, Any], locate: Localiser) -> Finding:
    """The finding of an error of the model; `chemin` is its path in the file."""
    genre = erreur["type"]
    if genre == "extra_forbidden":
        return _inconnue(chemin, erreur["input"] == "", plain, locate)
    if genre == "missing":
        return _manquante(chemin, plain, locate)
    ou = situer(chemin, plain)
    contexte = erreur.get("ctx", {})
    constat = contexte.get("constat") or SECOURS.get(genre, "cette valeur ne convient pas")
    remede = contexte.get("remede") or ("" if " — " in constat else _exemple(chemin))
    return _bloquant(
        CODES.get(genre, "CG114"), f"{ou} : {constat}" if ou else constat, remede, locate(chemin, False), chemin
    )


def _exemple(chemin: Chemin) -> str:
    info = champ_de(chemin)
    exemples = (info.examples or []) if info is not None else []
    textes = [e for e in exemples if isinstance(e, str)]
    return f"écrivez par exemple « {textes[0]} »" if textes else ""


def _manquante(chemin: Chemin, plain: Mapping[str, Any], locate: Localiser) -> Finding:
    info = champ_de(chemin)
    titre = f" ({info.title})" if info is not None and info.title else ""
    ou = situer(chemin[:-1], plain)
    constat = (
        f"{ou} : la rubrique « {chemin[-1]} »{titre} manque" if ou else f"la rubrique « {chemin[-1]} »{titre} manque"
    )
    exemples = [e for e in ((info.examples or []) if info is not None else []) if isinstance(e, str)]
    remede = f"ajoutez par exemple « {chemin[-1]}: {exemples[0]} »" if exemples else "ajoutez-la"
    # A key left blank is where the value is to be written.
    ou_ecrire = chemin if _ecrite(chemin, plain) else chemin[:-1]
    return _bloquant("CG112", constat, remede, locate(ou_ecrire, True), chemin)


def _ecrite(chemin: Chemin, plain: Any) -> bool:
    """The key stands in the file, whatever follows it."""
    for pas in chemin[:-1]:
        if isinstance(plain, Mapping):
            plain = plain.get(str(pas))
        else:
            plain = plain[pas] if isinstance(plain, (list, tuple)) and isinstance(pas, int) and pas < len(plain) else None
    return isinstance(plain, Mapping) and chemin[-1] in plain


@cache
def _ailleurs() -> dict[str, str]:
    """Name of a field to the section of the contract where it stands."""
    places: dict[str, str] = {}
    for chemin, modele in sections_de(Marche):
        for nom in modele.model_fields:
            places.setdefault(nom, ".".join((*chemin, nom)))
    return places


def _inconnue(chemin: Chemin, vide: bool, plain: Mapping[str, Any], locate: Localiser) -> Finding:
    modele = modele_de(chemin[:-1])
    noms = list(modele.model_fields) if modele is not None else []
    cle = str(chemin[-1])
    ou = situer(chemin[:-1], plain)
    constat = f"rubrique inconnue « {court(cle, 60)} »"
    poids = _critere_abrege(chemin, plain)
    remede = f"écrivez « - {{nom: {cle}, poids: {poids}}} »" if poids is not None else _remede(cle, vide, noms)
    return _bloquant("CG102", f"{ou} : {constat}" if ou else constat, remede, locate(chemin, True), chemin)


def voulues(inconnues: Iterable[Chemin], plain: Mapping[str, Any]) -> frozenset[Chemin]:
    """Fields that unknown ones probably stand for: the fault is told once, where the word was typed."""
    trouvees: set[Chemin] = set()
    for chemin in inconnues:
        modele = modele_de(chemin[:-1])
        proche = _proche(str(chemin[-1]), list(modele.model_fields) if modele is not None else [])
        if proche:
            trouvees.add((*chemin[:-1], proche))
        elif _critere_abrege(chemin, plain) is not None:
            trouvees.add((*chemin[:-1], "nom"))
    return frozenset(trouvees)


def _critere_abrege(chemin: Chemin, plain: Any) -> str | None:
    """The weight when a criterion is written « - Prix: 60 % »."""
    if len(chemin) < 3 or chemin[-3] != "criteres":
        return None
    for pas in chemin[:-1]:
        plain = plain[pas]
    poids = plain.get(str(chemin[-1])) if isinstance(plain, Mapping) and len(plain) == 1 else None
    return poids if isinstance(poids, str) and poids else None


def _proche(cle: str, noms: list[str]) -> str:
    proches = difflib.get_close_matches(cle.lower(), noms, 1, 0.85 if cle in _ailleurs() else 0.6)
    return proches[0] if proches else ""


def _remede(cle: str, vide: bool, noms: list[str]) -> str:
    proche = _proche(cle, noms)
    if proche:
        return f"vouliez-vous écrire « {proche} » ?"
    if vide:
        return "si c’est la suite d’un texte qui contient une virgule, mettez tout ce texte entre guillemets"
    if cle in _ailleurs():
        return f"cette rubrique se place ailleurs : « {_ailleurs()[cle]} »"
    loin = difflib.get_close_matches(cle.lower(), _ailleurs(), 1, 0.75)
    return f"vouliez-vous écrire « {_ailleurs()[loin[0]]} » ?" if loin else "retirez-la, ou corrigez son nom"


def ranger(constats: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without repetitions, in the order of the file."""
    uniques = dict.fromkeys(constats)
    return tuple(sorted(uniques, key=lambda f: (f.location.line, f.location.column, f.code)))
