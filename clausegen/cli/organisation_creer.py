"""`clausegen organisation creer`."""

from __future__ import annotations

import sys
from pathlib import Path

import click


def _siret(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    from clausegen.marche.identifiants import lire_siret

    if not value:
        return ""
    try:
        return lire_siret(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command("creer")
@click.argument("dossier", metavar="DOSSIER", type=click.Path(path_type=Path))
@click.option("--nom", default="", help="Dénomination ; sinon demandée, ou le nom du dossier.")
@click.option("--siret", default="", callback=_siret, help="Quatorze chiffres.")
def command(dossier: Path, nom: str, siret: str) -> int:
    """Crée DOSSIER : organisation.yaml commenté, clauses, gabarits, contrats, LISEZ-MOI et schémas pour les éditeurs.

    Code de sortie : 0 dossier créé ; 2 il contient déjà une organisation ; 3 écriture impossible.
    """
    from clausegen.library import load_library
    from clausegen.organisation.creer import creer
    from clausegen.organisation.modele import FICHIER
    from clausegen.output import check_new

    check_new(dossier / FICHIER)
    if not nom and sys.stdin.isatty():
        nom = click.prompt("Nom de l’organisation", err=True)
    for path in creer(dossier, load_library(), nom or dossier.resolve().name, siret):
        click.echo(f"Créé : {path}")
    click.echo(f"Ensuite : complétez {dossier / FICHIER}, puis clausegen config --organisation {dossier}", err=True)
    return 0
