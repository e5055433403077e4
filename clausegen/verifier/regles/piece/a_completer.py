"""Un élément reste à compléter.

## Ce que la règle vérifie
La pièce ne contient plus de mention « [À compléter : …] ». Avec `--publiable`, le constat est bloquant.

## Pourquoi
Ces mentions montrent ce que le fichier de marché ne dit pas encore ; elles ne se publient pas.

## Exemple à éviter
« Courriel : [À compléter : Courriel de l’acheteur] »

## Écrire plutôt
La valeur dans le fichier de marché, puis une nouvelle production ; ou la valeur tapée à la place de la mention.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe
from clausegen.verifier.sujets import SujetWord

CODE = "CG801"
NIVEAU = Niveau.CONSEIL
TITRE = "Un élément reste à compléter"


_MENTION = re.compile(r"\[\s*à compléter\b[^\]]*\]", re.IGNORECASE)


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a mention."""
    level = Niveau.BLOQUANT if sujet.publiable else NIVEAU
    for p in releve(sujet).paragraphs:
        for found in _MENTION.findall(p.text):
            yield constat(sujet, CODE, level, p, f"élément à compléter : {found}",
                          "donnez la valeur dans le fichier de marché et produisez de nouveau, ou écrivez-la ici")  # fmt: skip


def _completee(parts: dict[str, bytes]) -> None:
    text = parts["word/document.xml"].decode("utf-8")
    parts["word/document.xml"] = re.sub(r"\[À compléter[^\]]*\]|\d+ éléments? à compléter", "oui", text).encode()


def _puis_une_mention(parts: dict[str, bytes]) -> None:
    _completee(parts)
    ajouter(paragraphe("Délai : [À compléter : délai]."))(parts)


EXEMPLES = (
    ExempleWord("mention laissée", _puis_une_mention, ("« Délai : [À compléter : délai]. »",)),
    ExempleWord("tout est complété", _completee),
)
