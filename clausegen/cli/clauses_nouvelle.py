"""`clausegen clauses nouvelle`."""

from __future__ import annotations

import datetime as dt
import sys

import click

from clausegen.cli.clauses_adapter import organisation_requise
from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.report import print_findings
from clausegen.model import Library
from clausegen.organisation import Ouvreur

CONDITIONS = {
    "toujours": "true", "insertion": "lot.faits.insertion_active", "travaux": 'faits.regime == "travaux"', "allotissement": "faits.alloti",
}  # fmt: skip


def _demander(library: Library, reponses: dict[str, str]) -> None:
    """Ask for what was not given by an option."""
    if not reponses["titre"]:
        reponses["titre"] = click.prompt("Titre de la clause, tel qu’il sera imprimé", err=True)
    if not reponses["piece"]:
        reponses["piece"] = click.prompt("Pièce", default="ccap", type=click.Choice(list(library.pieces)), err=True)
    plan = library.pieces.get(reponses["piece"])
    if not reponses["article"] and plan is not None:
        for article in plan.articles:
            click.echo(f"  {article.slug:<24} {article.titre}", err=True)
        reponses["article"] = click.prompt(
            "Article où la placer", type=click.Choice([a.slug for a in plan.articles]), show_choices=False, err=True
        )
    if not reponses["si"]:
        click.echo(
            "Quand la garder : " + ", ".join(CONDITIONS) + ", ou une condition comme celles de la bibliothèque",
            err=True,
        )
        reponses["si"] = click.prompt("Condition", default="toujours", err=True)
    if not reponses["texte"]:
        reponses["texte"] = click.prompt(
            "Texte (Entrée : l’écrire plus tard dans le fichier)", default="", show_default=False, err=True
        )


@click.command("nouvelle")
@click.option("--titre", default="", help="Titre imprimé.")
@click.option("--piece", default="", help="Pièce : ccap, rc…")
@click.option("--article", default="", help="Article du plan de la pièce.")
@click.option("--id", "identifiant", default="", help="Identifiant ; à défaut, tiré du titre.")
@click.option("--si", default="", help="Condition, ou un mot : " + ", ".join(CONDITIONS) + ".")
@click.option("--texte", default="", help="Texte de la clause.")
@click.option("--rang", type=click.IntRange(1, 999), help="Ordre dans l’article ; à défaut, à la fin.")
@click.option(
    "--fondement",
    "fondements",
    multiple=True,
    metavar="CLE",
    help="Texte du registre sur lequel elle s’appuie ; répétable.",
)
@organisation_option
def command(
    titre: str, piece: str, article: str, identifiant: str, si: str, texte: str, rang: int | None, fondements: tuple[str, ...],
    organisation: str | None,
) -> int:  # fmt: skip
    """Écrit le fichier d’une clause à vous, avec ses exemples. Dans un terminal, ce qui manque est demandé.

    Code de sortie : 0 fichier écrit ; 2 réponse à revoir ; 3 écriture impossible.
    """
    from clausegen.organisation.atelier import Nouvelle, ecrire_nouvelle

    atelier = Ouvreur(organisation).atelier()
    organisation_requise(atelier)
    assert atelier.organisation is not None and atelier.empilement is not None
    reponses = {"titre": titre, "piece": piece, "article": article, "si": si, "texte": texte}
    if sys.stdin.isatty():
        _demander(atelier.library, reponses)
    condition = CONDITIONS.get(reponses["si"] or "toujours", reponses["si"])
    nouvelle = Nouvelle(
        reponses["titre"],
        reponses["piece"] or "ccap",
        reponses["article"],
        identifiant,
        condition,
        reponses["texte"],
        rang or 0,
        fondements,
    )
    path, restes = ecrire_nouvelle(atelier.empilement, atelier.organisation, nouvelle, dt.date.today())
    click.echo(f"Créé : {path}")
    print_findings(restes, err=True)
    click.echo(f"Ensuite : clausegen clauses --essayer {nouvelle.id}", err=True)
    return 0
