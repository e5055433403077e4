"""Une puce ou un numéro de liste est vide.

## Ce que la règle vérifie
Aucun paragraphe de liste n’est vide.

## Pourquoi
Une puce vide laisse croire qu’un élément a été perdu.

## Exemple à éviter
Un élément supprimé sans sa puce.

## Écrire plutôt
La liste sans cet élément.

## Références
Guide du RGAA pour les documents bureautiques ; conception de clausegen.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG807"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Une puce ou un numéro de liste est vide"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding an item without text."""
    for p in releve(sujet).body:
        if p.item is not None and not p.level and not p.special and not p.text.strip():
            kind = "puce" if p.item[3] else f"élément de liste «\u00a0{p.number}\u00a0»"
            yield constat(sujet, CODE, NIVEAU, p, f"{kind} sans texte", "supprimez ce paragraphe")


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("puce vide", ajouter(paragraphe("", "ListBullet")), ("corps, ¶",)),
)
