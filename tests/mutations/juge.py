"""What `clausegen verifier` and `clausegen essayer` say of a damaged clause, without leaving this process.

The library is read once; a mutant replaces one clause of it in memory. Only what depends on that clause is run again,
and the first report ends the judgement.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from clausegen.essayer import contrats
from clausegen.essayer.essais import un_essai
from clausegen.findings import Finding, Refused
from clausegen.library import load_library, shipped_library
from clausegen.library.clauses import read_clause
from clausegen.model import Clause, Library
from clausegen.organisation import Ouvreur
from clausegen.sources import read_front_matter
from clausegen.trials import run_example
from clausegen.verifier.essais import Essai, Essais
from clausegen.verifier.execution import executer
from clausegen.verifier.memoire import empreinte
from clausegen.verifier.regle import Cible, rules_of
from clausegen.verifier.source import lire_source
from clausegen.verifier.sujets import SujetBibliotheque, SujetClause
from clausegen.verifier.suppressions import appliquer, suppressions_du_texte
from tests.mutations.mutants import Mutant

_REGLES = {r.code for cible in (Cible.CLAUSE, Cible.BIBLIOTHEQUE) for r in rules_of(cible)}


class Juge:
    """Judges mutants of the shipped library against its contracts in `exemples`."""

    def __init__(self, exemples: Path, aujourd_hui: dt.date) -> None:
        self.library = load_library()
        self.racine = shipped_library()
        self.aujourd_hui = aujourd_hui
        self.ids = frozenset(self.library.clauses)
        self.fichiers = tuple(self.racine.parent / c.path for c in self.library.clauses.values())
        self._contrats = contrats([exemples])
        self._acceptes: dict[Path, tuple[str, ...]] = {}
        self._connus: dict[str, Counter[tuple[str, str]]] = {}
        self._autres = {i: self._sujet(c, "", self.library) for i, c in self.library.clauses.items()}

    def juger(self, mutant: Mutant) -> str:
        """The first thing that tells the damage (« CG213 », « essayer : plus-court »); empty when nothing does."""
        clause = self.library.clauses[mutant.clause]
        fichier = self.racine.parent / clause.path
        if mutant.clause not in self._connus:
            sain = fichier.read_text(encoding="utf-8")
            self._connus[mutant.clause] = Counter(_cle(f) for f in self._constats(clause, sain, self.library))
        try:
            abimee, fautes = read_clause(fichier, read_front_matter(fichier, mutant.texte), clause.path)
        except Refused as refus:
            return refus.findings[0].code
        if fautes or abimee is None:
            return fautes[0].code
        library = replace(
            self.library,
            clauses={**self.library.clauses, clause.id: abimee},
            digest=empreinte(self.library.digest, mutant.texte),
        )
        connus = Counter(self._connus[mutant.clause])
        for finding in self._constats(abimee, mutant.texte, library):
            if connus[_cle(finding)] <= 0:
                return finding.code
            connus[_cle(finding)] -= 1
        return self._essais(library, clause, abimee)

    def _sujet(self, clause: Clause, texte: str, library: Library) -> SujetClause:
        return SujetClause(
            clause,
            lire_source(clause.path, texte, clause.body_line if texte else 1),
            library,
            self.ids,
            self.aujourd_hui,
        )

    def _constats(self, clause: Clause, texte: str, library: Library) -> Iterator[Finding]:
        """What `verifier` says of a clause: its rules, its examples, the rules of the library about it."""
        sujet = self._sujet(clause, texte, library)
        essais = [run_example(library, clause, e) for e in clause.exemples]
        courants = Essais({
            clause.id: tuple(
                Essai(clause.id, rang, t.texte, t.ccag, t.enoncees, t.findings) for rang, t in enumerate(essais)
            )
        })  # fmt: skip
        tout = SujetBibliotheque(library, {**self._autres, clause.id: sujet}, self.aujourd_hui, courants)
        found = [
            *executer(rules_of(Cible.CLAUSE), sujet, clause.path),
            *courants.findings,
            *executer(rules_of(Cible.BIBLIOTHEQUE), tout, clause.path),
        ]
        kept, _ = appliquer(found, suppressions_du_texte(clause.path, texte), _REGLES)
        yield from kept

    def _essais(self, library: Library, avant: Clause, apres: Clause) -> str:
        """The first contract whose text is no longer the accepted one."""
        ouvreur = Ouvreur(None, library)
        for marche in self._concernes(avant, apres):
            essai = un_essai(marche, ouvreur)
            if essai.fautes or essai.texte != self._accepte(marche):
                return f"essayer : {marche.parent.name}"
        return ""

    def _concernes(self, avant: Clause, apres: Clause) -> Iterable[Path]:
        """Contracts that hold the clause first; the others too when its condition moved."""
        marque = f"clause\t{avant.id}"
        dedans = [m for m in self._contrats if marque in self._accepte(m)]
        yield from dedans
        if apres.si != avant.si:
            yield from (m for m in self._contrats if m not in dedans)

    def _accepte(self, marche: Path) -> tuple[str, ...]:
        if marche not in self._acceptes:
            essai = un_essai(marche, Ouvreur(None, self.library))
            if essai.fautes:
                raise AssertionError((marche, essai.fautes))
            self._acceptes[marche] = essai.texte
        return self._acceptes[marche]


def _cle(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.constat
