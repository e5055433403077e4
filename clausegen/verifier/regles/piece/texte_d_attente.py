"""Un texte d’attente est resté dans la pièce.

## Ce que la règle vérifie
La pièce ne contient ni « XXX », ni « TODO », ni « ??? », ni « lorem ipsum », ni pointillés à remplir hors d’un champ.

## Pourquoi
Ces marques annoncent un texte que personne n’a écrit.

## Exemple à éviter
« Le délai est de XX jours. »

## Écrire plutôt
« Le délai est de 15 jours. »

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
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord
from clausegen.word.relecture import Hole

CODE = "CG802"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un texte d’attente est resté dans la pièce"


_ATTENTE = re.compile(r"\b[Xx]{2,}\b(?!\w)|\bTODO\b|\bTBD\b|\?{3,}|\b[Ll]orem ipsum\b|\.{5,}|…{2,}|_{4,}")


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph; the places that a form leaves open are not looked at."""
    for p in releve(sujet).paragraphs:
        found = None if p.contents else _ATTENTE.search(_sans_champs(p.text, p.holes))
        if found is not None:
            yield constat(
                sujet, CODE, NIVEAU, p, f"texte d’attente : «\u00a0{found[0]}\u00a0»", "écrivez le texte définitif"
            )


def _sans_champs(text: str, holes: list[tuple[int, int, Hole]]) -> str:
    for start, end, _ in holes:
        text = text[:start] + "\u00a0" * (end - start) + text[end:]
    return text


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("délai non fixé", ajouter(paragraphe("Le délai est de XX jours.")), ("« Le délai est de XX jours. »",)),
    ExempleWord("siècle", ajouter(paragraphe("Un bâtiment du XXe siècle."))),
)
