"""`clausegen clauses journal`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.report import as_json, print_findings
from clausegen.library.journal import Entree, Version
from clausegen.organisation import Ouvreur


def _jour(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.date | None:
    from clausegen.library.reader import parse_date

    if value is None:
        return None
    try:
        return parse_date(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _periode(entree: Entree) -> str:
    debut = f"{entree.depuis:%d/%m/%Y}" if entree.depuis else ""
    fin = f"{entree.jusqu_a:%d/%m/%Y}" if entree.jusqu_a else ""
    if debut and fin:
        return f"consultations engagées du {debut} au {fin}"
    if debut:
        return f"consultations engagées à partir du {debut}"
    return f"consultations engagées jusqu’au {fin}" if fin else "toutes les consultations"


def _dire(versions: tuple[Version, ...], date: dt.date | None) -> None:
    """The journal, version by version, changes gathered by the consultations that they concern."""
    for version in versions:
        entrees = [e for e in version.entrees if date is None or e.concerne(date)]
        if not entrees:
            continue
        click.echo(click.style(f"Version {version.numero}, publiée le {version.publiee_le:%d/%m/%Y}", bold=True))
        periodes = {_periode(e): e.depuis or dt.date.min for e in entrees}
        for periode in sorted(periodes, key=lambda p: periodes[p], reverse=True):
            click.echo(f"  {periode[0].upper()}{periode[1:]}")
            for entree in entrees:
                if _periode(entree) == periode:
                    click.echo(f"    – {entree.texte}" + (f" ({entree.lesquelles})" if entree.lesquelles else ""))
                    if entree.clauses:
                        click.echo(f"      clauses : {', '.join(entree.clauses)}")


def _redites(dossiers: tuple[Path, ...], organisation: str | None) -> list[Any]:
    from clausegen.essayer import contrats
    from clausegen.essayer.redites import pieces_gardees, redire

    marches = contrats(dossiers)
    gardees = pieces_gardees(d if d.is_dir() else d.parent for d in dossiers)
    ouvreur = Ouvreur(organisation)
    with click.progressbar(marches, label="Marchés", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        return [redire(marche, ouvreur, gardees) for marche in bar]


def _dire_redite(redite: Any) -> None:
    from clausegen.essayer import mots

    nom = redite.marche.parent.name if redite.marche.name == "marche.yaml" else redite.marche.name
    if redite.fautes:
        click.echo(f"{nom} : ne peut pas être produit aujourd’hui")
        print_findings(redite.fautes, err=True)
        return
    if not redite.avec:
        click.echo(f"{nom} : ni pièce produite ni texte accepté à quoi comparer")
        return
    nombre = len({c.clause for c in redite.changements})
    touchees = "rien ne changerait"
    if redite.change:
        touchees = f"{nombre} clauses changeraient" if nombre > 1 else "1 clause changerait"
    click.echo(
        click.style(f"{nom} : {touchees}", bold=True) + f" (comparé aux {redite.avec})".replace("aux texte", "au texte")
    )
    for piece in redite.pieces:
        if piece.retouchee:
            click.echo(
                f"  {piece.chemin.name} a été modifié dans Word : vos modifications comptent comme des différences"
            )
    for changement in redite.changements:
        versions = redite.versions.get(changement.clause)
        dit = f", version {versions[0]} → {versions[1]}" if versions and versions[0] != versions[1] else ""
        click.echo(f"  {changement.piece}, {changement.clause} : {changement.genre}{dit}")
        if changement.genre == "modification":
            for debut, retire, mis, fin in mots(changement)[:4]:
                ote = click.style(f"[−{retire}−]", fg="red") if retire else ""
                pose = click.style(f"[+{mis}+]", fg="green") if mis else ""
                click.echo(f"    … {debut} {ote}{pose} {fin} …")
            continue
        colour, sign = ("green", "+") if changement.apres else ("red", "−")
        for line in [
            text for _, _, text in (li.partition("\t") for li in changement.apres or changement.avant) if text
        ][:4]:
            click.echo(click.style(f"    {sign} {line}", fg=colour))


@click.command("journal")
@click.argument("dossiers", metavar="[DOSSIER]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--date",
    "date",
    callback=_jour,
    metavar="JOUR",
    help="Seulement ce qui concerne une consultation engagée ce jour-là.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["texte", "json"]),
    default="texte",
    show_default=True,
    help="Forme de la réponse.",
)
@organisation_option
def command(dossiers: tuple[Path, ...], date: dt.date | None, style: str, organisation: str | None) -> int:
    """Dit ce qui a changé dans la bibliothèque, par date de consultation.

    Avec DOSSIER (un marché, ou un dossier de marchés) : ce qui changerait si chaque marché était produit aujourd’hui,
    d’après ses pièces déjà produites, sinon son texte accepté.

    Code de sortie : 0 rien ne changerait ; 1 au moins un marché changerait ; 2 fichier inutilisable.
    """
    from clausegen.library import load_library, shipped_library
    from clausegen.library.journal import load_journal

    if dossiers:
        redites = _redites(dossiers, organisation)
        if style == "json":
            click.echo(json.dumps([
                {"marche": str(r.marche), "avec": r.avec, "constats": [as_json(f) for f in r.fautes],
                 "pieces": [{"chemin": str(p.chemin), "bibliotheque": p.manifeste.library_version, "retouchee": p.retouchee} for p in r.pieces],
                 "changements": [{"piece": c.piece, "clause": c.clause, "genre": c.genre, "avant": c.avant, "apres": c.apres} for c in r.changements]}
                for r in redites], ensure_ascii=False, indent=2))  # fmt: skip
        else:
            for redite in redites:
                _dire_redite(redite)
        return 2 if any(r.fautes for r in redites) else int(any(r.change for r in redites))
    versions = load_journal(shipped_library())
    if style == "json":
        click.echo(json.dumps([
            {"version": v.numero, "publiee_le": v.publiee_le.isoformat(), "changements": [
                {"texte": e.texte, "nature": e.nature, "depuis": e.depuis.isoformat() if e.depuis else None,
                 "jusqu_a": e.jusqu_a.isoformat() if e.jusqu_a else None, "consultations": e.lesquelles, "clauses": list(e.clauses)}
                for e in v.entrees if date is None or e.concerne(date)]}
            for v in versions], ensure_ascii=False, indent=2))  # fmt: skip
        return 0
    click.echo(f"Bibliothèque {load_library().version}")
    _dire(versions, date)
    return 0
