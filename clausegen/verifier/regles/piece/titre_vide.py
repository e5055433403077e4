"""Un titre est vide ou porte deux numéros.

## Ce que la règle vérifie
Aucun paragraphe de titre n’est vide ; aucun titre numéroté par Word ne commence par un numéro tapé.

## Pourquoi
Un titre vide prend un numéro d’article et décale les suivants ; un numéro tapé s’imprime à côté de celui que Word calcule.

## Exemple à éviter
« Article 7 Article 7 – Pénalités »

## Écrire plutôt
« Article 7 Pénalités », le numéro venant du style.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG810"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un titre est vide ou porte deux numéros"


_TAPE = re.compile(r"^\s*(?:Article\s+\d+|\d+(?:\.\d+)+|\d+\s*[.)–—-])\s*\S", re.IGNORECASE)


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding an empty heading, one a heading numbered by hand."""
    for p in releve(sujet).body:
        if not p.level:
            continue
        if not p.text.strip() and not p.special:
            yield constat(
                sujet,
                CODE,
                NIVEAU,
                p,
                "titre sans texte",
                "supprimez ce paragraphe, ou donnez-lui le style « Corps de texte »",
            )
        elif p.number and _TAPE.match(p.text):
            yield constat(sujet, CODE, NIVEAU, p, f"numéro tapé dans un titre que Word numérote déjà («\u00a0{p.number}\u00a0»)",
                          "supprimez le numéro tapé")  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("titre vide", ajouter(paragraphe("", "Heading1")), ("corps, ¶",)),
    ExempleWord("numéro tapé", ajouter(paragraphe("Article 12 – Divers", "Heading1")), ("« Article 12 – Divers »",)),
)
