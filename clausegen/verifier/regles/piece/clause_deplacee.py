"""Une clause a été déplacée.

## Ce que la règle vérifie
Les clauses se suivent dans l’ordre du plan de la pièce.

## Pourquoi
Le plan suit l’ordre du CCAG : une clause déplacée se retrouve sous un titre qui n’est pas le sien.

## Exemple à éviter
La clause de pénalités déplacée sous l’article « Résiliation ».

## Écrire plutôt
Le rang de la clause changé dans la bibliothèque.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.aller_retour import comparaison
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import origine
from clausegen.verifier.regles.piece._retouches import ajouter, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG534"
NIVEAU = Niveau.CONSEIL
TITRE = "Une clause a été déplacée"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a clause."""
    compared = comparaison(sujet)
    if compared is None or origine(sujet).intact:
        return
    for clause in compared.deplacees:
        if clause.premier is not None:
            yield constat(sujet, CODE, NIVEAU, clause.premier, f"clause « {clause.titre} » déplacée : elle n’est plus à la place que lui donne le plan",
                          "remettez-la à sa place, ou changez son rang dans la bibliothèque")  # fmt: skip


def _deplacer(parts: dict[str, bytes]) -> None:
    body = parts["word/document.xml"].decode("utf-8")
    found = re.search(r'<w:bookmarkStart w:id="(\d+)" w:name="cg_[^>]*/>.*?<w:bookmarkEnd w:id="\1"/>', body, re.DOTALL)
    assert found is not None
    parts["word/document.xml"] = body.replace(found[0], "", 1).encode()
    ajouter(found[0])(parts)


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("première clause en fin de pièce", _deplacer, ("« Le marché a pour objet",)),
)
