"""`clausegen nouveau`: a contract file, blank or taken from a workbook, published data or a Word piece."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausegen.cli.report import print_findings
from clausegen.findings import Niveau
from clausegen.library import shipped_library
from clausegen.output import check_new, write_new

if TYPE_CHECKING:
    from clausegen.imports.importer import Importe
    from clausegen.marche.saisie import Saisie

QUESTIONS = (
    "objet", "reference", "nature", "acheteur.nom", "acheteur.siret", "montant_estime", "duree", "date_limite",
)  # fmt: skip


def _questions(arbre: dict[str, object]) -> None:
    """Ask what is not known yet, eight questions at most; an empty answer leaves the field to complete."""
    from clausegen.imports.arbre import lire, poser
    from clausegen.marche.saisie import saisie_de

    click.echo("Entrée seule : répondre plus tard, dans le fichier.", err=True)
    for nom in QUESTIONS:
        chemin = tuple(nom.split("."))
        saisie = saisie_de(chemin)
        if saisie is None or lire(arbre, chemin) is not None:
            continue
        reponse = click.prompt(_libelle(saisie), default="", show_default=False, err=True, value_proc=partial(_valider, saisie))
        if reponse:
            poser(arbre, chemin, reponse)


def _libelle(saisie: Saisie) -> str:
    if saisie.choix:
        return f"{saisie.titre} ({', '.join(saisie.choix)})"
    return f"{saisie.titre} (ex. : {saisie.exemple})"


def _valider(saisie: Saisie, texte: str) -> str:
    """The answer as the file holds it; a wrong one is told and asked again."""
    propre = " ".join(texte.split())
    if not propre:
        return ""
    try:
        saisie.lire(propre)
    except ValueError as faute:
        raise click.UsageError(str(faute).replace(" entre guillemets", "")) from None
    return saisie.ecrire(propre)


def _compte_rendu(importe: Importe, source: Path) -> None:
    from clausegen.imports.arbre import feuilles

    lus = sum(1 for _ in feuilles(importe.arbre))
    saisis = importe.arbre.get("lots")
    lots = len(saisis) if isinstance(saisis, list) else 0
    click.echo(f"Lecture de {source} ({importe.origine}) : {lus} valeur{'s' if lus > 1 else ''} reprise{'s' if lus > 1 else ''}"
               f"{f', {lots} lots' if lots > 1 else ''}.", err=True)  # fmt: skip


@click.command("nouveau")
@click.argument("dossier", metavar="DOSSIER", type=click.Path(path_type=Path))
@click.option("--depuis", type=click.Path(path_type=Path), metavar="FICHIER",
              help="Classeur .xlsx (formulaire ou estimation), données essentielles .json, pièce .docx de clausegen, ou .yaml.")  # fmt: skip
@click.option("--id", "identifiant", default="", metavar="ID",
              help="Marché à reprendre, si les données essentielles en contiennent plusieurs (« SIRET/numéro » s’il le faut).")  # fmt: skip
@click.option("--sans-question", is_flag=True, help="Ne rien demander : ce qui manque est marqué « À compléter ».")
def command(dossier: Path, depuis: Path | None, identifiant: str, sans_question: bool) -> int:
    """Crée DOSSIER/marche.yaml, commenté, à compléter dans un éditeur. Un fichier existant n’est jamais remplacé.

    Code de sortie : 0 fichier créé ; 1 créé, avec un constat bloquant ; 2 fichier inutilisable ; 3 écriture impossible.
    """
    from clausegen.imports.formulaire import a_completer
    from clausegen.imports.importer import Importe, importer
    from clausegen.imports.schema_proche import NOM, schema_pour
    from clausegen.imports.squelette import rediger
    from clausegen.imports.tribunal import tribunal_propose

    cible = dossier / "marche.yaml"
    check_new(cible)
    library = shipped_library()
    importe = importer(depuis, library, identifiant) if depuis is not None else Importe("", {})
    if depuis is not None:
        _compte_rendu(importe, depuis)
        print_findings(importe.findings, err=True)
    arbre = dict(importe.arbre)
    if importe.texte:
        write_new(cible, importe.texte.encode("utf-8", "surrogatepass"))
    else:
        if not sans_question and sys.stdin.isatty():
            _questions(arbre)
        tribunal = tribunal_propose(arbre, library)
        notes = {**importe.notes, **({"acheteur.tribunal": tribunal} if tribunal else {})}
        adresse, contenu = schema_pour(dossier)
        write_new(cible, rediger(arbre, notes, importe.tete, adresse).encode("utf-8"))
        if contenu is not None:
            write_new(dossier / NOM, contenu)
    vides = a_completer(arbre)
    if vides:
        click.echo(f"À compléter ({len(vides)}) : {', '.join(vides)}", err=True)
    click.echo(f"Créé : {cible}")
    click.echo(f"Ensuite : complétez ce fichier, puis clausegen produire {dossier}", err=True)
    return 1 if any(f.niveau is Niveau.BLOQUANT for f in importe.findings) else 0
