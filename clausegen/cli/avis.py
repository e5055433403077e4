"""`clausegen avis`: what the notices must declare, from the clauses kept."""

from __future__ import annotations

import json
from pathlib import Path

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.produire import contract_files
from clausegen.findings import Niveau, Refused
from clausegen.generation import prepare
from clausegen.notices import SOCIAL_FIELDS, decp, eforms, reminders
from clausegen.organisation import Ouvreur
from clausegen.selection import select_clauses


@click.command("avis")
@click.argument("marche", metavar="MARCHE", type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["texte", "decp", "eforms"]), default="texte", show_default=True,
              help="Données essentielles (decp), champs sociaux de l’avis européen (eforms), ou les deux en clair.")  # fmt: skip
@organisation_option
def command(marche: Path, style: str, organisation: str | None) -> int:
    """Écrit ce que les avis doivent déclarer, d’après les clauses réellement retenues.

    Les champs connus après l’attribution (titulaires, offres reçues, dates) ne sont pas écrits.
    """
    ouverture = Ouvreur(organisation).ouvrir(contract_files([marche])[0])
    lecture = ouverture.lecture
    if lecture.marche is None or any(f.niveau is Niveau.BLOQUANT for f in lecture.findings):
        raise Refused(lecture.findings, lecture.exit_code)
    contexte = prepare(lecture.marche, ouverture.library)
    selection = select_clauses(contexte)
    if style == "decp":
        click.echo(json.dumps(decp(contexte, selection), ensure_ascii=False, indent=2))
        return 0
    notices = eforms(contexte, selection)
    if style == "eforms":
        click.echo(json.dumps(notices, ensure_ascii=False, indent=2))
        return 0
    for row, notice in zip(decp(contexte, selection)["marches"]["marche"], notices, strict=True):
        click.echo(f"Lot n° {notice['lot']}" if notice["lot"] else "Marché")
        social = ", ".join(row["considerationsSociales"]["considerationSociale"])
        environment = ", ".join(row["considerationsEnvironnementales"]["considerationEnvironnementale"])
        click.echo(f"  DECP, considérations sociales : {social}")
        click.echo(f"  DECP, considérations environnementales : {environment}")
        for field, value in notice["champs"].items():
            shown = value if isinstance(value, str) else " ; ".join(f"{v['code']} ({v['libelle']})" for v in value) or "(aucun)"
            click.echo(f"  {field} {SOCIAL_FIELDS[field]} : {shown}")
    for reminder in reminders(contexte):
        click.echo(reminder)
    click.echo("Lecture proposée par clausegen, à vérifier avant l’envoi de l’avis.", err=True)
    return 0
