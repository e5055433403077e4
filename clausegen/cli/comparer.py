"""`clausegen comparer`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.report import print_findings
from clausegen.comparer import Ecart, Version, comparer_versions, lire_versions, suivis
from clausegen.essayer import Changement, mots
from clausegen.organisation import Ouvreur
from clausegen.output import ToWrite, safe_name, write_all

_NATURES = {"ajout": "ajoutée", "retrait": "retirée", "déplacement": "déplacée", "modification": "modifiée"}


def _titre(changement: Changement, a: Version, b: Version) -> str:
    titre = b.titres.get(changement.clause) or a.titres.get(changement.clause)
    sigle = b.sigles.get(changement.piece) or a.sigles.get(changement.piece) or changement.piece
    clause = f"{titre} ({changement.clause})" if titre else changement.clause
    return f"{sigle}, {clause} : {_NATURES[changement.genre]}"


def _dire(changement: Changement, a: Version, b: Version) -> None:
    click.echo(click.style(_titre(changement, a, b), bold=True))
    if changement.genre == "modification":
        for debut, retire, mis, fin in mots(changement):
            ote = click.style(f"[−{retire}−]", fg="red") if retire else ""
            neuf = click.style(f"[+{mis}+]", fg="green") if mis else ""
            click.echo("  " + " ".join(p for p in ("…", debut, ote, neuf, fin, "…") if p))
        return
    couleur, signe, lignes = ("green", "+", changement.apres) if changement.apres else ("red", "−", changement.avant)
    for ligne in lignes:
        style, _, texte = ligne.partition("\t")
        if style != "clause":
            click.echo(click.style(f"  {signe} {texte}", fg=couleur))


def _json(ecart: Ecart) -> str:
    return json.dumps(
        {"changements": [{"piece": c.piece, "clause": c.clause, "genre": c.genre, "avant": c.avant, "apres": c.apres}
                         for c in ecart.changements], "renumerotes": ecart.renumerotes},
        ensure_ascii=False, indent=2,
    )  # fmt: skip


def _resume(ecart: Ecart) -> str:
    if ecart.nul:
        return "Les deux versions disent la même chose."
    nombre = len(ecart.changements)
    pluriel = "s" if nombre > 1 else ""
    suite = f" ; numéros déplacés : {ecart.renumerotes} ligne{'s' if ecart.renumerotes > 1 else ''}" if ecart.renumerotes else ""
    return f"{nombre} clause{pluriel} ou passage{pluriel} changé{pluriel}{suite}."


def _noms(a: Version, b: Version, chemin_b: Path, sortie: Path | None, nombre: int) -> tuple[Path, str]:
    """Folder, and name before the name of the piece."""
    if sortie is not None and sortie.suffix.lower() == ".docx":
        if nombre > 1:
            raise click.BadParameter(
                f"« {sortie.name} » est un seul fichier, et {nombre} pièces changent : choisissez-en une avec -p, ou donnez un dossier",
                param_hint="'-o'",
            )
        return sortie.parent, sortie.stem
    if chemin_b.suffix.lower() == ".docx":
        return sortie or chemin_b.parent, f"{chemin_b.stem}_suivi"
    return sortie or Path("sorties"), safe_name(b.reference or a.reference)


def _ecrire(a: Version, b: Version, chemin_b: Path, sortie: Path | None, *, err: bool) -> None:
    from clausegen.word import untouched

    prets, seules, deja = [], [], 0
    for slug, suivi in suivis(a, b):
        if suivi is None:
            seules.append(slug)
        elif suivi.changements:
            prets.append((slug, suivi))
        deja += suivi.deja if suivi else 0
    dossier, nom = _noms(a, b, chemin_b, sortie, len(prets))
    exact = nom.endswith("_suivi") or (sortie is not None and sortie.suffix.lower() == ".docx")
    items = [
        ToWrite(nom if exact else f"{nom}_{safe_name(b.sigles.get(slug, slug))}_suivi", ".docx", suivi.data, untouched)
        for slug, suivi in prets
    ]
    for fichier, (_slug, suivi) in zip(write_all(dossier, items), prets, strict=True):
        pluriel = "s" if suivi.changements > 1 else ""
        click.echo(f"  ✔ {fichier.path}  {suivi.changements} modification{pluriel} suivie{pluriel}", err=err)
    for slug in seules:
        cote = "A" if slug in a.pieces else "B"
        click.echo(f"  {b.sigles.get(slug, slug)} : seule la version {cote} en a une, il n’y a rien à comparer.", err=True)
    if deja:
        pluriel = "s" if deja > 1 else ""
        click.echo(f"  {deja} modification{pluriel} suivie{pluriel} dans les fichiers donnés : comparées comme acceptées.", err=True)
    if not prets:
        click.echo("  Aucun fichier écrit : le texte des pièces est le même.", err=True)


@click.command("comparer")
@click.argument("a", metavar="A", type=click.Path(path_type=Path))
@click.argument("b", metavar="B", type=click.Path(path_type=Path))
@click.option("--marche", type=click.Path(path_type=Path), metavar="MARCHE", help="Marché auquel appliquer les deux bibliothèques A et B.")
@click.option("-p", "--piece", "pieces", multiple=True, metavar="PIECE", help="Pièce à comparer (ccap, rc…) ; répétable. Sinon : toutes.")
@click.option("--suivi", is_flag=True, help="Écrire un fichier Word en modifications suivies : tout accepter donne B, tout refuser donne A.")
@click.option("-o", "--sortie", type=click.Path(path_type=Path), metavar="FICHIER", help="Fichier .docx à écrire, ou dossier s’il y a plusieurs pièces.")
@click.option("--format", "style", type=click.Choice(["texte", "json"]), default="texte", show_default=True, help="Forme de la réponse.")
@organisation_option
def command(
    a: Path, b: Path, marche: Path | None, pieces: tuple[str, ...], suivi: bool, sortie: Path | None, style: str, organisation: str | None
) -> int:
    """Compare deux versions, clause par clause.

    A et B sont deux pièces Word, deux fichiers de marché, une pièce et son marché, ou deux bibliothèques (ou dossiers
    d’organisation) appliquées à un marché (« --marche »).

    Code de sortie : 0 rien n’a changé ; 1 des changements ; 2 fichier inutilisable ; 3 écriture impossible.
    """
    if sortie is not None and not suivi:
        raise click.UsageError("« -o » écrit le fichier Word : ajoutez « --suivi »")
    un, deux = lire_versions(a, b, marche, pieces, Ouvreur(organisation), suivi=suivi)
    inconnues = [p for p in pieces if p not in {**un.sigles, **deux.sigles}]
    if inconnues:
        raise click.BadParameter(f"pièce inconnue « {inconnues[0]} » — pièces : {', '.join(deux.sigles)}", param_hint="'-p'")
    ecart = comparer_versions(un, deux)
    if style == "json":
        click.echo(_json(ecart))
    else:
        for changement in ecart.changements:
            _dire(changement, un, deux)
    print_findings([*un.findings, *deux.findings], err=True)
    click.echo(_resume(ecart), err=True)
    if suivi:
        _ecrire(un, deux, b, sortie, err=style == "json")
    return 0 if ecart.nul else 1
