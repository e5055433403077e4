"""Les noms employés par la clause existent.

## Ce que la règle vérifie
Chaque variable ou fonction du texte et de la condition est connue : `marche`, `lot`, `lots`, `faits`, `parties`, les paramètres de la clause, les fonctions documentées.

## Pourquoi
Un nom inconnu arrête la production des pièces chez l’acheteur.

## Exemple à éviter
`{{ marché.objet }}`, `{{ renvois("objet-du-marche") }}`.

## Écrire plutôt
`{{ marche.objet }}`, `{{ renvoi("objet-du-marche") }}`.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.lecture import voisin
from clausegen.verifier.sujets import SujetClause

CODE = "CG210"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les noms employés par la clause existent"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a name and a line."""
    seen = set()
    for si, lecture in ((False, sujet.lecture), (True, sujet.lecture_si)):
        for inconnu in lecture.inconnus:
            if inconnu.quoi not in ("variable", "fonction") or (si, inconnu.nom, inconnu.ligne) in seen:
                continue
            seen.add((si, inconnu.nom, inconnu.ligne))
            place = sujet.place(rf"(?<![\w.\"'’]){re.escape(inconnu.nom)}\b", inconnu.ligne, si=si)
            what = "la fonction" if inconnu.quoi == "fonction" else "la variable"
            yield sujet.finding(CODE, NIVEAU, place, f"{what} « {inconnu.nom} » n’existe pas",
                                voisin(inconnu.nom, inconnu.connus) or "les noms admis sont dans docs/ecrire-une-clause.md")  # fmt: skip


EXEMPLES = (
    Exemple("noms connus", "{{ marche.objet }} {% for l in lots %}{{ l.numero }}{{ loop.index }}{% endfor %}"),
    Exemple("variable mal écrite", "Le titulaire exécute {{ ‸marchee.objet }}."),
    Exemple("fonction mal écrite", "Voir l’article {{ ‸renvois(\"objet-du-marche\") }}."),
    Exemple("« lots » n’existe pas dans une condition", entete={"si": "‸lots"}),
    Exemple("paramètre non déclaré", "Un délai de {{ ‸delai_inconnu }}."),
)  # fmt: skip
