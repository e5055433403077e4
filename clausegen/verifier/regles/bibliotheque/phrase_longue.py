"""Les phrases se lisent d’un trait.

## Ce que la règle vérifie
Aucune phrase d’un texte produit par les exemples ne dépasse 80 mots ; les tableaux et les listes comptent élément par élément.

## Pourquoi
Au-delà, le lecteur perd le débiteur de vue ; un juge aussi.

## Exemple à éviter
Une phrase de cent mots avec quatre conditions.

## Écrire plutôt
Une règle par phrase.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetBibliotheque

CODE = "CG750"
NIVEAU = Niveau.CONSEIL
TITRE = "Les phrases se lisent d’un trait"

MAXIMUM = 80
_FIN = re.compile(r"(?<=[.;:!?])\s+(?=[A-ZÀ-Ý«•–-])|\n+|\t|\s\|\s")
_MOT = re.compile(r"[\w’'‑-]+")


def check(sujet: SujetBibliotheque) -> Iterator[Finding]:
    """One finding a clause: its longest sentence, at the words that begin it."""
    if sujet.essais is None:
        return
    for identifier, essais in sujet.essais.par_clause.items():
        sentences = {s.strip() for e in essais if e.texte for s in _FIN.split(e.texte)}
        longest = max(sentences, key=lambda s: (len(_MOT.findall(s)), s), default="")
        count = len(_MOT.findall(longest))
        if count > MAXIMUM:
            source = sujet.clauses[identifier].source
            words = re.findall(r"\w+", longest)[:12]
            starts = (source.prose.find(" ".join(words[i : i + 2]), source.corps) for i in range(len(words) - 1))
            place = next((p for p in starts if p >= 0), source.corps)
            yield Finding(
                CODE,
                NIVEAU,
                f"une phrase de {count} mots (« {' '.join(longest.split()[:8])}… »)",
                "coupez-la : une règle par phrase",
                source.location(place),
            )


EXEMPLES = (
    Exemple("courte"),
    Exemple("longue", "‸Le titulaire remet " + "un plan très détaillé puis " * 17 + "un devis."),
)  # fmt: skip
