"""`clausegen excel`: the workbook of an officer, blank or filled."""

from __future__ import annotations

from pathlib import Path

import click

from clausegen.cli.report import print_findings
from clausegen.findings import Niveau
from clausegen.library import shipped_library
from clausegen.output import check_new, write_new


@click.command("excel")
@click.argument("classeur", metavar="MARCHE.xlsx", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--depuis", type=click.Path(path_type=Path), metavar="FICHIER",
              help="Fichier de marché dont le classeur est rempli (ou tout fichier que « nouveau » sait lire).")  # fmt: skip
@click.option("--id", "identifiant", default="", metavar="ID", help="Marché à reprendre, si le fichier en contient plusieurs.")
def command(classeur: Path, depuis: Path | None, identifiant: str) -> int:
    """Écrit un classeur à remplir : marché, lots, critères, aide. Un fichier existant n’est jamais remplacé.

    Le classeur se donne ensuite à « produire », ou devient un fichier de marché : clausegen nouveau DOSSIER --depuis.
    """
    from clausegen.imports.classeur import ecrire_classeur
    from clausegen.imports.importer import Importe, importer
    from clausegen.imports.squelette import rediger

    if classeur.suffix.lower() != ".xlsx":
        raise click.BadParameter("le nom du classeur doit se terminer par « .xlsx »", param_hint="'MARCHE.xlsx'")
    check_new(classeur)
    source = depuis / "marche.yaml" if depuis is not None and depuis.is_dir() else depuis
    importe = importer(source, shipped_library(), identifiant) if source is not None else Importe("", {})
    print_findings(importe.findings, err=True)
    texte = importe.texte or (rediger(importe.arbre, importe.notes, importe.tete) if importe.arbre else "")
    write_new(classeur, ecrire_classeur(importe.arbre, texte))
    click.echo(f"Créé : {classeur}")
    click.echo(f"Ensuite : remplissez-le, puis clausegen produire {classeur}", err=True)
    return 1 if any(f.niveau is Niveau.BLOQUANT for f in importe.findings) else 0
