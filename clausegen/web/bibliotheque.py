"""The library as référents browse it: search, filters, and the sheet of one clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from clausegen.drafting.html import clause_html
from clausegen.ecriture import sans_accent
from clausegen.findings import Finding, Refused
from clausegen.library.journal import Entree, Version, load_journal
from clausegen.model import Clause, Exemple, Library
from clausegen.revue.fiches import fiche_de
from clausegen.trials import run_example
from clausegen.word.fiche import Rubrique

FAMILLES = {
    "socle": "Socle (toutes consultations)", "obligations_execution": "Condition d’exécution sociale",
    "marches_reserves": "Marchés réservés", "marches_insertion": "Marchés d’insertion",
    "criteres_selection": "Critères de sélection", "autres_considerations": "Autres considérations sociales",
}  # fmt: skip
# As the rule on old reviews of « clausegen verifier ».
RELECTURE = dt.timedelta(days=366)
ETATS = {
    "ancienne": "À relire (plus d’un an)", "doute": "Avec un point douteux", "echeance": "Bornée dans le temps",
    "locale": "Propre à l’organisation", "retiree": "Retirée par l’organisation",
}  # fmt: skip
_TUES = ("exemples", "remarques")


@dataclass(frozen=True, slots=True)
class Recherche:
    """What the référent asks for; empty strings ask for nothing."""

    mots: str = ""
    famille: str = ""
    piece: str = ""
    etat: str = ""

    def __bool__(self) -> bool:
        return bool(self.mots.strip() or self.famille or self.piece or self.etat)


@dataclass(frozen=True, slots=True)
class Groupe:
    """Clauses of an article of a piece."""

    piece: str
    article: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Essai:
    """An example run: title of its contract, text in HTML (empty when the clause is absent), what is wrong."""

    exemple: Exemple
    html: str
    fautes: tuple[Finding, ...]

    @property
    def reussi(self) -> bool:
        """It says what it should."""
        return not self.fautes


@dataclass(frozen=True, slots=True)
class FicheEcran:
    """A clause on the screen. `changements`: entries of the journal that name it, with their version."""

    clause: Clause
    signature: str
    condition: Rubrique
    parametres: tuple[Rubrique, ...]
    autres: tuple[Rubrique, ...]
    essais: tuple[Essai, ...]
    changements: tuple[tuple[Version, Entree], ...]
    etats: tuple[str, ...]

    @property
    def reussis(self) -> int:
        """Examples that say what they should."""
        return sum(e.reussi for e in self.essais)


def famille_de(clause: Clause) -> str:
    """Folder of a clause in the library: its family. « locale » for a layer that has no such folder."""
    parties = Path(clause.path).parts
    return parties[-2] if len(parties) > 1 and parties[-2] in FAMILLES else "locale"


def etats_de(clause: Clause, library: Library, jour: dt.date) -> tuple[str, ...]:
    """Codes of `ETATS` that hold for a clause."""
    tenus = {
        "ancienne": jour - clause.revue_le > RELECTURE, "doute": bool(clause.doutes),
        "echeance": clause.en_vigueur_jusqu_a is not None or clause.en_vigueur_depuis > dt.date(2021, 4, 1),
        "locale": bool(clause.couche), "retiree": clause.id in library.retraits,
    }  # fmt: skip
    return tuple(code for code, vrai in tenus.items() if vrai)


def chercher(library: Library, recherche: Recherche, jour: dt.date) -> tuple[Groupe, ...]:
    """Clauses asked for, by article, in the order of the pieces; every word typed is somewhere in them."""
    mots = sans_accent(recherche.mots).split()
    foins = _foins(library)
    groupes: dict[tuple[str, str], list[Clause]] = {}
    for piece in library.pieces.values():
        titres = {a.slug: a.titre for a in piece.articles}
        for clause in library.of_piece(piece.slug):
            voulue = (
                (not recherche.piece or clause.piece == recherche.piece)
                and (not recherche.famille or famille_de(clause) == recherche.famille)
                and (not recherche.etat or recherche.etat in etats_de(clause, library, jour))
                and all(mot in foins[clause.id] for mot in mots)
            )
            if voulue:
                groupes.setdefault((piece.slug, titres[clause.article]), []).append(clause)
    return tuple(Groupe(piece, article, tuple(clauses)) for (piece, article), clauses in groupes.items())


_foin_connu: tuple[str, Mapping[str, str]] = ("", {})


def _foins(library: Library) -> Mapping[str, str]:
    """What each clause is searched in: its names, what it says, what it rests upon."""
    global _foin_connu
    if _foin_connu[0] != library.digest:
        foins = {
            c.id: sans_accent(" ".join((
                c.id, c.titre, c.texte, c.conseil, *c.doutes, *c.fondements,
                *(library.references.get(f).titre for f in c.fondements if f in library.references),
                *(t for p in c.parametres.values() for t in (p.nom, p.titre, p.aide)),
            )))
            for c in library.clauses.values()
        }  # fmt: skip
        _foin_connu = (library.digest, foins)
    return _foin_connu[1]


def fiche(clause: Clause, library: Library, jour: dt.date) -> FicheEcran:
    """The sheet of a clause; its examples are run once for a version of the library. One thread at a time."""
    sources = fiche_de(clause, library, _source(clause, library), jour)
    rubriques = {r.cle: r for r in (*sources.avant, *sources.apres)}
    autres = tuple(r for r in sources.apres if r.cle not in _TUES)
    return FicheEcran(
        clause, sources.signature, rubriques["si"], tuple(r for r in sources.avant if r.cle != "si"), autres,
        essais(clause, library), changements_de(clause.id, library), etats_de(clause, library, jour),
    )  # fmt: skip


def _source(clause: Clause, library: Library) -> str:
    """The file of a clause, for the defaults as they are typed; empty when it is gone."""
    for chemin in (Path(library.root).parent / clause.path, Path(clause.path)):
        if chemin.is_file():
            return chemin.read_text(encoding="utf-8-sig", errors="replace")
    return ""


def essais(clause: Clause, library: Library) -> tuple[Essai, ...]:
    """Examples of a clause run on the contracts of the library."""
    cle = (library.digest, clause.id, clause.digest)
    if cle not in _essais:
        while len(_essais) >= 300:
            del _essais[next(iter(_essais))]
        lances = [run_example(library, clause, e) for e in clause.exemples]
        _essais[cle] = tuple(
            Essai(
                t.exemple, clause_html(t.redigee) if t.redigee is not None and not t.exemple.absente else "", t.findings
            )
            for t in lances
        )
    return _essais[cle]


_essais: dict[tuple[str, str, str], tuple[Essai, ...]] = {}


@lru_cache(maxsize=4)
def _journal(root: str) -> tuple[Version, ...]:
    try:
        return load_journal(Path(root))
    except Refused:
        return ()


def changements_de(identifiant: str, library: Library) -> tuple[tuple[Version, Entree], ...]:
    """What the journal says of a clause, the latest first."""
    return tuple((v, e) for v in _journal(library.root) for e in v.entrees if identifiant in e.clauses)
