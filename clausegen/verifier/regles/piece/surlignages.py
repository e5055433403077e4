"""Un surlignage est resté dans la pièce.

## Ce que la règle vérifie
La pièce ne contient pas de texte surligné, hors mentions « À compléter ». Avec `--publiable`, le constat est bloquant.

## Pourquoi
Un surlignage est une marque de travail : il signale ce qui restait à vérifier.

## Exemple à éviter
Un délai surligné en jaune.

## Écrire plutôt
Le même délai, vérifié, sans surlignage.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.mots import montrer
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG816"
NIVEAU = Niveau.CONSEIL
TITRE = "Un surlignage est resté dans la pièce"


_MENTION = re.compile(r"\[\s*à compléter\b[^\]]*\]", re.IGNORECASE)


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph."""
    level = Niveau.BLOQUANT if sujet.publiable else NIVEAU
    for p in releve(sujet).paragraphs:
        text = _MENTION.sub("", p.highlighted).strip()
        if text:
            yield constat(
                sujet,
                CODE,
                level,
                p,
                f"texte surligné : «\u00a0{montrer(text)}\u00a0»",
                "vérifiez-le, puis retirez le surlignage",
            )


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "délai surligné", ajouter(paragraphe("15 jours", passage='<w:highlight w:val="yellow"/>')), ("« 15 jours »",)
    ),
)
