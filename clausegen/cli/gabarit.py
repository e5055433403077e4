"""`clausegen gabarit`."""

from __future__ import annotations

import click

from clausegen.cli.sous_commandes import Famille


class _Gabarit(Famille):
    table = {
        "creer": (
            "clausegen.cli.gabarit_creer",
            "Copier un gabarit livré dans votre organisation, à modifier dans Word.",
        ),
        "champs": ("clausegen.cli.gabarit_champs", "Écrire la table des champs et des emplacements à copier."),
    }


@click.group("gabarit", cls=_Gabarit, subcommand_metavar="COMMANDE [ARGUMENTS]…")
def command() -> None:
    """Copie un gabarit livré pour le modifier dans Word, et donne la table des champs à y placer."""
