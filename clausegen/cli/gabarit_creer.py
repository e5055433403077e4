"""`clausegen gabarit creer`."""

from __future__ import annotations

import click

from clausegen.cli.clauses_adapter import organisation_requise
from clausegen.cli.organisation_option import organisation_option
from clausegen.library.reader import suggest
from clausegen.organisation import Ouvreur


@click.command("creer")
@click.argument("piece", metavar="PIECE")
@organisation_option
def command(piece: str, organisation: str | None) -> int:
    """Copie le gabarit livré d’une pièce (ccap, rc…) dans « gabarits », habillé de votre charte, à modifier dans Word.

    Il remplace ensuite le gabarit livré pour cette pièce. La charte ne s’y applique plus : vous la modifiez dans Word.
    Un fichier existant n’est jamais remplacé.
    """
    from clausegen.organisation.gabarits import copie_a_modifier
    from clausegen.organisation.modele import GABARITS
    from clausegen.output import write_new

    atelier = Ouvreur(organisation).atelier()
    organisation_requise(atelier)
    assert atelier.organisation is not None
    pieces = atelier.library.pieces
    if piece not in pieces:
        raise click.BadParameter(
            f"pièce inconnue « {piece} » — {suggest(piece, pieces) or 'pièces : ' + ', '.join(pieces)}",
            param_hint="'PIECE'",
        )
    cible = atelier.organisation.racine / GABARITS / f"{piece}.docx"
    write_new(cible, copie_a_modifier(atelier.organisation, pieces[piece]))
    click.echo(f"Créé : {cible}")
    click.echo(f"Ensuite : modifiez-le dans Word, puis clausegen verifier {cible}", err=True)
    return 0
