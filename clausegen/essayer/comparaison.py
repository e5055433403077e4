"""Two texts of the same contract compared, clause by clause."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_CALCULE = re.compile(r"‹[^›]*›")
_MOT = re.compile(r"[^ \n]+")
_CONTEXTE = 4
HORS_CLAUSE = "(hors clause)"


@dataclass(frozen=True, slots=True)
class Changement:
    """What changed in one clause of one piece: lines taken away, lines put in; `ordre`: same lines, elsewhere."""

    piece: str
    clause: str
    avant: tuple[str, ...]
    apres: tuple[str, ...]
    ordre: bool = False

    @property
    def genre(self) -> str:
        """« ajout », « retrait », « déplacement » or « modification » of the clause."""
        if self.ordre:
            return "déplacement"
        if not self.avant:
            return "ajout"
        return "modification" if self.apres else "retrait"


def _sections(lignes: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    piece, clause = "marché", HORS_CLAUSE
    sections: dict[tuple[str, str], list[str]] = {}
    for ligne in lignes:
        style, _, texte = ligne.partition("\t")
        if style == "pièce":
            piece, clause = texte, HORS_CLAUSE
            continue
        if style == "clause":
            clause = texte
        elif style.startswith("titre"):
            clause = HORS_CLAUSE
        sections.setdefault((piece, clause), []).append(ligne)
    return sections


def _sans_numeros(lignes: Sequence[str]) -> list[str]:
    return [_CALCULE.sub("‹›", ligne) for ligne in lignes]


def comparer(avant: Sequence[str], apres: Sequence[str]) -> tuple[Changement, ...]:
    """Clauses whose text changed; computed numbers that moved alone do not count (see `renumerotes`)."""
    if tuple(avant) == tuple(apres):
        return ()
    vieux, neufs = _sections(avant), _sections(apres)
    changements = []
    for cle in dict.fromkeys((*vieux, *neufs)):
        ancien, nouveau = vieux.get(cle, []), neufs.get(cle, [])
        if _sans_numeros(ancien) != _sans_numeros(nouveau):
            changements.append(_changement(cle, ancien, nouveau))
    communes = [cle for cle in vieux if cle in neufs]
    if communes != [cle for cle in neufs if cle in vieux]:
        changements.extend(
            Changement(*cle, (), (), ordre=True) for cle in _deplacees(communes, [c for c in neufs if c in vieux])
        )
    return tuple(changements)


def _changement(cle: tuple[str, str], ancien: list[str], nouveau: list[str]) -> Changement:
    nus_a, nus_n = _sans_numeros(ancien), _sans_numeros(nouveau)
    retires: list[str] = []
    mis: list[str] = []
    for nature, a1, a2, n1, n2 in difflib.SequenceMatcher(None, nus_a, nus_n, autojunk=False).get_opcodes():
        if nature != "equal":
            retires.extend(ancien[a1:a2])
            mis.extend(nouveau[n1:n2])
    return Changement(*cle, tuple(retires), tuple(mis))


def _deplacees(avant: list[tuple[str, str]], apres: list[tuple[str, str]]) -> list[tuple[str, str]]:
    blocs = difflib.SequenceMatcher(None, avant, apres, autojunk=False).get_matching_blocks()
    restees = {cle for bloc in blocs for cle in avant[bloc.a : bloc.a + bloc.size]}
    return [cle for cle in avant if cle not in restees]


def renumerotes(avant: Sequence[str], apres: Sequence[str]) -> int:
    """Number of lines whose computed numbers alone moved."""
    vieux, neufs = _sections(avant), _sections(apres)
    return sum(
        a != n and _CALCULE.sub("‹›", a) == _CALCULE.sub("‹›", n)
        for cle in vieux.keys() & neufs.keys()
        for a, n in zip(vieux[cle], neufs[cle], strict=False)
    )


def mots(changement: Changement) -> tuple[tuple[str, str, str, str], ...]:
    """Words changed in a modified clause: (words before, taken away, put in, words after), in order."""
    avant = _MOT.findall("\n".join(ligne.partition("\t")[2] for ligne in changement.avant))
    apres = _MOT.findall("\n".join(ligne.partition("\t")[2] for ligne in changement.apres))
    passages = []
    for nature, a1, a2, b1, b2 in difflib.SequenceMatcher(None, avant, apres, autojunk=False).get_opcodes():
        if nature != "equal":
            debut, fin = avant[max(a1 - _CONTEXTE, 0) : a1], avant[a2 : a2 + _CONTEXTE]
            passages.append((" ".join(debut), " ".join(avant[a1:a2]), " ".join(apres[b1:b2]), " ".join(fin)))
    return tuple(passages)
