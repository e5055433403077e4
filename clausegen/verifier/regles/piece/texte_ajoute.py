"""Un texte a été ajouté à la main.

## Ce que la règle vérifie
Le corps de la pièce ne contient, hors des clauses et des titres, que ce que le gabarit y met.

## Pourquoi
Un paragraphe collé d’un autre marché échappe à la bibliothèque : ses citations et ses montants ne sont plus tenus à jour.

## Exemple à éviter
Un article de pénalités collé d’un ancien CCAP.

## Écrire plutôt
Une clause de votre organisation, dans la bibliothèque ; ou une clause propre au marché dans son fichier.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.aller_retour import comparaison
from clausegen.verifier.contradictions import contradictions
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.mots import montrer
from clausegen.verifier.origine import origine
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG533"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un texte a été ajouté à la main"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a run of added paragraphs; those that contradict the contract are left to CG531."""
    compared = comparaison(sujet)
    if compared is None or origine(sujet).intact:
        return
    against = {id(c.paragraphe) for c in contradictions(sujet)}
    for run in compared.ajouts:
        kept = [p for p in run if id(p) not in against]
        if kept:
            count = f"{len(kept)} paragraphes ajoutés" if len(kept) > 1 else "paragraphe ajouté"
            yield constat(sujet, CODE, NIVEAU, kept[0], f"{count} à la main, hors de toute clause : «\u00a0{montrer(kept[0].text)}\u00a0»",
                          "mettez ce texte dans une clause, pour qu’il soit relu et repris dans les productions suivantes")  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "paragraphe collé", ajouter(paragraphe("Article collé.") + paragraphe("Sa suite.")), ("« Article collé. »",)
    ),
)
