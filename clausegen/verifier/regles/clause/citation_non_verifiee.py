"""Les textes cités sont vérifiés.

## Ce que la règle vérifie
Le registre tient pour vérifié (V, V1, V2) chaque texte que `cite("…")` imprime ; pour une règle des CCAG, au moins un de ses articles.

## Pourquoi
Un texte non vérifié s’imprime sans son numéro : la pièce perd sa référence.

## Exemple à éviter
`{{ cite(…) }}` d’un texte noté R ou D.

## Écrire plutôt
La vérification dans le texte officiel, puis `confiance: V` au registre.

## Références
clause_library/references/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.legal.shape import IMPRIMABLES
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG482"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les textes cités sont vérifiés"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a key that would print without its number."""
    references = sujet.bibliotheque.references
    seen = set()
    for call in sujet.lecture.appels:
        key = call.arguments[0] if call.fonction == "cite" and call.arguments else None
        if not isinstance(key, str) or key in seen or key not in references:
            continue
        seen.add(key)
        entry = references.get(key)
        levels = [c.confiance for c in entry.cellules.values()] if entry.est_ccag else [entry.confiance]
        if not any(level in IMPRIMABLES for level in levels):
            yield sujet.finding(CODE, NIVEAU, sujet.place(rf"(?<=[\"']){re.escape(key)}(?=[\"'])", call.ligne),
                                f"« {entry.titre} » n’est pas vérifié ({', '.join(sorted(set(levels)))}) : il s’imprimerait sans son numéro", "vérifiez-le dans le texte officiel")  # fmt: skip


EXEMPLES = (
    Exemple("vérifié", '{{ cite("ccp.L2112-2") }}'),
)  # fmt: skip
