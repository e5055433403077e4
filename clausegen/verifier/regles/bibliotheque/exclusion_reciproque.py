"""Deux clauses qui s’excluent le disent toutes les deux.

## Ce que la règle vérifie
Toute clause que nomme une rubrique `exclut` nomme en retour celle qui l’exclut.

## Pourquoi
Qui modifie l’une des deux clauses doit voir l’autre ; une exclusion effacée par erreur d’un seul côté ne se remarque pas.

## Exemple à éviter
`prix-ferme` exclut `prix-revisable`, qui n’en dit rien.

## Écrire plutôt
`exclut: [prix-ferme]` dans `prix-revisable` aussi.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetBibliotheque

CODE = "CG229"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Deux clauses qui s’excluent le disent toutes les deux"


def check(sujet: SujetBibliotheque) -> Iterator[Finding]:
    """One finding a pair, at the clause that is silent."""
    clauses = sujet.bibliotheque.clauses
    for clause in clauses.values():
        for identifier in clause.exclut:
            other = clauses.get(identifier)
            if other is not None and clause.id not in other.exclut:
                yield sujet.finding(
                    CODE,
                    NIVEAU,
                    other.id,
                    "exclut",
                    f"« {clause.id} » exclut « {other.id} », qui ne l’exclut pas",
                    f"ajoutez « {clause.id} » à la rubrique « exclut », ou retirez l’exclusion de l’autre clause",
                )


_AUTRE = "---\nid: clause-seconde\ntitre: B\npiece: ccap\narticle: objet\nrang: 51\nversion: 1.0.0\nrevue_le: 2026-11-21\nsi: marche.lots\nexclut: [clause-exemple]\n---\nLe titulaire.\n"
EXEMPLES = (
    Exemple("réciproque", entete={"si": "not marche.lots", "exclut": "[clause-seconde]"}, fichiers={"socle/clause-seconde.md": _AUTRE}),
    Exemple("d’un seul côté", entete={"‸id": "clause-exemple", "si": "not marche.lots"}, fichiers={"socle/clause-seconde.md": _AUTRE}),
)  # fmt: skip
