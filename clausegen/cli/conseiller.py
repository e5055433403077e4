"""`clausegen conseiller`: which lever for each lot, which contracts of a programme suit insertion."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.produire import contract_files
from clausegen.cli.report import as_json, print_findings
from clausegen.conseil import Lecture, Outils, classer, lire_achats
from clausegen.conseil.depuis_marche import Sourcing
from clausegen.conseil.dire import AVERTISSEMENT
from clausegen.conseil.en_texte import classement_en_texte, conseil_en_texte, ecartes_en_texte, plier
from clausegen.conseil.programme import Classement
from clausegen.findings import Niveau
from clausegen.marche.choix import TypeAcheteur
from clausegen.marche.dates import lire_date
from clausegen.organisation import Ouvreur
from clausegen.output import ToWrite, write_all
from clausegen.values import parse_montant

_T = TypeVar("_T")
_SORTIES = (".xlsx", ".md")
_ACTIONS = {
    "à côté": " (un fichier d’une autre main existait : il est conservé)",
    "remplacé": " (remplacé)",
    "inchangé": " (inchangé)",
    "créé": "",
}


def _jour(_ctx: click.Context, _param: click.Parameter, valeur: str | None) -> dt.date:
    if valeur is None:
        return dt.date.today()
    try:
        return lire_date(valeur)
    except ValueError as faute:
        raise click.BadParameter(str(faute)) from None


def _par_lot(lire: Callable[[str], _T]) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], dict[str, _T]]:
    """« 12 » for every lot, « 2=12 » for lot 2."""

    def lu(_ctx: click.Context, _param: click.Parameter, valeurs: tuple[str, ...]) -> dict[str, _T]:
        out: dict[str, _T] = {}
        for valeur in valeurs:
            lot, egal, reste = valeur.rpartition("=")
            try:
                out[lot.strip() if egal else ""] = lire(reste)
            except ValueError as faute:
                raise click.BadParameter(str(faute)) from None
        return out

    return lu


def _compte(texte: str) -> int:
    propre = texte.strip()
    if not propre.isdecimal() or len(propre) > 6:
        raise ValueError(f"« {propre[:20]} » n’est pas un nombre de fournisseurs — écrivez 12, ou LOT=12")
    return int(propre)


def _montant(texte: str) -> Decimal:
    montant = Decimal(parse_montant(texte))
    if montant <= 0:
        raise ValueError("le chiffre d’affaires doit être supérieur à zéro")
    return montant


def _sortie(_ctx: click.Context, _param: click.Parameter, valeur: Path | None) -> Path | None:
    if valeur is not None and valeur.suffix.lower() not in _SORTIES:
        raise click.BadParameter(f"« {valeur.name} » : le nom se termine par « .xlsx » ou « .md »")
    return valeur


def _ecrire(path: Path, classement: Classement, programme: bool) -> None:
    if path.suffix.lower() == ".xlsx":
        from clausegen.conseil.en_classeur import en_classeur
        from clausegen.sources.workbook_stamp import untouched_workbook

        item = ToWrite(path.stem, ".xlsx", en_classeur(classement), untouched_workbook)
    else:
        from clausegen.conseil.en_markdown import en_markdown, untouched_markdown

        item = ToWrite(path.stem, ".md", en_markdown(classement, programme).encode("utf-8"), untouched_markdown)
    (ecrit,) = write_all(path.parent, [item])
    click.echo(f"Écrit : {ecrit.path}{_ACTIONS[ecrit.action]}", err=True)


def _dire(style: str, lecture: Lecture, classement: Classement, detail: bool, tout: bool, limite: int) -> None:
    if style == "json":
        from clausegen.conseil.en_json import en_donnees

        constats: list[dict[str, Any]] = [as_json(f) for f in lecture.findings]
        click.echo(
            json.dumps(en_donnees(classement, lecture.forme, lecture.findings, constats), ensure_ascii=False, indent=2)
        )
        return
    if style == "markdown":
        from clausegen.conseil.en_markdown import en_markdown

        click.echo(en_markdown(classement, lecture.programme), nl=False)
        return
    largeur = shutil.get_terminal_size((100, 40)).columns
    if lecture.programme and not detail:
        lignes = [
            *classement_en_texte(classement, largeur, limite),
            *(["", *ecartes_en_texte(classement, largeur)] if tout else []),
        ]
        click.echo("\n".join(lignes))
        return
    conseils = classement.conseils if lecture.programme else sorted(classement.conseils, key=lambda c: c.achat.rang)
    blocs = ["\n".join(conseil_en_texte(c, largeur)) for c in conseils]
    click.echo("\n\n".join([*blocs, "\n".join(plier(AVERTISSEMENT, min(largeur, 120)))]))


@click.command("conseiller")
@click.argument("fichier", metavar="MARCHE|TABLEAU.xlsx|DECP.json", type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["texte", "json", "markdown"]), default="texte", show_default=True,
              help="Forme de la réponse.")  # fmt: skip
@click.option("-o", "--sortie", type=click.Path(dir_okay=False, path_type=Path), callback=_sortie, metavar="FICHIER.xlsx|.md",
              help="Écrire aussi le conseil entier dans un classeur ou en Markdown.")  # fmt: skip
@click.option(
    "--date", "jour", callback=_jour, metavar="JOUR", help="Jour du conseil (2027-01-15) ; sinon aujourd’hui."
)
@click.option("--fournisseurs", multiple=True, callback=_par_lot(_compte), metavar="[LOT=]N",
              help="Fournisseurs inclusifs repérés, pour le marché ou pour un lot ; répétable.")  # fmt: skip
@click.option("--ca-moyen", multiple=True, callback=_par_lot(_montant), metavar="[LOT=]MONTANT",
              help="Chiffre d’affaires moyen de ces fournisseurs ; répétable.")  # fmt: skip
@click.option("--acheteur", type=click.Choice(list(TypeAcheteur.valeurs)), default=None, metavar="TYPE",
              help="Type d’acheteur (etat, commune, entite_adjudicatrice…), quand le fichier ne le dit pas.")  # fmt: skip
@click.option(
    "--lots/--programme",
    "lots",
    default=None,
    help="Les lignes du tableau sont les lots d’un marché, ou des marchés distincts.",
)
@click.option("--detail", is_flag=True, help="Pour un programme : les raisons de chaque ligne.")
@click.option("--tout", is_flag=True, help="Pour un programme : aussi les marchés peu propices, avec leur motif.")
@click.option(
    "--limite",
    type=click.IntRange(1, 5000),
    default=25,
    show_default=True,
    help="Marchés montrés dans chaque liste d’un programme.",
)
@organisation_option
def command(
    fichier: Path, style: str, sortie: Path | None, jour: dt.date, fournisseurs: dict[str, int], ca_moyen: dict[str, Decimal],
    acheteur: str | None, lots: bool | None, detail: bool, tout: bool, limite: int,
    organisation: str | None,
) -> int:  # fmt: skip
    """Dit, pour chaque lot, les leviers sociaux recommandés, possibles ou écartés, et pourquoi.

    MARCHE est un fichier de marché (YAML, formulaire Excel, pièce Word). Un TABLEAU d’achats (une ligne par marché) ou des
    données essentielles donnent la liste ordonnée des marchés propices, avec leurs heures.

    Code de sortie : 0 ; 2 fichier inutilisable ; 3 écriture impossible.
    """
    chemin, ouvreur = contract_files([fichier])[0], Ouvreur(organisation)
    outils = Outils(ouvreur.atelier(chemin).library, jour)
    sourcing = Sourcing(fournisseurs, ca_moyen)
    lecture = lire_achats(chemin, outils, sourcing, acheteur or "", lots, lambda path: ouvreur.ouvrir(path).lecture)
    classement = classer(lecture.achats, outils)
    if sortie is not None:
        _ecrire(sortie, classement, lecture.programme)
    _dire(style, lecture, classement, detail, tout, limite)
    # Findings on what a contract is to become are those of « produire »: only what bears on the reading is said here.
    print_findings(
        (
            f
            for f in lecture.findings
            if lecture.programme or lecture.forme != "marché" or lecture.esquisse or f.niveau is Niveau.BLOQUANT
        ),
        err=True,
    )
    return 0
