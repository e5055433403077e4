"""Le gabarit n’a pas de commentaire Word.

## Ce que la règle vérifie
Aucun commentaire n’est resté dans le gabarit, sauf ceux qui écartent un constat (« clausegen: ignorer CG322 — raison »).

## Pourquoi
Il partirait dans chaque pièce, avec le nom de son auteur.

## Exemple à éviter
« À revoir avec Martine » en marge du titre.

## Écrire plutôt
Les commentaires supprimés : Révision › Supprimer tous les commentaires.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import abrege, lire
from clausegen.verifier.retouches import commentaire
from clausegen.verifier.sujets import SujetWord

CODE = "CG324"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le gabarit n’a pas de commentaire Word"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a comment."""
    for author, text, found in lire(sujet).decor.comments:
        if not text.lower().startswith("clausegen"):
            yield sujet.finding(
                CODE,
                NIVEAU,
                found.place,
                f"commentaire resté dans le gabarit{f' ({author})' if author else ''} : « {abrege(text, 60)} »",
                "supprimez-le : Révision › Supprimer tous les commentaires",
                found.rank,
            )


EXEMPLES = (
    ExempleWord("constat écarté", commentaire("clausegen: ignorer CG322 — titre voulu")),
    ExempleWord("note d’un collègue", commentaire("À revoir"), ("corps, ¶\u00a07 «\u00a0{{ marche.objet }}\u00a0»",)),
)
