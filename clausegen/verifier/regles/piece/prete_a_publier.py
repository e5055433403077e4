"""La pièce n’est pas prête à être publiée.

## Ce que la règle vérifie
Avec `--publiable` : la première page ne porte plus la mention « PROJET », le fichier de marché n’est pas joint à la pièce, le document a un titre dans ses propriétés.

## Pourquoi
Le fichier de marché contient l’estimation et des choix que les candidats n’ont pas à connaître.

## Exemple à éviter
Une pièce publiée avec son fichier de marché.

## Écrire plutôt
`clausegen produire … --sans-fichier`

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.alignement import BANDEAU
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import origine, releve
from clausegen.verifier.regles.piece._retouches import sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG819"
NIVEAU = Niveau.BLOQUANT
TITRE = "La pièce n’est pas prête à être publiée"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """Findings only when the piece is about to be published."""
    if not sujet.publiable:
        return
    reading = releve(sujet)
    for p in reading.body:
        if p.style == BANDEAU and p.text.strip():
            yield constat(sujet, CODE, NIVEAU, p, "la pièce porte la mention « PROJET »",
                          "levez les constats bloquants, complétez le fichier de marché, puis produisez de nouveau")  # fmt: skip
    manifest = origine(sujet).manifeste
    if manifest is not None and manifest.contract:
        yield sujet.finding(CODE, NIVEAU, "document", "le fichier de marché est joint à la pièce, avec son estimation",
                            "produisez la pièce avec --sans-fichier")  # fmt: skip
    if not reading.title:
        yield sujet.finding(
            CODE, Niveau.A_CORRIGER, "propriétés", "le document n’a pas de titre", "Fichier, Informations, Titre"
        )


EXEMPLES = (
    ExempleWord("fichier de marché joint", sans_retouche, ("PROJET", "document"), publiable=True),
    ExempleWord("avant publication", sans_retouche),
)
