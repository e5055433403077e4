"""La clause a ses exemples.

## Ce que la règle vérifie
Au moins un exemple montre le texte de la clause (`contient`) ; si la clause a une condition, un autre montre qu’elle est écartée (`absente: oui`).

## Pourquoi
Les exemples sont les essais de la clause : sans eux, une erreur n’est vue que dans un marché.

## Exemple à éviter
`exemples: []`

## Écrire plutôt
Deux exemples : `{nom: gardée, marche: services-fcs, contient: ["…"]}` et `{nom: écartée, marche: fournitures-sans-clause, absente: oui}`.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG218"
NIVEAU = Niveau.A_CORRIGER
TITRE = "La clause a ses exemples"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding for what the examples do not show."""
    clause = sujet.clause
    place = clause.locations.get("exemples", clause.locations.get("id", 0))
    if not clause.exemples:
        yield sujet.finding(CODE, NIVEAU, place, "la clause n’a pas d’exemple", "ajoutez-en un où elle est retenue")
        return
    if not any(not e.absente and e.contient for e in clause.exemples):
        yield sujet.finding(
            CODE, NIVEAU, place, "aucun exemple ne montre le texte de la clause", "ajoutez un exemple avec « contient »"
        )
    if clause.si not in ("true", "True") and not any(e.absente for e in clause.exemples):
        yield sujet.finding(
            CODE,
            NIVEAU,
            place,
            "aucun exemple ne montre que la clause est écartée",
            "ajoutez un exemple avec « absente: oui »",
        )


EXEMPLES = (
    Exemple("deux exemples", entete={"si": "marche.lots"}),
    Exemple("toujours retenue", entete={"exemples": "\n  - {nom: a, marche: services-fcs, contient: [Le titulaire]}"}),
    Exemple("aucun", entete={"‸exemples": "[]"}),
    Exemple("jamais écartée", entete={"si": "marche.lots", "‸exemples": "\n  - {nom: a, marche: services-fcs, contient: [Le titulaire]}"}),
    Exemple("sans texte attendu", entete={"si": "true", "‸exemples": "\n  - {nom: a, marche: services-fcs}"}),
)  # fmt: skip
