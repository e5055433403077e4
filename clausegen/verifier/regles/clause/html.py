"""Le texte ne contient pas de HTML.

## Ce que la règle vérifie
Ni balise (`<b>`, `<br>`), ni commentaire `<!-- -->`, ni entité (`&nbsp;`).

## Pourquoi
Le HTML s’imprimerait tel quel dans Word.

## Exemple à éviter
`<br>`, `&nbsp;`

## Écrire plutôt
Deux espaces en fin de ligne ; les espaces insécables sont mis d’eux-mêmes.

## Références
docs/ecrire-une-clause.md ; mesures faites sur Python-Markdown 3.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG246"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le texte ne contient pas de HTML"

_HTML = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>\n]*)?/?>|<!--|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]{2,8});")
_ADRESSE = re.compile(r"<(?:https?:|mailto:|[\w.+-]+@)")


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a tag or an entity."""
    for found in _HTML.finditer(sujet.source.ecrit, sujet.source.corps):
        if not _ADRESSE.match(found[0]):
            yield sujet.finding(
                CODE,
                NIVEAU,
                found.start(),
                f"« {found[0]} » : du HTML s’imprimerait tel quel",
                "retirez-le ; Markdown suffit",
            )


EXEMPLES = (
    Exemple("inférieur", "Le délai est < 5 jours et R & D > 3."),
    Exemple("saut de ligne", "Adresse :‸<br>rue Haute."),
    Exemple("entité", "Le titulaire‸&nbsp;: un."),
    Exemple("gras", "Un ‸<b>mot‸</b>."),
    Exemple("commentaire", "Un. ‸<!-- à revoir -->"),
)  # fmt: skip
