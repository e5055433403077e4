"""The text of a clause written again from the lines of a document: what did not change keeps its bytes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clausegen.revue.decoupage import Morceau, Texte
from clausegen.word.fiche import CELLULE, FERME, OUVRE, Atome, Genre, Ligne

_LISTES = (Genre.PUCE, Genre.NUMERO)
_ECHAPPE = re.compile(r"[\\*_`]")


@dataclass(frozen=True, slots=True)
class Difference:
    """A line changed: where, what it was, what it becomes (empty: put in, or taken out)."""

    place: str
    avant: str
    apres: str


@dataclass(frozen=True, slots=True)
class Faute:
    """A field that cannot be read back: where, and what is wrong with it."""

    place: str
    constat: str
    remede: str


def identifier(lignes: Sequence[Ligne], champs: Mapping[str, str], connus: str) -> tuple[list[Ligne], list[Faute]]:
    """Lines whose fields have their source; and fields that are damaged. `connus`: the text of the clause before."""
    fautes: list[Faute] = []
    out = []
    for ligne in lignes:
        atomes = []
        for atome in ligne.atomes:
            if not atome.champ:
                if atome.texte in (OUVRE, FERME) and atome.texte not in connus:
                    fautes.append(Faute(ligne.place, f"un champ est abîmé : « {_extrait(ligne, atome)} »",
                                        "annulez cette modification (Ctrl+Z) ou recopiez le champ depuis un autre endroit ; pour le supprimer, supprimez-le en entier"))  # fmt: skip
                    break
                atomes.append(atome)
                continue
            source = champs.get(atome.texte)
            if source is None:
                entier = atome.texte.startswith(OUVRE) and atome.texte.endswith(FERME)
                proche = difflib.get_close_matches(atome.texte, champs, n=1, cutoff=0.3)
                constat = (
                    f"le champ « {atome.texte} » n’existe pas dans cette clause"
                    if entier
                    else f"un champ est abîmé : « {atome.texte} »"
                )
                fautes.append(
                    Faute(
                        ligne.place,
                        constat,
                        f"rétablissez « {proche[0]} »" if proche else "retirez-le, ou recopiez un champ existant",
                    )
                )
                continue
            atomes.append(replace(atome, source=source))
        balises = [a.source for a in atomes if not a.texte.isspace()]
        repere = (
            bool(balises)
            and all(a.champ for a in atomes if not a.texte.isspace())
            and all(s.startswith(("{%", "{#")) for s in balises)
        )
        genre = Genre.REPERE if repere else ligne.genre
        if ligne.genre is Genre.REPERE and not repere:
            genre = Genre.RANGEE if ligne.niveau else Genre.TEXTE
        out.append(replace(ligne, genre=genre, atomes=tuple(atomes)))
    return out, fautes


def _extrait(ligne: Ligne, atome: Atome) -> str:
    rang = next(i for i, a in enumerate(ligne.atomes) if a is atome)
    return "".join(a.texte for a in ligne.atomes[max(0, rang - 20) : rang + 20])


def cle(ligne: Ligne) -> tuple[object, ...]:
    """What a reader sees of a line: two lines of the same key need no change."""
    atomes = tuple((a.source, True) if a.champ else a.cle for a in ligne.atomes)
    return (ligne.genre, ligne.niveau if ligne.genre in _LISTES else 0, atomes)


def recomposer(texte: Texte, lignes: Sequence[Ligne]) -> tuple[str, list[Difference]]:
    """The new text, and what differs, line by line."""
    anciennes = [replace(m.ligne, atomes=tuple(a for a in m.ligne.atomes)) for m in texte.morceaux]
    cles = [cle(a) for a in anciennes], [cle(n) for n in lignes]
    paires: list[tuple[int | None, int | None]] = []
    for kind, a1, a2, b1, b2 in difflib.SequenceMatcher(None, *cles, autojunk=False).get_opcodes():
        paires += (
            list(zip(range(a1, a2), range(b1, b2), strict=True))
            if kind == "equal"
            else _apparier(anciennes, lignes, range(a1, a2), range(b1, b2))
        )
    out: list[str] = []
    differences: list[Difference] = []
    report, genre, insere = "", None, False
    table = False
    for ancien, neuf in paires:
        if neuf is None:
            assert ancien is not None
            morceau = texte.morceaux[ancien]
            differences.append(Difference(f"alinéa {ancien + 1} du texte d’origine", morceau.ligne.texte, ""))
            report = max(report, morceau.avant, key=lambda a: ("|-" in a, len(a)))
            continue
        ligne = lignes[neuf]
        if ancien is None:
            differences.append(Difference(ligne.place, "", ligne.texte))
            nouvelle_table = ligne.genre is Genre.RANGEE and not table
            avant = "\n" if out and _separe(genre, ligne.genre, table) else ""
            ecrit = _neuf(ligne)
            if nouvelle_table:
                ecrit += "\n|" + "---|" * (sum(a.texte == CELLULE for a in ligne.atomes) + 1)
            out.append(avant + ecrit)
            insere = True
        else:
            morceau = texte.morceaux[ancien]
            avant = report + morceau.avant if "|-" in report else max(report, morceau.avant, key=len)
            if insere and "\n" not in avant and _separe(genre, ligne.genre, table) and out:
                avant = "\n" + avant
            if cles[0][ancien] == cles[1][neuf]:
                out.append(avant + morceau.source)
            else:
                differences.append(Difference(ligne.place, morceau.ligne.texte, ligne.texte))
                out.append(avant + _modifie(morceau, ligne))
            insere = False
        report = ""
        table = ligne.genre is Genre.RANGEE or (ligne.genre is Genre.REPERE and table)
        genre = ligne.genre
    return "\n".join(out) + texte.fin, differences


def _separe(avant: Genre | None, genre: Genre, table: bool) -> bool:
    """True when an empty line must part them."""
    if genre is Genre.REPERE or (genre is Genre.RANGEE and table):
        return False
    return not (genre in _LISTES and avant is genre)


def _apparier(
    anciennes: Sequence[Ligne], lignes: Sequence[Ligne], a: range, b: range
) -> list[tuple[int | None, int | None]]:
    """Pairs of lines that are versions of one another, in order; the best sum of likenesses."""
    notes = [[_ressemble(anciennes[i], lignes[j]) for j in b] for i in a]
    meilleur = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            meilleur[i][j] = max(
                meilleur[i + 1][j], meilleur[i][j + 1], notes[i][j] + meilleur[i + 1][j + 1] if notes[i][j] else 0.0
            )
    out: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and notes[i][j] and meilleur[i][j] == notes[i][j] + meilleur[i + 1][j + 1]:
            out.append((a[i], b[j]))
            i, j = i + 1, j + 1
        elif j < len(b) and (i == len(a) or meilleur[i][j] == meilleur[i][j + 1]):
            out.append((None, b[j]))
            j += 1
        else:
            out.append((a[i], None))
            i += 1
    return out


def _ressemble(a: Ligne, b: Ligne) -> float:
    if (a.genre is Genre.RANGEE) is not (b.genre is Genre.RANGEE) or (a.genre is Genre.REPERE) is not (
        b.genre is Genre.REPERE
    ):
        return 0.0
    note = difflib.SequenceMatcher(None, a.texte, b.texte, autojunk=False).ratio()
    return note if note >= 0.4 else 0.0


def _modifie(morceau: Morceau, ligne: Ligne) -> str:
    """A line changed: markup between characters that stayed side by side is kept as it was."""
    vieux = morceau.ligne.atomes
    cles = (
        [(a.source, True) if a.champ else a.cle for a in vieux],
        [(a.source, True) if a.champ else a.cle for a in ligne.atomes],
    )
    rangs: list[int | None] = [None] * len(ligne.atomes)
    for kind, a1, a2, b1, _b2 in difflib.SequenceMatcher(None, *cles, autojunk=False).get_opcodes():
        if kind == "equal":
            for k in range(a2 - a1):
                rangs[b1 + k] = a1 + k
    meme = ligne.genre is morceau.ligne.genre
    prefixe = morceau.prefixe if meme else _prefixe(ligne)
    suffixe = morceau.suffixe if meme else " |" if ligne.genre is Genre.RANGEE else ""
    return prefixe + _ecrire(ligne, rangs, vieux, morceau.jeux) + suffixe


def _prefixe(ligne: Ligne) -> str:
    return {
        Genre.PUCE: "    " * ligne.niveau + "- ",
        Genre.NUMERO: "    " * ligne.niveau + "1. ",
        Genre.RANGEE: "| ",
    }.get(ligne.genre, "")


def _neuf(ligne: Ligne) -> str:
    return (
        _prefixe(ligne)
        + _ecrire(ligne, [None] * len(ligne.atomes), (), ("",))
        + (" |" if ligne.genre is Genre.RANGEE else "")
    )


def _ecrire(ligne: Ligne, rangs: Sequence[int | None], vieux: Sequence[Atome], jeux: Sequence[str]) -> str:
    out: list[str] = []
    etat, dernier = (False, False), -1
    for atome, rang in zip(ligne.atomes, rangs, strict=True):
        suite = (
            rang is not None
            and rang == dernier + 1
            and (etat == (vieux[dernier].gras, vieux[dernier].italique) if dernier >= 0 else not out)
        )
        if suite and rang is not None:
            out.append(jeux[rang])
            etat = (vieux[rang].gras, vieux[rang].italique)
        elif not atome.texte.isspace() or atome.champ:
            if atome.texte == CELLULE:
                basculer(out, etat, (False, False))
                etat = (False, False)
            else:
                basculer(out, etat, (atome.gras, atome.italique))
                etat = (atome.gras, atome.italique)
        if rang is not None:
            out.append(vieux[rang].source)
        else:
            out.append(_brut(atome, ligne.genre, bool(out) and any(out)))
        dernier = rang if rang is not None else -2
    if dernier == len(vieux) - 1 and vieux:
        out.append(jeux[-1])
    else:
        basculer(out, etat, (False, False))
    return "".join(out)


def basculer(out: list[str], avant: tuple[bool, bool], apres: tuple[bool, bool]) -> None:
    """Add the marks that lead from a look (bold, italic) to another; what closes goes before the spaces."""
    ferme = ("*" if avant[1] and avant[1] != apres[1] else "") + ("**" if avant[0] and not apres[0] else "")
    ouvre = ("**" if apres[0] and not avant[0] else "") + ("*" if apres[1] and avant[1] != apres[1] else "")
    espaces = 0
    while ferme and out and out[-1] == " ":
        out.pop()
        espaces += 1
    out.append(ferme + " " * espaces + ouvre)


def _brut(atome: Atome, genre: Genre, dedans: bool) -> str:
    """A character typed by a reviewer as Markdown holds it; a field has its source."""
    if atome.champ or atome.texte == CELLULE:
        return atome.source
    if atome.texte in "\u00a0\u202f\t\n":
        return " "
    if (
        _ECHAPPE.match(atome.texte)
        or (atome.texte == "|" and genre is Genre.RANGEE)
        or (not dedans and atome.texte in "-+#>|")
    ):
        return "\\" + atome.texte
    return atome.texte
