"""`clausegen schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("schema")
@click.option("-o", "--sortie", type=click.Path(dir_okay=False, path_type=Path), help="Fichier à écrire (sinon : l’écran).")
def command(sortie: Path | None) -> None:
    """Écrit le schéma JSON du fichier de marché.

    Un éditeur de texte s’en sert pour proposer les rubriques et signaler les fautes pendant la saisie.
    """
    from clausegen.marche import schema
    from clausegen.output import write_text

    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    if sortie is None:
        click.echo(text, nl=False)
    else:
        write_text(sortie, text)
        click.echo(f"Écrit : {sortie}")
