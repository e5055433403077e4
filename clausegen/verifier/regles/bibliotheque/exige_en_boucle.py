"""Les exigences ne tournent pas en rond.

## Ce que la règle vérifie
Aucune chaîne de `exige` ne revient à son départ, sauf entre clauses de même condition, qui vont ensemble par construction.

## Pourquoi
Des clauses qui s’exigent l’une l’autre n’en font qu’une, ou cachent une erreur de sens.

## Exemple à éviter
`a` exige `b`, qui exige `a`.

## Écrire plutôt
Une seule des deux exige l’autre.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetBibliotheque

CODE = "CG221"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les exigences ne tournent pas en rond"


def _cycles(graph: dict[str, tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Each cycle once, from its smallest identifier."""
    out: set[tuple[str, ...]] = set()
    done: set[str] = set()

    def visit(node: str, path: list[str]) -> None:
        if node in path:
            cycle = path[path.index(node) :]
            first = cycle.index(min(cycle))
            out.add(tuple(cycle[first:] + cycle[:first]))
            return
        if node in done:
            return
        for following in graph.get(node, ()):
            visit(following, [*path, node])
        done.add(node)

    for start in graph:
        visit(start, [])
    return out


def check(sujet: SujetBibliotheque) -> Iterator[Finding]:
    """One finding a cycle, at its first clause."""
    clauses = sujet.bibliotheque.clauses
    for cycle in sorted(_cycles({i: tuple(e for e in c.exige if e != i) for i, c in clauses.items()})):
        if len({clauses[i].si for i in cycle}) == 1:
            continue
        yield sujet.finding(
            CODE,
            NIVEAU,
            cycle[0],
            "exige",
            f"ces clauses s’exigent en rond : {' → '.join((*cycle, cycle[0]))}",
            "retirez l’une de ces exigences",
        )


EXEMPLES = (
    Exemple("sans boucle", entete={"exige": "[objet-du-marche]"}),
    Exemple("boucle", entete={"si": "marche.lots", "‸exige": "[clause-seconde]"}, fichiers={"socle/clause-seconde.md": "---\nid: clause-seconde\ntitre: B\npiece: ccap\narticle: objet\nrang: 51\nversion: 1.0.0\nrevue_le: 2026-11-21\nsi: true\nexige: [clause-exemple]\n---\nLe titulaire.\n"}),
)  # fmt: skip
