"""What the tests of « nothing can vanish » share: contracts, their study, what they give. Computed once a process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from clausegen.checks import Contexte as ContexteRegles
from clausegen.checks import run_contract_rules
from clausegen.context import Contexte
from clausegen.drafting import render_clause
from clausegen.drafting.clause import Rendered
from clausegen.drafting.cover import cover_fields
from clausegen.findings import Finding, Location, Niveau
from clausegen.generation import prepare
from clausegen.library import load_library
from clausegen.marche import Marche, build_marche, merge, schema
from clausegen.model import Clause, Exemple, Library
from clausegen.notices import decp, eforms
from clausegen.outline import Outline, number
from clausegen.selection import Selection, select_clauses
from clausegen.sources import read_yaml

DOSSIER = Path(__file__).resolve().parents[2] / "exemples"
NOMS = tuple(sorted(p.parent.name for p in DOSSIER.glob("*/marche.yaml")))

Arbre = Mapping[str, Any]


@cache
def bibliotheque() -> Library:
    return load_library()


@cache
def exemple(nom: str) -> Any:
    """Plain tree of an example contract."""
    return read_yaml(DOSSIER / nom / "marche.yaml").plain()


@cache
def echantillon(nom: str) -> Any:
    """Plain tree of a sample contract of the clauses."""
    return read_yaml(Path(bibliotheque().root) / "_exemples" / f"{nom}.yaml").plain()


@dataclass(frozen=True)
class Etude:
    """A contract studied: chosen clauses, numbers, findings; texts on demand."""

    plain: Arbre
    marche: Marche
    lecture: tuple[Finding, ...]
    contexte: Contexte
    selection: Selection
    outline: Outline

    @cached_property
    def constats(self) -> tuple[Finding, ...]:
        """Findings of the reading, the selection, the numbering and the rules; those of the texts apart."""
        regles = ContexteRegles(self.marche, self.contexte.facts, bibliotheque().references, bibliotheque().baremes,
                                lambda _champ: Location(), self.selection)  # fmt: skip
        return (*self.lecture, *self.selection.findings, *self.outline.findings, *run_contract_rules(regles))

    @property
    def bloquants(self) -> list[str]:
        return sorted({f.code for f in self.constats if f.niveau is Niveau.BLOQUANT})

    @property
    def gardees(self) -> frozenset[str]:
        return frozenset(d.clause.id for d in self.selection.kept())

    @cached_property
    def decisions(self) -> tuple[tuple[str, bool, str, str, tuple[int, ...]], ...]:
        """What became of each clause, and why."""
        return tuple((d.clause.id, d.retenue, d.cause, d.motif, d.lots) for d in self.selection.decisions.values())

    def texte(self, identifiant: str) -> Rendered:
        """A kept clause rendered."""
        return render_clause(self.selection.decisions[identifiant], self.contexte, self.outline)

    @cached_property
    def textes(self) -> dict[str, tuple[str, Any]]:
        """Every kept clause: text and values."""
        rendus = {d.clause.id: self.texte(d.clause.id) for d in self.selection.kept()}
        return {identifiant: (rendu.text, rendu.values) for identifiant, rendu in rendus.items()}

    @cached_property
    def titres(self) -> tuple[str, ...]:
        """Every heading, with its number."""
        return tuple(
            f"{slug} {h.number} {h.text}"
            for slug, articles in self.outline.pieces.items()
            for article in articles
            for h in (article.heading, *(g.heading for g in article.groupes))
            if h is not None
        )

    @cached_property
    def couvertures(self) -> tuple[str, ...]:
        """Cover pages."""
        bib = bibliotheque()
        champs = (cover_fields(plan, self.contexte)[0] for plan in bib.pieces.values())
        return tuple(f"{c['objet_court']} {[(r['libelle'], str(r['valeur'])) for r in c['couverture']]}" for c in champs)

    @cached_property
    def avis(self) -> tuple[Any, Any]:
        """Both notices."""
        return decp(self.contexte, self.selection), eforms(self.contexte, self.selection)


def etudier(plain: Arbre) -> Etude | None:
    """Study of a contract given as a plain tree; None when the tree makes no contract."""
    marche, lecture = build_marche(plain)
    if marche is None or any(f.niveau is Niveau.BLOQUANT for f in lecture):
        return None
    contexte = prepare(marche, bibliotheque())
    selection = select_clauses(contexte)
    return Etude(plain, marche, lecture, contexte, selection, number(selection, contexte))


@cache
def etude(nom: str) -> Etude:
    """Study of an example contract."""
    trouvee = etudier(exemple(nom))
    assert trouvee is not None, build_marche(exemple(nom))[1]
    return trouvee


_ETUDES_DE_CLAUSES: dict[str, Etude | None] = {}


def etude_de(essai: Exemple) -> Etude | None:
    """Study of the contract of an example of a clause; many examples share theirs."""
    cle = f"{essai.marche} {essai.avec}"
    if cle not in _ETUDES_DE_CLAUSES:
        _ETUDES_DE_CLAUSES[cle] = etudier(merge(echantillon(essai.marche), dict(essai.avec)))
    return _ETUDES_DE_CLAUSES[cle]


def etudes_pour(clause: Clause) -> Iterator[Etude]:
    """Contracts in which a clause may show itself: its own examples first, then the shipped ones."""
    for essai in clause.exemples:
        if not essai.absente and (trouvee := etude_de(essai)) is not None:
            yield trouvee
    yield from (etude(nom) for nom in NOMS)


# Fields of the contract model, as the JSON Schema lists them.


@dataclass(frozen=True)
class Champ:
    """A field that holds a value: path (« [] » stands for an item of a list), kind, whether it is a list, admitted codes."""

    chemin: tuple[str, ...]
    genre: str
    liste: bool
    codes: tuple[str, ...]

    @property
    def nom(self) -> str:
        return ".".join(self.chemin)


def _rubriques(objet: Arbre) -> Arbre:
    direct: Arbre | None = objet.get("properties")
    return direct or next((o["properties"] for o in objet.get("anyOf", ()) if "properties" in o), {})


@cache
def champs() -> tuple[Champ, ...]:
    """Every field that holds a value; of a lot, those of its first level only (its sections are those of the top)."""
    racine = schema()
    tous = _champs(racine, racine["$defs"], ())
    return tuple(c for c in tous if c.chemin[0] != "lots" or len(c.chemin) == 3)


@cache
def sections_d_un_lot() -> Mapping[str, tuple[Champ, ...]]:
    """Fields of each section that a lot may state for itself."""
    racine = schema()
    sections: dict[str, list[Champ]] = {}
    for champ in _champs(racine, racine["$defs"], ()):
        if champ.chemin[0] == "lots" and len(champ.chemin) > 3:
            sections.setdefault(champ.chemin[2], []).append(champ)
    return {nom: tuple(liste) for nom, liste in sections.items()}


def _champs(objet: Arbre, defs: Arbre, chemin: tuple[str, ...]) -> Iterator[Champ]:
    for nom, propriete in _rubriques(objet).items():
        for forme in propriete["anyOf"]:
            element = forme.get("items", forme)
            ref = element.get("$ref") or (element.get("allOf") or [{}])[0].get("$ref")
            ici = (*chemin, nom, "[]") if ref and "items" in forme else (*chemin, nom)
            if ref:
                yield from _champs(defs[ref.rpartition("/")[2]], defs, ici)
            elif "x-type" in element:
                codes = tuple(element.get("enum") or element.get("x-libelles") or ())
                yield Champ(ici, element["x-type"], "items" in forme, codes)
