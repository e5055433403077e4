"""Un bloc commence et finit au même endroit.

## Ce que la règle vérifie
Les balises d’un bloc ont la même forme (`{%p`, `{%tr` ou sans lettre) et se trouvent dans le même texte, la même cellule ou le même tableau ; une cellule garde toujours un paragraphe.

## Pourquoi
Un bloc à cheval coupe l’XML du document : Word ne l’ouvre plus, ou perd du texte.

## Exemple à éviter
`{%p if projet %}` dans une cellule et `{%p endif %}` dans une autre.

## Écrire plutôt
Les deux balises dans la même cellule, ou `{%tr … %}` sur des lignes à elles.

## Références
docs/verifier-gabarit.md ; suivi de docxtpl : 161, 234, 489, 603.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import Bloc, a_la_balise, abrege, lire
from clausegen.verifier.retouches import remplace, rien, tour
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import Balise, Endroit, Histoire

CODE = "CG318"
NIVEAU = Niveau.BLOQUANT
TITRE = "Un bloc commence et finit au même endroit"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a block, one a cell that could be left without paragraph."""
    lu = lire(sujet)
    for bloc in lu.blocs:
        if bloc.ferme and (faute := _faute(bloc)):
            b, niveau, constat, remede = faute
            yield a_la_balise(sujet, CODE, niveau, b, constat, remede)
    for histoire in lu.lues:
        yield from _cellules(
            sujet, histoire, [b for b in lu.blocs if b.ferme and b.balises[0].at.part == histoire.part]
        )


def _faute(bloc: Bloc) -> tuple[Balise, Niveau, str, str] | None:
    first = bloc.balises[0]
    for other in bloc.balises[1:]:
        shown = f"« {abrege(first.raw)} » ({first.at.place.partition(' «')[0]})"
        if other.form != first.form:
            return (
                other,
                NIVEAU,
                f"« {abrege(other.raw)} » n’a pas la forme de {shown}",
                f"écrivez « {{%{first.form} {other.inside} %}} »",
            )
        if first.form == "tr":
            if other.at.grid != first.at.grid:
                return (
                    other,
                    NIVEAU,
                    f"ce bloc de lignes commence dans un autre tableau : {shown}",
                    "mettez les deux balises dans le même tableau",
                )
        elif other.at.block != first.at.block:
            return (
                other,
                NIVEAU,
                f"ce bloc commence ailleurs : {shown}",
                "mettez ses balises dans la même cellule, ou dans le texte toutes les deux",
            )
        elif not first.form and other.at is not first.at:
            return (
                other,
                Niveau.A_CORRIGER,
                f"ce bloc s’étend sur plusieurs paragraphes sans la lettre « p » : {shown} ; il laisse des lignes vides",
                "écrivez « {%p … %} », seul dans son paragraphe",
            )
        elif not first.form and other.bounds != first.bounds:
            return (
                other,
                NIVEAU,
                f"ce bloc commence ou finit au milieu d’un lien ou d’un contrôle : {shown}",
                "mettez ses balises du même côté",
            )
    return None


def _cellules(sujet: SujetWord, histoire: Histoire, blocs: list[Bloc]) -> Iterator[Finding]:
    cells: dict[int, list[Endroit]] = {}
    for at in histoire.endroits:
        if at.cell:
            cells.setdefault(at.cell, []).append(at)
    gone: dict[Endroit, Balise] = {b.at: b for b in histoire.balises if b.closed and b.form == "p" and b.kind == "{%"}
    for cell, places in cells.items():
        if not any(at in gone for at in places):
            continue
        spans = [
            (b.balises[0].at.rank, b.balises[-1].at.rank)
            for b in blocs
            if b.balises[0].at.cell == cell and b.balises[0].form == "p"
        ]
        if all(at in gone or any(a < at.rank < z for a, z in spans) for at in places):
            b = next(gone[at] for at in places if at in gone)
            yield a_la_balise(
                sujet,
                CODE,
                Niveau.A_CORRIGER,
                b,
                "cette cellule peut rester sans paragraphe : Word réparerait le document",
                "ajoutez un paragraphe vide après la dernière balise de la cellule",
            )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "deux cellules",
        tour(remplace("{{ ligne.libelle }}", "{% if projet %}"), remplace("{{ ligne.valeur }}", "{% endif %}")),
        ("corps, ¶\u00a011, tableau 1, ligne 2, colonne 2 «\u00a0{% endif %}\u00a0»",),
    ),
    ExempleWord(
        "formes mêlées", remplace("{%p endif %}", "{% endif %}"), ("corps, ¶\u00a03 «\u00a0{% endif %}\u00a0»",)
    ),
    ExempleWord(
        "cellule vide",
        remplace(
            "{{ ligne.valeur }}</w:t></w:r></w:p>",
            "{%p if projet %}</w:t></w:r></w:p><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>",
        ),
        ("corps, ¶\u00a011, tableau 1, ligne 2, colonne 2 «\u00a0{%p if projet %}\u00a0»",),
    ),
)
