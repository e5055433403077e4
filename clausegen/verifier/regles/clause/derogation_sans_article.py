"""Une dérogation vise un article qui existe.

## Ce que la règle vérifie
Chaque CCAG de la rubrique `deroge` a, dans le registre, un article vérifié pour la règle dont la clause s’écarte.

## Pourquoi
On ne déroge pas à un article qui n’existe pas : la pièce serait écrite avec un constat bloquant.

## Exemple à éviter
`{reference: ccag.prestations-similaires, ccag: [FCS]}` quand ce CCAG ne traite pas le sujet.

## Écrire plutôt
Le CCAG retiré de la liste.

## Références
clause_library/references/ccag.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.legal.shape import IMPRIMABLES
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG265"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une dérogation vise un article qui existe"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a CCAG without an article."""
    references = sujet.bibliotheque.references
    for derogation in sujet.clause.deroge:
        if derogation.reference not in references:
            continue
        entry = references.get(derogation.reference)
        missing = [
            c for c in derogation.ccag if c not in entry.cellules or entry.cellules[c].confiance not in IMPRIMABLES
        ]
        if missing or not entry.est_ccag:
            what = (
                f"le CCAG-{missing[0]} n’a pas d’article vérifié sur « {entry.titre} »"
                if missing
                else f"« {entry.titre} » n’est pas une règle des CCAG"
            )
            yield sujet.finding(
                CODE, NIVEAU, derogation.location, what, "retirez-le de la dérogation, ou complétez le registre"
            )


EXEMPLES = (
    Exemple("article connu", '{{ derogation("ccag.acomptes") }}le titulaire paie.', {"deroge": '\n  - {reference: ccag.acomptes, motif: "Rythme", ccag: [MOE]}'}),
    Exemple("pas une règle de CCAG", '{{ derogation("ccp.L2112-2") }}le titulaire paie.', {"deroge": '\n  - ‸{reference: ccp.L2112-2, motif: "Objet"}'}),
)  # fmt: skip
