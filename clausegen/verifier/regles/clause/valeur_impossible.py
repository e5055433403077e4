"""Les comparaisons portent sur des valeurs possibles.

## Ce que la règle vérifie
Un texte comparé à une rubrique à liste fermée (nature, procédure, CCAG…) est l’une des valeurs de cette liste, à la lettre près.

## Pourquoi
La comparaison est toujours fausse : la clause, ou la phrase, ne s’imprime jamais et rien ne le dit.

## Exemple à éviter
`si: marche.nature == "Travaux"`

## Écrire plutôt
`si: marche.nature == "travaux"`

## Références
docs/reference/fichier-de-marche.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.lecture import voisin
from clausegen.verifier.sujets import SujetClause

CODE = "CG215"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les comparaisons portent sur des valeurs possibles"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a value that its field can't hold."""
    seen = set()
    for si, lecture in ((False, sujet.lecture), (True, sujet.lecture_si)):
        for c in lecture.comparaisons:
            if c.valeur in c.genre.valeurs or (si, c.chemin, c.valeur, c.ligne) in seen:
                continue
            seen.add((si, c.chemin, c.valeur, c.ligne))
            near = next((v for v in c.genre.valeurs if v.lower() == c.valeur.lower()), "")
            remedy = f"vouliez-vous dire « {near} » ?" if near else voisin(c.valeur, c.genre.valeurs)
            yield sujet.finding(CODE, NIVEAU, sujet.place(rf"(?<=[\"']){re.escape(c.valeur)}(?=[\"'])", c.ligne, si=si),
                                f"« {c.chemin} » ne vaut jamais « {c.valeur} »",
                                remedy or f"valeurs possibles : {', '.join(c.genre.valeurs)}")  # fmt: skip


EXEMPLES = (
    Exemple("valeur possible", entete={"si": 'marche.nature == "travaux"'}),
    Exemple("mauvaise casse", entete={"si": 'marche.nature == "‸Travaux"'}),
    Exemple("dans une liste", '{% if marche.ccag in ["FCS", "‸PII"] %}a{% endif %}'),
    Exemple("fait calculé", entete={"si": 'lot.faits.mode_heures == "‸forfait"'}),
    Exemple("dans un filtre", '{{ lot.criteres | selectattr("type", "equalto", "‸prixx") | list | length }}'),
)  # fmt: skip
