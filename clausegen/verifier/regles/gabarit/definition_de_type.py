"""Le gabarit ne contient pas d’XML dangereux.

## Ce que la règle vérifie
Aucune définition de type (DTD) ni entité.

## Pourquoi
Elle fait lire d’autres fichiers ou gonfler le texte sans fin.

## Exemple à éviter
Un document fabriqué à la main.

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
from clausegen.verifier.retouches import remplace, rien
from clausegen.verifier.sujets import SujetWord

CODE = "CG306"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le gabarit ne contient pas d’XML dangereux"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """What the reader of gabarits refuses before anything else."""
    return (sujet.finding(CODE, f.niveau, "document", f.constat, f.remede) for f in lire(sujet).garde if f.code == CODE)


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "entité", remplace("<w:styles", '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:styles', "word/styles.xml"), ("document",)
    ),
)
