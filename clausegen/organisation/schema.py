"""JSON Schema of `organisation.yaml`, so that an editor completes it and underlines faults while it is typed."""

from __future__ import annotations

from typing import Any

from clausegen.marche.schema import URL
from clausegen.marche.schema import schema as schema_du_marche
from clausegen.model import Library
from clausegen.organisation.lecture import NATURES, PROPRES_AU_MARCHE

NOM = "organisation-1.schema.json"


def schema(library: Library) -> dict[str, Any]:
    """The schema; parameters and clauses are those of a library."""
    marche = schema_du_marche()
    rubriques = {
        cle: valeur
        for cle, valeur in marche["properties"].items()
        if cle not in (*PROPRES_AU_MARCHE, "parametres", "clauses")
    }
    couleur = {"type": "string", "examples": ["1F3A68", "bleu marine"]}
    return {
        "$schema": URL,
        "title": "Organisation, pour clausegen",
        "type": "object",
        "additionalProperties": False,
        "required": ["nom"],
        "properties": {
            "nom": _texte("Nom", "Dénomination officielle de l’organisation."),
            "siret": _texte("SIRET", "Quatorze chiffres, entre guillemets."),
            "tribunal": _texte("Tribunal", "Vide : il suit le département d’exécution."),
            "base": _texte("Base", "Dossier du territoire ou du facilitateur sur lequel cette organisation s’appuie."),
            "facilitateurs": {"title": "Facilitateurs", "type": ["array", "null"], "items": _facilitateur()},
            "defauts": {
                "title": "Valeurs par défaut des marchés", "type": ["object", "null"], "additionalProperties": False,
                "description": "Chaque marché les prend là où il ne dit rien.", "properties": _sans_exigence(rubriques),
            },
            "parametres": {
                "title": "Paramètres des clauses", "type": ["object", "null"], "additionalProperties": False,
                "description": "Nouvelles valeurs par défaut des paramètres de clauses.",
                "properties": {n: {"title": p.titre, "description": p.aide or p.titre} for n, p in sorted(library.parametres.items())},
            },
            "clauses": {
                "title": "Clauses", "type": ["object", "null"], "additionalProperties": False,
                "properties": {"retirer": {"title": "Clauses retirées", "type": ["array", "null"], "items": _retrait(library)}},
            },
            "charte": {
                "title": "Charte", "type": ["object", "null"], "additionalProperties": False,
                "properties": {
                    "logo": {"title": "Logo", "description": "PNG ou JPEG.", "anyOf": [{"type": ["string", "null"]}, _logo()]},
                    "couleurs": {
                        "type": ["object", "null"], "additionalProperties": False,
                        "properties": dict.fromkeys(("titres", "tableaux", "texte_tableaux", "filets"), couleur),
                    },
                    "polices": {
                        "type": ["object", "null"], "additionalProperties": False,
                        "properties": {cle: {"type": "string"} for cle in ("texte", "titres")},
                    },
                },
            },
        },
        "$defs": {nom: _sans_exigence(d) for nom, d in marche["$defs"].items()},
    }  # fmt: skip


def _texte(titre: str, aide: str) -> dict[str, Any]:
    return {"title": titre, "description": aide, "type": ["string", "null"]}


def _textes(aide: str) -> dict[str, Any]:
    return {
        "description": aide,
        "anyOf": [{"type": "array", "items": {"type": ["string", "number"]}}, {"type": ["string", "number"]}],
    }


def _facilitateur() -> dict[str, Any]:
    return {
        "type": "object", "additionalProperties": False, "required": ["structure"],
        "properties": {
            "structure": _texte("Structure", "Dénomination."), "courriel": _texte("Courriel", "Adresse électronique."),
            "telephone": _texte("Téléphone", "Numéro."), "territoire": _texte("Territoire", "Tel qu’il est imprimé."),
            "missions": _textes("Vide : celles du CCAG."),
            "territoires": _textes("Départements (« 45 ») ou communes ; vide : partout."),
            "natures": {"anyOf": [{"type": "array", "items": {"enum": list(NATURES)}}, {"enum": list(NATURES)}]},
            "cpv": _textes("Débuts de codes CPV ; vide : tous."),
        },
    }  # fmt: skip


def _retrait(library: Library) -> dict[str, Any]:
    return {
        "type": "object", "additionalProperties": False, "required": ["id", "motif"],
        "properties": {
            "id": {"type": "string", "examples": sorted(library.clauses)[:5]},
            "motif": _texte("Motif", "Imprimé dans les comptes rendus."),
        },
    }  # fmt: skip


def _logo() -> dict[str, Any]:
    return {
        "type": "object", "additionalProperties": False, "required": ["fichier"],
        "properties": {
            "fichier": {"type": "string"}, "largeur": {"type": "string", "examples": ["4 cm"]},
            "texte": {"type": "string", "description": "Lu par les lecteurs d’écran."}, "en_tete": {"type": ["string", "boolean"]},
        },
    }  # fmt: skip


def _sans_exigence(valeur: Any) -> Any:
    """The same without « required »: an organisation gives some of the fields."""
    if isinstance(valeur, dict):
        return {cle: _sans_exigence(v) for cle, v in valeur.items() if not (cle == "required" and isinstance(v, list))}
    if isinstance(valeur, list):
        return [_sans_exigence(v) for v in valeur]
    return valeur
