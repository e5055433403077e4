"""Une modification contredit le fichier de marché.

## Ce que la règle vérifie
Une heure d’insertion, un montant, un taux, une durée, une date, un lot ou un effectif qui vient du fichier de marché n’a pas été changé à la main.

## Pourquoi
La pièce ne dit plus ce que disent les autres pièces, les avis et le fichier de marché : le candidat ne sait laquelle croire.

## Exemple à éviter
280 heures d’insertion dans le fichier de marché, 250 heures tapées dans le CCAP.

## Écrire plutôt
250 heures dans le fichier de marché, et toutes les pièces produites de nouveau.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clausegen.findings import Finding, Niveau
from clausegen.verifier.contradictions import contradictions
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.mots import ecart, montrer
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG531"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une modification contredit le fichier de marché"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a quantity changed."""
    for c in contradictions(sujet):
        where = f"clause « {c.clause} » : " if c.clause else ""
        before, after = c.ecart
        shown = ecart(before, after) if before else f"«\u00a0{montrer(after)}\u00a0» ajouté"
        found = constat(sujet, CODE, NIVEAU, c.paragraphe, f"{where}{c.avant.texte} → {c.apres.texte}, alors que {c.source} ; {shown}",
                        "changez la valeur dans le fichier de marché et produisez toutes les pièces de nouveau, ou rétablissez-la")  # fmt: skip
        yield replace(found, field=c.champ)


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "heures ajoutées",
        ajouter(paragraphe("Le titulaire réalise 7 777 heures d’insertion.")),
        ("« Le titulaire réalise 7 777 heures",),
    ),
    ExempleWord("texte ajouté sans quantité", ajouter(paragraphe("Le titulaire est informé."))),
)
