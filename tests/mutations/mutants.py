"""Damages that a hand could do to a clause, all of them listed, then drawn with a seed.

Each operator reads the file of a clause and yields (what was done, file after); a file that stays the same is no mutant.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CCAGS = ("FCS", "PI", "TIC", "MI", "Travaux", "MOE")
Damage = Iterator[tuple[str, str]]
_TAG = re.compile(r"\{%-?\s*(\w+)[^%]*?-?%\}[ \t]*\n?")


@dataclass(frozen=True)
class Mutant:
    """A damaged clause: `texte` is its whole file."""

    operateur: str
    clause: str
    fait: str
    texte: str


def _parties(texte: str) -> tuple[str, str]:
    """Front matter (with its marks) and body."""
    end = texte.index("\n---\n", 4) + 5
    return texte[:end], texte[end:]


def _termes(condition: str) -> list[str]:
    """Conjuncts of a condition at its top level."""
    out, depth, start = [], 0, 0
    for found in re.finditer(r"[(\[]|[)\]]|\band\b|\bor\b", condition):
        word = found[0]
        if word in "([":
            depth += 1
        elif word in ")]":
            depth -= 1
        elif depth == 0 and word == "or":
            return [condition]
        elif depth == 0:
            out.append(condition[start : found.start()].strip())
            start = found.end()
    return [*out, condition[start:].strip()]


def condition(texte: str) -> Damage:
    """A term of the condition lost, the whole condition, or a guard of the text (its content left)."""
    found = re.search(r"^si: (.*)$", texte, re.M)
    if found:
        quote = found[1][0] if found[1][:1] in "'\"" and found[1][-1:] == found[1][:1] else ""
        plain = found[1][1:-1] if quote else found[1]
        terms = _termes(plain)
        for rank, term in enumerate(terms):
            kept = " and ".join(t for i, t in enumerate(terms) if i != rank) or "true"
            if kept != plain:
                yield f"si sans « {term} »", f"{texte[: found.start(1)]}{quote}{kept}{quote}{texte[found.end(1) :]}"
    head, body = _parties(texte)
    for opened, closed, simple in _blocs(body):
        if simple:
            yield (
                f"{body[opened[0] : opened[1]].strip()} retiré",
                head + body[: opened[0]] + body[opened[1] : closed[0]] + body[closed[1] :],
            )


def _blocs(body: str) -> Iterator[tuple[tuple[int, int], tuple[int, int], bool]]:
    """Each `if … endif` of a text: place of its two tags, and whether it has neither `elif` nor `else`."""
    stack: list[list[int | bool]] = []
    for found in _TAG.finditer(body):
        word = found[1]
        if word == "if":
            stack.append([found.start(), found.end(), True])
        elif word in ("elif", "else") and stack:
            stack[-1][2] = False
        elif word == "endif" and stack:
            start, end, simple = stack.pop()
            yield (int(start), int(end)), (found.start(), found.end()), bool(simple)
        elif word == "for":
            stack.append([found.start(), found.end(), False])
        elif word == "endfor" and stack:
            stack.pop()


def parametre(texte: str) -> Damage:
    """A parameter no longer declared."""
    head, body = _parties(texte)
    block = re.search(r"^parametres:\n((?:[ \t]+.*\n)+)", head, re.M)
    if not block:
        return
    for found in re.finditer(r"^  (\w+):.*\n(?:   +.*\n)*", block[1], re.M):
        rest = block[1][: found.start()] + block[1][found.end() :]
        replaced = f"parametres:\n{rest}" if rest.strip() else ""
        yield f"paramètre « {found[1]} » retiré", head[: block.start()] + replaced + head[block.end() :] + body


def renvoi(texte: str) -> Damage:
    """A cross-reference lost, or led to another article."""
    head, body = _parties(texte)
    for found in re.finditer(r"\{\{\s*renvoi\([\"']([\w-]+)[\"']\)[^}]*\}\}", body):
        yield f"renvoi « {found[1]} » retiré", head + body[: found.start()] + body[found.end() :]
        own = re.search(r"^id: ([\w-]+)$", head, re.M)
        if own and own[1] != found[1]:
            yield (
                f"renvoi « {found[1]} » mené à « {own[1]} »",
                head + body[: found.start(1)] + own[1] + body[found.end(1) :],
            )


def exige(texte: str) -> Damage:
    """A relation with another clause lost."""
    for found in re.finditer(r"^(exige|exclut): \[(.*)\]\n", texte, re.M):
        names = [n.strip() for n in found[2].split(",") if n.strip()]
        for name in names:
            left = ", ".join(n for n in names if n != name)
            line = f"{found[1]}: [{left}]\n" if left else ""
            yield f"{found[1]} « {name} » retiré", texte[: found.start()] + line + texte[found.end() :]


def phrase(texte: str) -> Damage:
    """A sentence lost, tags left in place."""
    head, body = _parties(texte)
    for found in re.finditer(r"(?<![^\s}])[^\s{|%#-](?:[^{}\n|%]|\{\{[^}\n]*\}\})*?[.;](?=\s|\{%|$)", body):
        if len(found[0]) > 25:
            yield (
                f"phrase retirée : « {found[0][:60]} »",
                head + body[: found.start()] + body[found.end() :].lstrip(" "),
            )


def ccag(texte: str) -> Damage:
    """A CCAG, or an article of the CCAG, taken for another."""
    for found in re.finditer(r"ccag (?:==|!=) [\"'](\w+)[\"']", texte):
        other = CCAGS[(CCAGS.index(found[1]) + 1) % len(CCAGS)] if found[1] in CCAGS else "FCS"
        yield f"« {found[0]} » devient {other}", texte[: found.start(1)] + other + texte[found.end(1) :]
    for found in re.finditer(r"ccag: \[([\w, ]+)\]", texte):
        names = [n.strip() for n in found[1].split(",")]
        for name in names:
            other = next(c for c in CCAGS if c not in names) if len(names) < len(CCAGS) else ""
            swapped = ", ".join(other if n == name else n for n in names)
            yield f"ccag [{found[1]}] devient [{swapped}]", texte[: found.start(1)] + swapped + texte[found.end(1) :]
    head, body = _parties(texte)
    for found in re.finditer(r"\b(?:cite|derogation)\([\"'](ccag\.[\w.-]+)[\"']", body):
        other = "ccag.penalites.plafond" if found[1] != "ccag.penalites.plafond" else "ccag.avance"
        yield f"« {found[0]} » devient {other}", head + body[: found.start(1)] + other + body[found.end(1) :]
    for found in re.finditer(r"reference: (ccag\.[\w.-]+)", head):
        other = "ccag.penalites.plafond" if found[1] != "ccag.penalites.plafond" else "ccag.avance"
        yield (
            f"dérogation à « {found[1]} » devient {other}",
            head[: found.start(1)] + other + head[found.end(1) :] + body,
        )


def derogation(texte: str) -> Damage:
    """A derogation no longer declared, no longer stated, or no longer conditional."""
    head, body = _parties(texte)
    for found in re.finditer(r"^  - \{reference: ([\w.-]+).*\n", head, re.M):
        rest = head[: found.start()] + head[found.end() :]
        yield f"dérogation « {found[1]} » non déclarée", re.sub(r"^deroge:\n(?!  )", "", rest, flags=re.M) + body
        given = re.search(r", si: ('[^']*'|[^,}]*)", found[0])
        if given:
            line = found[0].replace(given[0], "")
            yield f"dérogation « {found[1]} » sans condition", head[: found.start()] + line + head[found.end() :] + body
    for found in re.finditer(r"\{\{\s*derogation\([^}]*\}\}", body):
        yield f"{found[0]} retiré", head + body[: found.start()] + body[found.end() :]


OPERATEURS: tuple[Callable[[str], Damage], ...] = (condition, parametre, renvoi, exige, phrase, ccag, derogation)


def tirer(fichiers: Sequence[Path], nombre: int, graine: int) -> tuple[Mutant, ...]:
    """`nombre` mutants, the operators by turns; the same for the same library, number and seed."""
    hasard = random.Random(graine)
    par_operateur: list[list[Mutant]] = []
    for operateur in OPERATEURS:
        liste = []
        for fichier in fichiers:
            texte = fichier.read_text(encoding="utf-8")
            liste.extend(
                Mutant(operateur.__name__, fichier.stem, fait, abime)
                for fait, abime in operateur(texte)
                if abime != texte
            )
        hasard.shuffle(liste)
        par_operateur.append(liste)
    tires: list[Mutant] = []
    while len(tires) < nombre and any(par_operateur):
        for liste in par_operateur:
            if liste and len(tires) < nombre:
                tires.append(liste.pop())
    return tuple(tires)
