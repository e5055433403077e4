"""`clausegen clauses depuis-word --brouillon`: drafts shown, then written."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.library.reader import suggest
from clausegen.model import Library
from clausegen.organisation import Atelier

if TYPE_CHECKING:
    from clausegen.revue.brouillon import Brouillon

DOSSIER = "_brouillons"
_GENRES = {
    "montant": ("montant", "montants"), "taux": ("taux", "taux"), "date": ("date", "dates"), "heure": ("heure", "heures"),
    "heures": ("nombre d’heures", "nombres d’heures"), "duree": ("délai", "délais"), "article": ("article", "articles"), "ccag": ("CCAG nommé", "CCAG nommés"),
}  # fmt: skip


def ecrire_brouillon(
    data: bytes,
    fichier: Path,
    atelier: Atelier,
    sortie: Path | None,
    identifiant: str,
    piece: str,
    article: str,
    *,
    voir: bool,
) -> int:
    """Write a draft for each titled passage of an ordinary document; exit code."""
    from clausegen.output import ToWrite, write_all
    from clausegen.revue.brouillon import brouillon
    from clausegen.word.ordinaire import lire_ordinaire

    library = atelier.library
    _verifier_place(library, piece, article)
    lu = lire_ordinaire(data, str(fichier))
    if not lu.passages:
        raise Refused([Finding("CG280", Niveau.BLOQUANT, "ce document ne contient aucun texte",
                               "ouvrez-le dans Word et vérifiez son contenu", Location(str(fichier)))])  # fmt: skip
    if lu.suivies:
        pluriel = "s" if lu.suivies > 1 else ""
        auteurs = f" ({', '.join(lu.auteurs)})" if lu.auteurs else ""
        click.echo(
            f"{lu.suivies} modification{pluriel} suivie{pluriel}{auteurs}, lue{pluriel} comme acceptée{pluriel}."
        )
    unique = len(lu.passages) == 1
    brouillons = [
        brouillon(p, library, fichier.name, dt.date.today(), piece, article, identifiant if unique else "")
        for p in lu.passages
    ]
    _montrer(brouillons)
    if voir:
        return 1
    dossier = sortie or (
        atelier.organisation.racine / "clauses" / DOSSIER if atelier.organisation is not None else fichier.parent
    )
    for ecrit in write_all(
        dossier, [ToWrite(b.id, ".md", b.fichier.encode("utf-8"), lambda _existant: False) for b in brouillons]
    ):
        click.echo(f"{ecrit.action.capitalize()} : {ecrit.path}")
    click.echo(
        f"Ensuite : clausegen verifier {dossier}, finissez chaque brouillon, puis déplacez-le dans « clauses »",
        err=True,
    )
    return 0


def _verifier_place(library: Library, piece: str, article: str) -> None:
    if piece not in library.pieces:
        connues = f"pièces : {', '.join(library.pieces)}"
        raise Refused([Finding("CG142", Niveau.BLOQUANT, f"pièce inconnue « {piece} »", suggest(piece, library.pieces) or connues)])
    slugs = [a.slug for a in library.pieces[piece].articles]
    if article and article not in slugs:
        connus = f"articles : {', '.join(slugs)}"
        raise Refused([Finding("CG142", Niveau.BLOQUANT, f"article inconnu « {article} »", suggest(article, slugs) or connus)])


def _montrer(brouillons: Sequence[Brouillon]) -> None:
    for b in brouillons:
        click.echo(click.style(f"{b.id}", bold=True) + f" — {b.titre}")
        comptes = Counter(r.genre for r in b.reperes)
        for genre, nombre in comptes.items():
            click.echo(
                f"  {nombre} {_GENRES[genre][nombre > 1]} : "
                + ", ".join(dict.fromkeys(" ".join(r.mots.split()) for r in b.reperes if r.genre == genre))
            )
        for r in b.reperes:
            if r.propose:
                click.echo(f"    « {r.mots} » → {r.propose}    {r.raison}")
