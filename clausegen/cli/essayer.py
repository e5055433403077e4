"""`clausegen essayer`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.report import as_json, print_findings
from clausegen.essayer import Changement, Essai, accepter, comparer, contrats, essayer, mots, renumerotes
from clausegen.findings import Finding, Niveau, Refused

_DOSSIERS = ("contrats", "exemples")
_NOMS = 3
_LIGNES = 6
_TAB = "\t"


def _marches(chemins: tuple[Path, ...]) -> tuple[Path, ...]:
    donnes = chemins or tuple(Path(d) for d in _DOSSIERS if Path(d).is_dir())
    if not donnes:
        raise Refused(
            [
                Finding(
                    "CG200",
                    Niveau.BLOQUANT,
                    "aucun marché à essayer ici",
                    "indiquez un marché ou un dossier de marchés",
                )
            ]
        )
    return contrats(donnes)


def _nom(essai: Essai) -> str:
    return essai.marche.parent.name if essai.marche.name == "marche.yaml" else essai.marche.name


def _noms(essais: list[Essai]) -> str:
    noms = [_nom(e) for e in essais]
    reste = len(noms) - _NOMS
    return ", ".join(noms[:_NOMS]) + (f" et {reste} autre{'s' if reste > 1 else ''}" if reste > 0 else "")


def _passages(changement: Changement) -> list[str]:
    """What changed, on few lines: the words of a modified clause, the lines of one that comes or goes."""
    if changement.genre == "modification":
        return [f"  … {debut} {_barre(retire)}{_neuf(mis)} {fin} …" for debut, retire, mis, fin in mots(changement)]
    couleur, signe = ("green", "+") if changement.apres else ("red", "−")
    lignes = changement.apres or changement.avant
    return [click.style(f"  {signe} {ligne.partition(_TAB)[2]}", fg=couleur) for ligne in lignes]


def _barre(texte: str) -> str:
    return click.style(f"[−{texte}−]", fg="red") if texte else ""


def _neuf(texte: str) -> str:
    return click.style(f"[+{texte}+]", fg="green") if texte else ""


def _dire(changement: Changement, essais: list[Essai], detail: bool) -> None:
    nombre = f"{len(essais)} marché{'s' if len(essais) > 1 else ''}"
    titre = click.style(f"{changement.clause} ({changement.piece}), {changement.genre}, {nombre}", bold=True)
    click.echo(f"{titre} : {_noms(essais)}")
    passages = _passages(changement)
    montres = passages if detail else passages[:_LIGNES]
    for passage in montres:
        click.echo(passage)
    if len(montres) < len(passages):
        click.echo(f"    … et {len(passages) - len(montres)} autres passages (--detail)")


def _cle(changement: Changement) -> tuple[object, ...]:
    """The same change made to several contracts: whatever the values around it, or in a clause that comes or goes."""
    change = (
        tuple((retire, mis) for _, retire, mis, _ in mots(changement)) if changement.genre == "modification" else ()
    )
    return changement.piece, changement.clause, changement.genre, change


def _rapport(essais: tuple[Essai, ...], detail: bool) -> None:
    """What each change does to every contract: the same change is said once, with the contracts that it touches."""
    groupes: dict[tuple[object, ...], tuple[Changement, list[Essai]]] = {}
    deplacees = 0
    for essai in essais:
        if essai.accepte is not None and not essai.fautes:
            for changement in comparer(essai.accepte, essai.texte):
                groupes.setdefault(_cle(changement), (changement, []))[1].append(essai)
            deplacees += renumerotes(essai.accepte, essai.texte)
    for changement, touches in sorted(groupes.values(), key=lambda g: (-len(g[1]), g[0].piece, g[0].clause)):
        _dire(changement, touches, detail)
    if deplacees:
        click.echo(f"Numéros d’articles déplacés : {deplacees} ligne{'s' if deplacees > 1 else ''}.")


@click.command("essayer")
@click.argument("chemins", metavar="[MARCHE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--accepter", "accepte", is_flag=True, help="Garder les textes d’aujourd’hui comme textes acceptés.")
@click.option(
    "--bibliotheque",
    type=click.Path(path_type=Path),
    metavar="DOSSIER",
    help="Bibliothèque à essayer, au lieu de celle de clausegen.",
)
@click.option("--detail", is_flag=True, help="Montrer tous les passages changés.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["texte", "json"]),
    default="texte",
    show_default=True,
    help="Forme du compte rendu.",
)
@organisation_option
def command(
    chemins: tuple[Path, ...], accepte: bool, bibliotheque: Path | None, detail: bool, style: str, organisation: str | None
) -> int:
    """Rédige des marchés avec la bibliothèque et compare aux textes acceptés.

    MARCHE est un fichier de marché, son dossier, ou un dossier de marchés ; à défaut, « contrats » et « exemples ». Le
    texte accepté est gardé à côté du marché (« accepte.txt »), une ligne par paragraphe : il se lit dans une comparaison.

    Code de sortie : 0 rien n’a changé, ou textes acceptés ; 1 textes changés ; 2 fichier inutilisable ; 3 écriture impossible.
    """
    marches = _marches(chemins)
    with click.progressbar(
        length=len(marches), label="Marchés", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as barre:
        essais = essayer(marches, bibliotheque, lambda _essai: barre.update(1), organisation=organisation)
    changes = [e for e in essais if e.change and not e.fautes]
    fautes = [f for e in essais for f in e.fautes]
    neufs = sum(e.accepte is None for e in changes)
    if style == "json":
        click.echo(json.dumps([
            {"marche": str(e.marche), "change": e.change, "accepte": e.accepte is not None, "constats": [as_json(f) for f in e.fautes],
             "changements": [{"piece": c.piece, "clause": c.clause, "genre": c.genre, "avant": c.avant, "apres": c.apres}
                             for c in comparer(e.accepte or (), e.texte)] if not e.fautes else []}
            for e in essais], ensure_ascii=False, indent=2))  # fmt: skip
    else:
        _rapport(essais, detail)
    print_findings(fautes, err=True)
    if accepte:
        for chemin in accepter(essais):
            click.echo(f"  accepté : {chemin}", err=True)
    suite = "" if accepte or not changes else " Relisez, puis : clausegen essayer --accepter"
    sans = f", dont {neufs} sans texte accepté" if neufs else ""
    click.echo(f"Marchés essayés : {len(essais)} ; changés : {len(changes)}{sans}.{suite}", err=True)
    if fautes:
        return 2
    return 0 if accepte or not changes else 1
