"""Les tableaux sont entiers.

## Ce que la règle vérifie
Un tableau vient après une ligne vide, sa deuxième ligne est faite de tirets, chacune de ses lignes a autant de cellules que la première.

## Pourquoi
Un tableau mal formé s’imprime comme du texte plein de barres, ou perd ses dernières cellules.

## Exemple à éviter
Un tableau collé au paragraphe, ou une ligne de trois cellules sous un en-tête de deux.

## Écrire plutôt
Une ligne vide avant ; le même nombre de `|` partout.

## Références
docs/ecrire-une-clause.md ; mesures faites sur Python-Markdown 3.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.lignes import lignes
from clausegen.verifier.sujets import SujetClause

CODE = "CG249"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les tableaux sont entiers"

_SEPARATEUR = re.compile(r"^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def _cellules(text: str) -> int:
    return len(re.findall(r"(?<!\\)\|", text.strip().strip("|"))) + 1


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a fault: glued table, missing rule line, row of another width."""
    head = None
    rank = 0
    conditional = False
    before = None
    for line in lignes(sujet.source):
        if not line.texte.startswith("|"):
            if rank == 1 and head is not None:
                yield sujet.finding(
                    CODE,
                    NIVEAU,
                    head.debut,
                    "ce tableau n’a pas de ligne de tirets sous son en-tête",
                    "ajoutez « |---|---| »",
                )
            head, rank = None, 0
            before = line
            continue
        rank += 1
        conditional = line.sous_condition or (conditional and rank > 1)
        if head is None:
            head = line
            if before is not None and not before.vide and not line.autre_branche:
                yield sujet.finding(
                    CODE,
                    NIVEAU,
                    line.debut,
                    "ce tableau n’est pas précédé d’une ligne vide : il se lirait comme du texte",
                    "ajoutez une ligne vide avant lui",
                )
        elif rank == 2 and not _SEPARATEUR.match(line.texte):
            yield sujet.finding(
                CODE,
                NIVEAU,
                line.debut,
                "la deuxième ligne d’un tableau est faite de tirets",
                "ajoutez « |---|---| » sous l’en-tête",
            )
        elif not conditional and _cellules(line.texte) != _cellules(head.texte):
            yield sujet.finding(
                CODE,
                NIVEAU,
                line.debut,
                f"cette ligne a {_cellules(line.texte)} cellules, l’en-tête {_cellules(head.texte)}",
                "donnez-lui autant de cellules",
            )
        before = line


EXEMPLES = (
    Exemple("entier", "Les lots :\n\n| Lot | Objet |\n|---|---:|\n{% for l in lots %}\n| {{ l.numero }} | {{ l.objet }} |\n{% endfor %}"),
    Exemple("collé", "Les lots :\n‸| Lot | Objet |\n|---|---|\n| 1 | a |"),
    Exemple("sans tirets", "Les lots :\n\n| Lot | Objet |\n‸| 1 | a |"),
    Exemple("cellule de trop", "Les lots :\n\n| Lot | Objet |\n|---|---|\n‸| 1 | a | b |"),
    Exemple("une seule ligne", "Les lots :\n\n‸| Lot | Objet |\n\nFin."),
)  # fmt: skip
