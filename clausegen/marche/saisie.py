"""Fields as a form asks for them: title, help, example, kind of value, choices — all drawn from the model.

One description for every form (workbook, commented file, screens): a field is never described twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from clausegen.marche.base import Section, est_eteint, plier
from clausegen.marche.chemins import champ_de, modele_de, section_de
from clausegen.marche.choix import Liste, lire_choix
from clausegen.marche.types import Lecteur

_CODES = {"cg_siret", "cg_cpv", "cg_code"}


@dataclass(frozen=True, slots=True, eq=False)
class Saisie:
    """A field to fill. `chemin` is its path in the file, without ranks of lists.

    `genre`: texte, code (digits whose zeros count), montant, taux, entier, duree, oui_non, date, date_heure, mois, choix,
    liste (several texts), interrupteur (a section that « oui » or « non » decides). `choix`: code → French wording;
    `libre`: another text is admitted. `exemple` is written as in the file.
    """

    chemin: tuple[str, ...]
    genre: str
    titre: str
    aide: str = ""
    exemple: str = ""
    unite: str = ""
    obligatoire: bool = False
    choix: dict[str, str] | None = None
    libre: bool = False
    classe: type[Liste] | None = None
    lecteur: Callable[[str], Any] | None = None

    @property
    def nom(self) -> str:
        """« acheteur.siret »."""
        return ".".join(self.chemin)

    def lire(self, texte: str) -> Any:
        """Typed value of a text; `ValueError` with a French reason (« constat — remède ») when it cannot be read."""
        if self.classe is not None and self.genre == "choix":
            return lire_choix(self.classe, texte)
        if self.genre == "interrupteur":
            return lire_interrupteur(texte)
        if self.genre == "liste":
            return tuple(self._valeur(element) for element in couper(texte))
        return self._valeur(texte)

    def _valeur(self, texte: str) -> Any:
        if self.classe is not None:
            return lire_choix(self.classe, texte)
        if self.lecteur is None:
            return texte
        try:
            return self.lecteur(texte)
        except (PydanticCustomError, ValidationError) as erreur:
            contexte = getattr(erreur, "context", None) or {}
            remede = contexte.get("remede", "")
            raise ValueError(f"{contexte.get('constat', erreur)}{f' — {remede}' if remede else ''}") from None

    def ecrire(self, texte: str) -> str:
        """A text as the file should hold it: the code of a choice, « oui » or « non »; any other text unchanged."""
        texte = texte.strip()
        try:
            valeur = self.lire(texte) if self.genre in ("choix", "interrupteur", "oui_non") else None
        except ValueError:
            return texte
        if isinstance(valeur, bool):
            return "oui" if valeur else "non"
        return str(valeur) if self.genre == "choix" else texte

    def egal(self, un: str, autre: str) -> bool:
        """Two texts say the same value (« 180 000 € » and « 180000 »)."""
        if un.strip() == autre.strip():
            return True
        try:
            return bool(self.lire(un.strip()) == self.lire(autre.strip()))
        except ValueError:
            return False


def lire_interrupteur(texte: str) -> bool:
    """« oui » or « non » (« aucun », « néant »…) for a whole section."""
    if est_eteint(texte):
        return False
    if plier(texte) == "oui":
        return True
    raise ValueError(f"« {texte[:40]} » : répondez par « oui » ou « non »")


def couper(texte: str) -> list[str]:
    """Elements of a list typed in one box: one a line, or separated by semicolons."""
    return [element.strip() for element in texte.replace("\n", ";").split(";") if element.strip()]


def _feuilles(annotation: Any) -> list[Any]:
    """What an annotation is made of, `Annotated` metadata included."""
    if get_origin(annotation) is Annotated:
        return [*annotation.__metadata__, *_feuilles(annotation.__origin__)]
    arguments = get_args(annotation)
    return [f for argument in arguments for f in _feuilles(argument)] if arguments else [annotation]


@cache
def saisie_de(chemin: tuple[str, ...]) -> Saisie | None:
    """The field at a path (« lots » is followed by the fields of a lot); None when a form cannot hold it."""
    info = champ_de(chemin)
    if info is None:
        return None
    liste = get_origin(info.annotation) is tuple
    section = section_de(info.annotation)
    extra: dict[str, Any] = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    textes = [e for e in info.examples or () if isinstance(e, str)]
    if liste and isinstance((info.examples or [None])[0], list):
        textes = [" ; ".join(str(e) for e in (info.examples or [[]])[0])]
    aide = info.description if info.description and info.description != info.title else ""
    commun: dict[str, Any] = {
        "titre": info.title or chemin[-1], "aide": aide, "exemple": textes[0] if textes else "",
        "unite": str(extra.get("unite", "")), "obligatoire": info.is_required(),
    }  # fmt: skip
    if section is not None:
        # A section that can never be off, or a list of sections, is not a box to fill.
        eteignable = not liste and not section.toujours
        return Saisie(chemin, "interrupteur", **{**commun, "exemple": "oui"}) if eteignable else None
    parties = [*info.metadata, *_feuilles(info.annotation)]
    classe = next((p for p in parties if isinstance(p, type) and issubclass(p, Liste)), None)
    if classe is not None:
        return Saisie(chemin, "liste" if liste else "choix", choix=dict(classe.valeurs), libre=classe.libre, classe=classe, **commun)
    lecteur = next((p for p in parties if isinstance(p, Lecteur)), None)
    if lecteur is None:
        return None
    genre = "code" if lecteur.genre in _CODES else str(lecteur.schema.get("x-type", "texte"))
    return Saisie(chemin, "liste" if liste else genre, lecteur=lecteur.valider, **commun)


def principal_de(chemin: tuple[str, ...]) -> str:
    """Name of the field that a bare value stands for in the section at a path; empty when there is none."""
    modele: type[Section] | None = modele_de(chemin)
    return modele.champ_principal if modele is not None else ""
