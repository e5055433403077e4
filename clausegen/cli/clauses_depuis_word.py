"""`clausegen clauses depuis-word`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.report import print_findings
from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.organisation import Ouvreur

if TYPE_CHECKING:
    from clausegen.organisation import Atelier
    from clausegen.revue.poser import Pose
    from clausegen.revue.retour import Retouche
    from clausegen.word.fiche import Revue

MAX = 60_000_000


def lire(fichier: Path) -> bytes:
    """Bytes of a document; `Refused` (CG280, code 2) when it cannot be opened."""
    try:
        if fichier.stat().st_size > MAX:
            raise Refused(
                [
                    Finding(
                        "CG280",
                        Niveau.BLOQUANT,
                        "ce fichier est trop gros pour un document de clauses",
                        "retirez ses images",
                        Location(str(fichier)),
                    )
                ]
            )
        return fichier.read_bytes()
    except OSError as error:
        raison = (
            "ce fichier n’existe pas" if isinstance(error, FileNotFoundError) else "ce fichier ne peut pas être ouvert"
        )
        raise Refused(
            [
                Finding(
                    "CG280", Niveau.BLOQUANT, raison, "vérifiez son nom, et fermez-le dans Word", Location(str(fichier))
                )
            ]
        ) from None


def _montrer(retouches: list[Retouche], revue: Revue) -> None:
    from clausegen.organisation.ecarts import passages

    changees = [r for r in retouches if r.changements]
    click.echo(f"{len(retouches)} clause{'s' if len(retouches) > 1 else ''} lue{'s' if len(retouches) > 1 else ''}, "
               f"{len(changees)} modifiée{'s' if len(changees) > 1 else ''}.")  # fmt: skip
    if revue.suivies:
        auteurs = f" ({', '.join(revue.auteurs)})" if revue.auteurs else ""
        pluriel = "s" if revue.suivies > 1 else ""
        click.echo(
            f"{revue.suivies} modification{pluriel} suivie{pluriel}{auteurs}, lue{pluriel} comme acceptée{pluriel}."
        )
    for r in changees:
        click.echo("\n" + click.style(r.id, bold=True))
        for c in r.changements:
            click.echo(f"  {c.quoi} :")
            if not c.avant or not c.apres:
                signe, texte, couleur = ("+", c.apres, "green") if c.apres else ("−", c.avant, "red")
                click.echo("    " + click.style(f"[{signe}{texte}{signe}]", fg=couleur))
                continue
            for p in passages(c.avant, c.apres):
                moins = click.style(f"[−{p.retire}−]", fg="red") if p.retire else ""
                plus = click.style(f"[+{p.mis}+]", fg="green") if p.mis else ""
                click.echo(f"    … {p.avant} {moins}{plus} {p.apres} …" if p.avant or p.apres else f"    {moins}{plus}")
            if not passages(c.avant, c.apres):
                click.echo("    mise en forme (gras, italique, liste) ou espaces")
    for identifiant, auteur, texte in revue.commentaires:
        click.echo(f"\nCommentaire sur {identifiant}{f' ({auteur})' if auteur else ''} : {texte}")


def _pose(atelier: Atelier, retouches: list[Retouche], sortie: Path | None) -> Pose:
    from clausegen.revue.poser import dans_l_organisation, dans_le_dossier

    if sortie is not None:
        return dans_le_dossier(sortie, retouches)
    if atelier.organisation is None or atelier.empilement is None:
        raise Refused([Finding("CG273", Niveau.BLOQUANT, "aucune organisation ici : les clauses modifiées n’ont pas de place",
                               "donnez --organisation DOSSIER, ou un dossier par -o ; créez-la : clausegen organisation creer DOSSIER")])  # fmt: skip
    racine = str(atelier.organisation.racine)
    return dans_l_organisation(
        atelier.organisation, atelier.empilement.couches[racine].clauses, atelier.empilement.dessous[racine], retouches
    )


@click.command("depuis-word")
@click.argument("fichier", metavar="FICHIER.docx", type=click.Path(path_type=Path))
@click.option("-o", "--sortie", metavar="DOSSIER", type=click.Path(file_okay=False, path_type=Path),
              help="Dossier où écrire ; à défaut, « clauses » de votre organisation.")  # fmt: skip
@click.option("--voir", is_flag=True, help="Montrer les changements, ne rien écrire.")
@click.option("--oui", is_flag=True, help="Écrire sans demander.")
@click.option("--brouillon", is_flag=True, help="Tirer un brouillon de clause d’un document ordinaire.")
@click.option(
    "--id", "identifiant", default="", metavar="ID", help="Avec --brouillon : identifiant ; à défaut, tiré du titre."
)
@click.option("--piece", default="ccap", show_default=True, help="Avec --brouillon : pièce de la clause.")
@click.option(
    "--article", default="", help="Avec --brouillon : article du plan de la pièce ; à défaut, proposé d’après le titre."
)
@organisation_option
def command(
    fichier: Path, sortie: Path | None, voir: bool, oui: bool, brouillon: bool, identifiant: str, piece: str, article: str, organisation: str | None,
) -> int:  # fmt: skip
    """Reprend un document écrit par « vers-word » et corrigé dans Word : montre les changements, puis écrit les fichiers.

    Une clause inchangée n’est pas écrite. Un fichier que vous avez modifié entre-temps n’est pas remplacé ; celui qui
    l’est reste sous « clauses/_anciennes ». Les modifications suivies sont lues comme acceptées.

    Avec --brouillon : un texte ordinaire devient un premier jet de clause, à finir.

    Code de sortie : 0 écrit, ou rien à écrire ; 1 changements montrés, non écrits ; 2 document inutilisable ou champ
    abîmé (rien n’est écrit) ; 3 écriture impossible.
    """
    data = lire(fichier)
    atelier = Ouvreur(organisation).atelier()
    if brouillon:
        from clausegen.cli.clauses_brouillon import ecrire_brouillon

        return ecrire_brouillon(data, fichier, atelier, sortie, identifiant, piece, article, voir=voir)
    from clausegen.organisation.ecarts import texte_du_fichier
    from clausegen.revue.retour import relire
    from clausegen.word.revue_lire import lire_revue

    library = atelier.library
    revue = lire_revue(data, str(fichier))
    retouches = relire(
        revue,
        library,
        lambda i: texte_du_fichier(library.clauses[i], Path(library.root)) if i in library.clauses else None,
        str(fichier),
    )
    constats = [f for r in retouches for f in r.constats]
    if any(f.niveau is Niveau.BLOQUANT for f in constats):
        raise Refused(constats)
    _montrer(retouches, revue)
    print_findings(constats, err=True)
    if not any(r.change for r in retouches):
        click.echo("Rien à écrire.")
        return 0
    if voir:
        return 1
    pose = _pose(atelier, retouches, sortie)
    if not oui and not (sys.stdin.isatty() and click.confirm("\nÉcrire ces changements ?", default=False, err=True)):
        click.echo("Rien n’a été écrit ; pour écrire : --oui", err=True)
        return 1
    print_findings(pose.constats, err=True)
    for ecrit in pose.ecrire():
        if ecrit.path.parent.name != "_origine":
            click.echo(f"{ecrit.action.capitalize()} : {ecrit.path}")
    ids = " ".join(f"--essayer {r.id}" for r in retouches if r.change)
    click.echo(f"Ensuite : clausegen clauses {ids}", err=True)
    return 0
