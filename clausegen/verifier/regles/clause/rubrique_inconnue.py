"""Les rubriques lues par la clause existent.

## Ce que la règle vérifie
Chaque chemin qui part du marché, d’un lot ou des faits mène à une rubrique du modèle, y compris dans `selectattr("…")`, `map(attribute="…")` et `commun("…")`.

## Pourquoi
Une rubrique mal nommée arrête la production ; dans une branche rarement lue, personne ne la voit avant le jour où elle sert.

## Exemple à éviter
`{{ lot.insertion.heurs }}`

## Écrire plutôt
`{{ lot.insertion.heures }}`

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

CODE = "CG211"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les rubriques lues par la clause existent"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a path and a line."""
    seen = set()
    for si, lecture in ((False, sujet.lecture), (True, sujet.lecture_si)):
        for inconnu in lecture.inconnus:
            if inconnu.quoi != "rubrique" or (si, inconnu.chemin, inconnu.ligne) in seen:
                continue
            seen.add((si, inconnu.chemin, inconnu.ligne))
            motif = (
                r"\s*".join(re.escape(step) for step in re.split(r"(\.)", inconnu.chemin.replace("[…]", "")))
                if "[…]" not in inconnu.chemin
                else re.escape(inconnu.nom)
            )
            yield sujet.finding(CODE, NIVEAU, sujet.place(motif, inconnu.ligne, si=si),
                                f"« {inconnu.chemin} » : la rubrique « {inconnu.nom} » n’existe pas",
                                voisin(inconnu.nom, inconnu.connus) or "les rubriques sont dans docs/reference/fichier-de-marche.md")  # fmt: skip


EXEMPLES = (
    Exemple("rubriques connues", "{{ marche.acheteur.nom }}{{ lots | commun(\"insertion.penalites.absence\") }}"),
    Exemple("dans le texte", "Le titulaire doit {{ ‸lot.insertion.heurs }} heures."),
    Exemple("dans la condition", entete={"si": "‸lot.faits.heure_due"}),
    Exemple("dans une boucle", "{% for l in lots %}\n{{ ‸l.numeros }}\n{% endfor %}"),
    Exemple("dans un filtre", "{{ lots | commun(\"‸insertion.penalites.absences\") }}"),
)  # fmt: skip
