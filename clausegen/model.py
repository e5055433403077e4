"""The library's own types: frozen values, read once, shared by every step of the flow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clausegen.findings import Location


@dataclass(frozen=True, slots=True)
class Parametre:
    """A value that belongs to a clause (not to the contract model). `type` decodes it.

    Types: texte, entier, montant, taux, date, duree, choix, oui_non, liste.
    Without `defaut` it is facultatif (None in the body), unless `completer`: then « À compléter ».
    """

    nom: str
    titre: str
    type: str
    defaut: Any = None
    unite: str = ""
    min: Any = None
    max: Any = None
    valeurs: tuple[str, ...] = ()
    aide: str = ""
    exemple: Any = None
    completer: bool = False
    location: Location = field(default_factory=Location)


@dataclass(frozen=True, slots=True)
class Derogation:
    """A departure from the CCAG declared by a clause: register key, condition (empty = always), CCAG concerned."""

    reference: str
    motif: str
    si: str = ""
    ccag: tuple[str, ...] = ()
    location: Location = field(default_factory=Location)


@dataclass(frozen=True, slots=True)
class Exemple:
    """A test of the clause inside the clause: sample contract, changes (`avec`), and what the text holds or lacks."""

    nom: str
    marche: str
    avec: Mapping[str, Any] = field(default_factory=dict)
    contient: tuple[str, ...] = ()
    ne_contient_pas: tuple[str, ...] = ()
    absente: bool = False
    location: Location = field(default_factory=Location)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause file: where it goes, when it is relevant, what it rests upon, its text (Markdown with Jinja).

    `avis` says what the clause makes the notices declare: `decp` (clause_sociale, critere_social, marche_reserve),
    `objectif` (eForms code of the social objective), `participation` (eForms code of a reservation).
    `body_line` is the line of the file where the text starts (1-based), so that an error in it can be placed.
    `adaptee_de`: version and digest of the clause that this one was written over, empty when it does not say.
    `couche`: name of the layer that brings it, empty for the national library.
    """

    id: str
    titre: str
    piece: str
    article: str
    rang: int
    version: str
    revue_le: dt.date
    si: str
    texte: str
    path: str
    body_line: int
    en_vigueur_depuis: dt.date = dt.date(2021, 4, 1)
    en_vigueur_jusqu_a: dt.date | None = None
    exige: tuple[str, ...] = ()
    exclut: tuple[str, ...] = ()
    fondements: tuple[str, ...] = ()
    deroge: tuple[Derogation, ...] = ()
    parametres: Mapping[str, Parametre] = field(default_factory=dict)
    exemples: tuple[Exemple, ...] = ()
    satisfait_L2112_2_1: str = "non"
    famille: str = ""
    conseil: str = ""
    doutes: tuple[str, ...] = ()
    avis: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    locations: Mapping[str, Location] = field(default_factory=dict)
    adaptee_de: tuple[str, str] = ("", "")
    couche: str = ""

    @property
    def par_lot(self) -> bool:
        """True when the condition reads `lot.`: the clause is then judged lot by lot."""
        return "lot." in self.si


@dataclass(frozen=True, slots=True)
class SousArticle:
    """A numbered subdivision that gathers the clauses of an article whose `rang` is between `de` and `a` (included)."""

    titre: str
    de: int
    a: int


@dataclass(frozen=True, slots=True)
class ArticlePlan:
    """An article of the plan of a piece. `numerote` is false for end headings such as « Annexes ».

    `nouvelle_page`: the article starts a page (a form that is printed alone).
    """

    slug: str
    titre: str
    numerote: bool = True
    sous_articles: tuple[SousArticle, ...] = ()
    nouvelle_page: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """The plan of a kind of document: its articles in order, its gabarit, how it names itself.

    `rang` orders the pieces among themselves. `sur_demande`: written only when it is asked for by name.
    """

    slug: str
    sigle: str
    titre: str
    gabarit: str
    articles: tuple[ArticlePlan, ...]
    path: str = ""
    digest: str = ""
    rang: int = 0
    sur_demande: bool = False


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was read from `clause_library/`, checked and ready to use.

    `retraits`: clauses that an organisation withdraws, with its reason (« Ville de Valmont : aucun local »).
    """

    clauses: Mapping[str, Clause]
    pieces: Mapping[str, Piece]
    references: Any
    baremes: Any
    root: str
    version: str
    digest: str
    noms_pieces: Mapping[str, str] = field(default_factory=dict)
    retraits: Mapping[str, str] = field(default_factory=dict)

    @property
    def parametres(self) -> Mapping[str, Parametre]:
        """Every clause parameter by its name (a name is unique in the library)."""
        return {name: p for clause in self.clauses.values() for name, p in clause.parametres.items()}

    def of_piece(self, piece: str) -> tuple[Clause, ...]:
        """Clauses of a piece in the order of its plan, then by rank."""
        order = {a.slug: i for i, a in enumerate(self.pieces[piece].articles)}
        mine = [c for c in self.clauses.values() if c.piece == piece]
        return tuple(sorted(mine, key=lambda c: (order[c.article], c.rang, c.id)))
