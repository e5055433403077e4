"""Les éléments du document ont des noms sûrs.

## Ce que la règle vérifie
Aucun élément du paquet n’est en double ni ne sort du document.

## Pourquoi
Un tel paquet est abîmé ou piégé.

## Exemple à éviter
Un élément nommé `../../x`.

## Écrire plutôt
Le fichier enregistré de nouveau par Word.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import lire
from clausegen.verifier.retouches import partie, rien
from clausegen.verifier.sujets import SujetWord

CODE = "CG303"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les éléments du document ont des noms sûrs"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """What the reader of gabarits refuses before anything else."""
    return (sujet.finding(CODE, f.niveau, "document", f.constat, f.remede) for f in lire(sujet).garde if f.code == CODE)


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord("nom qui sort du document", partie("../../x.xml", "<a/>"), ("document",)),
)
