"""The option « --organisation » that every command that reads a library takes."""

from __future__ import annotations

import click

organisation_option = click.option(
    "--organisation", metavar="DOSSIER",
    help="Dossier de l’organisation ; à défaut, le plus proche qui contient « organisation.yaml » (« aucune » : sans).",
)  # fmt: skip
