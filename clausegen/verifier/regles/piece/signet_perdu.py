"""Une clause a perdu son signet.

## Ce que la règle vérifie
Chaque clause est encore entre les signets que clausegen a posés ; sinon elle est reconnue à son texte.

## Pourquoi
Sans signet, une clause modifiée passe pour supprimée, et son texte pour ajouté.

## Exemple à éviter
Un article coupé puis recollé sans sa mise en forme.

## Écrire plutôt
Le déplacement par le volet de navigation, qui garde les signets.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.aller_retour import comparaison
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import origine
from clausegen.verifier.regles.piece._retouches import sans_retouche, substituer
from clausegen.verifier.sujets import SujetWord

CODE = "CG537"
NIVEAU = Niveau.CONSEIL
TITRE = "Une clause a perdu son signet"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a clause known by its text alone."""
    compared = comparaison(sujet)
    if compared is None or origine(sujet).intact or origine(sujet).manifeste is None:
        return
    for clause in compared.clauses:
        if clause.signet_perdu and clause.premier is not None:
            yield constat(sujet, CODE, NIVEAU, clause.premier, f"clause « {clause.titre} » : son signet a disparu, elle est reconnue à son texte",
                          "produisez la pièce de nouveau si elle doit être suivie")  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "signet retiré",
        substituer(r'<w:bookmarkStart w:id="(\d+)" w:name="cg_[^>]*/>(.*?)<w:bookmarkEnd w:id="\1"/>', r"\2"),
        ("« Le marché a pour objet",),
    ),
)
