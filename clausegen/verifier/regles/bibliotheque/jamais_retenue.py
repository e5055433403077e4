"""Chaque clause est retenue par un contrat.

## Ce que la règle vérifie
Au moins un exemple de la clause, ou un contrat type de la bibliothèque, la retient.

## Pourquoi
Une clause qu’aucun contrat n’atteint n’a jamais été lue : personne ne sait ce qu’elle imprime.

## Exemple à éviter
Une clause dont tous les exemples disent `absente: oui`.

## Écrire plutôt
Un exemple où elle est retenue, avec ce que son texte contient.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetBibliotheque

CODE = "CG219"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Chaque clause est retenue par un contrat"


def check(sujet: SujetBibliotheque) -> Iterator[Finding]:
    """One finding a clause whose examples were run and never kept it."""
    if sujet.essais is None:
        return
    for identifier, essais in sujet.essais.par_clause.items():
        broken = any(f.code in ("CG230", "CG231") for e in essais for f in e.findings)
        if essais and not broken and all(e.texte is None for e in essais) and not any(e.findings for e in essais):
            yield sujet.finding(
                CODE,
                NIVEAU,
                identifier,
                "id",
                f"aucun exemple ne retient la clause « {identifier} »",
                "ajoutez un exemple qui la retient, ou retirez-la",
            )


EXEMPLES = (
    Exemple("retenue"),
    Exemple("jamais retenue", entete={"‸id": "clause-exemple", "si": 'marche.nature == "travaux"', "exemples": "\n  - {nom: a, marche: services-fcs, absente: oui}"}),
)  # fmt: skip
