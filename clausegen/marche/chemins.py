"""Paths of the contract model: which field or section one designates, and how it is said to an officer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic.fields import FieldInfo

from clausegen.marche.base import Section
from clausegen.marche.marche import Marche

Chemin = tuple[str | int, ...]


def section_de(annotation: Any) -> type[Section] | None:
    """Section that a type holds: itself, or the elements of a list."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    for argument in get_args(annotation):
        trouvee = section_de(argument) if argument is not Ellipsis and argument is not type(None) else None
        if trouvee is not None:
            return trouvee
    return None


def modele_de(chemin: Chemin) -> type[Section] | None:
    """Section at the end of a path (indices of lists are skipped); None when the path leads to no section."""
    modele: type[Section] | None = Marche
    for pas in chemin:
        if isinstance(pas, int):
            continue
        info = modele.model_fields.get(pas) if modele is not None else None
        modele = section_de(info.annotation) if info is not None else None
    return modele


def champ_de(chemin: Chemin) -> FieldInfo | None:
    """Field at the end of a path; for an element of a list, the field of the list."""
    noms = [pas for pas in chemin if isinstance(pas, str)]
    if not noms:
        return None
    modele = modele_de(tuple(noms[:-1]))
    return modele.model_fields.get(noms[-1]) if modele is not None else None


def sections_de(modele: type[Section], chemin: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], type[Section]]]:
    """Every section under a model, with its path; lists are entered."""
    yield chemin, modele
    for nom, info in modele.model_fields.items():
        fille = section_de(info.annotation)
        if fille is not None and not (nom == "lots" and chemin):
            yield from sections_de(fille, (*chemin, nom))


def court(texte: str, longueur: int = 40) -> str:
    """Beginning of a text typed by a user, safe to print."""
    propre = "".join(c if c.isprintable() else "�" for c in texte)
    return propre if len(propre) <= longueur else propre[: longueur - 1] + "…"


def _element(nom: str, rang: int, ecrit: Any, chemin: Chemin) -> str:
    """« lot n° 2 (Peinture) », « critère n° 1 (Prix) »."""
    info = champ_de((*chemin, nom))
    extra = info.json_schema_extra if info is not None and isinstance(info.json_schema_extra, dict) else {}
    genre = str(extra.get("element", "")) or "élément"
    donnees = ecrit if isinstance(ecrit, Mapping) else {}
    numero = donnees.get("numero") or donnees.get("code")
    libelle = next(
        (donnees[c] for c in ("objet", "nom", "libelle", "id", "type") if isinstance(donnees.get(c), str)), ""
    )
    suffixe = f" ({court(libelle)})" if libelle else ""
    montre = court(numero, 12) if isinstance(numero, str) and numero else str(rang + 1)
    return f"{genre} n°\u00a0{montre}{suffixe}"


def _minuscule(texte: str) -> str:
    return texte[:1].lower() + texte[1:] if texte[1:2].islower() else texte


def situer(chemin: Chemin, plain: Mapping[str, Any]) -> str:
    """The path in an officer's words: « lot n° 2 (Peinture), heures d’insertion »; empty for the whole file."""
    morceaux: list[str] = []
    ecrit: Any = plain
    titre = ""
    for i, pas in enumerate(chemin):
        if isinstance(pas, int):
            ecrit = ecrit[pas] if isinstance(ecrit, list) and pas < len(ecrit) else None
            parent = chemin[i - 1] if i else ""
            morceaux.append(_element(str(parent), pas, ecrit, chemin[: i - 1]))
            titre = ""
            continue
        ecrit = ecrit.get(pas) if isinstance(ecrit, Mapping) else None
        info = champ_de(chemin[: i + 1])
        titre = (info.title or str(pas)) if info is not None else f"« {court(str(pas))} »"
    if titre:
        morceaux.append(_minuscule(titre) if morceaux else titre)
    return ", ".join(morceaux)
