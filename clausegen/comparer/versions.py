"""What « A » and « B » are, and what each one gives: lines to compare, and pieces to lay under tracking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from clausegen.comparer.piece import texte_de_la_piece
from clausegen.essayer import texte_du_marche
from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.generation import generate, sketch
from clausegen.library import load_library
from clausegen.marche import Lecture
from clausegen.organisation import Ouverture, Ouvreur
from clausegen.sources.text import read_bytes
from clausegen.word import read_manifest
from clausegen.word.guards import read_parts
from clausegen.word.relecture import read_document

# What cannot be compared together, and what a piece of another hand lacks.
DISPARATES, ETRANGERE = "CG350", "CG351"
_MAX = 100_000_000


class Sorte(StrEnum):
    """What a path leads to."""

    PIECE = "une pièce Word"
    BIBLIOTHEQUE = "une bibliothèque de clauses"
    ORGANISATION = "un dossier d’organisation"
    MARCHE = "un fichier de marché"


@dataclass(frozen=True, slots=True)
class Version:
    """A side of the comparison. `pieces`: bytes by name of piece (« ccap »), `sigles`: what they are called."""

    nom: str
    lignes: tuple[str, ...]
    pieces: Mapping[str, bytes]
    sigles: Mapping[str, str]
    reference: str = ""
    date: dt.date | None = None
    titres: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def sorte_de(chemin: Path) -> Sorte:
    """What this path is; `Refused` when nothing is there."""
    if not chemin.exists():
        raise Refused(
            [
                Finding(
                    DISPARATES,
                    Niveau.BLOQUANT,
                    "ce fichier ou ce dossier n’existe pas",
                    "vérifiez le chemin",
                    Location(str(chemin)),
                )
            ]
        )
    if chemin.is_dir():
        if (chemin / "organisation.yaml").is_file():
            return Sorte.ORGANISATION
        return Sorte.BIBLIOTHEQUE if (chemin / "pieces").is_dir() else Sorte.MARCHE
    return Sorte.PIECE if chemin.suffix.lower() in (".docx", ".docm", ".doc", ".odt", ".rtf", ".pdf") else Sorte.MARCHE


def lire_versions(
    a: Path,
    b: Path,
    marche: Path | None,
    pieces: Sequence[str] = (),
    ouvreur: Ouvreur | None = None,
    *,
    suivi: bool = False,
) -> tuple[Version, Version]:
    """Both sides read. `marche`: the contract to which two libraries (or organisations) are applied.

    `suivi`: the Word pieces are wanted too. Raises `Refused` when a file cannot be used, or when the two are not of one kind.
    """
    ouvreur = ouvreur or Ouvreur()
    sortes = sorte_de(a), sorte_de(b)
    textes = {Sorte.BIBLIOTHEQUE, Sorte.ORGANISATION}
    if textes.issuperset(sortes):
        if marche is None:
            raise Refused([Finding(DISPARATES, Niveau.BLOQUANT, "deux bibliothèques se comparent sur un marché, et il n’est pas indiqué",
                                   "ajoutez « --marche marche.yaml »", Location(str(a)))])  # fmt: skip
        return _sous(a, sortes[0], marche, pieces, ouvreur, suivi), _sous(b, sortes[1], marche, pieces, ouvreur, suivi)
    if marche is not None or textes.intersection(sortes):
        raise Refused([Finding(DISPARATES, Niveau.BLOQUANT, f"A est {sortes[0].value} et B {sortes[1].value} : ils ne se comparent pas ainsi",
                               "donnez deux pièces, deux marchés, ou deux bibliothèques avec « --marche »", Location(str(b)))])  # fmt: skip
    if Sorte.PIECE not in sortes:
        return _du_marche(a, pieces, ouvreur, suivi), _du_marche(b, pieces, ouvreur, suivi)
    un, deux = (_de_la_piece(p) if s is Sorte.PIECE else None for p, s in zip((a, b), sortes, strict=True))
    if un is not None and deux is not None:
        if set(un.pieces) != set(deux.pieces):
            raise Refused([Finding(DISPARATES, Niveau.BLOQUANT, f"A est une pièce « {next(iter(un.sigles.values()))} » et B une pièce « {next(iter(deux.sigles.values()))} »",
                                   "comparez deux pièces de même sorte", Location(str(b)))])  # fmt: skip
        return un, deux
    # A piece against what its contract would give today: the same form for both.
    connue = un or deux
    slug = next(iter(connue.pieces)) if connue else ""
    autre = _ecrite(b if un is not None else a, slug, ouvreur)
    return (un, autre) if un is not None else (autre, deux)  # type: ignore[return-value]


def _de_la_piece(chemin: Path) -> Version:
    data = read_bytes(chemin, _MAX)
    parts = read_parts(data, str(chemin))
    manifeste = read_manifest(data)
    lecture = read_document(parts)
    if lecture.unreadable:
        raise Refused([Finding("CG301", Niveau.BLOQUANT, f"ce document ne peut pas être lu : {lecture.unreadable}",
                               "ouvrez-le dans Word et enregistrez-le de nouveau", Location(str(chemin)))])  # fmt: skip
    findings = []
    if manifeste is None:
        findings.append(Finding(ETRANGERE, Niveau.CONSEIL, "ce document n’a pas été produit par clausegen : il est comparé paragraphe par paragraphe",
                                "", Location(str(chemin))))  # fmt: skip
    slug = manifeste.piece if manifeste else "document"
    return Version(
        str(chemin),
        texte_de_la_piece(lecture, manifeste, slug),
        {slug: data},
        {slug: slug.upper()},
        findings=tuple(findings),
    )


def _ouvrir(chemin: Path, ouvreur: Ouvreur) -> Ouverture:
    fichier = chemin / "marche.yaml" if chemin.is_dir() else chemin
    ouverture = ouvreur.ouvrir(fichier)
    lecture = ouverture.lecture
    if lecture.marche is None or any(f.niveau is Niveau.BLOQUANT for f in lecture.findings):
        raise Refused(lecture.findings, lecture.exit_code)
    return ouverture


def _du_marche(chemin: Path, pieces: Sequence[str], ouvreur: Ouvreur, suivi: bool) -> Version:
    return _redigee(str(chemin), _ouvrir(chemin, ouvreur), pieces, suivi)


def _sous(chemin: Path, sorte: Sorte, marche: Path, pieces: Sequence[str], ouvreur: Ouvreur, suivi: bool) -> Version:
    propre = (
        Ouvreur(str(chemin), ouvreur.base) if sorte is Sorte.ORGANISATION else Ouvreur("aucune", load_library(chemin))
    )
    return _redigee(str(chemin), _ouvrir(marche, propre), pieces, suivi)


def _redigee(nom: str, ouverture: Ouverture, pieces: Sequence[str], suivi: bool) -> Version:
    lecture, library = ouverture.lecture, ouverture.library
    connues = [p for p in pieces if p in library.pieces]
    ebauche = sketch(lecture.marche, library, connues, lecture.locate)
    lignes = texte_du_marche(ebauche, lecture.findings)
    ecrites = _pieces(lecture, ouverture, connues) if suivi and not ebauche.refuse else {}
    return Version(
        nom, lignes, ecrites, {s: p.sigle for s, p in library.pieces.items()}, str(lecture.marche.reference or ""),  # type: ignore[union-attr]
        lecture.marche.date_consultation, {c.id: c.titre for c in library.clauses.values()},  # type: ignore[union-attr]
    )  # fmt: skip


def _pieces(lecture: Lecture, ouverture: Ouverture, pieces: Sequence[str]) -> dict[str, bytes]:
    production = generate(
        lecture.marche, ouverture.library, ouverture.atelier.gabarits, pieces, ouverture.source, lecture.locate
    )
    return {p.slug: p.data for p in production.pieces}


def _ecrite(chemin: Path, slug: str, ouvreur: Ouvreur) -> Version:
    """What a contract gives today, read back as a piece."""
    ouverture = _ouvrir(chemin, ouvreur)
    if slug not in ouverture.library.pieces:
        raise Refused([Finding(DISPARATES, Niveau.BLOQUANT, "la pièce Word n’a pas été produite par clausegen : elle ne se compare pas à un marché",
                               "comparez deux pièces", Location(str(chemin)))])  # fmt: skip
    pieces = _pieces(ouverture.lecture, ouverture, (slug,))
    if slug not in pieces:
        raise Refused([Finding(DISPARATES, Niveau.BLOQUANT, f"ce marché ne donne pas de pièce « {ouverture.library.pieces[slug].sigle} »",
                               "vérifiez que la pièce et le marché vont ensemble", Location(str(chemin)))])  # fmt: skip
    data = pieces[slug]
    marche = ouverture.lecture.marche
    return Version(
        str(chemin), texte_de_la_piece(read_document(data), read_manifest(data), slug), {slug: data},
        {s: p.sigle for s, p in ouverture.library.pieces.items()}, str(marche.reference or ""), marche.date_consultation,  # type: ignore[union-attr]
        {c.id: c.titre for c in ouverture.library.clauses.values()},
    )  # fmt: skip
