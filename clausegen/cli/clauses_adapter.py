"""`clausegen clauses adapter`."""

from __future__ import annotations

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.findings import Finding, Niveau, Refused
from clausegen.organisation import Ouvreur
from clausegen.organisation.ouvrir import Atelier


def organisation_requise(atelier: Atelier) -> None:
    """`Refused` (CG273) when there is no organisation to write in."""
    if atelier.organisation is None or atelier.empilement is None:
        raise Refused([Finding("CG273", Niveau.BLOQUANT, "aucune organisation ici",
                               "placez-vous dans son dossier, donnez --organisation DOSSIER, ou créez-la : clausegen organisation creer DOSSIER")])  # fmt: skip


@click.command("adapter")
@click.argument("identifiant", metavar="ID")
@click.option(
    "--relue",
    is_flag=True,
    help="Dire que votre texte a été relu avec le texte de base d’aujourd’hui ; il n’est pas modifié.",
)
@organisation_option
def command(identifiant: str, relue: bool, organisation: str | None) -> int:
    """Copie le texte de base d’une clause dans votre organisation, prêt à modifier, avec la version dont il part.

    Code de sortie : 0 ; 2 clause inconnue ou déjà adaptée ; 3 écriture impossible.
    """
    from clausegen.organisation import atelier as ouvrage

    atelier = Ouvreur(organisation).atelier()
    organisation_requise(atelier)
    assert atelier.organisation is not None and atelier.empilement is not None
    if relue:
        path, version = ouvrage.relue(atelier.empilement, atelier.organisation, identifiant)
        click.echo(f"Relue avec la version {version} du texte de base : {path}")
        return 0
    path = ouvrage.adapter(atelier.empilement, atelier.organisation, identifiant)
    click.echo(f"Créé : {path}")
    click.echo(f"Ensuite : modifiez ce fichier, puis clausegen clauses --essayer {identifiant}", err=True)
    return 0
