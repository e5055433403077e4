"""`clausegen clauses vers-word`."""

from __future__ import annotations

from pathlib import Path

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.organisation import Ouvreur

CONSIGNES = (
    "Corrigez librement le texte, le titre, les valeurs par défaut, le conseil : les modifications sont suivies.",
    "Fond bleu : ce que le programme écrira (une valeur du marché, le nom des parties, un article). À laisser, ou à supprimer en entier.",
    "Fond vert : un passage qui dépend du marché, de « si … » à « fin », de « pour chaque … » à « suivant ». Son texte se corrige ; ses bornes vont par deux.",
    "Fond gris : ce qui se change dans le fichier de la clause. Écrivez votre demande dans « Remarques du relecteur ».",
)


@click.command("vers-word")
@click.argument("noms", metavar="[ID]... FICHIER.docx", nargs=-1, required=True)
@click.option(
    "--lot",
    "familles",
    metavar="FAMILLE",
    multiple=True,
    help="Dossier de clauses : obligations_execution, socle… ; répétable.",
)
@click.option("--piece", "pieces", metavar="PIECE", multiple=True, help="Clauses d’une pièce : ccap, rc… ; répétable.")
@organisation_option
def command(noms: tuple[str, ...], familles: tuple[str, ...], pieces: tuple[str, ...], organisation: str | None) -> int:
    """Écrit les clauses dans un document Word à relire et corriger, modifications suivies ; à reprendre par « depuis-word ».

    Sans ID ni option : toutes les clauses. Un fichier existant n’est jamais remplacé (« _v2 »).

    Code de sortie : 0 ; 2 clause, famille ou pièce inconnue ; 3 écriture impossible.
    """
    from clausegen.organisation.ecarts import texte_du_fichier
    from clausegen.output import ToWrite, write_all
    from clausegen.revue.fiches import choisir, fiche_de
    from clausegen.word.revue_ecrire import ecrire_revue

    *ids, nom = noms
    cible = Path(nom)
    if cible.suffix.lower() != ".docx":
        raise click.UsageError(f"le dernier mot doit être le fichier à écrire, en « .docx » : « {nom} »")
    atelier = Ouvreur(organisation).atelier()
    library = atelier.library
    clauses = choisir(library, ids, familles, pieces)
    fiches = [fiche_de(c, library, texte_du_fichier(c, Path(library.root))) for c in clauses]
    chez = f" — {atelier.organisation.nom}" if atelier.organisation is not None else ""
    pluriel = "s" if len(fiches) > 1 else ""
    data = ecrire_revue(
        "Clauses à relire", f"Bibliothèque {library.version}{chez} — {len(fiches)} clause{pluriel}", CONSIGNES, fiches
    )
    [ecrit] = write_all(cible.parent, [ToWrite(cible.stem, ".docx", data, lambda _existant: False)])
    click.echo(
        f"{ecrit.action.capitalize() if ecrit.action != 'à côté' else 'Créé (à côté de l’existant)'} : {ecrit.path} ({len(fiches)} clause{pluriel})"
    )
    click.echo(f"Ensuite : corrigez-le dans Word, puis clausegen clauses depuis-word {ecrit.path} --voir", err=True)
    return 0
