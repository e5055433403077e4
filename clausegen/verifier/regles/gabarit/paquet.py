"""Le gabarit lui-même est entier.

## Ce que la règle vérifie
Relations, styles, listes, signets, champs, notes et cellules du gabarit se répondent.

## Pourquoi
Le défaut serait repris dans chaque pièce, que Word réparerait en perdant du texte.

## Exemple à éviter
Un signet ouvert et jamais fermé ; deux signets du même nom.

## Écrire plutôt
Le gabarit ouvert dans Word, réparé, enregistré.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import lire
from clausegen.verifier.retouches import rien, xml
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import STORY, part_name
from clausegen.word.integrity import integrity

CODE = "CG335"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le gabarit lui-même est entier"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """What `integrity` says of the file itself."""
    lu = lire(sujet)
    if lu.garde or not lu.parts or lu.decor.damaged:
        return
    for fault in integrity(sujet.octets):
        place = fault.location.place
        yield sujet.finding(
            CODE,
            NIVEAU,
            part_name(place) if STORY.match(place) else place or "document",
            fault.constat,
            "ouvrez le gabarit dans Word, laissez-le réparer, enregistrez",
        )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord("signet sans fin", xml('<w:p><w:bookmarkStart w:id="7" w:name="a"/></w:p>'), ("corps",)),
    ExempleWord("style inconnu", xml('<w:p><w:pPr><w:pStyle w:val="Absent"/></w:pPr></w:p>'), ("corps",)),
)
