"""`clausegen inserer`."""

from __future__ import annotations

from pathlib import Path

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.produire import contract_files
from clausegen.cli.report import print_findings
from clausegen.findings import Niveau, Refused
from clausegen.generation import prepare
from clausegen.insertion import Demande, inserer
from clausegen.organisation import Ouvreur
from clausegen.output import ToWrite, write_all
from clausegen.sources.text import read_bytes

_MAX = 100_000_000


def _jamais(_data: bytes) -> bool:
    """A document that carries insertions may have been worked on since: it is never replaced."""
    return False


@click.command("inserer")
@click.argument("piece", metavar="PIECE.docx", type=click.Path(path_type=Path))
@click.argument("marche", metavar="MARCHE", type=click.Path(path_type=Path))
@click.option("--article", default="", metavar="TITRE", help="Titre, numéro ou premiers mots du paragraphe après lequel insérer ; à défaut, cherché par ses mots.")
@click.option("-p", "--piece", "sorte", type=click.Choice(["ccap", "rc"]), default=None, help="Nature du document ; à défaut, devinée à ses premières lignes.")
@click.option("-o", "--sortie", type=click.Path(dir_okay=False, path_type=Path), metavar="FICHIER",
              help="Fichier à écrire ; à défaut, à côté du document : « …_clauses.docx ».")  # fmt: skip
@organisation_option
def command(piece: Path, marche: Path, article: str, sorte: str | None, sortie: Path | None, organisation: str | None) -> int:
    """Insère les clauses sociales d’un marché dans un document écrit ailleurs.

    Le CCAP ou le RC est repris tel quel ; les clauses y entrent en modifications suivies, dans ses styles et sa
    numérotation, avec un commentaire par clause. Le document d’origine n’est jamais modifié.

    Code de sortie : 0 fait ; 1 fait, avec des points à corriger ; 2 fichier inutilisable ; 3 écriture impossible.
    """
    ouverture = Ouvreur(organisation).ouvrir(contract_files([marche])[0])
    lecture = ouverture.lecture
    if lecture.marche is None or any(f.niveau is Niveau.BLOQUANT for f in lecture.findings):
        raise Refused(lecture.findings, lecture.exit_code)
    resultat = inserer(read_bytes(piece, _MAX), str(piece), prepare(lecture.marche, ouverture.library), Demande(article, sorte or ""))
    dossier, nom = (sortie.parent, sortie.stem) if sortie else (piece.parent, f"{piece.stem}_clauses")
    fichier = write_all(dossier, [ToWrite(nom, ".docx", resultat.data, _jamais)])[0]
    autre = "  (un fichier de ce nom existait : il est conservé)" if fichier.action == "à côté" else ""
    click.echo(f"  ✔ {fichier.path}{autre}")
    nombre = len(resultat.clauses)
    click.echo(f"  {nombre} clause{'s' if nombre > 1 else ''} insérée{'s' if nombre > 1 else ''} en modifications suivies, avec un commentaire par clause :", err=True)
    for titre, quoi in resultat.places:
        click.echo(f"    {quoi} → « {titre[:70]} »", err=True)
    print_findings(resultat.findings, err=True)
    click.echo("  Relisez chaque commentaire, puis acceptez ou refusez dans Word. Relecture juridique nécessaire avant publication.", err=True)
    return 1 if any(f.niveau > Niveau.CONSEIL for f in resultat.findings) else 0
