"""Types of what a clause reads: sections and choices of the contract, facts, parameters, lists of them.

What is not known for sure is `INCONNU`, on which no rule says anything.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, get_args, get_origin

from clausegen.facts.registre import CHOIX, LISTE, OBJET, registre
from clausegen.model import Library, Parametre
from clausegen.values import Choix


@dataclass(frozen=True)
class Genre:
    """`sorte`: section, liste, choix, simple, inconnu. `noms`: attributes of a section; `valeurs`: codes of a choice."""

    sorte: str
    nom: str = ""
    noms: Mapping[str, Genre] = field(default_factory=dict, compare=False, repr=False)
    classe: type | None = None
    element: Genre | None = None
    valeurs: tuple[str, ...] = ()

    def attribut(self, nom: str) -> Genre | None:
        """Genre of an attribute; None when there is certainly no such one."""
        if self.sorte != "section":
            return INCONNU
        if nom in self.noms:
            return self.noms[nom]
        return _champs(self.classe).get(nom) if self.classe is not None else None

    def attributs(self) -> tuple[str, ...]:
        """Names of the attributes of a section."""
        return (*self.noms, *(_champs(self.classe) if self.classe is not None else ()))

    def chemin(self, path: str) -> tuple[Genre | None, str]:
        """Genre at a dotted path, and the step that does not exist when it is None."""
        here: Genre | None = self
        for step in path.split("."):
            if step.isdigit():
                here = here.element or INCONNU if here is not None else None
                continue
            here = here.attribut(step) if here is not None else None
            if here is None:
                return None, step
        return here, ""


INCONNU = Genre("inconnu")
SIMPLE = Genre("simple")


def liste(element: Genre) -> Genre:
    """A list of something."""
    return Genre("liste", element=element)


@lru_cache(maxsize=512)
def _champs(classe: type) -> dict[str, Genre]:
    """Attributes of a class of the contract model: its fields, and its public properties (of unknown genre)."""
    out = {name: _de_l_annotation(info.annotation) for name, info in getattr(classe, "model_fields", {}).items()}
    for base in classe.__mro__:
        for name, member in vars(base).items():
            if isinstance(member, property) and not name.startswith(("_", "model_")):
                out.setdefault(name, INCONNU)
    return out


def _de_l_annotation(annotation: Any) -> Genre:
    if isinstance(annotation, type) and not get_args(annotation):
        if hasattr(annotation, "model_fields"):
            return Genre("section", annotation.__name__, classe=annotation)
        if issubclass(annotation, Choix):
            return (
                SIMPLE
                if getattr(annotation, "libre", False)
                else Genre("choix", annotation.__name__, valeurs=tuple(annotation.valeurs))
            )
        return SIMPLE
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is typing.Annotated:
        return _de_l_annotation(args[0])
    if origin in (typing.Union, types.UnionType):
        kinds = {_de_l_annotation(a) for a in args if a is not type(None)}
        return kinds.pop() if len(kinds) == 1 else INCONNU
    if origin in (tuple, list):
        return liste(_de_l_annotation(args[0]))
    return INCONNU


def du_parametre(parametre: Parametre) -> Genre:
    """Genre of a clause's own parameter."""
    if parametre.type == "choix":
        return Genre("choix", parametre.nom, valeurs=parametre.valeurs)
    return liste(SIMPLE) if parametre.type == "liste" else SIMPLE


def _des_faits(prefixe: str) -> Mapping[str, Genre]:
    out = {}
    for name, fait in registre().items():
        if name.startswith(prefixe):
            kind = {OBJET: INCONNU, LISTE: liste(INCONNU)}.get(fait.type, SIMPLE)
            out[fait.court] = (
                Genre("choix", name, valeurs=fait.valeurs) if fait.type == CHOIX and fait.valeurs else kind
            )
    return out


@lru_cache(maxsize=1)
def _racines() -> tuple[Genre, Genre, Genre, Genre]:
    from clausegen.marche.lot import Lot
    from clausegen.marche.marche import Marche

    faits_lot = Genre("section", "lot.faits", noms=_des_faits("lot.faits."))
    lot = Genre("section", "lot", noms={"faits": faits_lot, "rang": SIMPLE}, classe=Lot)
    faits = Genre("section", "faits", noms={**_des_faits("faits."), "parties": _parties()})
    return Genre("section", "marche", classe=Marche), lot, faits, _parties()


@lru_cache(maxsize=1)
def _parties() -> Genre:
    return Genre("section", "parties", noms=dict.fromkeys(("acheteur", "titulaire", "maitre_oeuvre"), SIMPLE))


# Parameters of the last library read: every clause asks for them.
_derniers: list[tuple[str, Genre]] = []


def _parametres(library: Library) -> Genre:
    if not _derniers or _derniers[0][0] != library.digest:
        noms = {n: du_parametre(p) for n, p in library.parametres.items()}
        _derniers[:] = [(library.digest, Genre("section", "lot.parametres", noms=noms))]
    return _derniers[0][1]


def noms_du_texte(
    library: Library, parametres: Mapping[str, Parametre], *, condition: bool = False
) -> dict[str, Genre]:
    """Names that a text of a clause may read (those of a condition with `condition`)."""
    marche, lot, faits, parties = _racines()
    lot = Genre("section", "lot", noms={**lot.noms, "parametres": _parametres(library)}, classe=lot.classe)
    names = {"marche": marche, "lot": lot, "faits": faits, **{n: du_parametre(p) for n, p in parametres.items()}}
    if not condition:
        names.update(lots=liste(lot), parties=parties, derogations=liste(INCONNU))
    return names
