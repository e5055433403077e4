"""Le fichier a un titre.

## Ce que la règle vérifie
La propriété « Titre » du fichier dit de quel gabarit il s’agit.

## Pourquoi
Les lecteurs d’écran et les listes de fichiers l’affichent ; celui de la pièce est écrit à la production.

## Exemple à éviter
« Document1 », ou rien.

## Écrire plutôt
Fichier › Informations › Titre : « Gabarit : règlement de la consultation ».

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import lire
from clausegen.verifier.retouches import remplace, rien
from clausegen.verifier.sujets import SujetWord

CODE = "CG322"
NIVEAU = Niveau.CONSEIL
TITRE = "Le fichier a un titre"


_VIDE = re.compile(r"^(?:document\d*|sans titre|untitled|microsoft word\b.*|normal|template|modèle)?$", re.I)


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding at most."""
    lu = lire(sujet)
    if lu.parts and _VIDE.match(lu.decor.title):
        yield sujet.finding(
            CODE,
            NIVEAU,
            "propriétés",
            f"le fichier n’a pas de vrai titre{f' (« {lu.decor.title} »)' if lu.decor.title else ''}",
            "dans Word : Fichier › Informations › Titre",
        )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "titre par défaut",
        remplace("Gabarit : Cahier des clauses administratives particulières", "Document1", "docProps/core.xml"),
        ("propriétés",),
    ),
)
