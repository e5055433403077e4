"""A library (or a folder of clauses laid over one) examined: its files, its rules, its examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clausegen.findings import Finding, Niveau, Refused
from clausegen.library import inspect_library, load_library, shipped_library
from clausegen.library.couches import Couche, poser
from clausegen.model import Clause, Library
from clausegen.sources import read_text
from clausegen.verifier import orthographe
from clausegen.verifier.bilan import Controle, situe
from clausegen.verifier.essais import Essais, essayer
from clausegen.verifier.execution import Choix, executer, filtrer, sans_doublons
from clausegen.verifier.memoire import de_liste, empreinte, en_liste, fichiers, garder, reprendre
from clausegen.verifier.parallele import repartir
from clausegen.verifier.regle import Cible, rules_of
from clausegen.verifier.source import lire_source
from clausegen.verifier.sujets import SujetBibliotheque, SujetClause
from clausegen.verifier.suppressions import Suppression, appliquer, suppressions_du_texte

SEUIL_PARALLELE = 40


@dataclass(frozen=True)
class Examen:
    """Result: a control for each clause and one for the rest, findings set aside by a comment."""

    controles: tuple[Controle, ...]
    ecartes: tuple[Finding, ...]


def examiner_bibliotheque(
    racine: Path, choix: Choix, aujourd_hui: dt.date, couche: Couche | None = None, seules: Iterable[Path] | None = None
) -> Examen:
    """Examine a library; with `couche`, only the clauses that it brings; with `seules`, only these clause files."""
    library, lus = _lire(racine)
    findings = list(lus)
    if couche is not None:
        library, nouveaux = poser(library, couche)
        findings.extend(nouveaux)
    ids = frozenset(library.clauses)
    library = _avec_secours(library)
    wanted = set(library.clauses) if couche is None else set(couche.ids)
    if seules is not None:
        named = {str(p.resolve()) for p in seules}
        wanted = {i for i in wanted if str(Path(_reel(library.clauses[i].path, racine, couche)).resolve()) in named}
    fautifs = {f.location.path for f in findings if f.niveau is Niveau.BLOQUANT}
    sujets = {
        c.id: _sujet(c, library, ids, aujourd_hui, racine, couche) for c in library.clauses.values() if c.id in wanted
    }
    dits = _regles_de_clause(sujets, library, choix)
    findings.extend(dits)
    # What cannot be written is said once, at its place: its examples would only say it again.
    fautives = {f.location.path for f in dits if f.niveau is Niveau.BLOQUANT and f.code.startswith("CG2")}
    saines = _saines(library, {_reel(p, racine, couche) for p in fautifs}, racine, couche)
    run = [c.id for c in saines.clauses.values() if c.id in wanted and c.path not in fautives]
    essais = essayer(saines, run) if saines.references and saines.baremes else Essais({})
    findings.extend(essais.findings)
    if seules is None and couche is None:
        tout = SujetBibliotheque(library, sujets, aujourd_hui, essais)
        findings.extend(executer(rules_of(Cible.BIBLIOTHEQUE), tout, str(racine), choix))
    else:
        tout = SujetBibliotheque(
            library, {**_autres(library, ids, aujourd_hui, racine, couche), **sujets}, aujourd_hui, essais
        )
        about = {library.clauses[i].path for i in wanted}
        findings.extend(
            f for f in executer(rules_of(Cible.BIBLIOTHEQUE), tout, str(racine), choix) if f.location.path in about
        )
    examen = _ranger(filtrer(sans_doublons(findings), choix), library, wanted, racine, couche, choix)
    if seules is None:
        return examen
    return replace(examen, controles=tuple(c for c in examen.controles if str(Path(c.chemin).resolve()) in named))


def _lire(racine: Path) -> tuple[Library, tuple[Finding, ...]]:
    """The library and what is wrong with its files; one without fault comes from its snapshot, ten times faster."""
    try:
        return load_library(racine), ()
    except Refused:
        return inspect_library(racine)


def _avec_secours(library: Library) -> Library:
    """Rules on texts still run when the register of this library cannot be read: with that of the shipped one."""
    if library.references is not None and library.baremes is not None:
        return library
    shipped = load_library(shipped_library())
    return replace(
        library, references=library.references or shipped.references, baremes=library.baremes or shipped.baremes
    )


def _reel(path: str, racine: Path, couche: Couche | None) -> str:
    if couche is not None and path in couche.chemins:
        return str(couche.chemins[path])
    if path.startswith(f"{racine.name}/"):
        return str(racine / path[len(racine.name) + 1 :])
    return path


def _sujet(
    clause: Clause, library: Library, ids: frozenset[str], jour: dt.date, racine: Path, couche: Couche | None
) -> SujetClause:
    text = read_text(Path(_reel(clause.path, racine, couche)), 1_000_000)
    return SujetClause(clause, lire_source(clause.path, text, clause.body_line), library, ids, jour)


def _autres(
    library: Library, ids: frozenset[str], jour: dt.date, racine: Path, couche: Couche | None
) -> Mapping[str, SujetClause]:
    return {c.id: SujetClause(c, lire_source(c.path, "", 1), library, ids, jour) for c in library.clauses.values()}


def _saines(library: Library, fautifs: set[str], racine: Path, couche: Couche | None) -> Library:
    """The library without what would stop the examples: clauses whose file has a blocking fault, or without a place."""
    kept = {
        c.id: c for c in library.clauses.values()
        if _reel(c.path, racine, couche) not in fautifs and c.piece in library.pieces
        and any(a.slug == c.article for a in library.pieces[c.piece].articles)
    }  # fmt: skip
    if len(kept) == len(library.clauses):
        return library
    return replace(library, clauses=kept, digest=empreinte(library.digest, *kept))


def _regles_de_clause(sujets: Mapping[str, SujetClause], library: Library, choix: Choix) -> list[Finding]:
    if not sujets:
        return []
    root = Path(library.root)
    sample = next(iter(sujets.values()))
    monde = empreinte(
        *sorted(sample.ids), fichiers((root / "references").glob("*.yaml")), fichiers((root / "baremes").glob("*.yaml")),
        *(p.digest for p in library.pieces.values()), *sorted(library.parametres), sample.aujourd_hui.isoformat(), repr(choix),
        orthographe.marque(), *sorted(orthographe.lexique(library.root)),
    )  # fmt: skip
    # One text on disk for the whole library: what a clause gave is found by the content of its file.
    kept = reprendre(f"regles\n{library.root}") or {}
    cles = {i: empreinte(sujet.clause.path, sujet.source.texte, monde) for i, sujet in sujets.items()}
    todo = [i for i in sujets if cles[i] not in kept]

    def examiner(identifier: str) -> tuple[Finding, ...]:
        sujet = sujets[identifier]
        return executer(rules_of(Cible.CLAUSE), sujet, sujet.clause.path, choix)

    lots = [todo[i : i + 15] for i in range(0, len(todo), 15)]
    done = dict(zip(todo, repartir(examiner, lots, SEUIL_PARALLELE), strict=True))
    fresh: dict[str, list[object]] = {}
    out: list[Finding] = []
    for identifier, cle in cles.items():
        found = done[identifier] if identifier in done else tuple(de_liste(values) for values in kept[cle])
        out.extend(found)
        if not any(f.code == "CG909" for f in found):
            fresh[cle] = [en_liste(f) for f in found]
    if todo and orthographe.marque():
        wrong = frozenset(f.constat.split()[1] for f in out if f.code == "CG701")
        orthographe.retenir((sujets[i].source.ecrit for i in todo), wrong)
    if fresh.keys() - kept.keys():
        garder(f"regles\n{library.root}", {**kept, **fresh} if len(kept) < 4 * len(library.clauses) else fresh)
    return out


def _ranger(
    findings: tuple[Finding, ...], library: Library, wanted: set[str], racine: Path, couche: Couche | None, choix: Choix
) -> Examen:
    """Findings by file, without those that a comment sets aside."""
    noms = {_reel(library.clauses[i].path, racine, couche): i for i in wanted}
    by_file: dict[str, list[Finding]] = {path: [] for path in noms}
    for f in findings:
        path = _reel(f.location.path, racine, couche) if f.location.path else str(racine)
        by_file.setdefault(path, []).append(replace(f, location=replace(f.location, path=path)))
    controles: list[Controle] = []
    aside: list[Finding] = []
    actifs = {r.code for c in (Cible.CLAUSE, Cible.BIBLIOTHEQUE) for r in rules_of(c) if choix.garde(r.code)}
    for path, found in by_file.items():
        kept, out = appliquer(found, _suppressions(path), actifs)
        aside.extend(situe(f) for f in out)
        shown = tuple(situe(f) for f in filtrer(kept, choix))
        if path in noms or shown:
            controles.append(
                Controle("clause" if path in noms else "bibliothèque", noms.get(path, Path(path).name), path, shown)
            )
    return Examen(tuple(controles), tuple(aside))


def _suppressions(path: str) -> tuple[Suppression, ...]:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    return suppressions_du_texte(path, text)
