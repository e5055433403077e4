"""La pièce a perdu son manifeste.

## Ce que la règle vérifie
La pièce porte le manifeste que clausegen y a mis (clauses, versions, fichier de marché).

## Pourquoi
Sans lui, on ne sait plus d’où vient la pièce : certains outils et l’inspecteur de document de Word le retirent.

## Exemple à éviter
Un document passé par un autre traitement de texte en ligne.

## Écrire plutôt
Le fichier enregistré par Word ou LibreOffice ; ou donnez aussi le fichier de marché : `clausegen verifier piece.docx marche.yaml`.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.origine import origine, releve
from clausegen.verifier.regles.piece._retouches import sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG521"
NIVEAU = Niveau.CONSEIL
TITRE = "La pièce a perdu son manifeste"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding at most."""
    source = origine(sujet)
    if source.manifeste is None and not releve(sujet).unreadable:
        compared = (
            " ; comparée au fichier de marché donné, d’après ses signets"
            if source.attendu is not None
            else " : aucune comparaison possible"
        )
        yield sujet.finding(CODE, NIVEAU, "document", f"cette pièce n’a pas de manifeste de clausegen{compared}",
                            "donnez le fichier de marché avec elle, ou repartez du fichier produit")  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("manifeste retiré", lambda parts: parts.update({"customXml/item1.xml": b"<vide/>"}), ("document",)),
)
