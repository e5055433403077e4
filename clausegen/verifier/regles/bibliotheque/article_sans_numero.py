"""Un article nommé porte son numéro.

## Ce que la règle vérifie
Aucun exemple n’imprime « l’article » suivi d’une ponctuation, ni deux espaces à la place du numéro.

## Pourquoi
Un renvoi effacé par erreur laisse une phrase qui ne mène nulle part ; l’essai seul le montre quand le renvoi est gardé par une condition.

## Exemple à éviter
« dans les conditions de l’article . »

## Écrire plutôt
« dans les conditions de l’article {{ renvoi("penalites-regles-communes") }}. »

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetBibliotheque

CODE = "CG266"
NIVEAU = Niveau.BLOQUANT
TITRE = "Un article nommé porte son numéro"

_PERDU = re.compile(r"[^.\n]{0,40}\bl[’']article(?:\s+(?=[.,;:)|]|du CCAP|du RC|et |ou )|(?=[,;)])|\s*$)", re.M)


def check(sujet: SujetBibliotheque) -> Iterator[Finding]:
    """One finding a clause and a passage."""
    if sujet.essais is None:
        return
    for identifier, essais in sujet.essais.par_clause.items():
        seen = dict.fromkeys(m[0].strip() for e in essais if e.texte for m in _PERDU.finditer(e.texte))
        for passage in seen:
            yield sujet.finding(
                CODE,
                NIVEAU,
                identifier,
                "id",
                f"un exemple imprime « {passage} » sans numéro",
                "rendez son renvoi à cette phrase",
            )


EXEMPLES = (
    Exemple("avec son numéro", "Voir l’article {{ renvoi(\"objet-du-marche\") }}."),
    Exemple("présent article", "Les délais du présent article courent."),
    Exemple("numéro perdu dans une branche", "Voir l’article {% if marche.lots %}{{ renvoi(\"objet-du-marche\") }}{% endif %}.", {"‸id": "clause-exemple"}),
)  # fmt: skip
