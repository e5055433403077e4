"""Les filtres employés par la clause existent.

## Ce que la règle vérifie
Chaque filtre (`| euros`) et chaque essai (`is defined`) est l’un de ceux que les clauses peuvent employer ; la condition n’admet que ceux de Jinja.

## Pourquoi
Un filtre inconnu arrête la production des pièces.

## Exemple à éviter
`{{ marche.montant_estime | euro }}`

## Écrire plutôt
`{{ marche.montant_estime | euros }}`

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.lecture import voisin
from clausegen.verifier.sujets import SujetClause

CODE = "CG212"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les filtres employés par la clause existent"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a filter and a line."""
    seen = set()
    for si, lecture in ((False, sujet.lecture), (True, sujet.lecture_si)):
        for inconnu in lecture.inconnus:
            if inconnu.quoi not in ("filtre", "essai") or (si, inconnu.nom, inconnu.ligne) in seen:
                continue
            seen.add((si, inconnu.nom, inconnu.ligne))
            before = r"(?<=is )" if inconnu.quoi == "essai" else r"(?<=[|\s(\"'])"
            yield sujet.finding(CODE, NIVEAU, sujet.place(rf"{before}{re.escape(inconnu.nom)}\b", inconnu.ligne, si=si),
                                f"{'essai' if inconnu.quoi == 'essai' else 'filtre'} inconnu « {inconnu.nom} »",
                                voisin(inconnu.nom, inconnu.connus) or f"admis : {', '.join(sorted(inconnu.connus))}")  # fmt: skip


EXEMPLES = (
    Exemple("filtres connus", "{{ marche.objet | majuscule }} {{ lots | length }}"),
    Exemple("filtre mal écrit", "{{ marche.montant_estime | ‸euro }}"),
    Exemple("filtre du texte dans une condition", entete={"si": "marche.montant_estime | ‸euros"}),
    Exemple("essai inconnu", "{% if marche.objet is ‸remplie %}a{% endif %}"),
)  # fmt: skip
