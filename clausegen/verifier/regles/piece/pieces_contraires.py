"""Deux pièces du même marché se contredisent.

## Ce que la règle vérifie
Heures d’insertion, pénalités, poids des critères, dates, durées et lots sont les mêmes dans toutes les pièces d’un même marché données ensemble, et dans le fichier de marché donné avec elles.

## Pourquoi
Une contradiction entre RC, CCAP et acte d’engagement se tranche par l’ordre de priorité des pièces, rarement dans le sens voulu.

## Exemple à éviter
280 heures au CCAP, 250 à l’annexe à l’acte d’engagement.

## Écrire plutôt
Une seule valeur, dans le fichier de marché.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.entre_pieces import contraires
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.regles.piece._retouches import sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG541"
NIVEAU = Niveau.BLOQUANT
TITRE = "Deux pièces du même marché se contredisent"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a fact and a piece."""
    remedy = "donnez une seule valeur dans le fichier de marché, puis produisez toutes les pièces de nouveau"
    for place, rank, statement in contraires(sujet):
        yield sujet.finding(CODE, NIVEAU, place, statement, remedy, rank)


EXEMPLES = (ExempleWord("pièce seule", sans_retouche),)
