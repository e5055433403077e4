"""Une balise de gabarit est restée dans la pièce.

## Ce que la règle vérifie
Aucun texte de la pièce (corps, en-têtes, pieds de page, notes) ne contient `{{ }}`, `{% %}` ou `{# #}`.

## Pourquoi
Une balise restée dans un document publié montre qu’une valeur n’a pas été écrite : la clause est incomplète.

## Exemple à éviter
« Le montant est de {{ lot.montant }}. »

## Écrire plutôt
La valeur elle-même, en produisant la pièce depuis le fichier de marché.

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

CODE = "CG800"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une balise de gabarit est restée dans la pièce"


_BALISE = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)|\{#.*?(?:#\}|$)", re.DOTALL)


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph that holds tags."""
    for p in releve(sujet).paragraphs:
        found = _BALISE.findall(p.text)
        if found:
            yield constat(sujet, CODE, NIVEAU, p, f"balise de gabarit non remplacée : «\u00a0{found[0]}\u00a0»",
                          "écrivez la valeur attendue, ou produisez la pièce de nouveau")  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("balise laissée", ajouter(paragraphe("Voir {{ lot.objet }}.")), ("« Voir {{ lot.objet }}. »",)),
    ExempleWord("accolades ordinaires", ajouter(paragraphe("L’ensemble {a ; b}."))),
)
