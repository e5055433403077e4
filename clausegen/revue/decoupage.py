"""The text of a clause cut in lines that Word shows and in hidden lines between them; nothing of the source is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausegen.revue.champs import BALISE, Coupe
from clausegen.revue.francais import Francais
from clausegen.word.fiche import FERME, OUVRE, Atome, Genre, Ligne

_LISTE = re.compile(r"^(\s*)([-*+]|\d{1,3}\.)(\s+)")
_SEPARATEUR = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


@dataclass(frozen=True, slots=True)
class Morceau:
    """A visible line and its source: `avant` hidden lines, `prefixe`, then gaps and atoms by turns, `suffixe`.

    `jeux` are the pieces of markup around the atoms: one before each, one after the last.
    """

    ligne: Ligne
    avant: str
    prefixe: str
    jeux: tuple[str, ...]
    suffixe: str

    @property
    def source(self) -> str:
        """The line as the file has it, without what is before it."""
        corps = "".join(j + a.source for j, a in zip(self.jeux, self.ligne.atomes, strict=False))
        return self.prefixe + corps + self.jeux[-1] + self.suffixe


@dataclass(frozen=True)
class Texte:
    """A text cut up: visible lines, what follows the last one, source of each field shown."""

    morceaux: tuple[Morceau, ...]
    fin: str
    champs: dict[str, str]

    @property
    def source(self) -> str:
        """The whole text again."""
        return "\n".join([m.avant + m.source for m in self.morceaux]) + self.fin

    @property
    def lignes(self) -> tuple[Ligne, ...]:
        """Visible lines."""
        return tuple(m.ligne for m in self.morceaux)


def decouper(texte: str, francais: Francais) -> Texte:
    """Cut a text. `Texte.source` gives it back, byte for byte."""
    coupe = Coupe(francais)
    morceaux: list[Morceau] = []
    avant = ""
    table = False
    logiques = _logiques(texte)
    rang = 0
    while rang < len(logiques):
        brut = logiques[rang]
        nu = BALISE.sub(lambda m: "X" if m[0].startswith("{{") else "", brut)
        if not brut.strip() or (_SEPARATEUR.match(brut) and table):
            avant += brut + "\n"
            table = table and bool(brut.strip())
            rang += 1
            continue
        nombre = _reglages(logiques, rang)
        if nombre:
            morceau = _fond(coupe, "\n".join(logiques[rang : rang + nombre]), avant)
            rang += nombre
        elif not nu.strip():
            morceau = _repere(coupe, brut, avant, table, _dans_la_table(logiques, rang))
            rang += 1
        else:
            ligne = brut
            rang += 1
            while rang < len(logiques) and _se_suivent(ligne, logiques[rang]):
                ligne += "\n" + logiques[rang]
                rang += 1
            morceau = _ecrit(coupe, ligne, avant, table)
        genre = morceau.ligne.genre
        table = genre is Genre.RANGEE or (genre is Genre.REPERE and table)
        morceaux.append(morceau)
        avant = ""
    # Every line but the last ends with « \n », which joins them again.
    fin = "\n" + avant.removesuffix("\n") if avant else ""
    if not morceaux:
        fin = avant.removesuffix("\n")
    return Texte(tuple(morceaux), fin, coupe.champs)


def _logiques(texte: str) -> list[str]:
    """Lines of the file; a tag written over several lines keeps them together."""
    out: list[str] = []
    fin = 0
    for balise in BALISE.finditer(texte):
        if "\n" in balise[0]:
            debut = texte.rfind("\n", 0, balise.start()) + 1
            if debut < fin:
                continue
            if debut > fin:
                out.extend(texte[fin : debut - 1].split("\n"))
            bout = texte.find("\n", balise.end())
            bout = len(texte) if bout < 0 else bout
            out.append(texte[debut:bout])
            fin = bout + 1
    if fin <= len(texte):
        out.extend(texte[fin:].split("\n"))
    return out


def _reglages(lignes: list[str], rang: int) -> int:
    """Number of lines from here on that only set values."""
    nombre = 0
    while rang + nombre < len(lignes) and re.fullmatch(
        r"\s*(?:\{%[-+]?\s*set\s(?:(?!%\}).)*%\}\s*)+", lignes[rang + nombre], re.S
    ):
        nombre += 1
    return nombre


def _se_suivent(ligne: str, suivante: str) -> bool:
    """True when a text was only cut to fit the width of an editor."""
    if not suivante.strip() or _LISTE.match(suivante) or suivante.lstrip().startswith(("|", "{%", "{#")):
        return False
    return not (ligne.rstrip().endswith(("%}", "#}")) or ligne.lstrip().startswith("|") or ligne.endswith("  "))


def _dans_la_table(lignes: list[str], rang: int) -> bool:
    """True when the next line that is not made of tags only is a row of a table."""
    for ligne in lignes[rang + 1 :]:
        if not ligne.strip():
            return False
        nu = BALISE.sub(lambda m: "X" if m[0].startswith("{{") else "", ligne).strip()
        if nu:
            return nu.startswith("|")
    return False


def _fond(coupe: Coupe, brut: str, avant: str) -> Morceau:
    noms = []
    for balise in BALISE.finditer(brut):
        noms.append(coupe.reglage(balise[0][2:-2].strip("-+ \n")))
    montre = coupe.court(f"réglages : {', '.join(noms)}")
    rang, essai = 1, f"{OUVRE}{montre}{FERME}"
    while coupe.champs.setdefault(essai, brut) != brut:
        rang += 1
        essai = f"{OUVRE}{montre} ({rang}){FERME}"
    ligne = Ligne(Genre.REPERE, (Atome(essai, brut, champ=True),), profondeur=len(coupe.pile))
    return Morceau(ligne, avant, "", ("", ""), "")


def _repere(coupe: Coupe, brut: str, avant: str, table: bool, suit: bool) -> Morceau:
    avant_pile = len(coupe.pile)
    coeur = brut.strip()
    debut = len(brut) - len(brut.lstrip())
    coupe.en_table, coupe.ferme = table and suit, False
    dessus = coupe.pile[-1] if coupe.pile else False
    atomes, jeux = coupe.atomes(coeur)
    coupe.en_table = False
    apres_pile = len(coupe.pile)
    if re.match(r"\{%[-+]?\s*(?:else|elif)", coeur):
        table = table and dessus
    else:
        table = table and (coupe.ferme if apres_pile < avant_pile else suit)
    bas = min(avant_pile, apres_pile)
    if avant_pile == apres_pile and re.match(r"\{%[-+]?\s*(?:else|elif)", coeur):
        bas -= 1
    ligne = Ligne(Genre.REPERE, tuple(atomes), 1 if table else 0, max(bas, 0))
    return Morceau(ligne, avant, brut[:debut], tuple(jeux), brut[debut + len(coeur) :])


def _ecrit(coupe: Coupe, brut: str, avant: str, table: bool) -> Morceau:
    profondeur = len(coupe.pile)
    coeur = brut.rstrip()
    suffixe = brut[len(coeur) :]
    if coeur.lstrip().startswith("|") and coeur.endswith("|") and coeur.count("|") > 1:
        tete = re.match(r"\s*\|[ \t]*", coeur)
        queue = re.search(r"[ \t]*\|$", coeur)
        assert tete is not None and queue is not None
        if tete.end() <= queue.start():
            atomes, jeux = coupe.atomes(coeur[tete.end() : queue.start()], cellules=True)
            ligne = Ligne(Genre.RANGEE, tuple(atomes), 0, profondeur, entete=not table)
            return Morceau(ligne, avant, tete[0], tuple(jeux), queue[0] + suffixe)
    genre, niveau, prefixe = Genre.TEXTE, 0, coeur[: len(coeur) - len(coeur.lstrip())]
    element = _LISTE.match(coeur)
    if element and element.end() < len(coeur):
        genre = Genre.NUMERO if element[2][0].isdigit() else Genre.PUCE
        niveau, prefixe = len(element[1]) // 4, element[0]
    atomes, jeux = coupe.atomes(coeur[len(prefixe) :])
    ligne = Ligne(
        genre, tuple(atomes), niveau, profondeur, suite="\n" not in avant and bool(prefixe) and genre is Genre.TEXTE
    )
    return Morceau(ligne, avant, prefixe, tuple(jeux), suffixe)
