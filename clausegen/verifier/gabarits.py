"""A gabarit read once for all the rules that examine it: its parts, its tags, the blocks that they open, what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from clausegen.drafting.inspection import SyntaxFault, read_tree
from clausegen.findings import Finding, Niveau
from clausegen.model import Library
from clausegen.verifier.genres import INCONNU, SIMPLE, Genre, liste, noms_du_texte
from clausegen.verifier.lecture import Lecture
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import READ, Balise, Endroit, Histoire, read_stories
from clausegen.word.decor_objets import Objets
from clausegen.word.guards import inspect_parts

INSTRUCTIONS = ("if", "elif", "else", "endif", "for", "endfor", "set")
# Names of docxtpl and Jinja that clausegen does not take: each would need more than a field.
ETRANGERES = ("raw", "endraw", "include", "import", "from", "extends", "block", "endblock", "macro", "endmacro", "call", "endcall",
              "filter", "endfilter", "with", "endwith", "autoescape", "endautoescape", "do", "break", "continue", "endset",
              "cellbg", "colspan", "vm", "hm", "trans", "endtrans")  # fmt: skip
PLACES = ("corps", "sommaire", "article", "clause")
_MOT = re.compile(r"^-?\s*(\w+)\s*(.*?)\s*-?$", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Bloc:
    """A block: the tags `if` (or `for`), `elif`, `else`, `endif` in order; `ferme` is False when the last one is missing."""

    balises: tuple[Balise, ...]
    ferme: bool = True


@dataclass(frozen=True, eq=False)
class Faute:
    """A tag that cannot be read, or that belongs to no block."""

    balise: Balise
    constat: str
    remede: str


@dataclass
class Lu:
    """A gabarit read. `garde`: what forbids opening it."""

    parts: Mapping[str, bytes]
    garde: tuple[Finding, ...]
    histoires: Mapping[str, Histoire]
    decor: Objets
    blocs: list[Bloc] = field(default_factory=list)
    illisibles: list[Faute] = field(default_factory=list)
    perdues: list[Faute] = field(default_factory=list)
    lectures: list[tuple[LectureGabarit, tuple[Balise, ...]]] = field(default_factory=list)

    @property
    def lues(self) -> Iterator[Histoire]:
        """Parts whose tags are executed."""
        return (h for name, h in self.histoires.items() if READ.match(name))

    @property
    def balises(self) -> list[Balise]:
        """Tags that are executed."""
        return [b for h in self.lues for b in h.balises]


class LectureGabarit(Lecture):
    """The walk of `Lecture` with the names that a gabarit may use."""

    imprimees: list[tuple[Genre, int, str]]

    def __post_init__(self) -> None:
        from clausegen.word.rendering import names

        filters, self._tests, functions = names()
        self._filters = filters
        self._functions = functions | {"article", "clause"}
        self.imprimees = []

    def au(self, ligne: int) -> None:
        """Set the place of what follows."""
        self._ligne = ligne


def lire(sujet: SujetWord) -> Lu:
    """The gabarit, read once a document."""
    known = sujet.memo.get("gabarit")
    if isinstance(known, Lu):
        return known
    parts, garde = inspect_parts(sujet.octets, sujet.chemin)
    lu = Lu(parts, garde, read_stories(parts), Objets(parts))
    noms = noms_du_gabarit(sujet.bibliotheque)
    for histoire in lu.lues:
        _Analyse(lu, noms).lire(histoire.balises)
    sujet.memo["gabarit"] = lu
    return lu


def noms_du_gabarit(library: Library) -> dict[str, Genre]:
    """What a gabarit may read (`drafting.cover` and `word.compose` give these names)."""
    ligne = Genre("section", "ligne", noms={"libelle": SIMPLE, "valeur": SIMPLE})
    piece = Genre("section", "piece", noms={"titre": SIMPLE, "sigle": SIMPLE})
    return {
        "marche": noms_du_texte(library, {})["marche"], "piece": piece, "couverture": liste(ligne), "objet_court": SIMPLE,
        "projet": SIMPLE, "banniere": SIMPLE, "corps": SIMPLE, "sommaire": SIMPLE,
    }  # fmt: skip


def mot(balise: Balise) -> tuple[str, str]:
    """(keyword, rest) of a statement: « for », « x in y »."""
    found = _MOT.match(balise.inside)
    return (found[1], found[2]) if found else ("", balise.inside)


class _Analyse:
    """One part: tags in order, blocks open, names known in each."""

    def __init__(self, lu: Lu, noms: Mapping[str, Genre]) -> None:
        self.lu = lu
        self.scopes: list[dict[str, Genre]] = [dict(noms)]
        self.open: list[list[Balise]] = []
        self.lecture = LectureGabarit(noms)

    def lire(self, balises: tuple[Balise, ...]) -> None:
        self.lu.lectures.append((self.lecture, balises))
        for n, balise in enumerate(balises):
            self.lecture.au(n)
            if not balise.closed or balise.kind == "{#":
                continue
            if balise.kind == "{{":
                self._imprime(balise)
            else:
                self._instruction(balise)
        for chain in self.open:
            self.lu.blocs.append(Bloc(tuple(chain), False))

    @property
    def noms(self) -> dict[str, Genre]:
        return self.scopes[-1]

    def _illisible(
        self, balise: Balise, constat: str, remede: str = "vérifiez ses guillemets, ses parenthèses et ses opérateurs"
    ) -> None:
        self.lu.illisibles.append(Faute(balise, constat, remede))

    def _expression(self, balise: Balise, source: str) -> Genre:
        try:
            tree = read_tree(source, expression=True)
        except SyntaxFault as fault:
            self._illisible(balise, f"« {abrege(balise.raw)} » ne peut pas être lu : {fault}")
            return INCONNU
        return self.lecture.genre(tree, self.noms)

    def _imprime(self, balise: Balise) -> None:
        source = (
            balise.inside.strip("-+ ")
            if balise.inside.startswith(("-", "+")) or balise.inside.endswith("-")
            else balise.inside
        )
        if not source:
            self._illisible(balise, "ce champ est vide", "écrivez le nom d’une rubrique, ou retirez-le")
            return
        genre = self._expression(balise, source)
        self.lecture.imprimees.append((genre, self.lecture._ligne, source))

    def _instruction(self, balise: Balise) -> None:
        word, rest = mot(balise)
        if word in ("if", "elif"):
            self._branche(balise, word)
            self._expression(balise, rest) if rest else self._illisible(
                balise, f"« {word} » n’a pas de condition", f"écrivez « {{% {word} marche.… %}} »"
            )
        elif word == "for":
            self.open.append([balise])
            self.scopes.append(self._boucle(balise, rest))
        elif word == "else":
            self._branche(balise, word)
        elif word in ("endif", "endfor"):
            self._ferme(balise, word)
        elif word == "set":
            self._affecte(balise, rest)

    def _boucle(self, balise: Balise, rest: str) -> dict[str, Genre]:
        inner = {**self.noms, "loop": INCONNU}
        try:
            (_, _, targets, items, test, _, _), *_ = read_tree(f"{{% for {rest} %}}{{% endfor %}}")
        except (SyntaxFault, ValueError):
            self._illisible(
                balise, f"« {abrege(balise.raw)} » ne peut pas être lu", "écrivez « {%tr for ligne in couverture %} »"
            )
            return inner
        source = self.lecture.genre(items, self.noms)
        if isinstance(targets, str):
            inner[targets] = source.element or INCONNU
        else:
            inner.update(dict.fromkeys(targets, INCONNU))
        if test is not None:
            self.lecture.genre(test, inner)
        return inner

    def _affecte(self, balise: Balise, rest: str) -> None:
        try:
            (_, _, targets, value, *_), *_ = read_tree(f"{{% set {rest} %}}")
        except (SyntaxFault, ValueError):
            self._illisible(
                balise, f"« {abrege(balise.raw)} » ne peut pas être lu", "écrivez « {% set nom = valeur %} »"
            )
            return
        genre = self.lecture.genre(value, self.noms)
        for name in [targets] if isinstance(targets, str) else targets:
            self.noms[name] = genre if isinstance(targets, str) else INCONNU

    def _branche(self, balise: Balise, word: str) -> None:
        if word == "if":
            self.open.append([balise])
            self.scopes.append(dict(self.noms))
        elif not self.open or (word == "elif" and mot(self.open[-1][0])[0] == "for"):
            self.lu.perdues.append(
                Faute(balise, f"« {word} » n’appartient à aucun « if »", "retirez-le, ou ouvrez le « if » avant lui")
            )
        else:
            self.open[-1].append(balise)

    def _ferme(self, balise: Balise, word: str) -> None:
        opener = mot(self.open[-1][0])[0] if self.open else ""
        if opener != word[3:]:
            if not opener:
                constat = f"« {word} » ne ferme rien : aucun « {word[3:]} » n’est ouvert dans {lieu_de(balise)}"
            else:
                constat = f"« {word} » ferme « {opener} », ouvert par « {abrege(self.open[-1][0].raw)} »"
            remede = (
                "retirez-le, ou ouvrez le bloc avant lui"
                if not opener
                else f"écrivez « end{opener} », ou fermez d’abord ce bloc"
            )
            self.lu.perdues.append(Faute(balise, constat, remede))
            if not any(mot(chain[0])[0] == word[3:] for chain in self.open):
                return
            while self.open and mot(self.open[-1][0])[0] != word[3:]:
                self.open.pop()
                self.scopes.pop()
        chain = self.open.pop()
        self.scopes.pop()
        self.lu.blocs.append(Bloc((*chain, balise)))


def lieu_de(balise: Balise) -> str:
    """« le corps », « cet en-tête »… of a tag."""
    return "le corps" if balise.at.part == "word/document.xml" else "cette partie du document"


def abrege(texte: str, longueur: int = 40) -> str:
    """Beginning of a tag, on one line."""
    words = " ".join(texte.split())
    return words if len(words) <= longueur else words[: longueur - 1].rstrip() + "…"


def a_la_balise(
    sujet: SujetWord, code: str, niveau: Niveau, balise: Balise | Endroit, constat: str, remede: str
) -> Finding:
    """A finding at the paragraph of a tag."""
    at = balise.at if isinstance(balise, Balise) else balise
    return sujet.finding(code, niveau, at.place, constat, remede, at.rank if at.part == "word/document.xml" else 0)


def pieces_du_gabarit(sujet: SujetWord) -> tuple[str, ...]:
    """Pieces that this gabarit may dress: those whose plan names its file; else all of them."""
    name = PurePath(sujet.chemin).name.lower()
    own = tuple(slug for slug, piece in sujet.bibliotheque.pieces.items() if piece.gabarit.lower() == name)
    return own or tuple(sujet.bibliotheque.pieces)


__all__ = ["ETRANGERES", "INSTRUCTIONS", "PLACES", "Bloc", "Faute", "Lu", "a_la_balise", "abrege", "lire", "mot",
           "noms_du_gabarit", "pieces_du_gabarit"]  # fmt: skip
