"""A version of a contract, read, chosen and drafted: what every screen shows. Never written to disk."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from clausegen.blocks import DraftClause
from clausegen.checks.contexte import Contexte as ContexteRegles
from clausegen.facts.etude_heures import EtudeLot
from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.generation import UNUSABLE, Ebauche, Production, generate, sketch
from clausegen.imports.formulaire import a_completer
from clausegen.marche import Lecture
from clausegen.organisation import Atelier, Ouvreur

# Findings that say that something is still to be given: shown as « à compléter », not as faults.
MANQUE = frozenset({"CG112", "CG123"})
_GARDES = 48
_SECONDES = 60.0


@dataclass(frozen=True)
class Etat:
    """`lecture` is None when the file cannot be read at all; `ebauche` when the contract is not whole yet."""

    lecture: Lecture | None
    atelier: Atelier | None
    ebauche: Ebauche | None
    constats: tuple[Finding, ...]
    source: str = ""

    @property
    def marche(self) -> Any:
        """The contract, None when it is not whole."""
        return self.ebauche.contexte.marche_brut if self.ebauche else None

    @property
    def lisible(self) -> bool:
        """The file is a tree that forms can show."""
        return self.lecture is not None and self.lecture.node is not None and self.lecture.node.kind == "mapping"

    @cached_property
    def arbre(self) -> dict[str, Any]:
        """The file as typed."""
        plain = self.lecture.plain if self.lecture is not None else {}
        return dict(plain) if isinstance(plain, dict) else {}

    @cached_property
    def fautes(self) -> tuple[Finding, ...]:
        """Findings that are not only something left to give, the gravest first."""
        return tuple(sorted((c for c in self.constats if c.code not in MANQUE), key=lambda c: -c.niveau))

    @cached_property
    def manquants(self) -> tuple[str, ...]:
        """Dotted paths of what must still be given."""
        noms = dict.fromkeys(a_completer(self.arbre)) if not self.ebauche else {}
        noms.update(dict.fromkeys(c.field for c in self.constats if c.code in MANQUE and c.field))
        return tuple(noms)

    def nombre(self, niveau: Niveau) -> int:
        """Findings of a level, what is left to give apart."""
        return sum(1 for c in self.fautes if c.niveau is niveau)

    @cached_property
    def clauses(self) -> int:
        """Clauses kept."""
        return len(self.ebauche.selection.kept()) if self.ebauche else 0

    @cached_property
    def etudes(self) -> tuple[EtudeLot, ...]:
        """Study of the hours of each effective lot."""
        return tuple(f.etude_heures for f in self.ebauche.contexte.facts.lots) if self.ebauche else ()

    @cached_property
    def heures(self) -> Decimal:
        """Hours that the contract asks, all lots."""
        return sum((e.heures for e in self.etudes if e.retenu), Decimal(0))

    @cached_property
    def redigees(self) -> dict[str, DraftClause]:
        """Drafted clauses by identifier."""
        drafts = self.ebauche.drafts if self.ebauche else ()
        return {c.id: c for draft in drafts for c in draft.clauses()}

    @cached_property
    def regles(self) -> ContexteRegles | None:
        """What the tables of rules read."""
        if self.ebauche is None:
            return None
        c = self.ebauche.contexte
        return ContexteRegles(
            c.marche_brut,
            c.facts,
            c.library.references,
            c.library.baremes,
            lambda _: Location(),
            self.ebauche.selection,
        )


class Etats:
    """States already worked out, by content; one thread works at a time (the work is all processor)."""

    def __init__(self, organisation: str | None = None, seule: bool = False) -> None:
        # In server mode a contract sent by anyone must not choose a folder of the server as its organisation.
        self.ouvreur = Ouvreur(organisation or ("aucune" if seule else None))
        self._connus: OrderedDict[str, tuple[float, Etat]] = OrderedDict()
        self._verrou = threading.Lock()

    @property
    def verrou(self) -> threading.Lock:
        """Held by whoever drafts, runs examples or checks: what the engine remembers is shared by every thread."""
        return self._verrou

    def etat(self, chemin: Path, texte: str) -> Etat:
        """State of a text, as if it were the contract file at `chemin`."""
        cle = hashlib.sha256(f"{chemin}\n{texte}".encode("utf-8", "surrogatepass")).hexdigest()
        with self._verrou:
            connu = self._connus.get(cle)
            if connu is not None and time.monotonic() - connu[0] < _SECONDES:
                self._connus.move_to_end(cle)
                return connu[1]
            etat = self._lire(chemin, texte)
            self._connus[cle] = (time.monotonic(), etat)
            while len(self._connus) > _GARDES:
                self._connus.popitem(last=False)
            return etat

    def produire(self, etat: Etat, pieces: tuple[str, ...] = (), joindre: bool = True) -> Production:
        """Word pieces of a whole contract; `Refused` when it cannot be produced. `joindre`: its file travels with them."""
        if etat.lecture is None or etat.marche is None or etat.atelier is None:
            raise Refused(etat.constats)
        with self._verrou:
            return generate(etat.marche, etat.atelier.library, etat.atelier.gabarits, pieces,
                            etat.source if joindre else "", etat.lecture.locate)  # fmt: skip

    def _lire(self, chemin: Path, texte: str) -> Etat:
        try:
            ouverture = self.ouvreur.ouvrir(chemin, texte)
        except Refused as refus:
            return Etat(None, None, None, refus.findings)
        lecture, atelier = ouverture.lecture, ouverture.atelier
        constats = (*lecture.findings, *atelier.constats)
        if lecture.marche is None or any(c.niveau is Niveau.BLOQUANT for c in lecture.findings):
            return Etat(lecture, atelier, None, constats, ouverture.source)
        ebauche = sketch(lecture.marche, atelier.library, (), lecture.locate)
        uniques = dict.fromkeys((*constats, *ebauche.findings))
        return Etat(lecture, atelier, ebauche, tuple(uniques), ouverture.source)


def inutilisable(etat: Etat) -> bool:
    """A clause cannot be drafted: no piece can be written."""
    return any(c.code in UNUSABLE for c in etat.constats)
