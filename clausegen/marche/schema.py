"""JSON Schema of the contract file (draft-07 vocabulary), for editors and forms; short and long forms accepted."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from clausegen.marche.base import Section
from clausegen.marche.chemins import section_de
from clausegen.marche.lot import Lot
from clausegen.marche.marche import Marche
from clausegen.marche.prix import Prix
from clausegen.marche.types import en_texte

URL = "http://json-schema.org/draft-07/schema#"
# Required once completed, but never asked for: computed defaults, or taken from the contract.
_JAMAIS_EXIGES: dict[type[Section], set[str]] = {
    Marche: {"prix"},
    Prix: {"forme", "variation"},
    Lot: set(Lot.model_fields) - {"numero", "objet"},
}


class _Generateur(GenerateJsonSchema):
    def encode_default(self, dft: Any) -> Any:
        if isinstance(dft, (tuple, list)):
            return [self.encode_default(element) for element in dft]
        return en_texte(dft)


def _sections(modele: type[Section], vues: dict[str, type[Section]]) -> None:
    if modele.__name__ in vues:
        return
    vues[modele.__name__] = modele
    for info in modele.model_fields.values():
        fille = section_de(info.annotation)
        if fille is not None:
            _sections(fille, vues)


def schema() -> dict[str, Any]:
    """The schema: titles, descriptions and examples in French; numbers may be written as text (« 180 000 € »)."""
    brut = Marche.model_json_schema(schema_generator=_Generateur)
    vues: dict[str, type[Section]] = {}
    _sections(Marche, vues)
    definitions = brut.pop("$defs")
    racine = _objet(brut, Marche)
    resultat: dict[str, Any] = {"$schema": URL, "title": "Fichier de marché de clausegen", **{
        cle: valeur for cle, valeur in racine.items() if cle != "title"}}  # fmt: skip
    resultat["$defs"] = {
        nom: _section(_objet(definition, vues[nom]), vues[nom]) if nom in vues else definition
        for nom, definition in definitions.items()
    }
    return resultat


def _objet(definition: dict[str, Any], modele: type[Section]) -> dict[str, Any]:
    requis = [nom for nom in definition.get("required", []) if nom not in _JAMAIS_EXIGES.get(modele, set())]
    propre = {cle: valeur for cle, valeur in definition.items() if cle not in ("required", "description")}
    propre["properties"] = {nom: _propriete(p) for nom, p in definition.get("properties", {}).items()}
    return {**propre, "required": requis} if requis else propre


def _propriete(propriete: dict[str, Any]) -> dict[str, Any]:
    """A list may be left as one value or « aucun »; a key left blank is as if it were not there."""
    if "$ref" in propriete:
        propriete = {"allOf": [{"$ref": propriete["$ref"]}], **{c: v for c, v in propriete.items() if c != "$ref"}}
    annexes: dict[str, Any] = {c: propriete.pop(c) for c in ("title", "description", "examples", "default", "unite", "decp", "element")
               if c in propriete}  # fmt: skip
    variantes = propriete.pop("anyOf", None) or [propriete]
    variantes = [v for v in variantes if v.get("type") != "null"]
    if any(v.get("type") == "array" for v in variantes):
        variantes = [*variantes, {"type": ["string", "number"]}]
    if annexes.get("default", "") is None:
        annexes.pop("default")
    return {**annexes, "anyOf": [*variantes, {"type": "null"}, {"const": ""}]}


def _section(objet: dict[str, Any], modele: type[Section]) -> dict[str, Any]:
    """A section as an editor must accept it: its mapping, a bare value, « oui », « aucun »."""
    mots = {"enum": ["oui", "non", "aucun", "aucune", True, False]}
    valeur = [{"type": ["string", "number"]}] if modele.champ_principal else [mots]
    return {"title": objet.get("title", modele.__name__), "anyOf": [objet, *valeur]}
