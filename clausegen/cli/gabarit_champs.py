"""`clausegen gabarit champs`."""

from __future__ import annotations

from pathlib import Path

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.library.reader import suggest
from clausegen.organisation import Ouvreur


@click.command("champs")
@click.option("-p", "--piece", default="", metavar="PIECE", help="Articles et clauses d’une seule pièce (ccap, rc…).")
@click.option("-o", "--sortie", type=click.Path(dir_okay=False, path_type=Path), metavar="FICHIER",
              help="Fichier à écrire : .docx (Word) ou .md (texte) ; sinon, l’écran.")  # fmt: skip
@organisation_option
def command(piece: str, sortie: Path | None, organisation: str | None) -> int:
    """Écrit la table des champs du marché et des emplacements d’articles et de clauses, prêts à copier."""
    from clausegen.organisation.champs import en_markdown, groupes
    from clausegen.output import ToWrite, write_all
    from clausegen.word import untouched

    if sortie is not None and sortie.suffix.lower() not in (".docx", ".md"):
        raise click.BadParameter("donnez un nom qui finit par « .docx » ou « .md »", param_hint="'-o'")
    atelier = Ouvreur(organisation).atelier()
    library = atelier.library
    if piece and piece not in library.pieces:
        raise click.BadParameter(
            f"pièce inconnue « {piece} » — {suggest(piece, library.pieces) or 'pièces : ' + ', '.join(library.pieces)}",
            param_hint="'-p'",
        )
    if sortie is None:
        click.echo(en_markdown(groupes(library, piece)))
        return 0
    if sortie.suffix.lower() == ".md":
        item = ToWrite(
            sortie.stem,
            sortie.suffix,
            en_markdown(groupes(library, piece)).encode("utf-8"),
            lambda old: old.startswith(b"# Champs des gabarits"),
        )
    else:
        from clausegen.organisation.champs_word import ecrire_champs

        item = ToWrite(sortie.stem, sortie.suffix, ecrire_champs(library, atelier.organisation, piece), untouched)
    (written,) = write_all(sortie.parent, [item])
    click.echo(f"{'Inchangé' if written.action == 'inchangé' else 'Écrit'} : {written.path}")
    return 0
