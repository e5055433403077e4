"""The tags of a text as fields that Word shows, and its characters with their look: the atoms of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from clausegen.drafting.inspection import SyntaxFault, read_tree
from clausegen.revue.francais import Francais
from clausegen.word.fiche import CELLULE, FERME, OUVRE, Atome

BALISE = re.compile(r"""\{\{(?:"[^"]*"|'[^']*'|(?!\}\}).)*\}\}|\{%(?:"[^"]*"|'[^']*'|(?!%\}).)*%\}|\{\#.*?\#\}""", re.S)
_MOT = re.compile(r"[-+]?\s*(\w+)")
_EMPHASE = re.compile(r"\\.|\*{1,2}", re.S)


@dataclass
class Coupe:
    """One cutting: the fields met, and the passages open at this point of the text."""

    francais: Francais
    champs: dict[str, str] = field(default_factory=dict)
    # What is open around the line, and whether it was opened inside a table.
    pile: list[bool] = field(default_factory=list)
    en_table: bool = False
    ferme: bool = False

    # ------------------------------------------------------------------ fields

    def champ(self, source: str) -> str:
        """What shows a tag: unique in the text for a source."""
        montre = self._montre(source).replace(OUVRE, "").replace(FERME, "").replace("\n", " ")
        rang, essai = 1, f"{OUVRE}{montre}{FERME}"
        while self.champs.setdefault(essai, source) != source:
            rang += 1
            essai = f"{OUVRE}{montre} ({rang}){FERME}"
        return essai

    def _montre(self, source: str) -> str:
        dedans = source[2:-2].strip("-+ \n")
        # A dash in the tag takes the white space around it: it is part of the tag, shown by a dot.
        points = ("·" if source[2] in "-+" else "", "·" if source[-3] in "-+" else "")
        if source.startswith("{#"):
            return f"note : {dedans[:120]}"
        if source.startswith("{{"):
            return points[0] + self.court(self.francais.imprime(dedans)) + points[1]
        return points[0] + self.court(self._ordre(dedans)) + points[1]

    @staticmethod
    def court(texte: str) -> str:
        """A wording short enough to be read."""
        propre = " ".join(texte.split())
        return propre if len(propre) <= 220 else propre[:217].rstrip() + "…"

    def _ordre(self, dedans: str) -> str:
        mot = _MOT.match(dedans)
        nom, reste = (mot[1], dedans[mot.end() :].strip()) if mot else ("", dedans)
        if nom in ("if", "elif"):
            dit = self.francais.si(reste)
            if nom == "if":
                self.pile.append(self.en_table)
            seul = dit.startswith(("pour ", "sauf pour "))
            return (dit if seul else f"si {dit}") if nom == "if" else f"sinon, {dit if seul else f'si {dit}'}"
        if nom == "else":
            return "sinon"
        if nom == "for":
            self.pile.append(self.en_table)
            try:
                [arbre] = read_tree("{% " + dedans + " %}{% endfor %}")
            except (SyntaxFault, ValueError):
                return f"pour chaque : {reste}"
            dit = self.francais.parcourir(arbre[2], arbre[3])
            return f"{dit}, si {self.francais.condition(arbre[4])}" if arbre[4] is not None else dit
        if nom in ("endif", "endfor"):
            self.ferme = self.pile.pop() if self.pile else False
            return "fin" if nom == "endif" else "suivant"
        if nom == "set":
            return f"réglage : {self.reglage(dedans)}"
        return dedans

    def reglage(self, dedans: str) -> str:
        """Wording of a `set`: the name that it gives a value to."""
        try:
            [arbre] = read_tree("{% " + dedans + " %}")
        except (SyntaxFault, ValueError):
            return dedans
        self.francais.retenir(arbre[2], arbre[3])
        return arbre[2].replace("_", " ") if isinstance(arbre[2], str) else ", ".join(arbre[2])

    # ------------------------------------------------------------------ atoms

    def atomes(self, source: str, cellules: bool = False) -> tuple[list[Atome], list[str]]:
        """Atoms of a line and the markup around them."""
        atomes: list[Atome] = []
        jeux = [""]
        gras = italique = False

        def ajoute(texte: str, brut: str, champ: bool = False) -> None:
            atomes.append(Atome(texte, brut, gras, italique, champ))
            jeux.append("")

        fin = 0
        for balise in [*BALISE.finditer(source), None]:
            texte = source[fin : balise.start() if balise else len(source)]
            place = 0
            while place < len(texte):
                marque = _EMPHASE.match(texte, place)
                if marque and marque[0][0] == "\\":
                    ajoute(marque[0][1:], marque[0])
                elif marque:
                    jeux[-1] += marque[0]
                    gras, italique = (not gras, italique) if marque[0] == "**" else (gras, not italique)
                elif cellules and texte[place] == "|":
                    long = re.compile(r"[ \t]*").match(texte, place + 1)
                    assert long is not None
                    while len(atomes) and atomes[-1].texte == " " and not atomes[-1].champ:
                        jeux[-2:] = [jeux[-2] + atomes.pop().source + jeux[-1]]
                    jeux[-1], brut = "", jeux[-1] + texte[place : long.end()]
                    ajoute(CELLULE, brut)
                    place = long.end()
                    continue
                elif texte[place] == "\n":
                    fil = re.compile(r"\n\s*").match(texte, place)
                    assert fil is not None
                    ajoute(" ", fil[0])
                    place = fil.end()
                    continue
                else:
                    ajoute(texte[place], texte[place])
                place = marque.end() if marque else place + 1
            if balise:
                ajoute(self.champ(balise[0]), balise[0], True)
                fin = balise.end()
        return atomes, jeux
