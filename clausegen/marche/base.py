"""What every part of the contract model is made of: fields with their French texts, sections that may be off.

The modules that declare fields do without `from __future__ import annotations`: pydantic would compile each annotation
from its text, which took a quarter of the import.

A section that is off is an object of its class that is false and still has every field, so that no condition ever
raises on it: `lot.accord_cadre and lot.accord_cadre.titulaires == "multi"`.
"""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

_ETEINT = frozenset({"aucun", "aucune", "aucuns", "aucunes", "non", "neant", "sans objet"})
_ALLUME = frozenset({"oui"})
_ABSENT: Any = object()


def plier(texte: str) -> str:
    """Text without case, accents, typographic variants and extra spaces: the key under which words are compared."""
    decompose = unicodedata.normalize("NFKD", texte.casefold().replace("œ", "oe").replace("’", "'"))
    return " ".join("".join(c for c in decompose if not unicodedata.combining(c)).split())


def est_eteint(texte: str) -> bool:
    """« aucun », « non », « néant »…"""
    return plier(texte) in _ETEINT


def faute(genre: str, constat: str, remede: str = "") -> PydanticCustomError:
    """An error of the model in French; `genre` (« cg_taux ») decides the code of the finding."""
    return PydanticCustomError(genre, "{constat}", {"constat": constat, "remede": remede})


def champ(
    titre: str, aide: str = "", *exemples: Any, defaut: Any = _ABSENT, fabrique: Any = None, unite: str = "",
    decp: str = "", element: str = "",
) -> Any:  # fmt: skip
    """A field: title, help (with the event a delay starts from), examples as typed in the file, default.

    No `defaut` and no `fabrique`: required. `unite` is shown beside the box of a form, `decp` is the name of the field
    in the published data, `element` names one item of a list (« critère »).
    """
    extra = {cle: valeur for cle, valeur in (("unite", unite), ("decp", decp), ("element", element)) if valeur}
    commun: dict[str, Any] = {"title": titre, "description": aide or titre, "json_schema_extra": extra or None}
    if exemples:
        commun["examples"] = list(exemples)
    if fabrique is not None:
        return Field(default_factory=fabrique, **commun)
    return Field(**commun) if defaut is _ABSENT else Field(default=defaut, **commun)


def texte_de(valeur: Any) -> Any:
    """A number or a yes/no given by a program, as it would be typed in the file; anything else unchanged."""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    return str(valeur) if isinstance(valeur, (int, float)) else valeur


class Section(BaseModel):
    """A mapping of the contract file; false when it is off.

    `champ_principal` is the field that a bare value stands for (`heures: 280`), `au_oui` what « oui » gives besides the
    defaults, `toujours` that it can never be off (the buyer, an item of a list).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    champ_principal: ClassVar[str] = ""
    au_oui: ClassVar[dict[str, str]] = {}
    toujours: ClassVar[bool] = False
    _actif: bool = PrivateAttr(default=True)

    @classmethod
    def eteinte(cls) -> Self:
        """The section when it is off or left out: required fields are None, the others have their defaults."""
        return cls._par_defaut("_unique_eteinte", actif=False)

    @classmethod
    def allumee(cls) -> Self:
        """The section with its own defaults: what leaving it out means when it is on unless it is switched off."""
        return cls._par_defaut("_unique_allumee", actif=True)

    @classmethod
    def _par_defaut(cls, memoire: str, actif: bool) -> Self:
        # Frozen, hence shared; built without validation, which would cost more than the file itself.
        if memoire not in cls.__dict__:
            valeurs: dict[str, Any] = {}
            for nom, info in cls.model_fields.items():
                valeur = None if info.is_required() else info.get_default(call_default_factory=True)
                valeurs[nom] = type(valeur).eteinte() if isinstance(valeur, Section) and not actif else valeur
            section = cls.model_construct(_fields_set=set(), **valeurs)
            section._actif = actif
            type.__setattr__(cls, memoire, section)
        unique: Self = cls.__dict__[memoire]
        return unique

    @classmethod
    def etendre(cls, valeur: str) -> dict[str, Any] | None:
        """What a bare value stands for, as the long form; None when a bare value has no meaning here."""
        return {cls.champ_principal: valeur} if cls.champ_principal else None

    @classmethod
    def normaliser(cls, donnees: dict[str, Any]) -> dict[str, Any]:
        """The mapping with what its own content implies (a mode left out, a unit deduced)."""
        return donnees

    @model_validator(mode="wrap")
    @classmethod
    def _lire(cls, donnees: Any, suite: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(donnees, cls):
            return donnees
        donnees = texte_de(donnees)
        mot = plier(donnees) if isinstance(donnees, str) else ""
        if donnees is None or mot in _ETEINT:
            if cls.toujours:
                raise faute("cg_structure", "cette section ne peut pas être écartée", "écrivez ses rubriques")
            return cls.eteinte()
        if isinstance(donnees, str):
            longue = dict(cls.au_oui) if mot in _ALLUME else cls.etendre(donnees)
            if longue is None:
                titres = ", ".join(f"« {nom} »" for nom in list(cls.model_fields)[:4])
                raise faute("cg_structure", "des rubriques sont attendues ici, non un texte seul",
                            f"écrivez les rubriques de cette section ({titres}…), « oui », « non » ou « aucun »")  # fmt: skip
            donnees = longue
        if not isinstance(donnees, dict):
            raise faute("cg_structure", "des rubriques sont attendues ici, non une liste", "retirez le tiret « - »")
        # A known key left blank is as if it were not there; an unknown one is a fault, blank or not: the end of a text
        # that holds a comma, between braces, reads as such a key.
        vides = {cle for cle in donnees if cle in cls.model_fields and (donnees[cle] is None or donnees[cle] == "")}
        return suite(cls.normaliser({cle: v for cle, v in donnees.items() if cle not in vides}))

    def __bool__(self) -> bool:
        return self._actif

    def __str__(self) -> str:
        valeur = getattr(self, self.champ_principal, None) if self.champ_principal else None
        return "" if valeur is None or not self else str(valeur)
