"""La pièce dit ce qu’elle est.

## Ce que la règle vérifie
Un gabarit qui place le corps imprime aussi le titre de la pièce et l’objet du marché.

## Pourquoi
Une pièce sans titre ni objet ne se distingue pas d’une autre une fois imprimée.

## Exemple à éviter
Un gabarit qui ne contient que `{{p corps }}`.

## Écrire plutôt
`{{ piece.titre }}` et `{{ marche.objet }}` en tête du document.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import lire
from clausegen.verifier.retouches import remplace, rien, tour
from clausegen.verifier.sujets import SujetWord

CODE = "CG323"
NIVEAU = Niveau.CONSEIL
TITRE = "La pièce dit ce qu’elle est"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a missing field."""
    tags = [b.inside for b in lire(sujet).balises if b.kind == "{{"]
    if not any(t.startswith(("corps", "article", "clause")) for t in tags):
        return
    for names, label in (
        (("piece.titre", "piece.sigle"), "le titre de la pièce"),
        (("marche.objet", "objet_court"), "l’objet du marché"),
    ):
        if not any(t.startswith(name) for t in tags for name in names):
            yield sujet.finding(
                CODE, NIVEAU, "corps", f"le gabarit n’imprime pas {label}", f"ajoutez « {{{{ {names[0]} }}}} »"
            )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "ni titre ni sigle",
        tour(remplace("{{ piece.titre }}", "CCAP"), remplace("{{ piece.sigle }}", "CCAP", "word/footer1.xml")),
        ("corps",),
    ),
)
