"""French titles of what texts and conditions read: facts, fields of the contract, parameters, loop variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clausegen.facts.registre import LISTE, OUI_NON, registre
from clausegen.model import Library

# What a name may hold, for the way it is said when it stands alone in a condition.
OUI, SUITE, VALEUR, SECTION = "oui_non", "liste", "valeur", "section"


@dataclass(frozen=True, slots=True)
class Nom:
    """What a name designates: French title, kind (`OUI`, `SUITE`, `VALEUR`, `SECTION`), codes with their wording, section.

    `dit`: a wording that stands alone (« il y a plusieurs lots »), for a name that a text made itself.
    """

    titre: str
    genre: str = VALEUR
    codes: Mapping[str, str] = field(default_factory=dict)
    modele: Any = None
    dit: str = ""


class Titres:
    """Titles of one clause: those of the library, its own parameters, and the names that its text makes as it goes."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.noms: dict[str, Nom] = {}
        self._parametres = library.parametres

    def nom(self, pas: tuple[str, ...]) -> Nom | None:
        """What a dotted name designates; None when nothing is known of it."""
        racine, suite = pas[0], pas[1:]
        if racine in ("lot", "l") and racine not in self.noms:
            return self._du_lot(suite)
        if racine == "marche":
            if suite == ("lots",):
                return Nom("lots du marché", SUITE, dit="marché alloti")
            return _champ(None, suite) if suite else Nom("marché", SECTION)
        if racine == "faits" and suite:
            return _fait(f"faits.{suite[0]}", suite[1:])
        if racine == "lots":
            return Nom("lots concernés", SUITE, modele="lot")
        if racine == "loop":
            return _BOUCLE.get(suite[0]) if suite else None
        connu = self.noms.get(racine)
        if connu is None:
            parametre = self._parametres.get(racine)
            return _parametre(parametre) if parametre is not None and not suite else None
        if not suite:
            return connu
        if connu.modele == "lot":
            return self._du_lot(suite)
        return (
            _champ(connu.modele, suite)
            if connu.modele is not None
            else Nom(f"{connu.titre}, {suite[-1].replace('_', ' ')}")
        )

    def _du_lot(self, suite: tuple[str, ...]) -> Nom | None:
        if not suite:
            return Nom("lot", SECTION, modele="lot")
        if suite[0] == "faits" and len(suite) > 1:
            return _fait(f"lot.faits.{suite[1]}", suite[2:])
        if suite[0] == "parametres" and len(suite) == 2:
            parametre = self._parametres.get(suite[1])
            return _parametre(parametre) if parametre is not None else None
        from clausegen.marche.lot import Lot

        return _champ(Lot, suite) or _champ(None, suite)


_BOUCLE = {
    "first": Nom("premier", OUI, dit="pour le premier"), "last": Nom("dernier", OUI, dit="pour le dernier"),
    "index": Nom("rang"), "index0": Nom("rang"), "length": Nom("nombre"),
}  # fmt: skip


def _fait(nom: str, suite: tuple[str, ...]) -> Nom | None:
    fait = registre().get(nom)
    if fait is None:
        return None
    if suite:
        return Nom(f"{fait.titre}, {suite[-1].replace('_', ' ')}")
    codes = _regimes() if nom == "faits.regime" else {code: code.replace("_", " ") for code in fait.valeurs}
    genre = OUI if {"oui", "non"} <= set(fait.valeurs) else {OUI_NON: OUI, LISTE: SUITE}.get(fait.type, VALEUR)
    return Nom(fait.titre, genre, codes)


def _regimes() -> Mapping[str, str]:
    from clausegen.marche.choix import Ccag

    return {code.lower(): f"celle du {libelle}" for code, libelle in Ccag.valeurs.items() if code != "aucun"}


def _parametre(parametre: Any) -> Nom:
    genre = {"oui_non": OUI, "liste": SUITE}.get(parametre.type, VALEUR)
    return Nom(parametre.titre, genre, {v: v.replace("_", " ") for v in parametre.valeurs})


def _champ(modele: Any, suite: tuple[str, ...]) -> Nom | None:
    """A field at a path under a model of the contract (None: the contract)."""
    from typing import get_args

    from clausegen.marche.chemins import section_de
    from clausegen.marche.marche import Marche
    from clausegen.values import Choix

    modele = modele or Marche
    titres: list[str] = []
    nom: Nom | None = None
    for i, pas in enumerate(suite):
        info = modele.model_fields.get(pas) if modele is not None and hasattr(modele, "model_fields") else None
        if info is None:
            propriete = modele is not None and isinstance(getattr(modele, pas, None), property)
            return (
                Nom(", ".join([*titres, pas.replace("_", " ")]), OUI if propriete else VALEUR)
                if nom or propriete
                else None
            )
        annotation = info.annotation
        formes = (annotation, *get_args(annotation))
        choix = next((f for f in formes if isinstance(f, type) and issubclass(f, Choix)), None)
        fille = section_de(annotation)
        suites = any(getattr(f, "__origin__", None) is tuple or f is tuple for f in formes)
        titre = str(info.title or pas)
        titres.append(titre[:1].lower() + titre[1:] if titre[1:2].islower() else titre)
        genre = SUITE if suites else SECTION if fille is not None else OUI if bool in formes else VALEUR
        repete = i == 0 or titres[-2] in titres[-1]
        montre = titres[-1] if repete else f"{titres[-1]} ({titres[-2]})"
        nom = Nom(montre, genre, dict(choix.valeurs) if choix is not None else {}, fille)
        modele = fille
    return nom
