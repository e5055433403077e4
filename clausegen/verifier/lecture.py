"""A text or a condition walked with the types of its names: what does not exist, what is compared, what is called."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from clausegen.drafting.inspection import condition_filters, text_names
from clausegen.evaluation import Tree
from clausegen.verifier.genres import INCONNU, SIMPLE, Genre, liste

# Filters that hand on the list, or one of its items.
_MEMES = {"list", "sort", "unique", "reverse", "select", "reject", "selectattr", "rejectattr", "default", "d"}
_UN = {"first", "last", "max", "min"}
_PAR_ATTRIBUT = {"selectattr", "rejectattr"}


def voisin(mot: str, connus: Iterable[str]) -> str:
    """« vouliez-vous dire « x » ? », or an empty text."""
    near = difflib.get_close_matches(mot, list(connus), n=1, cutoff=0.6)
    return f"vouliez-vous dire « {near[0]} » ?" if near else ""


@dataclass(frozen=True, slots=True)
class Inconnu:
    """A name that does not exist. `quoi`: variable, rubrique, filtre, essai, fonction. `connus`: what exists there."""

    quoi: str
    nom: str
    ligne: int
    chemin: str = ""
    connus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparaison:
    """A text compared with a closed list."""

    chemin: str
    valeur: str
    genre: Genre
    ligne: int


@dataclass(frozen=True, slots=True)
class Appel:
    """A function called, with its constant arguments (None for one that is computed)."""

    fonction: str
    arguments: tuple[Any, ...]
    ligne: int


@dataclass
class Lecture:
    """One walk. `ligne` counts in the text walked, from 1."""

    noms: Mapping[str, Genre]
    condition: bool = False
    inconnus: list[Inconnu] = field(default_factory=list)
    comparaisons: list[Comparaison] = field(default_factory=list)
    appels: list[Appel] = field(default_factory=list)
    lus: set[str] = field(default_factory=set)
    textes_compares: list[tuple[str, int, str]] = field(default_factory=list)
    _ligne: int = 1

    def __post_init__(self) -> None:
        filters, self._tests, self._functions = text_names()
        self._filters = condition_filters() if self.condition else filters
        if self.condition:
            self._functions = frozenset({"range"})

    # Statements

    def corps(self, nodes: list[Tree], noms: dict[str, Genre]) -> None:
        """Walk statements; names bound by `set` stay in `noms`."""
        for node in nodes:
            kind = node[0]
            if kind == "o":
                for item in node[1]:
                    if isinstance(item, list):
                        self._ligne = item[0]
                        self.genre(item[1], noms)
            elif kind == "i":
                for line, test, body in node[1]:
                    self._ligne = line
                    self.genre(test, noms)
                    self.corps(body, noms)
                self.corps(node[2], noms)
            elif kind == "f":
                self._boucle(node, noms)
            elif kind == "s":
                self._ligne = node[1]
                bound = self.genre(node[3], noms)
                targets = node[2]
                if isinstance(targets, str):
                    # Bound twice (in the branches of an « if »): neither type is sure.
                    noms[targets] = bound if targets not in noms or noms[targets] == bound else INCONNU
                else:
                    noms.update(dict.fromkeys(targets, INCONNU))

    def _boucle(self, node: Tree, noms: dict[str, Genre]) -> None:
        _, line, targets, items, test, body, other = node
        self._ligne = line
        source = self.genre(items, noms)
        inner = dict(noms)
        inner["loop"] = INCONNU
        if isinstance(targets, str):
            inner[targets] = source.element or INCONNU
        else:
            inner.update(dict.fromkeys(targets, INCONNU))
        if test is not None:
            self.genre(test, inner)
        self.corps(body, inner)
        self.corps(other, noms)

    # Expressions

    def genre(self, tree: Tree, noms: Mapping[str, Genre]) -> Genre:
        """Genre of an expression; what is wrong in it is recorded."""
        read = getattr(self, f"_{_NOMS[tree[0]]}", None) if tree[0] in _NOMS else None
        if read is not None:
            found: Genre = read(tree, noms)
            return found
        for child in enfants(tree):
            self.genre(child, noms)
        return SIMPLE if tree[0] in ("op", "sign", "~", "not", "k") else INCONNU

    def _nom(self, tree: Tree, noms: Mapping[str, Genre]) -> Genre:
        name = tree[1]
        self.lus.add(name)
        if name in noms:
            return noms[name]
        if name not in self._functions:
            self.inconnus.append(Inconnu("variable", name, self._ligne, name, (*noms, *self._functions)))
        return INCONNU

    def _attribut(self, tree: Tree, noms: Mapping[str, Genre]) -> Genre:
        base = self.genre(tree[1], noms)
        found = base.attribut(tree[2])
        if found is None:
            self.inconnus.append(Inconnu("rubrique", tree[2], self._ligne, ecrire(tree), base.attributs()))
            return INCONNU
        if base.nom == "lot.parametres":
            self.lus.add(tree[2])
        return found

    def _element(self, tree: Tree, noms: Mapping[str, Genre]) -> Genre:
        base = self.genre(tree[1], noms)
        self.genre(tree[2], noms)
        return base.element or INCONNU

    def _tranche(self, tree: Tree, noms: Mapping[str, Genre]) -> Genre:
        return self.genre(tree[1], noms)

    def _filtre(self, tree: Tree, noms: Mapping[str, Genre]) -> Genre:
        _, name, source, args, kwargs = tree
        base = self.genre(source, noms)
        for child in (*args, *(value for _, value in kwargs)):
            self.genre(child, noms)
        if name not in self._filters:
            self.inconnus.append(Inconnu("filtre", name, self._ligne, name, tuple(self._filters)))
            return INCONNU
        given = [a[1] if a[0] == "k" else None for a in args]
        attribute = next((v[1] for k, v in kwargs if k == "attribute" and v[0] == "k"), None)
        if name == "commun" and given and isinstance(given[0], str) and base.element is not None:
            return self._chemin(base.element, given[0])
        if name in _PAR_ATTRIBUT and given and isinstance(given[0], str) and base.element is not None:
            at = self._chemin(base.element, given[0])
            if len(given) > 2 and given[1] in ("equalto", "==", "eq", "ne", "!="):
                self._compare(given[0], at, [given[2]])
            elif len(args) > 2 and given[1] == "in":
                self._compare(given[0], at, _constantes(args[2]))
        if name == "map" and attribute is not None and base.element is not None:
            return liste(self._chemin(base.element, str(attribute)))
        if name in _MEMES:
            return base
        return base.element or INCONNU if name in _UN else INCONNU

    def _chemin(self, base: Genre, path: str) -> Genre:
        found, step = base.chemin(path)
        if found is None:
            self.inconnus.append(Inconnu("rubrique", step, self._ligne, path, base.attributs()))
            return INCONNU
        return found

    def _essai(self, tree: Tree, noms: Mapping[str, Genre]) -> Genre:
        _, name, source, args, kwargs = tree
        for child in (source, *args, *(value for _, value in kwargs)):
            self.genre(child, noms)
        if name not in self._tests:
            self.inconnus.append(Inconnu("essai", name, self._ligne, name, tuple(self._tests)))
        return SIMPLE

    def _appel(self, tree: Tree, noms: Mapping[str, Genre]) -> Genre:
        _, function, args, kwargs = tree
        for child in (*args, *(value for _, value in kwargs)):
            self.genre(child, noms)
        if function[0] != "n":
            self.genre(function, noms)
            return INCONNU
        name = function[1]
        if name not in self._functions and name not in noms:
            self.inconnus.append(Inconnu("fonction", name, self._ligne, name, tuple(self._functions)))
        self.appels.append(Appel(name, tuple(_valeurs_possibles(a) for a in args), self._ligne))
        return INCONNU

    def _choix(self, tree: Tree, noms: Mapping[str, Genre]) -> Genre:
        _, test, then, other = tree
        self.genre(test, noms)
        first = self.genre(then, noms)
        second = self.genre(other, noms) if other is not None else first
        return first if first == second else INCONNU

    def _ou(self, tree: Tree, noms: Mapping[str, Genre]) -> Genre:
        first, second = self.genre(tree[1], noms), self.genre(tree[2], noms)
        return first if first == second else INCONNU

    def _comparer(self, tree: Tree, noms: Mapping[str, Genre]) -> Genre:
        left = self.genre(tree[1], noms)
        for op, right_tree in tree[2]:
            right = self.genre(right_tree, noms)
            if op in ("eq", "ne"):
                self._compare(ecrire(tree[1]), left, _constantes(right_tree))
                self._compare(ecrire(right_tree), right, _constantes(tree[1]))
            elif op in ("in", "notin"):
                self._compare(ecrire(tree[1]), left, _constantes(right_tree))
                if right.element is not None:
                    self._compare(ecrire(right_tree), right.element, _constantes(tree[1]))
        return SIMPLE

    def _compare(self, path: str, genre: Genre, values: Iterable[Any]) -> None:
        values = list(values)
        self.textes_compares.extend((v, self._ligne, path) for v in values if isinstance(v, str))
        if genre.sorte == "choix":
            self.comparaisons.extend(Comparaison(path, v, genre, self._ligne) for v in values if isinstance(v, str))


_NOMS = {
    "n": "nom", ".": "attribut", "[": "element", ":": "tranche", "|": "filtre", "is": "essai", "(": "appel", "?": "choix",
    "or": "ou", "cmp": "comparer",
}  # fmt: skip


def enfants(tree: Tree) -> list[Tree]:
    """Expressions inside an expression."""
    out: list[Tree] = []
    for item in tree[1:]:
        if isinstance(item, list) and item and isinstance(item[0], str):
            out.append(item)
        elif isinstance(item, list):
            out.extend(
                c
                for sub in item
                if isinstance(sub, list)
                for c in ([sub] if sub and isinstance(sub[0], str) else _plats(sub))
            )
    return out


def _plats(items: list[Any]) -> list[Tree]:
    return [i for i in items if isinstance(i, list) and i and isinstance(i[0], str)]


def _constantes(tree: Tree) -> list[Any]:
    if tree[0] == "k":
        return [tree[1]]
    if tree[0] in ("list", "tuple"):
        return [item[1] for item in tree[1] if item[0] == "k"]
    return []


def _valeurs_possibles(tree: Tree) -> Any:
    """A constant; the tuple of the constants of « a if … else b »; None when neither."""
    if tree[0] == "k":
        return tree[1]
    if tree[0] == "?" and tree[3] is not None:
        sides = [_valeurs_possibles(tree[2]), _valeurs_possibles(tree[3])]
        flat = [v for side in sides for v in (side if isinstance(side, tuple) else (side,)) if v is not None]
        return tuple(flat) or None
    return None


def ecrire(tree: Tree) -> str:
    """Source of a path, empty for another expression."""
    if tree[0] == "n":
        return str(tree[1])
    if tree[0] == ".":
        return f"{ecrire(tree[1])}.{tree[2]}"
    if tree[0] == "[":
        return f"{ecrire(tree[1])}[…]"
    return ""
