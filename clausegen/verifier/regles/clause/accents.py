"""Les capitales et les ligatures ont leurs signes.

## Ce que la règle vérifie
« À », « État », « Échéance », « œuvre », « main-d’œuvre » plutôt que « A », « Etat », « Echéance », « oeuvre ».

## Pourquoi
Les capitales s’accentuent en français ; « œ » n’est pas « oe ».

## Exemple à éviter
`A défaut, la maîtrise d'oeuvre`

## Écrire plutôt
`À défaut, la maîtrise d’œuvre`

## Références
Règles de l’Imprimerie nationale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG604"
NIVEAU = Niveau.CONSEIL
TITRE = "Les capitales et les ligatures ont leurs signes"

_MOTS = "tats?|ch[ée]ances?|tudes?|quipes?|quipements?|valuations?|tablissements?|cole|nergies?|crits?|changes?|galement|tant|ventuellement|conomies?|lectriques?|lectroniques?"
_FAUTES = (
    (
        re.compile(
            r"(?:(?<=^)|(?<=[.!?:] )|(?<=[-*|] ))A(?= (?:la|l’|défaut|compter|titre|ce|cet|cette|chaque|partir|l'|tout|cette|ces|son|sa|peine)\b)",
            re.M,
        ),
        "À",
    ),
    (re.compile(rf"\bE(?:{_MOTS})\b"), "É…"),
    (re.compile(r"\b(?:[Oo]euvres?|[Cc]oeurs?|[Ss]oeurs?|[Nn]oeuds?|[Vv]oeux|[Vv]oeu|[Mm]oeurs|[Oo]eil)\b"), "œ"),
    (re.compile(r"\bCa\b(?= (?:ne|n’|est))"), "Ça"),
)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a word."""
    for pattern, wanted in _FAUTES:
        for found in pattern.finditer(sujet.source.ecrit, sujet.source.corps if pattern.flags & re.M else 0):
            yield sujet.finding(
                CODE, NIVEAU, found.start(), f"« {found[0]} » a perdu son signe", f"écrivez « {wanted} »"
            )


EXEMPLES = (
    Exemple("accentués", "À défaut, l’État paie la maîtrise d’œuvre."),
    Exemple("préposition", "‸A défaut, le titulaire paie."),
    Exemple("État", "L’‸Etat paie."),
    Exemple("ligature", "La main-d’‸oeuvre est fournie."),
)  # fmt: skip
