"""Un titre a été changé, ajouté ou supprimé.

## Ce que la règle vérifie
Les titres de la pièce sont ceux du plan, à leur niveau.

## Pourquoi
Les renvois et le sommaire reposent sur les titres ; un titre retapé perd son signet, un titre ajouté décale les numéros.

## Exemple à éviter
Un article ajouté au milieu du CCAP dans Word.

## Écrire plutôt
Un article ajouté au plan de la pièce, dans la bibliothèque.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.aller_retour import comparaison
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.mots import ecart, montrer
from clausegen.verifier.origine import origine
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG535"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un titre a été changé, ajouté ou supprimé"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a heading."""
    compared = comparaison(sujet)
    if compared is None or origine(sujet).intact:
        return
    for e in compared.titres:
        if e.apres is None and e.avant is not None:
            yield sujet.finding(
                CODE,
                NIVEAU,
                "corps",
                f"titre supprimé : «\u00a0{e.avant.number} {e.avant.text}\u00a0»".replace("\u00a0 ", "\u00a0"),
                _REMEDE,
            )
        elif e.avant is None and e.apres is not None:
            yield constat(
                sujet, CODE, NIVEAU, e.apres, f"titre ajouté : «\u00a0{montrer(e.apres.text)}\u00a0»", _REMEDE
            )
        elif e.avant is not None and e.apres is not None:
            changed = ecart(e.avant.text, e.apres.text) if e.avant.level == e.apres.level else _niveau(e.apres.level)
            yield constat(sujet, CODE, NIVEAU, e.apres, f"titre changé : {changed}", _REMEDE)


def _niveau(level: int) -> str:
    return f"il est de niveau {level}" if level else "il n’a plus le style d’un titre"


_REMEDE = "rétablissez-le, ou changez le plan de la pièce dans la bibliothèque"


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("titre ajouté", ajouter(paragraphe("Divers", "Heading1")), ("« Divers »",)),
)
