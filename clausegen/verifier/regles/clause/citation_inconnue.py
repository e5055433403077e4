"""Les textes cités sont au registre.

## Ce que la règle vérifie
Chaque clé de `cite("…")`, de `fondements` et de `deroge` est une entrée de `clause_library/references/`.

## Pourquoi
Seul le registre connaît l’article, ses dates et sa vérification.

## Exemple à éviter
`{{ cite("ccp.L2112-22") }}`

## Écrire plutôt
`{{ cite("ccp.L2112-2") }}`, ou une entrée de plus au registre avec sa source.

## Références
clause_library/references/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.lecture import voisin
from clausegen.verifier.sujets import SujetClause

CODE = "CG480"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les textes cités sont au registre"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a key and a place."""
    known = sujet.bibliotheque.references
    for key in dict.fromkeys((*sujet.clause.fondements, *(d.reference for d in sujet.clause.deroge))):
        if key not in known:
            rubrique = "fondements" if key in sujet.clause.fondements else "deroge"
            found = re.compile(rf"(?<![\w.-]){re.escape(key)}(?![\w-])").search(
                sujet.source.texte, sujet.source.rubrique(rubrique)
            )
            yield sujet.finding(CODE, NIVEAU, found.start() if found else sujet.source.rubrique(rubrique),
                                f"le registre des textes ne contient pas « {key} »", voisin(key, known) or "ajoutez-le avec sa source et sa date de vérification")  # fmt: skip
    for call in dict.fromkeys(sujet.lecture.appels):
        given = call.arguments[0] if call.fonction == "cite" and call.arguments else None
        for key in given if isinstance(given, tuple) else (given,):
            if isinstance(key, str) and key not in known:
                place = sujet.place(rf"(?<=[\"']){re.escape(key)}(?=[\"'])", call.ligne)
                yield sujet.finding(CODE, NIVEAU, place, f"le registre des textes ne contient pas « {key} »",
                                    voisin(key, known) or "ajoutez-le avec sa source et sa date de vérification")  # fmt: skip


EXEMPLES = (
    Exemple("au registre", '{{ cite("ccp.L2112-2") }}', {"fondements": "[ccag.insertion]"}),
    Exemple("citée, absente", 'Selon {{ cite("‸ccp.L2112-22") }}.'),
    Exemple("fondement absent", entete={"fondements": "[ccag.insertion, ‸ccag.insertions]"}),
)  # fmt: skip
