"""Les pièces ne viennent pas du même fichier de marché.

## Ce que la règle vérifie
Les pièces d’un même marché (même référence) données ensemble, et le fichier de marché donné avec elles, portent le même contenu.

## Pourquoi
Une pièce produite avant une correction du fichier de marché garde les anciennes valeurs.

## Exemple à éviter
Un RC produit lundi et un CCAP produit mardi, après une correction.

## Écrire plutôt
Toutes les pièces produites ensemble.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.entre_pieces import autres_versions
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.regles.piece._retouches import sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG540"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les pièces ne viennent pas du même fichier de marché"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a piece or file that says otherwise on something else than what CG541 compares."""
    for other, changes in autres_versions(sujet):
        if changes:
            shown = " ; ".join(changes[:4]) + (f" ; et {len(changes) - 4} de plus" if len(changes) > 4 else "")
            statement = f"pièce produite d’une autre version du fichier de marché que {other} : {shown}"
        else:
            statement = f"pièce produite d’une autre version du fichier de marché que {other}, aux mêmes valeurs"
        yield sujet.finding(
            CODE,
            NIVEAU if changes else Niveau.CONSEIL,
            "document",
            statement,
            "produisez toutes les pièces de nouveau, ensemble",
        )


EXEMPLES = (ExempleWord("pièce seule", sans_retouche),)
