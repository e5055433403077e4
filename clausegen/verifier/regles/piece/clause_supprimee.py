"""Une clause a été supprimée.

## Ce que la règle vérifie
Chaque clause que la bibliothèque écrit pour ce marché est dans la pièce.

## Pourquoi
Une clause supprimée dans Word laisse des renvois morts, et parfois une obligation sans texte.

## Exemple à éviter
L’article « Pénalités » effacé du CCAP.

## Écrire plutôt
`clauses: {retirer: [{id: …, motif: …}]}` dans le fichier de marché.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.aller_retour import Etat, comparaison
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import lieu
from clausegen.verifier.origine import origine
from clausegen.verifier.regles.piece._retouches import sans_retouche, substituer
from clausegen.verifier.sujets import SujetWord

CODE = "CG532"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Une clause a été supprimée"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a clause, at the place of the one before it."""
    source, compared = origine(sujet), comparaison(sujet)
    if compared is None or source.intact:
        return
    last = None
    for clause in compared.clauses:
        if clause.etat is Etat.SUPPRIMEE:
            place = f"après {lieu(sujet, last)}" if last else "corps"
            yield sujet.finding(CODE, NIVEAU, place, f"clause « {clause.titre} » ({clause.id}) supprimée",
                                f"retirez-la dans le fichier de marché (clauses, retirer : {clause.id}, avec un motif), ou rétablissez-la",
                                last.rank if last else 0)  # fmt: skip
        else:
            last = clause.premier


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "première clause vidée",
        substituer(r'(<w:bookmarkStart w:id="\d+" w:name="cg_[^>]*/>).*?(<w:bookmarkEnd)', r"\1\2"),
        ("corps",),
    ),
)
