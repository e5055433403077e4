"""`clausegen produire`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.report import as_json, count, print_findings
from clausegen.findings import Finding, Niveau, Refused
from clausegen.generation import Production, generate
from clausegen.organisation import Ouvreur
from clausegen.output import ToWrite, Written, piece_stem, write_all

# A program that clausegen calls (LibreOffice, poppler) is missing or failed.
TOOL = "CG330"


def contract_files(paths: Iterable[Path]) -> list[Path]:
    """Files as given; a folder stands for its `marche.yaml`, or for those of its folders."""
    out: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = [path / "marche.yaml"] if (path / "marche.yaml").is_file() else sorted(path.glob("*/marche.yaml"))
            out.extend(found or [path / "marche.yaml"])
        else:
            out.append(path)
    return out


@dataclass(frozen=True, slots=True)
class Options:
    """How to produce: pieces wanted (none = all), folder, page numbers in the table of contents, contract embedded."""

    pieces: tuple[str, ...]
    folder: Path
    pages: bool = False
    embed: bool = True


def produce_one(path: Path, ouvreur: Ouvreur, options: Options) -> tuple[Production, tuple[Finding, ...], tuple[Written, ...]]:
    """Read, generate, write. Raises `Refused` when the file cannot be used or the folder cannot be written."""
    from clausegen.word import untouched

    ouverture = ouvreur.ouvrir(path)
    lecture, library, gabarits = ouverture.lecture, ouverture.library, ouverture.atelier.gabarits
    if lecture.marche is None or any(f.niveau is Niveau.BLOQUANT for f in lecture.findings):
        raise Refused(lecture.findings, lecture.exit_code)
    source = ouverture.source if options.embed else ""
    production = generate(lecture.marche, library, gabarits, options.pieces, source, lecture.locate)
    findings = (*lecture.findings, *ouverture.atelier.constats, *production.findings)
    if options.pages and not production.refuse:
        from clausegen.word.pages import page_numbers

        try:
            numbers = {p.slug: page_numbers(p.data, tuple(p.draft.headings())) for p in production.pieces if p.sommaire}
        except Refused as missing:
            # The pieces are whole without these numbers, which Word adds when the table of contents is updated.
            findings = (*findings, *missing.findings)
        else:
            production = generate(lecture.marche, library, gabarits, options.pieces, source, lecture.locate, numbers)
    if production.refuse:
        return production, findings, ()
    reference = str(lecture.marche.reference)
    items = [ToWrite(piece_stem(reference, p.sigle, p.projet), ".docx", p.data, untouched) for p in production.pieces]
    written = write_all(options.folder, items)
    return production, findings, tuple(_beside(file, item) for file, item in zip(written, items, strict=True))


def _beside(file: Written, item: ToWrite) -> Written:
    """The file with the name of its twin, when a run before this one left it: a PROJET beside a finished piece, or the reverse."""
    stem = item.stem.removesuffix("_PROJET")
    twin = file.path.with_name(f"{stem if item.stem != stem else stem + '_PROJET'}{item.suffix}")
    return replace(file, other=twin if twin.is_file() else None)


def _open(count_: int) -> str:
    if count_ == 0:
        return "rien à compléter"
    return f"{count_} élément{'s' if count_ > 1 else ''} à compléter"


def _named(labels: Iterable[str]) -> str:
    """« Comptable assignataire ; Courriel de l’acheteur (2 fois) »."""
    return " ; ".join(label if n == 1 else f"{label} ({n} fois)" for label, n in Counter(labels).items())


_NOTES = {
    "à côté": "  (un fichier d’une autre main existait : il est conservé)",
    "inchangé": "  (inchangé)",
    "créé": "",
    "remplacé": "  (remplacé)",
}


def _requests(production: Production) -> list[dict[str, str]]:
    """Clauses that the contract asks for or withdraws, each with the officer's reason."""
    asked = production.contexte.marche_brut.clauses
    both = (("demandée", asked.ajouter), ("retirée", asked.retirer)) if asked else ()
    own = [{"demande": kind, "id": item.id, "motif": item.motif or ""} for kind, items in both for item in items]
    named = {request["id"] for request in own}
    decisions = production.selection.decisions
    house = [
        {"demande": "retirée", "id": i, "motif": motif}
        for i, motif in production.contexte.library.retraits.items()
        if i not in named and decisions[i].cause == "retiree"
    ]
    return own + house


def _say(path: Path, production: Production, findings: tuple[Finding, ...], written: tuple[Written, ...]) -> None:
    kept = len(production.selection.kept())
    click.echo(f"{path}", err=True)
    click.echo(f"  Clauses : {kept} retenues, {len(production.selection.decisions) - kept} écartées", err=True)
    for piece, file in zip(production.pieces, written, strict=False):
        click.echo(f"  ✔ {file.path}  {_open(piece.draft.missing)}{_NOTES[file.action]}")
        if piece.manquants:
            click.echo(f"      à compléter : {_named(piece.manquants)}", err=True)
        if file.other is not None:
            click.echo(f"      l’ancien {file.other.name} est resté dans le dossier : supprimez-le ou rangez-le", err=True)
    for request in _requests(production):
        reason = f" — {request['motif']}" if request["motif"] else ""
        click.echo(f"  clause {request['demande']} : {request['id']}{reason}", err=True)
    for default in production.contexte.marche_brut.defauts_calcules:
        if default.a_confirmer:
            click.echo(f"  à confirmer : {default.path} = {default.valeur} — {default.raison}", err=True)
    print_findings(findings, err=True)
    if production.refuse:
        click.echo("  Aucune pièce n’a été écrite : un constat l’interdit.", err=True)
    elif production.bloquant:
        click.echo("  Pièces écrites comme PROJET : un constat bloquant doit être levé avant publication.", err=True)
    summary = count(findings)
    click.echo(f"  Constats : {summary or 'aucun'}. Relecture juridique nécessaire avant publication.", err=True)


def _as_json(path: Path, production: Production, findings: tuple[Finding, ...], written: tuple[Written, ...]) -> dict[str, Any]:
    places = production.outline.places
    kept = [d.clause for d in production.selection.kept()]
    return {
        "marche": str(path),
        "pieces": [
            {
                "piece": piece.slug,
                "chemin": str(file.path),
                "action": file.action,
                "projet": piece.projet,
                "clauses": [
                    {"id": c.id, "version": c.version, "article": places[c.id].number} for c in kept if c.piece == piece.slug
                ],
                "a_completer": list(piece.manquants),
            }
            for piece, file in zip(production.pieces, written, strict=False)
        ],
        "demandes": _requests(production),
        "defauts": [
            {"champ": d.path, "valeur": str(d.valeur), "raison": d.raison, "a_confirmer": d.a_confirmer}
            for d in production.contexte.marche_brut.defauts_calcules
        ],
        "constats": [as_json(f) for f in findings],
    }  # fmt: skip


@click.command("produire")
@click.argument("marches", metavar="MARCHE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-p", "--piece", "pieces", multiple=True, metavar="PIECE", help="Pièce à écrire (ccap, rc…) ; répétable. Sinon : toutes.")
@click.option("-o", "--sortie", type=click.Path(path_type=Path), default=Path("sorties"), show_default=True,
              metavar="DOSSIER", help="Dossier où écrire les pièces.")  # fmt: skip
@click.option("--pages", is_flag=True, help="Numéros de page du sommaire, calculés par LibreOffice (une seconde de plus par pièce).")
@click.option("--sans-fichier", is_flag=True,
              help="Ne pas joindre le fichier de marché aux pièces : à employer pour celles que vous publiez.")  # fmt: skip
@click.option("--format", "style", type=click.Choice(["texte", "json"]), default="texte", show_default=True,
              help="Forme du compte rendu.")  # fmt: skip
@organisation_option
def command(
    marches: tuple[Path, ...], pieces: tuple[str, ...], sortie: Path, pages: bool, sans_fichier: bool, style: str,
    organisation: str | None,
) -> int:  # fmt: skip
    """Écrit les pièces d’un ou de plusieurs marchés.

    MARCHE est un fichier YAML, un formulaire Excel de clausegen, ou le dossier qui contient « marche.yaml ».

    Code de sortie : 0 rien de bloquant ; 1 constat bloquant ; 2 fichier inutilisable ; 3 écriture impossible ;
    4 programme absent (LibreOffice), pièces écrites sans numéros de page.
    """
    ouvreur = Ouvreur(organisation)
    library = ouvreur.nationale
    unknown = [p for p in pieces if p not in library.pieces]
    if unknown:
        raise click.BadParameter(f"pièce inconnue « {unknown[0]} » — pièces : {', '.join(library.pieces)}", param_hint="'-p'")
    files = contract_files(marches)
    options = Options(pieces, sortie, pages, not sans_fichier)
    worst_code = 0
    results: list[dict[str, Any]] = []
    bar = click.progressbar(files, label="Marchés", file=sys.stderr, hidden=len(files) < 2)
    with bar as steps:
        for path in steps:
            try:
                production, findings, written = produce_one(path, ouvreur, options)
            except Refused as refused:
                print_findings(refused.findings, err=True)
                click.echo(f"{path} : aucune pièce n’a été écrite ({count(refused.findings)}).", err=True)
                if style == "json":
                    results.append({"marche": str(path), "pieces": [], "constats": [as_json(f) for f in refused.findings]})
                worst_code = max(worst_code, refused.exit_code)
                continue
            worst_code = max(worst_code, 1 if production.bloquant else 0, 4 if any(f.code == TOOL for f in findings) else 0)
            if style == "json":
                results.append(_as_json(path, production, findings, written))
            else:
                _say(path, production, findings, written)
    if style == "json":
        click.echo(json.dumps(results[0] if len(results) == 1 else results, ensure_ascii=False, indent=2))
    return worst_code
