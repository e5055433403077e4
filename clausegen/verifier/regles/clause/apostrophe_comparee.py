"""Aucun texte à apostrophe n’est comparé.

## Ce que la règle vérifie
Une condition ne compare pas une rubrique à un texte qui contient une apostrophe, droite (') ou courbe (’).

## Pourquoi
Les deux apostrophes se ressemblent et ne sont pas égales : la phrase disparaît sans un mot, selon le clavier de celui qui a rempli le marché.

## Exemple à éviter
`{% if lot.objet == "travaux d’insertion" %}`

## Écrire plutôt
Une rubrique à liste fermée (`{% if lot.objet_insertion %}`), ou un paramètre de type `choix`.

## Références
Constat fait sur docxtpl, qui change ’ en ' dans les balises et non dans les données.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG216"
NIVEAU = Niveau.BLOQUANT
TITRE = "Aucun texte à apostrophe n’est comparé"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a text with an apostrophe on one side of a comparison."""
    for si, lecture in ((False, sujet.lecture), (True, sujet.lecture_si)):
        for texte, ligne, chemin in dict.fromkeys(lecture.textes_compares):
            # The names of the parties, and what the text itself has put in a variable, hold what the clause wrote.
            racine = chemin.partition(".")[0]
            if ("'" in texte or "’" in texte) and racine in lecture.noms and racine not in ("parties", "lots", ""):
                kind = "droite" if "'" in texte else "courbe"
                yield sujet.finding(CODE, NIVEAU, sujet.place(re.escape(texte), ligne, si=si), f"« {texte} » est comparé avec une apostrophe {kind}",
                                    "comparez un code sans apostrophe (liste fermée)")  # fmt: skip


EXEMPLES = (
    Exemple("texte imprimé, non comparé", '{{ "l’acheteur" if marche.lots else "le maître d’ouvrage" }}'),
    Exemple("apostrophe courbe", '{% if marche.objet == "‸travaux d’insertion" %}a{% endif %}'),
    Exemple("apostrophe droite", "{% if marche.objet == \"‸clause d'insertion\" %}a{% endif %}"),
    Exemple("dans la condition", entete={"si": "'marche.objet == \"‸l’insertion\"'"}),
)  # fmt: skip
