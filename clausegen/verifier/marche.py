"""A contract examined: its file is read, its clauses are chosen, every piece is drafted and composed, nothing is written."""

from __future__ import annotations

from pathlib import Path

from clausegen.findings import Finding, Refused
from clausegen.generation import generate
from clausegen.library import shipped_templates
from clausegen.model import Library
from clausegen.organisation import Ouvreur
from clausegen.verifier.bilan import ECHEC_DE_REGLE, Controle, situe
from clausegen.verifier.execution import Choix, echec, filtrer, sans_doublons
from clausegen.verifier.memoire import de_liste, empreinte, en_liste, fichiers, garder, reprendre
from clausegen.verifier.parallele import repartir
from clausegen.verifier.suppressions import appliquer, suppressions_du_texte


def examiner_marche(chemin: Path, ouvreur: Ouvreur, choix: Choix) -> tuple[tuple[Controle, ...], tuple[Finding, ...]]:
    """Controls of a contract (the file, then each piece that it gives), and the findings set aside by a comment."""
    try:
        ouverture = ouvreur.ouvrir(chemin)
    except Refused as refused:
        return (
            Controle("marché", str(chemin), str(chemin), tuple(situe(f) for f in filtrer(refused.findings, choix))),
        ), ()
    lecture, library = ouverture.lecture, ouverture.library
    findings = [*lecture.findings, *ouverture.atelier.constats]
    pieces: list[Controle] = []
    if lecture.marche is not None:
        try:
            production = generate(lecture.marche, library, ouverture.atelier.gabarits, (), "", lecture.locate)
            findings.extend(production.findings)
            pieces = [
                Controle("essai", f"{chemin.parent.name or chemin.stem} × {p.slug}", str(chemin))
                for p in production.pieces
            ]
        except Refused as refused:
            findings.extend(refused.findings)
        except Exception as error:
            findings.append(echec("CG1xx", "production du marché", error, str(chemin)))
    unique = sans_doublons(findings)
    comments = suppressions_du_texte(str(chemin), lecture.source) if chemin.suffix.lower() in (".yaml", ".yml") else ()
    kept, aside = appliquer(unique, comments)
    racine = Path(library.root)
    shown = tuple(situe(f, racine) for f in filtrer(kept, choix))
    return (Controle("marché", str(chemin), str(chemin), shown), *pieces), tuple(situe(f, racine) for f in aside)


def examiner_contrats_types(library: Library, choix: Choix) -> tuple[Controle, ...]:
    """The sample contracts of a library, each piece written with the shipped gabarits.

    What the law says of a sample is not the business of the library: only faults of clauses, gabarits and citations count.
    """
    cle = empreinte("contrats types", library.digest, library.root, repr(choix), fichiers(Path(library.root).glob("*/*.yaml")),
                    fichiers(shipped_templates().glob("*.docx")))  # fmt: skip
    kept = reprendre(cle)
    if kept is not None:
        return tuple(Controle("essai", nom, chemin, tuple(map(de_liste, found))) for nom, chemin, found in kept)
    paths = sorted((Path(library.root) / "_exemples").glob("*.yaml"))
    out = [
        c for ones in repartir(lambda path: _contrat_type(path, library, choix), [[p] for p in paths], 2) for c in ones
    ]
    if not any(f.code == ECHEC_DE_REGLE for c in out for f in c.findings):
        garder(cle, [[c.nom, c.chemin, [en_liste(f) for f in c.findings]] for c in out])
    return tuple(out)


def _contrat_type(path: Path, library: Library, choix: Choix) -> tuple[Controle, ...]:
    from clausegen.marche import build_marche
    from clausegen.sources import read_yaml

    findings: tuple[Finding, ...] = ()
    slugs: tuple[str, ...] = ("",)
    try:
        marche, problems = build_marche(read_yaml(path).plain())
        findings = tuple(problems)
        if marche is not None:
            production = generate(marche, library, shipped_templates())
            findings += tuple(f for f in production.findings if f.code.startswith(("CG2", "CG3", "CG41")))
            slugs = tuple(p.slug for p in production.pieces)
    except Refused as refused:
        findings = refused.findings
    except Exception as error:
        findings = (echec("CG2xx", "contrat type", error, str(path)),)
    shown = tuple(situe(f, Path(library.root)) for f in filtrer(sans_doublons(findings), choix))
    return tuple(
        Controle("essai", f"{path.stem} × {slug}" if slug else path.stem, str(path), shown if i == 0 else ())
        for i, slug in enumerate(slugs)
    )
