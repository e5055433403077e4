"""The commented contract file: what is known, what is left to complete, what is worth proposing, in the order of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clausegen.findings import Refused
from clausegen.imports.arbre import Arbre, poser
from clausegen.imports.classeur import sans_guillemets
from clausegen.imports.formulaire import GROUPES, manquants
from clausegen.marche import Marche, champ_de, modele_de
from clausegen.marche.saisie import Saisie, saisie_de
from clausegen.sources import parse_yaml
from clausegen.sources.yaml_writing import entry, inline

_TETE = (
    "Fichier de marché de clausegen. Une rubrique par ligne : « nom: valeur ». Ce qui suit un dièse est un commentaire.",
    "Une rubrique laissée vide compte comme absente. Pour se servir d’une rubrique proposée, retirer le dièse et l’espace qui la précèdent.",
    "Montants hors taxes (180 000 €), taux avec leur signe (5 %), durées avec leur unité (12 mois), réponses oui ou non.",
)
# Worth proposing when they are not written: section, then the fields of the example.
_PROPOSEES: dict[str, tuple[str, ...]] = {
    "cpv": ("cpv.principal",),
    "lieu": ("lieu.texte", "lieu.departement"),
    "montant_estime": ("montant_estime",),
    "accord_cadre": ("accord_cadre.maximum", "accord_cadre.titulaires", "accord_cadre.emission"),
    "reconductions": ("reconductions",),
    "prix": ("prix.forme", "prix.variation"),
    "environnement": ("environnement.penalite",),
    "insertion": (
        "insertion.heures.valeur", "insertion.facilitateur.structure", "insertion.facilitateur.courriel",
        "insertion.penalites.heure.montant", "insertion.penalites.absence", "insertion.penalites.document",
    ),
    "reserve": ("reserve.motif",),
    "absence_de_condition_sociale": ("absence_de_condition_sociale.motif", "absence_de_condition_sociale.explication"),
}  # fmt: skip
_ACHETEUR = ("representant", "courriel")
_LOTS = [{"numero": "1", "objet": "Gros œuvre", "montant_estime": "400 000 €"}, {"numero": "2", "objet": "Peinture", "montant_estime": "80 000 €"}]
_CRITERES = [{"nom": "Prix", "poids": "50 %"}, {"nom": "Valeur technique", "poids": "35 %"},
             {"nom": "Performances environnementales", "type": "environnement", "poids": "15 %"}]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said beside a field: why it is left to complete, and the value proposed, never applied."""

    texte: str
    proposition: str = ""


def rediger(arbre: Arbre, notes: Mapping[str, Note] | None = None, tete: tuple[str, ...] = (), schema: str = "") -> str:
    """Text of the contract file. Reading it gives `arbre` and nothing else.

    `notes` by dotted path; `tete`: lines of comment at the head; `schema`: address or path of the JSON Schema.
    """
    redaction = _Redaction(arbre, notes or {})
    lignes = [f"# yaml-language-server: $schema={schema}", f"# $schema: {schema}"] if schema else []
    lignes += [f"# {ligne}" for ligne in (*(une_ligne(t) for t in tete), *_TETE)]
    lignes += redaction.corps()
    return "\n".join(lignes) + "\n"


_REPONDU = re.compile(r"^[ \t]*# À compléter\. .*\n(?=[ \t]*[A-Za-z_]+:[ \t]+[^\s#])", re.MULTILINE)


def sans_demandes(texte: str) -> str:
    """A contract file without the « À compléter » of what has been answered since; its values are untouched."""
    propre, retirees = _REPONDU.subn("", texte)
    if not retirees:
        return texte
    try:
        return propre if parse_yaml(propre, "").plain() == parse_yaml(texte, "").plain() else texte
    except Refused:
        return texte


def une_ligne(texte: str) -> str:
    """A text of any origin, safe in a comment: one line, printable, without replacement character."""
    return "".join(c if c.isprintable() and c != "\ufffd" else "?" for c in " ".join(texte.split()))


class _Redaction:
    def __init__(self, arbre: Arbre, notes: Mapping[str, Note]) -> None:
        self.arbre = arbre
        self.notes = notes
        self.vides = {s.nom: s for s in manquants(arbre)}
        self.faites: set[str] = set()

    def corps(self) -> list[str]:
        lignes: list[str] = []
        for titre, noms in GROUPES:
            lignes += self._groupe(titre, list(dict.fromkeys(nom.rstrip("?").split(".")[0] for nom in noms.split())))
            if titre == "Forme et durée":
                lignes += self._groupe("Lots et critères", ["lots", "criteres"])
        ordre = [*Marche.model_fields, *self.arbre]
        return lignes + self._groupe("Autres rubriques", [nom for nom in ordre if nom in self.arbre])

    def _groupe(self, titre: str, noms: list[str]) -> list[str]:
        dedans: list[str] = []
        for nom in noms:
            if nom not in self.faites:
                self.faites.add(nom)
                dedans += self._rubrique(nom)
        return ["", f"# ── {titre} " + "─" * (100 - len(titre)), *dedans] if dedans else []

    def _rubrique(self, nom: str) -> list[str]:
        ecrit = self.arbre.get(nom, "")
        notes = [] if nom == "acheteur" else list(self._notes(nom))
        if nom == "acheteur" and not isinstance(ecrit, str):
            return self._acheteur(ecrit)
        if nom == "acheteur" and ecrit == "":
            return self._acheteur({})
        if ecrit != "":
            return [*self._titre(nom), *notes, *entry(nom, ecrit)]
        if nom in self.vides:
            return [self._demande(self.vides[nom]), *notes, f"{nom}:"]
        if nom == "criteres" and not self._criteres_des_lots():
            return ["# À compléter. Critères d’attribution : leurs poids font 100 %.", *notes, "criteres:", *_commente(_CRITERES)]
        if nom == "lots":
            return ["# Lots : chaque lot n’écrit que ce qui diffère du marché.", *notes, *_commente({"lots": _LOTS})]
        if nom in _PROPOSEES and not any(n.proposition for c, n in self.notes.items() if c.split(".")[0] == nom):
            return [*self._titre(nom), *notes, *_commente(_exemple(_PROPOSEES[nom]))]
        return notes

    def _acheteur(self, ecrit: Any) -> list[str]:
        lignes = ["acheteur:"]
        if not isinstance(ecrit, Mapping):
            return entry("acheteur", ecrit)
        modele = modele_de(("acheteur",))
        assert modele is not None
        for nom in [*modele.model_fields, *(n for n in ecrit if n not in modele.model_fields)]:
            chemin = f"acheteur.{nom}"
            notes = [f"  {ligne}" for ligne in self._notes(chemin)]
            if ecrit.get(nom, "") != "":
                lignes += [*notes, *entry(str(nom), ecrit[nom], 2)]
            elif chemin in self.vides:
                lignes += [f"  {self._demande(self.vides[chemin])}", *notes, f"  {nom}:"]
            elif nom in _ACHETEUR:
                info = champ_de(("acheteur", nom))
                exemple = (info.examples or [""])[0] if info is not None else ""
                lignes += [*notes, *(f"  # {ligne}" for ligne in entry(nom, exemple))]
            else:
                lignes += notes
        return lignes

    def _criteres_des_lots(self) -> bool:
        lots = self.arbre.get("lots")
        return isinstance(lots, list) and bool(lots) and all(isinstance(lot, Mapping) and lot.get("criteres") for lot in lots)

    def _titre(self, nom: str) -> list[str]:
        info = champ_de((nom,))
        if info is None:
            return []
        aide = sans_guillemets(info.description or "")
        return [f"# {une_ligne(info.title or nom)}{f' : {_minuscule(aide)}' if aide and aide != info.title else ''}"]

    def _demande(self, saisie: Saisie) -> str:
        choix = f" Au choix : {', '.join(saisie.choix)}." if saisie.choix else ""
        exemple = "" if choix or saisie.genre == "interrupteur" else f" Exemple : {inline(saisie.exemple)}" if saisie.exemple else ""
        return f"# À compléter. {saisie.titre} : {_minuscule(saisie.aide) or 'à donner.'}{choix}{exemple}"

    def _notes(self, nom: str) -> Iterator[str]:
        for chemin, note in self.notes.items():
            if chemin == nom or (nom != "acheteur" and chemin.startswith(f"{nom}.")):
                yield f"# Attention : {une_ligne(note.texte)}"
                vide = nom.startswith("acheteur.") or self.arbre.get(nom, "") in ("", {})
                if note.proposition and vide:
                    yield from _commente(_place(chemin, une_ligne(note.proposition)))


def _place(chemin: str, valeur: str) -> Arbre:
    arbre: Arbre = {}
    poser(arbre, tuple(chemin.split(".")), valeur)
    return arbre["acheteur"] if chemin.startswith("acheteur.") else arbre


def _exemple(noms: tuple[str, ...]) -> Arbre:
    """Example of a section, from those of its fields."""
    arbre: Arbre = {}
    for nom in noms:
        chemin = tuple(nom.split("."))
        saisie = saisie_de(chemin)
        if saisie is not None:
            poser(arbre, chemin, saisie.exemple)
    return arbre


def _commente(exemple: Any) -> list[str]:
    """Lines of an example, behind a hash."""
    if isinstance(exemple, list):
        return [f"#   - {inline(element)}" for element in exemple]
    return [f"# {ligne}" for nom, valeur in exemple.items() for ligne in entry(nom, valeur)]


def _minuscule(texte: str) -> str:
    return texte[:1].lower() + texte[1:] if texte[1:2].islower() or texte[1:2] == " " else texte
