"""Expressions said in French: the condition of a clause, a passage kept « si », the value that a field will print.

The same wording serves `clausegen clauses --pourquoi` and the review document. What has no wording yet is shown as it
is written, between « » — never left out.
"""

from __future__ import annotations

import re
from typing import Any

from clausegen.drafting.inspection import SyntaxFault, read_tree
from clausegen.ecriture import liste, nombre
from clausegen.model import Library
from clausegen.operands import write
from clausegen.revue import filtres, fonctions
from clausegen.revue.titres import OUI, SECTION, SUITE, Nom, Titres

Tree = Any
_RANG = {"gt": "plus de", "gteq": "au moins", "lt": "moins de", "lteq": "au plus"}
_ENVERS = {"gt": "lt", "gteq": "lteq", "lt": "gt", "lteq": "gteq", "eq": "eq", "ne": "ne"}
_CONTRAIRE = {
    "gt": "lteq",
    "gteq": "lt",
    "lt": "gteq",
    "lteq": "gt",
    "eq": "ne",
    "ne": "eq",
    "in": "notin",
    "notin": "in",
}


class Francais:
    """French wording of the expressions of one clause. `noms` grows with the `set` and `for` that were read."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.titres = Titres(library)

    # ------------------------------------------------------------------ conditions

    def si(self, source: str) -> str:
        """A condition as one sentence part: « heures d’insertion dues : oui, et CCAG : CCAG-Travaux »."""
        tree = self._lire(source)
        return f"« {source.strip()} »" if tree is None else self.condition(tree)

    def condition(self, tree: Tree, oui: bool = True) -> str:
        """Wording of a condition, or of its contrary."""
        kind = tree[0]
        if kind == "not":
            return self.condition(tree[1], not oui)
        if kind in ("and", "or"):
            lie = "et" if (kind == "and") is oui else "ou"
            parts = [self._dans(t, lie, oui) for t in _aplatir(tree, kind)]
            return f", {lie} ".join(parts)
        if kind == "k":
            return "toujours" if bool(tree[1]) is oui else "jamais"
        if kind == "n" and tree[1] in ("true", "True"):
            return "toujours" if oui else "jamais"
        if kind == "cmp":
            return self._comparaison(tree, oui)
        if kind in (".", "n"):
            return self._nom_seul(tree, oui)
        if kind == "(":
            dit = fonctions.condition(self, tree, oui)
            if dit:
                return dit
        if kind == "|":
            dit = filtres.condition(self, tree, oui)
            if dit:
                return dit
        return f"{self._brut(tree)} : {'oui' if oui else 'non'}"

    def _dans(self, tree: Tree, lie: str, oui: bool) -> str:
        """A part, in parentheses when it joins by the other word."""
        texte = self.condition(tree, oui)
        inner = _interieur(tree, oui)
        return f"({texte})" if inner and inner != lie else texte

    def _nom_seul(self, tree: Tree, oui: bool) -> str:
        nom = self.nommer(tree)
        if nom is None:
            return f"{self._brut(tree)} : {'oui' if oui else 'non'}"
        if nom.dit:
            if nom.dit.startswith("pour "):
                return nom.dit if oui else f"sauf {nom.dit}"
            return nom.dit if oui else f"sauf si {nom.dit}" if nom.genre != SUITE else f"{nom.dit} : non"
        if nom.genre == OUI:
            return f"{nom.titre} : {'oui' if oui else 'non'}"
        if nom.genre == SUITE and nom.titre.startswith("lots "):
            return f"au moins un des {nom.titre}" if oui else f"aucun des {nom.titre}"
        if nom.genre in (SUITE, SECTION):
            return f"{nom.titre} : {'prévu' if oui else 'rien de prévu'}"
        return f"{nom.titre} : {'indiqué' if oui else 'non indiqué'}"

    def _comparaison(self, tree: Tree, oui: bool) -> str:
        gauche, suites = tree[1], tree[2]
        if len(suites) != 1:
            return f"{self._brut(tree)} : {'oui' if oui else 'non'}"
        op, droite = suites[0]
        if gauche[0] == "k" and droite[0] != "k" and op in _ENVERS:
            gauche, droite, op = droite, gauche, _ENVERS[op]
        if not oui:
            op = _CONTRAIRE.get(op, op)
        if op in ("in", "notin"):
            return self._appartient(gauche, droite, op == "in")
        compte = filtres.nombre_de(self, gauche)
        if compte == "lots concernés" and op in ("lt", "eq") and filtres.nombre_de(self, droite) == "lots du marché":
            return "une partie des lots seulement" if op == "lt" else "tous les lots concernés"
        if compte and droite[0] == "k" and isinstance(droite[1], int):
            return filtres.combien(compte, op, droite[1])
        nom = self.nommer(gauche)
        quoi = nom.titre if nom else self.valeur(gauche)
        if (op, droite) in (("gt", ["k", 0]), ("lteq", ["k", 0])):
            return f"{quoi} : {'au moins 1' if op == 'gt' else 'aucune'}"
        if droite == ["k", "aucun"] and nom and "aucun" in nom.codes:
            return f"{nom.titre} : {'aucun' if op == 'eq' else 'un, quel qu’il soit'}"
        valeurs = self._mots(droite, nom)
        if op == "eq":
            return f"{quoi} : {valeurs}"
        if op == "ne":
            return f"{quoi} : autre que {valeurs}"
        return f"{quoi} : {_RANG[op]} {valeurs}"

    def _appartient(self, gauche: Tree, droite: Tree, oui: bool) -> str:
        if droite[0] in ("list", "tuple"):
            nom = self.nommer(gauche)
            if len(droite[1]) == 1:
                return self._comparaison(["cmp", gauche, [["eq" if oui else "ne", droite[1][0]]]], True)
            mots = liste([self._mots(t, nom) for t in droite[1]], "ou" if oui else "ni")
            return f"{nom.titre if nom else self.valeur(gauche)} : {'' if oui else 'ni '}{mots}"
        contenant = self.nommer(droite)
        if contenant is not None and contenant.titre == "clauses demandées" and gauche[0] == "k":
            return f"clause « {self.titre_de_clause(gauche[1])} » {'demandée' if oui else 'non demandée'} par le marché"
        quoi = f"« {gauche[1]} »" if gauche[0] == "k" else self.valeur(gauche)
        return f"{contenant.titre if contenant else self.valeur(droite)} : {'avec' if oui else 'sans'} {quoi}"

    def _mots(self, tree: Tree, nom: Nom | None) -> str:
        if tree[0] == "k":
            valeur = tree[1]
            if isinstance(valeur, bool):
                return "oui" if valeur else "non"
            texte = nombre(valeur) if isinstance(valeur, int) else str(valeur)
            return nom.codes.get(texte, texte) if nom else f"« {texte} »" if isinstance(valeur, str) else texte
        return self.valeur(tree)

    # ------------------------------------------------------------------ values

    def imprime(self, source: str) -> str:
        """What `{{ source }}` prints, in words."""
        tree = self._lire(source)
        return source.strip() if tree is None else self.valeur(tree)

    def valeur(self, tree: Tree) -> str:
        """Wording of a value."""
        kind = tree[0]
        if kind == "k":
            texte = str(tree[1]).strip()
            return texte if any(c.isalnum() for c in texte) else f"« {texte} »" if texte else "rien"
        if kind in (".", "n"):
            return fonctions.partie(tree) or self._titre(tree)
        if kind == "(":
            return fonctions.valeur(self, tree) or self._brut(tree)
        if kind == "|":
            return filtres.valeur(self, tree)
        if kind == "?":
            return self._choix(tree)
        if kind == "~":
            return " ".join(self.valeur(t) for t in tree[1])
        if kind == ":":
            return f"{self.valeur(tree[1])} (en partie)"
        if (
            kind == "op"
            and tree[1] in "+-"
            and "(en partie)" in (dit := f"{self.valeur(tree[2])} {self.valeur(tree[3])}")
        ):
            return dit if not _noms(tree) else liste(list(dict.fromkeys(self._titre(t) for t in _noms(tree))))
        if kind == "op":
            return f"{self.valeur(tree[2])} {({'*': '×', '/': '÷'}).get(tree[1], tree[1])} {self.valeur(tree[3])}"
        if kind == "[":
            return f"{self.valeur(tree[1])}, n° {self.valeur(tree[2])}"
        if kind in ("or", "and"):
            return f" {'ou' if kind == 'or' else 'et'} ".join(self.valeur(t) for t in _aplatir(tree, kind))
        if kind in ("list", "tuple"):
            return liste([self.valeur(t) for t in tree[1]])
        if kind in ("cmp", "not"):
            return self.condition(tree)
        return self._brut(tree)

    def _choix(self, tree: Tree) -> str:
        oui, non = tree[2], tree[3]
        if oui[0] == "k" and not str(oui[1]).strip() and non is not None:
            return f"{self.valeur(non)}{_avec(self.condition(tree[1], False))}"
        dit = f"{self.valeur(oui)}{_avec(self.condition(tree[1]))}"
        vide = non is None or (non[0] == "k" and not str(non[1]).strip())
        return dit if vide else f"{dit} ; sinon {self.valeur(non)}"

    def _titre(self, tree: Tree) -> str:
        nom = self.nommer(tree)
        return nom.titre if nom else self._brut(tree)

    # ------------------------------------------------------------------ names

    def nommer(self, tree: Tree) -> Nom | None:
        """What a name designates, through « | first », « [0] » and the like."""
        while tree[0] == "[" or (tree[0] == "|" and tree[1] in ("first", "last", "libelle", "lower")):
            tree = tree[1] if tree[0] == "[" else tree[2]
        pas = chemin(tree)
        if pas is None:
            return filtres.nommer(self, tree)
        return self.titres.nom(pas)

    def retenir(self, cibles: str | list[str], tree: Tree) -> None:
        """A text gave this value to a name (`set`)."""
        if isinstance(cibles, list):
            return
        nom = self.nommer(tree)
        joli = cibles.replace("_", " ")
        if nom is None and tree[0] in ("cmp", "and", "or", "not"):
            nom = Nom(joli, OUI, dit=self.condition(tree))
        if nom is None and tree[0] == "k":
            nom = Nom(str(tree[1]))
        self.titres.noms[cibles] = nom or Nom(joli)

    def parcourir(self, cibles: str | list[str], tree: Tree) -> str:
        """A text loops over something (`for`): its wording, once its variable is known."""
        nom = self.nommer(tree)
        if isinstance(cibles, str):
            modele = "lot" if nom is not None and nom.titre.startswith("lots") else nom.modele if nom else None
            self.titres.noms[cibles] = Nom(
                "lot" if modele == "lot" else cibles.replace("_", " "), SECTION if modele else "valeur", modele=modele
            )
        if nom is not None and nom.titre in ("lots concernés", "lots du marché"):
            return "pour chaque lot"
        if nom is not None and nom.titre.startswith("lots"):
            return f"pour chacun des {nom.titre}"
        return f"pour chaque élément de « {nom.titre if nom else self.valeur(tree)} »"

    def titre_de_clause(self, identifiant: str) -> str:
        """Title of a clause, its id when it is unknown."""
        clause = self.library.clauses.get(identifiant)
        return clause.titre if clause else identifiant

    def _lire(self, source: str) -> Tree | None:
        try:
            return read_tree(source.strip(), expression=True)
        except SyntaxFault:
            return None

    def _brut(self, tree: Tree) -> str:
        texte = write(tree)
        if "…" in texte:
            noms = dict.fromkeys(self._titre(t) for t in _noms(tree))
            return f"calcul d’après {liste(list(noms)[:3])}" if noms else "calcul"
        return re.sub(r"[_\"]+", " ", texte)


def _noms(tree: Tree) -> list[Tree]:
    """Dotted names inside an expression, the longest ones."""
    if not isinstance(tree, list) or not tree:
        return []
    if tree[0] in (".", "n") and chemin(tree) is not None:
        return [tree]
    return [nom for part in tree for nom in _noms(part)]


def _avec(condition: str) -> str:
    return f" {condition}" if condition.startswith(("pour ", "sauf ")) else f", si {condition}"


def chemin(tree: Tree) -> tuple[str, ...] | None:
    """Steps of a dotted name; None for anything else."""
    pas: list[str] = []
    while tree[0] in (".", "["):
        if tree[0] == ".":
            pas.insert(0, tree[2])
        tree = tree[1]
    return (tree[1], *pas) if tree[0] == "n" else None


def _aplatir(tree: Tree, kind: str) -> list[Tree]:
    return [*_aplatir(tree[1], kind), *_aplatir(tree[2], kind)] if tree[0] == kind else [tree]


def _interieur(tree: Tree, oui: bool) -> str:
    while tree[0] == "not":
        tree, oui = tree[1], not oui
    return ("et" if (tree[0] == "and") is oui else "ou") if tree[0] in ("and", "or") else ""
