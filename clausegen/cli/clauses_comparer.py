"""`clausegen clauses comparer`."""

from __future__ import annotations

import difflib
import json
import re
from itertools import pairwise

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.report import print_findings
from clausegen.findings import Finding, Niveau, Refused
from clausegen.library.reader import suggest
from clausegen.organisation import Ouvreur
from clausegen.organisation.ouvrir import Atelier


def _diff(avant: str, apres: str, noms: tuple[str, str]) -> None:
    # The line that says what a text was written over is no difference of text.
    avant, apres = (re.sub(r"^adaptee_de:.*\n", "", t, flags=re.MULTILINE) for t in (avant, apres))
    for line in difflib.unified_diff(avant.split("\n"), apres.split("\n"), *noms, lineterm="", n=1):
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        click.echo(click.style(line, fg=colour) if colour else line)


def _versions(atelier: Atelier, identifiant: str) -> list[tuple[str, str, str]]:
    """(layer, version, whole text) from the national library to the organisation; the kept base text when it moved."""
    from pathlib import Path

    from clausegen.organisation.ecarts import origine_gardee, parties, texte_du_fichier

    library = atelier.library
    known = (
        atelier.empilement.versions if atelier.empilement is not None else {i: (c,) for i, c in library.clauses.items()}
    )
    if identifiant not in known:
        hint = suggest(identifiant, known) or "voyez la liste : clausegen clauses"
        raise Refused([Finding("CG142", Niveau.BLOQUANT, f"aucune clause ne s’appelle « {identifiant} »", hint)])
    out = []
    versions = known[identifiant]
    for clause in versions:
        out.append(
            (clause.couche or "bibliothèque nationale", clause.version, texte_du_fichier(clause, Path(library.root)))
        )
    own = versions[-1]
    if len(versions) > 1 and own.adaptee_de[1] and not versions[-2].digest.startswith(own.adaptee_de[1]):
        kept = origine_gardee(Path(own.path).parent.parent, own)
        if kept is not None and parties(kept) != parties(out[-2][2]):
            out.insert(-2, (f"{out[-2][0]}, lors de votre adaptation", own.adaptee_de[0], kept))
    return out


@click.command("comparer")
@click.argument("identifiant", metavar="ID")
@click.option("--entier", is_flag=True, help="Montrer aussi les textes entiers.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["texte", "json"]),
    default="texte",
    show_default=True,
    help="Forme de la réponse.",
)
@organisation_option
def command(identifiant: str, entier: bool, style: str, organisation: str | None) -> int:
    """Montre une clause telle que chaque niveau l’écrit, et les différences de l’un à l’autre.

    Si le texte de base a changé depuis votre adaptation, ce changement est montré d’abord.

    Code de sortie : 0 textes identiques, ou un seul texte ; 1 différences ; 2 clause inconnue.
    """
    from clausegen.organisation.ecarts import parties, passages

    atelier = Ouvreur(organisation).atelier()
    versions = _versions(atelier, identifiant)
    differ = any(a[2] != b[2] for a, b in pairwise(versions))
    if style == "json":
        click.echo(json.dumps(
            {"id": identifiant, "textes": [{"couche": c, "version": v, "texte": t} for c, v, t in versions],
             "differences": [[{"avant": p.avant, "retire": p.retire, "mis": p.mis, "apres": p.apres} for p in passages(parties(a[2])[1], parties(b[2])[1])]
                             for a, b in pairwise(versions)]}, ensure_ascii=False, indent=2))  # fmt: skip
        return int(differ)
    if len(versions) == 1:
        couche, version, texte = versions[0]
        click.echo(f"{identifiant} : {couche}, version {version} ; aucun autre niveau ne l’écrit.\n\n{texte}")
        return 0
    for before, after in pairwise(versions):
        click.echo(click.style(f"{before[0]} (version {before[1]}) → {after[0]} (version {after[1]})", bold=True))
        if before[2] == after[2]:
            click.echo("  textes identiques\n")
            continue
        _diff(before[2], after[2], (before[0], after[0]))
        click.echo()
    if entier:
        for couche, version, texte in versions:
            click.echo(click.style(f"=== {couche}, version {version}", bold=True) + f"\n{texte}\n")
    print_findings((f for f in atelier.constats if f"« {identifiant} »" in f.constat), err=True)
    return int(differ)
