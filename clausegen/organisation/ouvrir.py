"""The one door of the commands: the organisation, its library, and contracts read with its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausegen.findings import Finding, Location, Refused
from clausegen.library import load_library, shipped_templates
from clausegen.model import Library, Piece
from clausegen.organisation.modele import CLAUSES, FICHIER
from clausegen.organisation.trouver import dossier_de

if TYPE_CHECKING:
    from clausegen.marche import Lecture
    from clausegen.marche.socle import Complet
    from clausegen.organisation.couches import Empilement
    from clausegen.organisation.modele import Organisation
    from clausegen.word import Gabarit


@dataclass(frozen=True)
class Atelier:
    """A library ready to use. Without organisation: the library under it, the shipped gabarits, nothing to say."""

    library: Library
    organisation: Organisation | None = None
    constats: tuple[Finding, ...] = ()
    empilement: Empilement | None = None

    @property
    def gabarits(self) -> Path | Callable[[Piece], Gabarit]:
        """What `generate` takes."""
        if self.organisation is None:
            return shipped_templates()
        from clausegen.organisation.gabarits import gabarits_de

        return gabarits_de(self.organisation)


@dataclass(frozen=True)
class Ouverture:
    """A contract read and the library it belongs to."""

    lecture: Lecture
    atelier: Atelier

    @property
    def library(self) -> Library:
        """Library of its organisation."""
        return self.atelier.library

    @property
    def source(self) -> str:
        """Text of the contract that can be produced again alone: completed, when it took values of its organisation."""
        complet = self.lecture.complet
        if complet is None or not complet.defauts or self.atelier.organisation is None:
            return self.lecture.source
        from clausegen.sources.yaml_writing import write_yaml

        arbre = {cle: valeur for cle, valeur in complet.plain.items() if cle != "organisation"}
        return (
            f"# Marché complété des valeurs de l’organisation « {self.atelier.organisation.nom} ».\n{write_yaml(arbre)}"
        )


@dataclass
class Ouvreur:
    """Opens contracts, each in its own organisation; what was read of one is kept as long as its files do not change.

    `explicite` is « --organisation »; `base` the library under every layer (the shipped one by default).
    """

    explicite: str | None = None
    base: Library | None = None
    _connus: dict[str, tuple[tuple[object, ...], Atelier]] = field(default_factory=dict)

    @property
    def nationale(self) -> Library:
        """The library under the layers."""
        if self.base is None:
            self.base = load_library()
        return self.base

    def atelier(self, marche: Path | None = None, champ: str = "", place: Location | None = None) -> Atelier:
        """Library for a contract, or for the current folder. `Refused` when its organisation cannot be used."""
        racine = dossier_de(self.explicite, marche, champ, place)
        if racine is None:
            return Atelier(self.nationale)
        signe = _signature(racine)
        connu = self._connus.get(str(racine))
        if connu is None or connu[0] != signe:
            # Most contracts have no organisation: what reads one is imported for one.
            from clausegen.organisation.couches import bibliotheque_de
            from clausegen.organisation.lecture import lire_organisation

            organisation = lire_organisation(racine)
            empilement = bibliotheque_de(self.nationale, organisation)
            atelier = Atelier(empilement.library, organisation, empilement.constats, empilement)
            connu = self._connus[str(racine)] = (signe, atelier)
        return connu[1]

    def ouvrir(self, marche: Path, texte: str | None = None) -> Ouverture:
        """Read a contract (or `texte`, as if it were there) with the values of its organisation.

        `Refused` when the organisation cannot be used.
        """
        from clausegen.imports.lecture import read_contract
        from clausegen.marche import read_marche

        trouve: list[Atelier] = []

        def socle(plain: Mapping[str, Any]) -> Complet:
            from clausegen.marche.socle import Complet

            champ = plain.get("organisation")
            atelier = self.atelier(marche, champ if isinstance(champ, str) else "", _ligne(marche) if champ else None)
            trouve.append(atelier)
            if atelier.organisation is None:
                return Complet(plain)
            from clausegen.organisation.priorite import completer

            return completer(atelier.organisation, plain)

        lecture = read_contract(marche, socle) if texte is None else read_marche(marche, texte, socle)
        return Ouverture(lecture, trouve[0] if trouve else self.atelier(marche if marche.exists() else None))


def _ligne(marche: Path) -> Location:
    """Line of the field « organisation » of a contract."""
    if marche.suffix.lower() not in (".yaml", ".yml"):
        return Location(str(marche))
    from clausegen.sources import read_yaml

    try:
        return read_yaml(marche).at(("organisation",))
    except Refused:
        return Location(str(marche))


def _signature(racine: Path) -> tuple[object, ...]:
    """What changes when a file of a layer changes (bases are followed when they are read again)."""
    out: list[object] = []
    for path in (racine / FICHIER, *sorted((racine / CLAUSES).rglob("*.md"))):
        try:
            stat = path.stat()
        except OSError:
            continue
        out.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(out)
