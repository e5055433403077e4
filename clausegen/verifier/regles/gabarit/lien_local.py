"""Les liens mènent à une adresse publique.

## Ce que la règle vérifie
Aucun lien hypertexte ne mène à un fichier du poste ou du réseau.

## Pourquoi
Le candidat ne peut pas l’ouvrir, et il lit le nom de vos dossiers.

## Exemple à éviter
`file:///G:/Marchés/modele.docx`

## Écrire plutôt
Une adresse en `https://`.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import abrege, lire
from clausegen.verifier.retouches import relation
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import part_name

CODE = "CG333"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les liens mènent à une adresse publique"


_LOCAL = re.compile(r"^(?:file:|[a-z]:[\\\\/]|\\\\\\\\)", re.I)


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a link."""
    for kind, target, part in lire(sujet).decor.links:
        if kind == "hyperlink" and _LOCAL.match(target):
            yield sujet.finding(
                CODE,
                NIVEAU,
                part_name(part),
                f"lien vers un fichier local : {abrege(target, 80)}",
                "remplacez-le par une adresse publique, ou retirez-le",
            )


EXEMPLES = (
    ExempleWord("adresse publique", relation("hyperlink", "https://exemple.fr")),
    ExempleWord("fichier du réseau", relation("hyperlink", "file:///G:/modele.docx"), ("corps",)),
)
