"""Aucune clause n’exige ce qu’elle exclut.

## Ce que la règle vérifie
Ce qu’une clause exige, directement ou par d’autres, n’exclut pas la clause et n’est pas exclu par elle.

## Pourquoi
La clause produirait un constat bloquant dans chaque marché qui la retient.

## Exemple à éviter
`a` exige `b`, et `b` exclut `a`.

## Écrire plutôt
L’une des deux relations retirée.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetBibliotheque

CODE = "CG222"
NIVEAU = Niveau.BLOQUANT
TITRE = "Aucune clause n’exige ce qu’elle exclut"


def check(sujet: SujetBibliotheque) -> Iterator[Finding]:
    """One finding a pair."""
    clauses = sujet.bibliotheque.clauses
    for clause in clauses.values():
        needed: dict[str, str] = {}
        todo = [(e, e) for e in clause.exige]
        while todo:
            identifier, through = todo.pop()
            if identifier not in needed and identifier in clauses:
                needed[identifier] = through
                todo.extend((e, through) for e in clauses[identifier].exige)
        for identifier in sorted(needed):
            other = clauses[identifier]
            if identifier in clause.exclut or clause.id in other.exclut:
                who = clause.id if identifier in clause.exclut else identifier
                yield sujet.finding(
                    CODE,
                    NIVEAU,
                    clause.id,
                    "exige",
                    f"« {clause.id} » exige « {identifier} », et « {who} » exclut l’autre",
                    "retirez l’une des deux relations",
                )


EXEMPLES = (
    Exemple("compatible", entete={"exige": "[objet-du-marche]"}),
    Exemple("exige et exclut", entete={"‸exige": "[objet-du-marche]", "exclut": "[objet-du-marche]"}),
    Exemple("exclue par celle qu’elle exige", entete={"‸exige": "[clause-seconde]"}, fichiers={"socle/clause-seconde.md": "---\nid: clause-seconde\ntitre: B\npiece: ccap\narticle: objet\nrang: 51\nversion: 1.0.0\nrevue_le: 2026-11-21\nsi: true\nexclut: [clause-exemple]\n---\nLe titulaire.\n"}),
)  # fmt: skip
