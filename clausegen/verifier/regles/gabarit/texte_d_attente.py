"""Le gabarit n’a pas de texte d’attente.

## Ce que la règle vérifie
Aucun « XXX », « TODO », « […] », « [À compléter…] » ni faux texte n’est écrit dans le gabarit.

## Pourquoi
Il s’imprimerait dans toutes les pièces.

## Exemple à éviter
« Commune de XXX »

## Écrire plutôt
`{{ marche.acheteur.nom }}`

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, abrege, lire
from clausegen.verifier.retouches import ecrit, rien
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import TAG

CODE = "CG325"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le gabarit n’a pas de texte d’attente"


_ATTENTE = re.compile(
    r"\bX{3,}\b|\bx{3,}\b|\bTODO\b|\blorem ipsum\b|\[\s*(?:…|\.{3})\s*\]|\[\s*(?:à compléter|a completer|à préciser)[^\]]*\]?",
    re.I,
)


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph."""
    for histoire in lire(sujet).lues:
        for at in histoire.endroits:
            if found := _ATTENTE.search(TAG.sub(" ", at.text)):
                yield a_la_balise(
                    sujet,
                    CODE,
                    NIVEAU,
                    at,
                    f"texte d’attente « {abrege(found[0])} »",
                    "remplacez-le par un champ, ou retirez-le",
                )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord("XXX", ecrit("Commune de XXX"), ("corps, ¶\u00a017 «\u00a0Commune de XXX\u00a0»",)),
)
