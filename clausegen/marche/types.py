"""Scalars of the contract: text typed in the file to a value of a declared type, and their JSON Schema."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from clausegen import values
from clausegen.marche import dates, identifiants
from clausegen.marche.base import est_eteint, faute, texte_de
from clausegen.sources.text import forbidden_character
from clausegen.values import Duree, Montant, Taux

LONGUEUR_MAX = 100_000
ELEMENTS_MAX = 2_000
_TEXTE_OU_NOMBRE = {"type": ["string", "number"]}


@dataclass(frozen=True)
class Lecteur:
    """Decodes a text into `type`; a value already decoded passes. `genre` is the error type (« cg_taux »)."""

    lire: Callable[[str], Any]
    type: type | tuple[type, ...]
    genre: str
    schema: dict[str, Any] = field(default_factory=dict, hash=False)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.valider, serialization=core_schema.plain_serializer_function_ser_schema(en_texte, when_used="json")
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.schema)

    def valider(self, valeur: Any) -> Any:
        """The decoded value, or an error in French."""
        if isinstance(valeur, self.type) and type(valeur) is not str:
            return valeur
        texte = texte_de(valeur)
        if not isinstance(texte, str):
            raise faute("cg_structure", "une seule valeur est attendue ici", "écrivez la valeur sur la même ligne")
        controler_texte(texte)
        try:
            return self.lire(texte.strip())
        except PydanticCustomError:
            raise
        except ValueError as erreur:
            constat, _, remede = str(erreur).partition(" — ")
            raise faute(self.genre, constat, remede) from None


def controler_texte(texte: str) -> None:
    """Refuse what no document may hold, and texts without end."""
    if len(texte) > LONGUEUR_MAX:
        raise faute(
            "cg_texte", f"ce texte dépasse {LONGUEUR_MAX} caractères", "raccourcissez-le ou mettez-le en annexe"
        )
    interdit = forbidden_character(texte)
    if interdit:
        raise faute("cg_texte", f"le texte contient un caractère interdit (U+{ord(interdit[0]):04X})",
                    "supprimez ce caractère invisible et ressaisissez le passage")  # fmt: skip


def en_texte(valeur: Any) -> Any:
    """A value as it would be typed in a contract file."""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Taux):
        return f"{(Decimal(valeur) * 100).normalize():f}".replace(".", ",") + " %"
    if isinstance(valeur, Montant):
        return f"{valeur:f}".replace(".", ",") + " €"
    if isinstance(valeur, dt.datetime):
        return valeur.strftime("%Y-%m-%d %H:%M")
    if isinstance(valeur, dt.date):
        return valeur.isoformat()
    return str(valeur).replace("\u00a0", " ") if isinstance(valeur, Duree) else valeur


def _positif(lire: Callable[[str], Any]) -> Callable[[str], Any]:
    def lecture(texte: str) -> Any:
        valeur = lire(texte)
        if valeur < 0:
            raise faute("cg_borne", f"{texte} — le nombre doit être positif ou nul")
        return valeur

    return lecture


def _taux(maximum: int) -> Callable[[str], Taux]:
    def lecture(texte: str) -> Taux:
        valeur = values.parse_taux(texte)
        if not 0 <= valeur * 100 <= maximum:
            raise faute("cg_borne", f"{texte} — le taux doit être compris entre 0 % et {maximum} %")
        return valeur

    return lecture


def lire_entier(texte: str) -> int:
    """A whole number, zero or more; « 280 h » is read as well."""
    nu = texte.removesuffix("heures").removesuffix("h").strip() if texte[-1:] in "sh" else texte
    try:
        nombre = values.parse_number(nu)
    except ValueError as erreur:
        raise ValueError(str(erreur).replace(f"« {nu} »", f"« {texte} »")) from None
    if nombre != nombre.to_integral_value():
        raise ValueError(f"« {texte} » n’est pas un nombre entier")
    if nombre < 0:
        raise faute("cg_borne", f"{texte} — le nombre doit être positif ou nul")
    return int(nombre)


def lire_taux(texte: str) -> Taux:
    """A rate between 0 % and 100 %."""
    return _taux(100)(texte)


def _texte(texte: str) -> str:
    return texte


def _annulable(lire: Callable[[str], Any], zero: Any = None) -> Callable[[str], Any]:
    """« aucun » is a value: a ceiling or a delay that the contract expressly sets aside."""
    return lambda texte: zero if est_eteint(texte) else lire(texte)


_MONTANT = {**_TEXTE_OU_NOMBRE, "x-type": "montant"}
_TAUX = {"type": "string", "pattern": "%\\s*$|^([Aa]ucune?|[Nn]on)$", "x-type": "taux"}
_DUREE = {"type": "string", "x-type": "duree"}

Texte = Annotated[str, Lecteur(_texte, str, "cg_texte", {**_TEXTE_OU_NOMBRE, "x-type": "texte"})]
ReferenceT = Annotated[
    values.Reference, Lecteur(values.Reference, values.Reference, "cg_texte", {**_TEXTE_OU_NOMBRE, "x-type": "texte"})
]
Entier = Annotated[int, Lecteur(lire_entier, int, "cg_nombre", {"type": ["integer", "string"], "x-type": "entier"})]
MontantT = Annotated[Montant, Lecteur(_positif(values.parse_montant), Montant, "cg_montant", _MONTANT)]
MontantOuAucun = Annotated[
    Montant | None, Lecteur(_annulable(_positif(values.parse_montant)), Montant, "cg_montant", _MONTANT)
]
TauxT = Annotated[Taux, Lecteur(_taux(100), Taux, "cg_taux", _TAUX)]
TauxLarge = Annotated[Taux, Lecteur(_taux(1000), Taux, "cg_taux", _TAUX)]
TauxOuAucun = Annotated[Taux | None, Lecteur(_annulable(_taux(100)), Taux, "cg_taux", _TAUX)]
DureeT = Annotated[Duree, Lecteur(values.parse_duree, Duree, "cg_duree", _DUREE)]
DureeOuAucune = Annotated[Duree, Lecteur(_annulable(values.parse_duree, Duree(0, "mois")), Duree, "cg_duree", _DUREE)]
OuiNon = Annotated[
    bool,
    Lecteur(values.parse_oui_non, bool, "cg_oui_non", {"enum": ["oui", "non", True, False], "x-type": "oui_non"}),
]
Jour = Annotated[dt.date, Lecteur(dates.lire_date, dt.date, "cg_date", {"type": "string", "x-type": "date"})]
JourHeure = Annotated[
    dt.datetime, Lecteur(dates.lire_date_heure, dt.datetime, "cg_date", {"type": "string", "x-type": "date_heure"})
]
Moment = Annotated[dt.date, Lecteur(dates.lire_moment, dt.date, "cg_date", {"type": "string", "x-type": "date_heure"})]
MoisT = Annotated[dates.Mois, Lecteur(dates.lire_mois, dates.Mois, "cg_date", {"type": "string", "x-type": "mois"})]
Siret = Annotated[str, Lecteur(identifiants.lire_siret, str, "cg_siret", {**_TEXTE_OU_NOMBRE, "x-type": "texte"})]
CodeCpv = Annotated[str, Lecteur(identifiants.lire_cpv, str, "cg_cpv", {**_TEXTE_OU_NOMBRE, "x-type": "texte"})]
CodePostal = Annotated[
    str, Lecteur(identifiants.lire_code_postal, str, "cg_code", {**_TEXTE_OU_NOMBRE, "x-type": "texte"})
]
Departement = Annotated[
    str, Lecteur(identifiants.lire_departement, str, "cg_code", {**_TEXTE_OU_NOMBRE, "x-type": "texte"})
]
Courriel = Annotated[str, Lecteur(identifiants.lire_courriel, str, "cg_adresse", {"type": "string", "x-type": "texte"})]
Adresse = Annotated[str, Lecteur(identifiants.lire_url, str, "cg_adresse", {"type": "string", "x-type": "texte"})]


def _liste(virgules: bool) -> Callable[[Any], Any]:
    def lecture(valeur: Any) -> Any:
        valeur = texte_de(valeur)
        if isinstance(valeur, str):
            if not valeur.strip() or est_eteint(valeur):
                return ()
            return tuple(valeur.replace(";", ",").split(",")) if virgules else (valeur,)
        if isinstance(valeur, dict):
            raise faute("cg_structure", "une liste est attendue ici", "commencez chaque élément par un tiret « - »")
        if valeur is None:
            return ()
        if not isinstance(valeur, (list, tuple)):
            raise faute("cg_structure", "une liste est attendue ici", "commencez chaque élément par un tiret « - »")
        if len(valeur) > ELEMENTS_MAX:
            raise faute("cg_structure", f"cette liste dépasse {ELEMENTS_MAX} éléments", "vérifiez le fichier")
        return tuple(valeur)

    return lecture


LISTE = BeforeValidator(_liste(virgules=False))
LISTE_DE_CODES = BeforeValidator(_liste(virgules=True))
Textes = Annotated[tuple[Texte, ...], LISTE]
