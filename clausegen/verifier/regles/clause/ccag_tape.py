"""Aucun CCAG n’est nommé à la main.

## Ce que la règle vérifie
Le texte ne contient pas le sigle d’un CCAG (« CCAG-FCS ») ni son titre complet.

## Pourquoi
La clause sert pour plusieurs CCAG : le nom tapé est faux dans tous les autres marchés (« CCAG-FCS, TIC et PI » dans un marché TIC).

## Exemple à éviter
`les stipulations du CCAG-FCS`

## Écrire plutôt
`{{ cite("ccag.insertion") }}`, ou le CCAG du marché par une balise

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG261"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Aucun CCAG n’est nommé à la main"

_CCAG = re.compile(
    r"\bCCAG(?:[ \u00a0‑-]*(?:Travaux|FCS|PI|TIC|MI|MOE|T)\b)|\b[Cc]ahiers? des clauses administratives générales applicables? aux? marchés? (?:publics )?(?:de (?:travaux|fournitures|prestations|techniques|maîtrise)|industriels)"
)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a name."""
    for found in _CCAG.finditer(sujet.source.ecrit):
        yield sujet.finding(
            CODE,
            NIVEAU,
            found.start(),
            f"« {found[0]} » : un CCAG nommé à la main",
            'écrivez {{ cite("ccag.…") }}, qui nomme celui du marché',
        )


EXEMPLES = (
    Exemple("le CCAG, sans le nommer", "Le CCAG fixe le reste."),
    Exemple("sigle", "Les pénalités du ‸CCAG-FCS ne s’appliquent pas."),
    Exemple("titre", "Le ‸cahier des clauses administratives générales applicable aux marchés publics de travaux régit le reste."),
)  # fmt: skip
