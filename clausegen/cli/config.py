"""`clausegen config`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.report import print_findings
from clausegen.findings import Niveau
from clausegen.organisation import Ouvreur


@click.command("config")
@click.argument("marche", required=False, type=click.Path(path_type=Path))
@click.option("--parametres", is_flag=True, help="Tous les paramètres de clauses, avec leur valeur par défaut.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["texte", "json"]),
    default="texte",
    show_default=True,
    help="Forme de la réponse.",
)
@organisation_option
def command(marche: Path | None, parametres: bool, style: str, organisation: str | None) -> int:
    """Montre ce que votre organisation change ; avec MARCHE, toutes ses valeurs. L’origine de chacune est dite.

    Du plus faible au plus fort : valeur calculée, bibliothèque nationale, base, organisation, fichier de marché, lot.
    """
    from clausegen.cli.produire import contract_files
    from clausegen.organisation.config import Ligne, lignes_de_l_organisation, lignes_des_parametres, lignes_du_marche
    from clausegen.organisation.priorite import ORDRE

    ouvreur = Ouvreur(organisation)
    lignes: list[Ligne] = []
    if marche is not None:
        ouverture = ouvreur.ouvrir(contract_files([marche])[0])
        atelier = ouverture.atelier
        lignes.extend(lignes_du_marche(ouverture))
    else:
        atelier = ouvreur.atelier()
        if atelier.organisation is not None and atelier.empilement is not None:
            lignes.extend(lignes_de_l_organisation(atelier.organisation, atelier.empilement))
    if parametres:
        lignes.extend(lignes_des_parametres(atelier.library, atelier.empilement))
    if style == "json":
        click.echo(json.dumps(
            {"organisation": [{"nom": c.nom, "dossier": str(c.racine)} for c in atelier.organisation.couches()] if atelier.organisation else [],
             "ordre": [nom for nom, _ in ORDRE],
             "valeurs": [{"nature": v.nature, "nom": v.nom, "valeur": v.valeur, "origine": v.origine, "lieu": str(v.place), "note": v.note}
                         for v in lignes]}, ensure_ascii=False, indent=2))  # fmt: skip
        return 0
    if atelier.organisation is None:
        click.echo("Aucune organisation : bibliothèque et gabarits livrés (clausegen organisation creer DOSSIER).")
    else:
        click.echo("Organisation : " + " → ".join(f"{c.nom} ({c.racine})" for c in atelier.organisation.couches()))
    click.echo("Du plus faible au plus fort : " + ", ".join(libelle for _, libelle in ORDRE))
    _dire(lignes)
    findings = [*atelier.constats, *(ouverture.lecture.findings if marche is not None else ())]
    print_findings(findings, err=True)
    return 1 if any(f.niveau is Niveau.BLOQUANT for f in findings) else 0


def _dire(lignes: Iterable[object]) -> None:
    from clausegen.organisation.config import Ligne

    nature = ""
    for ligne in lignes:
        assert isinstance(ligne, Ligne)
        if ligne.nature != nature:
            nature = ligne.nature
            click.echo(f"\n{nature.capitalize()}")
        place = f", {ligne.place}" if str(ligne.place) else ""
        note = f" ({ligne.note})" if ligne.note else ""
        click.echo(f"  {ligne.nom} = {ligne.valeur}{note}")
        click.echo(click.style(f"      {ligne.origine}{place}", dim=True))
