"""La dérogation vaut pour chaque CCAG où la clause s’écarte.

## Ce que la règle vérifie
Quand la rubrique `deroge` limite une dérogation à certains CCAG, aucun exemple n’imprime la phrase dérogatoire sous un autre CCAG dont le registre connaît l’article.

## Pourquoi
Sous cet autre CCAG, la clause contredit le cahier sans le dire : la stipulation y est réputée non écrite.

## Exemple à éviter
`ccag: [FCS]` quand la phrase s’imprime aussi sous le CCAG-TIC, dont l’article dit autre chose.

## Écrire plutôt
`ccag: [FCS, TIC]`, ou la phrase gardée par `{% if deroge("…") %}`.

## Références
CCAG, article 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.legal.shape import IMPRIMABLES
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetBibliotheque

CODE = "CG264"
NIVEAU = Niveau.BLOQUANT
TITRE = "La dérogation vaut pour chaque CCAG où la clause s’écarte"


def check(sujet: SujetBibliotheque) -> Iterator[Finding]:
    """One finding a derogation and a CCAG that an example shows."""
    if sujet.essais is None:
        return
    references = sujet.bibliotheque.references
    for identifier, essais in sujet.essais.par_clause.items():
        declared: dict[str, set[str] | None] = {}
        for d in sujet.bibliotheque.clauses[identifier].deroge:
            known = declared.get(d.reference, set())
            declared[d.reference] = None if known is None or not d.ccag else known | set(d.ccag)
        for key, ccags in declared.items():
            if ccags is None or key not in references:
                continue
            cells = {c for c, cell in references.get(key).cellules.items() if cell.confiance in IMPRIMABLES}
            missing = {e.ccag for e in essais if e.texte is not None and key in e.enoncees} & (cells - ccags)
            for ccag in sorted(missing):
                yield sujet.finding(
                    CODE,
                    NIVEAU,
                    identifier,
                    "deroge",
                    f"la phrase qui déroge à « {key} » s’imprime aussi sous le CCAG-{ccag}, sans dérogation",
                    f'ajoutez {ccag} à « ccag », ou gardez la phrase par {{% if deroge("{key}") %}}',
                )


EXEMPLES = (
    Exemple("tous les CCAG", '{{ derogation("ccag.penalites.plafond") }}le titulaire paie.', {"deroge": '\n  - {reference: ccag.penalites.plafond, motif: "Plafond"}'}),
    Exemple("un CCAG oublié", '{{ derogation("ccag.penalites.plafond") }}le titulaire paie.', {"‸deroge": '\n  - {reference: ccag.penalites.plafond, motif: "Plafond", ccag: [TIC]}'}),
)  # fmt: skip
