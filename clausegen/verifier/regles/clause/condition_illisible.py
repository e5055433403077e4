"""La condition de la clause se lit.

## Ce que la règle vérifie
Les rubriques `si` de la clause et de ses dérogations sont des expressions bien formées.

## Pourquoi
Une clause dont la condition ne se lit pas ne peut être ni retenue ni écartée : aucune pièce ne peut être écrite.

## Exemple à éviter
`si: lot.faits.heures_dues and`

## Écrire plutôt
`si: lot.faits.heures_dues and lot.insertion.facilitateur`

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.drafting.inspection import SyntaxFault, read_tree
from clausegen.findings import Finding, Location, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG204"
NIVEAU = Niveau.BLOQUANT
TITRE = "La condition de la clause se lit"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding for each condition that cannot be read."""
    conditions: list[tuple[str, int | Location]] = [(sujet.clause.si, sujet.source.rubrique("si"))]
    conditions += [(d.si, d.location) for d in sujet.clause.deroge if d.si]
    for source, place in conditions:
        try:
            read_tree(source, expression=True)
        except SyntaxFault as fault:
            yield sujet.finding(
                CODE, NIVEAU, place, f"cette condition ne peut pas être lue : {fault}", "corrigez l’expression"
            )


EXEMPLES = (
    Exemple("bien formée", entete={"si": "lot.faits.heures_dues and marche.lots"}),
    Exemple("inachevée", entete={"si": "‸lot.faits.heures_dues and"}),
    Exemple("balise dans la condition", entete={"si": "‸'{{ marche.lots }} == 3 3'"}),
)  # fmt: skip
