"""Search of CPV codes by plain words: usual words of buyers first, then labels, typing faults forgiven.

A word counts for what it tells: « nettoyage » is in many labels and tells little, « ascenseur » is in few and tells much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from clausegen.ecriture import sans_accent

_MOTS = re.compile(r"[a-z0-9]+")
# Words that most labels start with: they tell a nature, never an object.
_GENERIQUES = {"service": "services", "prestation": "services", "travau": "travaux", "fourniture": "fournitures", "achat": "fournitures"}
_VIDES = frozenset(["a", "au", "aux", "avec", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour", "sur", "un", "une", "dans", "autre", "autres", "que"])
# Below this share of what the words of a query tell, a code is another subject; the second when nothing else is found.
_ASSEZ, _PEU = 0.55, 0.3
_USAGE = 100.0


@dataclass(frozen=True, slots=True)
class Entree:
    """A label ready to be searched. `rang`: zeros at the end of the code, more for a more general one."""

    code: str
    nature: str
    mots: tuple[str, ...]
    rang: int


def racine(mot: str) -> str:
    """A word without the mark of its plural."""
    return mot[:-1] if len(mot) > 3 and mot[-1] in "sx" else mot


def mots_de(texte: str) -> tuple[str, ...]:
    """Words that tell an object, folded and in the singular."""
    trouves = (racine(m) for m in _MOTS.findall(sans_accent(texte)) if m not in _VIDES)
    return tuple(m for m in trouves if m not in _GENERIQUES)


def nature_de(texte: str) -> str:
    """Nature that the words of a query tell; empty when they tell none."""
    mots = (racine(m) for m in _MOTS.findall(sans_accent(texte)))
    return next((_GENERIQUES[m] for m in mots if m in _GENERIQUES), "")


class Index:
    """Labels and usual words, ready for many searches."""

    def __init__(self, entrees: Iterable[Entree], usages: Mapping[frozenset[str], str]) -> None:
        self.entrees = tuple(entrees)
        self.usages = usages
        self.frequences = Counter(mot for entree in self.entrees for mot in set(entree.mots))
        self.vocabulaire = frozenset(self.frequences) | frozenset(mot for mots in usages for mot in mots)

    def chercher(self, texte: str, limite: int) -> list[str]:
        """Best codes first; empty when no word is known."""
        nature = nature_de(texte)
        demandes = tuple(dict.fromkeys(m for mot in mots_de(texte) for m in self._corriger(mot)))
        if not demandes:
            return []
        # Words that no label holds together are still worth an answer: the nearest subject.
        return self._classer(demandes, nature, _ASSEZ, limite) or self._classer(demandes, nature, _PEU, limite)

    def _classer(self, demandes: tuple[str, ...], nature: str, seuil: float, limite: int) -> list[str]:
        poids = {mot: log(2 + len(self.entrees) / (1 + self.frequences[mot])) for mot in demandes}
        notes = dict(self._usuels(frozenset(demandes), nature))
        for entree in self.entrees:
            note = _note(entree, poids, nature, seuil)
            if note:
                notes[entree.code] = notes.get(entree.code, 0.0) + note
        ordre = sorted(notes, key=lambda code: (-notes[code], code))
        return ordre[:limite]

    def _usuels(self, demandes: frozenset[str], nature: str) -> Iterator[tuple[str, float]]:
        """Codes of the usual words that are all asked for, the most precise first."""
        precis = sorted(((len(mots), code) for mots, code in self.usages.items() if mots and mots <= demandes), reverse=True)
        for rang, (combien, code) in enumerate(precis):
            # One word among several others tells too little to come before the labels.
            if combien * 2 >= len(demandes):
                accord = 1.0 if not nature or (nature == "travaux") == (code[:2] == "45") else 0.05
                yield code, (_USAGE * combien - rang) * accord

    def _corriger(self, mot: str) -> tuple[str, ...]:
        """The word, else the known ones that it is nearest to."""
        if mot in self.vocabulaire or len(mot) < 5 or any(connu.startswith(mot) for connu in self.vocabulaire):
            return (mot,)
        ecart = 1 if len(mot) < 9 else 2
        proches = [
            (d, -_debut_commun(mot, connu), -self.frequences[connu], connu)
            for connu in self.vocabulaire
            if connu[0] == mot[0] and (d := distance(mot, connu, ecart)) <= ecart
        ]
        return (min(proches)[-1],) if proches else (mot,)


def _note(entree: Entree, poids: Mapping[str, float], nature: str, seuil: float) -> float:
    """How well a label answers; 0 when it is about something else."""
    total = sum(poids.values())
    trouve, mots_trouves, premier = 0.0, 0, False
    for demande, valeur in poids.items():
        qualite, rang = _qualite(demande, entree.mots)
        trouve += valeur * qualite
        mots_trouves += qualite > 0
        premier = premier or (qualite == 1.0 and rang == 0)
    if not mots_trouves or trouve < seuil * total * (0.35 if len(poids) == 1 else 1):
        return 0.0
    # Short labels and general codes first: the officer narrows down from there.
    note = 20 * trouve / total - 0.9 * min(max(0, len(entree.mots) - mots_trouves), 8) + 0.4 * entree.rang
    return max(note + (1.5 if premier else 0) + (3 if nature and entree.nature == nature else 0), 0.1)


def _qualite(demande: str, mots: tuple[str, ...]) -> tuple[float, int]:
    """Best likeness of a word with those of a label (1: the same) and the rank of that word."""
    meilleure, ou = 0.0, -1
    for rang, mot in enumerate(mots):
        if mot == demande:
            return 1.0, rang
        if len(demande) >= 3 and mot.startswith(demande):
            ici = 0.7
        elif len(mot) >= 6 and demande.startswith(mot[:-1]):
            ici = 0.5
        elif len(demande) >= 7 and mot.startswith(demande[:6]):
            ici = 0.4
        elif len(demande) >= 4 and demande in mot:
            ici = 0.3
        else:
            continue
        if ici > meilleure:
            meilleure, ou = ici, rang
    return meilleure, ou


def _debut_commun(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


@lru_cache(maxsize=20_000)
def distance(a: str, b: str, plafond: int) -> int:
    """Letters to add, remove, change or swap to go from one word to the other; `plafond` + 1 as soon as it is more."""
    if abs(len(a) - len(b)) > plafond:
        return plafond + 1
    avant: list[int] = []
    ligne = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        suivante = [i]
        for j, y in enumerate(b, 1):
            cout = min(suivante[j - 1] + 1, ligne[j] + 1, ligne[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cout = min(cout, avant[j - 2] + 1)
            suivante.append(cout)
        if min(suivante) > plafond:
            return plafond + 1
        avant, ligne = ligne, suivante
    return ligne[-1]
