"""Un élément a été complété dans la pièce seulement.

## Ce que la règle vérifie
Ce qui était « [À compléter : …] » l’a été dans le fichier de marché, et non dans cette pièce seule.

## Pourquoi
Complété ici, l’élément reste à compléter dans les autres pièces et dans les productions suivantes.

## Exemple à éviter
Le courriel de l’acheteur tapé dans le CCAP, encore à compléter dans le RC.

## Écrire plutôt
Le courriel dans le fichier de marché.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.aller_retour import comparaison
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.mots import montrer
from clausegen.verifier.origine import origine
from clausegen.verifier.regles.piece._retouches import sans_retouche, substituer
from clausegen.verifier.sujets import SujetWord

CODE = "CG538"
NIVEAU = Niveau.CONSEIL
TITRE = "Un élément a été complété dans la pièce seulement"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a place filled in."""
    compared = comparaison(sujet)
    if compared is None or origine(sujet).intact:
        return
    fillings = [f for c in compared.clauses for f in c.complements] + list(compared.complements)
    for filling in fillings:
        yield constat(sujet, CODE, NIVEAU, filling.paragraphe, f"complété à la main : {filling.demande} → «\u00a0{montrer(filling.reponse)}\u00a0»",
                      "reportez cette valeur dans le fichier de marché")  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "élément complété", substituer(r">\[À compléter[^<]*<", ">Service de gestion comptable<"), ("corps, ¶",)
    ),
)
