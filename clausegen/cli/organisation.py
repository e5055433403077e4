"""`clausegen organisation`."""

from __future__ import annotations

import click

from clausegen.cli.sous_commandes import Famille


class _Organisation(Famille):
    table = {"creer": ("clausegen.cli.organisation_creer", "Créer le dossier d’une organisation, expliqué dedans.")}


@click.group("organisation", cls=_Organisation, subcommand_metavar="COMMANDE [ARGUMENTS]…")
def command() -> None:
    """Crée le dossier de votre organisation : identité, valeurs par défaut, clauses, gabarits, charte."""
