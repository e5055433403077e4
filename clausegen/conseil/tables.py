"""Folder `clause_library/conseil/`: sectors, levers, false friends. An organisation may edit them; faults have their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from clausegen.findings import Location
from clausegen.legal import IMPRIMABLES, References
from clausegen.legal.shape import Reader
from clausegen.sources import Node

POTENTIELS = {"fort": "fort", "moyen": "moyen", "faible": "faible", "particulier": "particulier"}
_TETE = frozenset({"verifie_le", "a_verifier_avant", "source", "confiance"})
_SECTEUR = frozenset({"nom", "cpv", "potentiel", "leviers", "metier", "cout", "mots", "attention", "autres", "beneficiaires", "reprise",
                      "general", "aussi_fournitures", "source", "confiance"})  # fmt: skip
_FAUX_AMI = frozenset({"mots", "sens"})
_LEVIER = frozenset({"titre", "court", "textes", "ecrire"})


@dataclass(frozen=True, slots=True)
class Levier:
    """A lever: title, short name, keys of its texts in the register, what asks for it in a contract file."""

    code: str
    titre: str
    court: str
    textes: tuple[str, ...]
    ecrire: str


@dataclass(frozen=True, slots=True)
class Secteur:
    """A kind of purchase. `cpv`: beginnings of codes; `metier` and `cout`: rows of the reference tables, may be empty."""

    code: str
    nom: str
    cpv: tuple[str, ...]
    potentiel: str
    leviers: tuple[str, ...]
    metier: str
    cout: str
    mots: tuple[str, ...]
    attention: str
    autres: str
    beneficiaires: str
    reprise: str
    general: bool
    aussi_fournitures: bool
    source: str
    confiance: str

    @property
    def famille(self) -> str:
        """« travaux », « fournitures » or « services », by the division of its first code."""
        division = int(self.cpv[0][:2])
        return "travaux" if division == 45 else "fournitures" if division < 50 else "services"


@dataclass(frozen=True, slots=True)
class FauxAmi:
    """Words that look social, and what they mean."""

    mots: tuple[str, ...]
    sens: str
    source: str
    confiance: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables read and checked. Levers keep the order of their file."""

    leviers: Mapping[str, Levier]
    secteurs: Mapping[str, Secteur]
    faux_amis: tuple[FauxAmi, ...]
    prefixes: Mapping[str, str]


def a_confirmer(confiance: str) -> bool:
    """True for what no document read supports."""
    return confiance not in IMPRIMABLES


@lru_cache(maxsize=4)
def _lues(folder: Path) -> tuple[Tables, tuple[tuple[str, Location], ...]]:
    reader = Reader()
    cles: list[tuple[str, Location]] = []
    leviers = {
        code: _levier(reader, code, node, cles) for code, node in _entrees(reader, folder / "leviers.yaml", "leviers")
    }
    secteurs = _secteurs(reader, folder / "secteurs.yaml", frozenset(leviers), cles)
    faux_amis = _faux_amis(reader, folder / "faux-amis.yaml", cles)
    prefixes: dict[str, str] = {}
    for secteur in secteurs.values():
        for debut in secteur.cpv:
            if debut in prefixes:
                reader.error("CG431", f"le début de code {debut} est dans deux secteurs ({prefixes[debut]}, {secteur.code})", "gardez-en un",
                             Location(str(folder / "secteurs.yaml")))  # fmt: skip
            prefixes[debut] = secteur.code
    reader.check()
    return Tables(leviers, secteurs, faux_amis, prefixes), tuple(cles)


def load_tables(library: Path, references: References) -> Tables:
    """Tables of a library folder; raises `Refused` (CG400–CG406, CG431) with every fault."""
    tables, cles = _lues(library / "conseil")
    reader = Reader()
    for cle, place in cles:
        if cle not in references and cle not in references.sources:
            reader.error("CG406", f"source ou texte inconnu « {cle} »", "vérifiez la clé dans « references »", place)
    reader.check()
    return tables


def _entrees(reader: Reader, path: Path, section: str) -> list[tuple[str, Node]]:
    root = reader.file(path)
    if root is None:
        return []
    reader.only(root, _TETE | {section})
    return [(nom, node) for nom, node, _ in reader.items(root, section)]


def _textes(reader: Reader, node: Node, cle: str) -> tuple[str, ...]:
    liste = node.value.get(cle)
    if liste is None or not reader.kind(liste, "sequence"):
        return ()
    return tuple(str(v.value).strip() for v in liste.value if reader.kind(v, "scalar"))


def _levier(reader: Reader, code: str, node: Node, cles: list[tuple[str, Location]]) -> Levier:
    reader.only(node, _LEVIER)
    textes = _textes(reader, node, "textes")
    cles += [(texte, node.location) for texte in textes]
    return Levier(
        code,
        reader.text(node, "titre", True),
        reader.text(node, "court", True),
        textes,
        reader.text(node, "ecrire", True),
    )


def _secteurs(
    reader: Reader, path: Path, leviers: frozenset[str], cles: list[tuple[str, Location]]
) -> dict[str, Secteur]:
    root = reader.file(path)
    out: dict[str, Secteur] = {}
    if root is None:
        return out
    reader.only(root, _TETE | {"secteurs"})
    for code, node, place in reader.items(root, "secteurs"):
        reader.only(node, _SECTEUR)
        potentiel = reader.text(node, "potentiel", True)
        if potentiel not in POTENTIELS:
            reader.error(
                "CG431", f"potentiel inconnu « {potentiel} »", f"choisissez parmi {', '.join(POTENTIELS)}", place
            )
        voulus, cpv = _textes(reader, node, "leviers"), _textes(reader, node, "cpv")
        for levier in voulus:
            if levier not in leviers:
                reader.error("CG431", f"levier inconnu « {levier} »", f"choisissez parmi {', '.join(leviers)}", place)
        if not cpv or not all(debut.isascii() and debut.isdigit() and 2 <= len(debut) <= 8 for debut in cpv):
            reader.error(
                "CG431",
                "« cpv » attend des débuts de codes de deux à huit chiffres",
                "écrivez-les entre guillemets",
                place,
            )
            cpv = ("99",)
        source = reader.text(node, "source") or reader.text(root, "source", True)
        cles.append((source, place))
        out[code] = Secteur(
            code, reader.text(node, "nom", True), cpv, potentiel, voulus, reader.text(node, "metier"), reader.text(node, "cout"),
            _textes(reader, node, "mots"), reader.text(node, "attention"), reader.text(node, "autres"), reader.text(node, "beneficiaires"),
            reader.text(node, "reprise"), reader.text(node, "general") == "oui", reader.text(node, "aussi_fournitures") == "oui", source,
            reader.confiance(node, reader.text(root, "confiance")),
        )  # fmt: skip
    return out


def _faux_amis(reader: Reader, path: Path, cles: list[tuple[str, Location]]) -> tuple[FauxAmi, ...]:
    root = reader.file(path)
    if root is None:
        return ()
    reader.only(root, _TETE | {"faux_amis"})
    source, confiance = reader.text(root, "source", True), reader.confiance(root)
    cles.append((source, root.location))
    liste = root.value.get("faux_amis")
    if liste is None or not reader.kind(liste, "sequence"):
        return ()
    noeuds = [node for node in liste.value if reader.kind(node, "mapping")]
    for node in noeuds:
        reader.only(node, _FAUX_AMI)
    return tuple(FauxAmi(_textes(reader, n, "mots"), reader.text(n, "sens", True), source, confiance) for n in noeuds)
