"""Les liens mènent à une adresse sûre.

## Ce que la règle vérifie
L’adresse d’un lien commence par `https://`, `http://`, `mailto:` ou `#`, et n’est pas vide.

## Pourquoi
Un lien vide ne mène à rien ; un autre protocole peut lancer un programme chez celui qui lit la pièce.

## Exemple à éviter
`[le site](javascript:alert(1))`, `[le site]()`

## Écrire plutôt
`[le site](https://exemple.fr)`

## Références
docs/ecrire-une-clause.md ; mesures faites sur Python-Markdown 3.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG247"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les liens mènent à une adresse sûre"

_LIEN = re.compile(r"\[[^\]\n]*\]\(([^)\n]*)\)")


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a link that is empty or of another protocol."""
    for found in _LIEN.finditer(sujet.source.prose, sujet.source.corps):
        address = found[1].strip()
        if not re.match(r"(?:https?://|mailto:|#)\S|\ue000", address):
            yield sujet.finding(
                CODE,
                NIVEAU,
                found.start(1),
                f"l’adresse de ce lien est {f'« {address} »' if address else 'vide'}",
                "écrivez une adresse https:// complète",
            )


EXEMPLES = (
    Exemple("https", "Voir [le site](https://exemple.fr)."),
    Exemple("javascript", "Voir [le site](‸javascript:alert)."),
    Exemple("vide", "Voir [le site](‸)."),
    Exemple("sans protocole", "Voir [le site](‸www.exemple.fr)."),
)  # fmt: skip
