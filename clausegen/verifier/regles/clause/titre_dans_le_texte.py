"""Le texte ne contient ni titre ni trait de séparation.

## Ce que la règle vérifie
Aucune ligne ne commence par `#`, ni n’est faite de `---`, `===`, `***`, ni ne commence par `>`.

## Pourquoi
Le titre vient de l’en-tête de la clause et son numéro de Word ; une citation ou un trait n’ont pas de style dans les pièces.

## Exemple à éviter
`## Pénalités`

## Écrire plutôt
`titre: Pénalités` dans l’en-tête.

## Références
docs/ecrire-une-clause.md ; mesures faites sur Python-Markdown 3.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.lignes import lignes
from clausegen.verifier.sujets import SujetClause

CODE = "CG245"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le texte ne contient ni titre ni trait de séparation"

_TITRE = re.compile(r"^ {0,3}(#{1,6}[ \t]|(?:-{3,}|={3,}|\*{3,}|_{3,})\s*$|>)")
_NOMS = {"#": "un titre", ">": "une citation"}


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a line."""
    for line in lignes(sujet.source):
        if found := _TITRE.match(line.texte):
            what = _NOMS.get(found[1][0], "un trait de séparation")
            yield sujet.finding(
                CODE,
                NIVEAU,
                line.debut + found.start(1),
                f"le texte contient {what}",
                "le titre vient de l’en-tête ; écrivez des paragraphes, des listes, des tableaux",
            )


EXEMPLES = (
    Exemple("paragraphe", "**Heures non réalisées.**\n\nLe titulaire."),
    Exemple("titre", "‸## Pénalités\n\nLe titulaire."),
    Exemple("trait", "Le titulaire.\n\n‸---\n\nL’acheteur."),
    Exemple("titre souligné", "Pénalités\n‸====\n\nLe titulaire."),
    Exemple("citation", "‸> Le titulaire."),
)  # fmt: skip
