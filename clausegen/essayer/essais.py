"""Contracts tried in parallel, and their accepted texts on disk: `accepte.txt` beside `marche.yaml`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from clausegen.drafting import text_findings
from clausegen.essayer.textes import texte_du_marche
from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.generation import UNUSABLE, sketch
from clausegen.library import load_library, shipped_library
from clausegen.organisation import Ouvreur
from clausegen.output import write_text
from clausegen.sources.text import read_text

ENTETE = "# Texte accepté : ce que ce marché donne. Ne pas modifier : « clausegen essayer --accepter » le récrit."
_SEUIL_PARALLELE = 3


@dataclass(frozen=True, slots=True)
class Essai:
    """A contract tried. `accepte` is None when no text was accepted yet; `fautes`: what forbids trying it."""

    marche: Path
    texte: tuple[str, ...]
    accepte: tuple[str, ...] | None
    fautes: tuple[Finding, ...] = ()

    @property
    def change(self) -> bool:
        """True when the text is not the one accepted."""
        return bool(self.fautes) or self.texte != self.accepte


def chemin_accepte(marche: Path) -> Path:
    """Where the accepted text of a contract is kept."""
    return (
        marche.with_name("accepte.txt")
        if marche.name == "marche.yaml"
        else marche.with_name(f"{marche.name}.accepte.txt")
    )


def contrats(chemins: Iterable[Path]) -> tuple[Path, ...]:
    """Contracts meant: a file, a folder with « marche.yaml », or a folder of such folders."""
    trouves: list[Path] = []
    for chemin in chemins:
        if (chemin / "marche.yaml").is_file():
            trouves.append(chemin / "marche.yaml")
        elif chemin.is_dir():
            dedans = sorted(chemin.glob("*/marche.yaml"))
            if not dedans:
                raise Refused([Finding("CG200", Niveau.BLOQUANT, "aucun fichier de marché dans ce dossier",
                                       "indiquez un marché, ou un dossier qui contient des dossiers de marchés", Location(str(chemin)))])  # fmt: skip
            trouves.extend(dedans)
        else:
            trouves.append(chemin)
    return tuple(dict.fromkeys(trouves))


@lru_cache(maxsize=2)
def _ouvreur(racine: str, organisation: str | None) -> Ouvreur:
    return Ouvreur(organisation, load_library(Path(racine)))


def un_essai(marche: Path, ouvreur: Ouvreur) -> Essai:
    """Read and draft one contract; what cannot be used is a fault, not an error."""
    try:
        accepte = _lire_accepte(marche)
        ouverture = ouvreur.ouvrir(marche)
        lecture, library = ouverture.lecture, ouverture.library
        if lecture.marche is None:
            return Essai(
                marche,
                tuple(f"constat\t{f.code} {f.constat}" for f in lecture.findings),
                accepte,
                lecture.findings if accepte is None else (),
            )
        ebauche = sketch(lecture.marche, library, tuple(library.pieces), lecture.locate)
        fautes = [f for f in ebauche.findings if f.code in UNUSABLE]
        for draft in ebauche.drafts:
            fautes.extend(text_findings(draft, dict(library.clauses)))
        if fautes:
            return Essai(marche, (), accepte, tuple(fautes))
        return Essai(marche, texte_du_marche(ebauche, lecture.findings), accepte)
    except Refused as refus:
        return Essai(marche, (), None, refus.findings)


def _lire_accepte(marche: Path) -> tuple[str, ...] | None:
    chemin = chemin_accepte(marche)
    if not chemin.exists():
        return None
    return tuple(ligne for ligne in read_text(chemin).split("\n") if ligne and not ligne.startswith("#"))


def _tache(marche: Path, racine: str, organisation: str | None) -> Essai:
    return un_essai(marche, _ouvreur(racine, organisation))


def essayer(
    marches: Sequence[Path],
    racine: Path | None = None,
    suivi: Callable[[Essai], None] = lambda _essai: None,
    processus: int | None = None,
    organisation: str | None = None,
) -> tuple[Essai, ...]:
    """Try every contract with the library at `racine` (the shipped one by default), on every processor.

    `organisation` is « --organisation ». `suivi` is called as each one ends, in order. Raises `Refused` when the library cannot be used.
    """
    bibliotheque = str(racine or shipped_library())
    _ouvreur.cache_clear()
    _ouvreur(bibliotheque, organisation)
    nombre = min(processus or os.cpu_count() or 1, len(marches))
    essais: list[Essai] = []
    if nombre < 2 or len(marches) < _SEUIL_PARALLELE:
        for marche in marches:
            essais.append(_tache(marche, bibliotheque, organisation))
            suivi(essais[-1])
        return tuple(essais)
    with ProcessPoolExecutor(nombre) as bassin:
        for essai in bassin.map(_tache, marches, [bibliotheque] * len(marches), [organisation] * len(marches)):
            essais.append(essai)
            suivi(essai)
    return tuple(essais)


def accepter(essais: Iterable[Essai]) -> tuple[Path, ...]:
    """Write the texts that changed as accepted; a contract at fault is left alone. `Refused` (code 3) on failure."""
    ecrits = []
    for essai in essais:
        if essai.fautes or not essai.change:
            continue
        chemin = chemin_accepte(essai.marche)
        write_text(chemin, "\n".join((ENTETE, *essai.texte)) + "\n")
        ecrits.append(chemin)
    return tuple(ecrits)
