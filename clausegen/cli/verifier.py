"""`clausegen verifier`."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.findings import Niveau

if TYPE_CHECKING:
    from clausegen.verifier.bilan import Bilan

NIVEAUX = {"conseil": Niveau.CONSEIL, "a_corriger": Niveau.A_CORRIGER, "bloquant": Niveau.BLOQUANT}
_COULEURS = {"bloquant": "red", "à corriger": "yellow", "conseil": "cyan"}


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    from clausegen.verifier.expliquer import pages

    codes = tuple(c.strip().upper() for value in values for c in value.split(",") if c.strip())
    known = pages() if codes else ()
    for code in codes:
        if not code.startswith("CG") or not code[2:].isdigit() or len(code) > 5:
            raise click.BadParameter(
                f"« {code} » n’est pas un code — écrivez par exemple CG204, ou CG2 pour toute la famille"
            )
        # A misspelt code would keep no rule at all, and every check would pass.
        if not any(page.startswith(code) for page in known):
            raise click.BadParameter(f"aucune règle ne porte le code « {code} » — la liste : clausegen expliquer")
    return codes


def _rapports(values: tuple[str, ...]) -> list[tuple[str, Path]]:
    from clausegen.verifier.rapports import FORMATS

    out = []
    for value in values:
        style, separator, path = value.partition(":")
        if not separator or style not in FORMATS or not path:
            raise click.BadParameter(f"« {value} » — écrivez FORMAT:FICHIER, avec un format parmi : {', '.join(FORMATS)}",
                                     param_hint="'--rapport'")  # fmt: skip
        out.append((style, Path(path)))
    return out


def ecrire_fichier(path: Path, text: str) -> None:
    """Write beside, then rename; `Refused` (exit code 3) when the place cannot be written."""
    from clausegen.findings import Finding, Location, Refused

    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise Refused([Finding("CG907", Niveau.BLOQUANT, "ce rapport ne peut pas être écrit", f"vérifiez le dossier ({error.strerror})",
                               Location(str(path)))], 3) from None  # fmt: skip


@click.command("verifier")
@click.argument("chemins", metavar="[CHEMINS]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["texte", "json", "github", "gitlab", "sarif", "junit", "markdown"]),
              help="Forme du compte rendu ; sinon, celle qui convient au lieu (GitHub ou terminal).")  # fmt: skip
@click.option(
    "--rapport",
    "rapports",
    multiple=True,
    metavar="FORMAT:FICHIER",
    help="Écrire aussi un compte rendu dans un fichier ; répétable.",
)
@click.option("--echec-sur", type=click.Choice(list(NIVEAUX)), default="bloquant", show_default=True, metavar="NIVEAU",
              help="Niveau à partir duquel le code de sortie est 1 : conseil, a_corriger, bloquant.")  # fmt: skip
@click.option(
    "--choisir",
    multiple=True,
    metavar="CODES",
    help="Ne garder que ces règles (CG204, ou CG2 pour la famille) ; séparées par des virgules.",
)
@click.option("--ignorer", multiple=True, metavar="CODES", help="Laisser ces règles de côté.")
@click.option(
    "--base",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FICHIER",
    help="Constats déjà connus, à ne pas répéter.",
)
@click.option("--ecrire-base", is_flag=True, help="Écrire dans --base les constats de cette vérification.")
@click.option(
    "--publiable",
    is_flag=True,
    help="Pièces : refuser aussi ce qui ne doit pas être publié (commentaires, révisions, surlignages).",
)
@click.option(
    "--annoter",
    is_flag=True,
    help="Gabarits : écrire à côté une copie (« …_annote.docx ») avec un commentaire Word sur chaque constat.",
)
@organisation_option
def command(
    chemins: tuple[Path, ...], style: str | None, rapports: tuple[str, ...], echec_sur: str, choisir: tuple[str, ...],
    ignorer: tuple[str, ...], base: Path | None, ecrire_base: bool, publiable: bool, annoter: bool,
    organisation: str | None,
) -> int:  # fmt: skip
    """Vérifie une organisation, une bibliothèque, des clauses, des gabarits, des marchés ou des pièces produites.

    CHEMINS : un dossier d’organisation, une bibliothèque ou un dossier de clauses, une clause (.md), un gabarit ou une pièce (.docx), un fichier de
    marché, un dossier de marchés. Sans chemin : votre organisation, la bibliothèque et les gabarits livrés.

    Code de sortie : 0 rien à partir du niveau choisi ; 1 constat ; 2 chemin ou option à revoir ; 3 règle interrompue.
    """
    from clausegen.verifier.base import lire_base, sans_les_connus, texte_de_base
    from clausegen.verifier.execution import Choix
    from clausegen.verifier.rapports import ecrire, format_du_lieu
    from clausegen.verifier.verification import Demande, verifier

    if ecrire_base and base is None:
        raise click.UsageError("--ecrire-base demande --base FICHIER.")
    outputs = _rapports(rapports)
    demande = Demande(chemins, Choix(_codes(choisir), _codes(ignorer)), publiable, organisation=organisation)
    known = lire_base(base) if base is not None and not ecrire_base else frozenset[str]()
    bilan = verifier(demande)
    if ecrire_base and base is not None:
        ecrire_fichier(base, texte_de_base(bilan))
        click.echo(
            f"{base}\u00a0: {len(bilan.findings)} constat{'s' if len(bilan.findings) > 1 else ''} dans la base",
            err=True,
        )
        return 0
    if base is not None:
        bilan = sans_les_connus(bilan, known)
    for kind, path in outputs:
        ecrire_fichier(path, ecrire(kind, bilan))
    if annoter:
        _annoter(bilan)
    chosen = style or format_du_lieu()
    text = ecrire(chosen, bilan)
    click.echo(_couleurs(text) if chosen == "texte" else text, nl=False)
    return bilan.code_de_sortie(NIVEAUX[echec_sur])


def _annoter(bilan: Bilan) -> None:
    from clausegen.verifier.annoter import annoter

    written, impossible = annoter(bilan)
    for copy in written:
        click.echo(f"copie annotée\u00a0: {copy.path}", err=True)
    for path in impossible:
        click.echo(f"{path}\u00a0: ce fichier ne s’ouvre pas, il n’a pas de copie annotée", err=True)


def _couleurs(text: str) -> str:
    import re

    def paint(found: re.Match[str]) -> str:
        return click.style(found[0], fg=_COULEURS[found[1]])

    return re.sub(r"\bCG\d{3} (bloquant|à corriger|conseil)(?=  )", paint, text)
