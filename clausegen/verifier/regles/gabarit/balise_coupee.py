"""Rien n’est glissé dans une balise.

## Ce que la règle vérifie
Aucune balise ne contient d’image, de tabulation, de saut, d’appel de note ou de signet, et aucune n’est coupée par le bord d’un lien ou d’un contrôle.

## Pourquoi
docxtpl retire l’XML qui est dans la balise : l’objet disparaît, et un lien à moitié retiré rend le document illisible.

## Exemple à éviter
`{{ marche.` hors du lien et `objet }}` dedans.

## Écrire plutôt
La balise retapée d’un trait.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, abrege, lire
from clausegen.verifier.retouches import xml
from clausegen.verifier.sujets import SujetWord

CODE = "CG334"
NIVEAU = Niveau.BLOQUANT
TITRE = "Rien n’est glissé dans une balise"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a tag."""
    for b in lire(sujet).balises:
        if b.cut:
            yield a_la_balise(
                sujet,
                CODE,
                NIVEAU,
                b,
                f"« {abrege(b.raw)} » est coupé par {b.cut} : le document serait illisible",
                "retapez la balise d’un trait",
            )
        elif b.lost:
            yield a_la_balise(
                sujet,
                CODE,
                Niveau.A_CORRIGER,
                b,
                f"« {abrege(b.raw)} » contient {b.lost[0]}, qui disparaîtrait",
                "retapez la balise d’un trait",
            )


EXEMPLES = (
    ExempleWord(
        "coupée par le correcteur",
        xml('<w:p><w:r><w:t>{{ marche</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t>.objet }}</w:t></w:r></w:p>'),
    ),
    ExempleWord(
        "coupée par un lien",
        xml(
            '<w:p><w:r><w:t>{{ marche</w:t></w:r><w:hyperlink w:anchor="_top"><w:r><w:t>.objet }}</w:t></w:r></w:hyperlink></w:p>'
        ),
        ("corps, ¶\u00a017 «\u00a0{{ marche.objet }}\u00a0»",),
    ),
    ExempleWord(
        "tabulation",
        xml("<w:p><w:r><w:t>{{ marche</w:t><w:tab/><w:t>.objet }}</w:t></w:r></w:p>"),
        ("corps, ¶\u00a017 «\u00a0{{ marche.objet }}\u00a0»",),
    ),
)
