"""What a contract would say if it were produced again today, against the pieces produced before or its accepted text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clausegen.essayer.comparaison import Changement, comparer
from clausegen.essayer.essais import un_essai
from clausegen.findings import Finding, Niveau, Refused
from clausegen.generation import generate
from clausegen.organisation import Ouverture, Ouvreur
from clausegen.output import safe_name
from clausegen.word import Manifest, read_manifest, untouched
from clausegen.word.relecture import read_document

_TAILLE = 50_000_000


@dataclass(frozen=True, slots=True)
class PieceGardee:
    """A piece produced before: file, what its manifest says, whether it was changed in Word since."""

    chemin: Path
    manifeste: Manifest
    retouchee: bool
    octets: bytes = field(repr=False, compare=False, default=b"")


@dataclass(frozen=True, slots=True)
class Redite:
    """A contract confronted. `avec`: « pièces produites », « texte accepté » or nothing to compare with.

    `versions`: clause → (version before, version today). `bibliotheque`: versions of the library of the pieces.
    """

    marche: Path
    avec: str
    changements: tuple[Changement, ...] = ()
    versions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    pieces: tuple[PieceGardee, ...] = ()
    fautes: tuple[Finding, ...] = ()

    @property
    def change(self) -> bool:
        """True when something would change."""
        return bool(self.changements)


def pieces_gardees(dossiers: Iterable[Path]) -> tuple[PieceGardee, ...]:
    """Pieces of clausegen found in folders and in theirs."""
    out = []
    for dossier in dossiers:
        for chemin in sorted(dossier.rglob("*.docx")):
            if chemin.name.startswith(("~$", ".")) or chemin.stat().st_size > _TAILLE:
                continue
            octets = chemin.read_bytes()
            manifeste = read_manifest(octets)
            if manifeste is not None:
                out.append(PieceGardee(chemin, manifeste, not untouched(octets), octets))
    return tuple(out)


def redire(marche: Path, ouvreur: Ouvreur, gardees: Iterable[PieceGardee]) -> Redite:
    """Compare; what cannot be used is a fault, not an error."""
    try:
        ouverture = ouvreur.ouvrir(marche)
        if ouverture.lecture.marche is None:
            return Redite(
                marche, "", fautes=tuple(f for f in ouverture.lecture.findings if f.niveau is Niveau.BLOQUANT)
            )
        siennes = _dernieres(_du_marche(ouverture, marche, gardees))
        return _avec_pieces(marche, ouverture, siennes) if siennes else _avec_accepte(marche, ouvreur)
    except Refused as refus:
        return Redite(marche, "", fautes=refus.findings)


def _du_marche(ouverture: Ouverture, marche: Path, gardees: Iterable[PieceGardee]) -> Iterator[PieceGardee]:
    """Pieces whose name starts with the reference of the contract; in its own folder first when two share a reference."""
    assert ouverture.lecture.marche is not None
    debut = f"{safe_name(ouverture.lecture.marche.reference)}_"
    siennes = [p for p in gardees if p.chemin.name.startswith(debut)]
    proches = [p for p in siennes if marche.resolve().parent in p.chemin.resolve().parents]
    yield from proches or siennes


def _dernieres(pieces: Iterable[PieceGardee]) -> tuple[PieceGardee, ...]:
    """The most recent file of each piece."""
    out: dict[str, PieceGardee] = {}
    for piece in pieces:
        connue = out.get(piece.manifeste.piece)
        if connue is None or piece.chemin.stat().st_mtime_ns >= connue.chemin.stat().st_mtime_ns:
            out[piece.manifeste.piece] = piece
    return tuple(out.values())


def _avec_accepte(marche: Path, ouvreur: Ouvreur) -> Redite:
    essai = un_essai(marche, ouvreur)
    if essai.fautes:
        return Redite(marche, "", fautes=essai.fautes)
    if essai.accepte is None:
        return Redite(marche, "")
    return Redite(marche, "texte accepté", comparer(essai.accepte, essai.texte))


def _avec_pieces(marche: Path, ouverture: Ouverture, pieces: tuple[PieceGardee, ...]) -> Redite:
    lecture = ouverture.lecture
    slugs = tuple(p.manifeste.piece for p in pieces if p.manifeste.piece in ouverture.library.pieces)
    production = generate(lecture.marche, ouverture.library, ouverture.atelier.gabarits, slugs, "", lecture.locate)
    neuves = {p.slug: p.data for p in production.pieces}
    changements: list[Changement] = []
    versions: dict[str, tuple[str, str]] = {}
    for piece in pieces:
        neuve = neuves.get(piece.manifeste.piece)
        apres = tuple(_lignes(neuve)) if neuve is not None else ()
        changements.extend(comparer(tuple(_lignes(piece.octets)), apres))
        if neuve is not None:
            versions.update(_versions(piece.manifeste, read_manifest(neuve)))
    fautes = tuple(f for f in production.findings if f.refuse)
    return Redite(marche, "pièces produites", tuple(changements), versions, pieces, fautes)


def _versions(ancien: Manifest, neuf: Manifest | None) -> Iterator[tuple[str, tuple[str, str]]]:
    """Clauses whose file is not the same, whether or not this contract shows it."""
    connues = {c.id: c for c in ancien.clauses}
    for clause in neuf.clauses if neuf is not None else ():
        avant = connues.get(clause.id)
        if avant is not None and avant.digest != clause.digest:
            yield clause.id, (avant.version, clause.version)


def _lignes(octets: bytes) -> Iterator[str]:
    """Text of a piece, a line a paragraph, as `comparer` reads it; numbers that the engine computes are marked."""
    manifeste = read_manifest(octets)
    assert manifeste is not None
    noms = {c.bookmark: c.id for c in manifeste.clauses}
    yield f"pièce\t{manifeste.piece}"
    courante = ""
    for paragraphe in read_document(octets).body:
        if paragraphe.contents or not paragraphe.text.strip():
            continue
        clause = noms.get(paragraphe.clause, "")
        texte = paragraphe.text.replace("\t", " ").replace("\n", " ⏎ ")
        for renvoi in paragraphe.references:
            if renvoi.text:
                texte = texte.replace(renvoi.text, f"‹{renvoi.text}›", 1)
        if clause != courante:
            courante = clause
            yield f"clause\t{clause}" if clause else "titre hors clause\t"
        yield f"corps\t{texte}"
