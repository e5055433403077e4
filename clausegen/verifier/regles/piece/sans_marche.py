"""La pièce ne peut pas être comparée.

## Ce que la règle vérifie
Le fichier de marché accompagne la pièce (dans son manifeste, ou donné à côté), se lit, et la bibliothèque écrit encore cette pièce.

## Pourquoi
C’est à partir de lui que chaque clause est récrite et comparée.

## Exemple à éviter
`clausegen verifier CCAP.docx` pour une pièce produite avec `--sans-fichier`.

## Écrire plutôt
`clausegen verifier CCAP.docx marche.yaml`

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.origine import origine
from clausegen.verifier.regles.piece._retouches import sans_retouche, substituer
from clausegen.verifier.sujets import SujetWord

CODE = "CG522"
NIVEAU = Niveau.CONSEIL
TITRE = "La pièce ne peut pas être comparée"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding at most."""
    source = origine(sujet)
    if source.manifeste is not None and source.attendu is None:
        yield sujet.finding(CODE, NIVEAU, "document", f"les clauses n’ont pas été comparées : {source.empechement}",
                            "donnez le fichier de marché avec la pièce : clausegen verifier PIECE.docx MARCHE.yaml")  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("fichier non joint", substituer("<contrat.*?</contrat>", "", "customXml/item1.xml"), ("document",)),
)
