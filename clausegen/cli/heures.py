"""`clausegen heures`: the hours of insertion of each lot, explained, and the note de calcul."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.produire import contract_files
from clausegen.cli.report import print_findings
from clausegen.context import Contexte
from clausegen.facts.etude_heures import EtudeLot
from clausegen.facts.heures_dites import AVERTISSEMENT, en_json, en_markdown, en_texte, total
from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.generation import generate, prepare
from clausegen.imports.importer import INCOMPLET
from clausegen.organisation import Ouvreur
from clausegen.output import ToWrite, write_all
from clausegen.word import untouched

NOTE = "note-calcul"


def _check_name(path: Path) -> None:
    if path.suffix.lower() != ".docx":
        raise Refused([Finding("CG904", Niveau.BLOQUANT, "la note de calcul est un document Word",
                               "donnez un nom qui finit par « .docx »", Location(str(path)))])  # fmt: skip


def _en_attendant(findings: Sequence[Finding], path: Path) -> list[Finding]:
    """A contract that only lacks fields has its hours proposed elsewhere: say where."""
    if any(f.code not in INCOMPLET for f in findings if f.niveau is Niveau.BLOQUANT):
        return []
    return [Finding("CG157", Niveau.CONSEIL, "ce fichier de marché est incomplet : ses heures ne peuvent pas encore être arrêtées",
                    f"en attendant, « clausegen conseiller {path} » les propose d’après ce qui est déjà écrit", Location(str(path)))]  # fmt: skip


def _titre(contexte: Contexte, rang: int) -> str:
    lot = contexte.lots_bruts[rang]
    return f"Lot n°\u00a0{lot.numero}, {lot.objet}" if lot.numero else str(contexte.marche_brut.objet)


def _dire(contexte: Contexte, etudes: list[EtudeLot], style: str) -> None:
    marche = contexte.marche_brut
    if style == "json":
        lots = [
            en_json(lot.numero, str(lot.objet), etude) for lot, etude in zip(contexte.lots_bruts, etudes, strict=True)
        ]
        donnees = {"reference": str(marche.reference or ""), "objet": str(marche.objet),
                   "date_consultation": marche.date_consultation.isoformat(), "avertissement": AVERTISSEMENT, "lots": lots}  # fmt: skip
        click.echo(json.dumps(donnees, ensure_ascii=False, indent=2))
        return
    forme = en_markdown if style == "markdown" else en_texte
    blocs = [forme(_titre(contexte, rang), etude) for rang, etude in enumerate(etudes)]
    if style == "markdown":
        blocs.insert(0, "# Heures d’insertion")
    somme = total(etudes)
    click.echo("\n\n".join([*blocs, *([somme] if somme else []), AVERTISSEMENT]))


@click.command("heures")
@click.argument("marche", metavar="MARCHE", type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["texte", "json", "markdown"]), default="texte", show_default=True,
              help="Forme de la réponse.")  # fmt: skip
@click.option("--note", type=click.Path(dir_okay=False, path_type=Path), metavar="FICHIER.docx",
              help="Écrire aussi la note de calcul, en Word.")  # fmt: skip
@organisation_option
def command(marche: Path, style: str, note: Path | None, organisation: str | None) -> int:
    """Calcule les heures d’insertion de chaque lot et montre le calcul.

    Ce que le fichier de marché ne donne pas est proposé d’après les tables de la bibliothèque, et signalé « à confirmer ».
    """
    if note is not None:
        _check_name(note)
    ouverture = Ouvreur(organisation).ouvrir(contract_files([marche])[0])
    lecture = ouverture.lecture
    if lecture.marche is None or any(f.niveau is Niveau.BLOQUANT for f in lecture.findings):
        raise Refused([*lecture.findings, *_en_attendant(lecture.findings, marche)], lecture.exit_code)
    library = ouverture.library
    contexte = prepare(lecture.marche, library)
    etudes = [faits.etude_heures for faits in contexte.facts.lots]
    _dire(contexte, etudes, style)
    if note is None:
        return 0
    production = generate(
        lecture.marche, library, ouverture.atelier.gabarits, (NOTE,), ouverture.source, lecture.locate
    )
    if production.refuse or not production.pieces:
        print_findings((f for f in production.findings if f.niveau is Niveau.BLOQUANT or f.code == "CG254"), err=True)
        click.echo("La note de calcul n’a pas été écrite.", err=True)
        return 1
    (written,) = write_all(note.parent, [ToWrite(note.stem, ".docx", production.pieces[0].data, untouched)])
    suite = " (un fichier d’une autre main existait : il est conservé)" if written.action == "à côté" else ""
    click.echo(f"Note de calcul : {written.path}{suite}", err=True)
    return 0
