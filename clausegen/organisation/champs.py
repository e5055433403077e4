"""The table of what a gabarit may hold: fields of the contract, slots of articles and clauses, ready to copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_origin

from clausegen.marche.base import Section
from clausegen.marche.chemins import section_de
from clausegen.marche.marche import Marche
from clausegen.marche.types import en_texte
from clausegen.model import Library


@dataclass(frozen=True, slots=True)
class Champ:
    """A tag to copy, what it prints, an example (empty when it has none)."""

    balise: str
    dit: str
    exemple: str = ""


def groupes(library: Library, piece: str = "") -> Iterator[tuple[str, tuple[Champ, ...]]]:
    """(title, tags) in the order of use; articles and clauses are those of one piece when it is named."""
    yield "Emplacements du texte", (
        Champ("{{p corps }}", "tout le texte de la pièce, seul dans son paragraphe"),
        Champ("{{p sommaire }}", "le sommaire, seul dans son paragraphe"),
    )  # fmt: skip
    yield "Pièce et couverture", (
        Champ("{{ piece.titre }}", "nom entier de la pièce", "Cahier des clauses administratives particulières"),
        Champ("{{ piece.sigle }}", "sigle de la pièce", "CCAP"),
        Champ("{{ objet_court }}", "objet du marché, coupé pour l’en-tête"),
        Champ("{%tr for ligne in couverture %}", "dans une ligne de tableau : début des lignes de la couverture"),
        Champ("{{ ligne.libelle }}", "libellé d’une ligne de la couverture", "Procédure"),
        Champ("{{ ligne.valeur }}", "valeur d’une ligne de la couverture", "Marché à procédure adaptée"),
        Champ("{%tr endfor %}", "dans une ligne de tableau : fin des lignes de la couverture"),
        Champ("{%p if projet %}", "seul dans son paragraphe : ce qui suit n’est imprimé que sur un projet"),
        Champ("{{ banniere }}", "« PROJET — 3 éléments à compléter »"),
        Champ("{%p endif %}", "seul dans son paragraphe : fin de la condition"),
    )  # fmt: skip
    yield "Valeurs du marché", tuple(_valeurs(Marche, ("marche",)))
    for plan in library.pieces.values():
        if piece and plan.slug != piece:
            continue
        articles = tuple(Champ(f'{{{{p article("{a.slug}") }}}}', f"article « {a.titre} »") for a in plan.articles)
        yield f"{plan.sigle} : articles, un par un (au lieu de {{{{p corps }}}})", articles
        if piece:
            clauses = tuple(
                Champ(f'{{{{p clause("{c.id}") }}}}', f"clause « {c.titre} »") for c in library.of_piece(plan.slug)
            )
            yield f"{plan.sigle} : clauses, une par une", clauses


def _valeurs(modele: type[Section], chemin: tuple[str, ...]) -> Iterator[Champ]:
    """Fields that print as they are; lists of sections are not entered, they belong to clauses."""
    for nom, info in modele.model_fields.items():
        fille = section_de(info.annotation)
        ici = (*chemin, nom)
        if nom in ("lots", "clauses", "parametres", "organisation"):
            continue
        if isinstance(info.annotation, type) and issubclass(info.annotation, Mapping):
            continue
        if fille is None:
            exemples = info.examples or [""]
            exemple = en_texte(exemples[0])
            # A list prints through a filter: « a, b et c ».
            filtre = " | liste" if get_origin(info.annotation) is tuple else ""
            yield Champ(
                f"{{{{ {'.'.join(ici)}{filtre} }}}}", info.title or nom, exemple if isinstance(exemple, str) else ""
            )
        elif isinstance(info.annotation, type):
            yield from _valeurs(fille, ici)


def en_markdown(table: Iterator[tuple[str, tuple[Champ, ...]]]) -> str:
    """The table as text."""
    out = ["# Champs des gabarits\n", "Copiez une balise telle quelle dans votre gabarit Word.\n"]
    for titre, champs in table:
        out.append(f"## {titre}\n")
        out.append("| Balise | Ce qu’elle imprime | Exemple |\n|---|---|---|")
        out.extend(f"| `{c.balise}` | {c.dit} | {c.exemple.replace('|', '/')} |" for c in champs)
        out.append("")
    return "\n".join(out)
