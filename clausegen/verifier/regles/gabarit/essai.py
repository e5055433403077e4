"""L’essai du gabarit sur les contrats d’exemple aboutit.

## Ce que la règle vérifie
Les contrats d’exemple sont écrits avec ce gabarit (en mémoire, rien n’est gardé) ; chaque pièce obtenue est contrôlée comme une pièce produite, et comparée à celle du gabarit livré.

## Pourquoi
Certains défauts ne se voient qu’une fois les valeurs en place : une condition qui vide une cellule, un titre sans texte, un contraste insuffisant.

## Exemple à éviter
`{{ marche.lots[0].objet }}`, qui n’existe pas dans un marché sans lots.

## Écrire plutôt
`{% if marche.lots %}{{ marche.lots[0].objet }}{% endif %}`

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.essai_gabarit import essayer
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.retouches import ecrit, rien
from clausegen.verifier.sujets import SujetWord

CODE = "CG331"
NIVEAU = Niveau.BLOQUANT
TITRE = "L’essai du gabarit sur les contrats d’exemple aboutit"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a thing seen, with the first piece where it was."""
    for vu, pieces in essayer(sujet).vus.items():
        where = f"essai sur {pieces[0][0]}" if pieces else "lecture du gabarit"
        place = f" ({pieces[0][1]})" if pieces and pieces[0][1] else ""
        more = (
            f", et dans {len(pieces) - 1} autre{'s' if len(pieces) > 2 else ''} pièce{'s' if len(pieces) > 2 else ''}"
            if len(pieces) > 1
            else ""
        )
        yield sujet.finding(CODE, vu.niveau, where, f"{vu.constat}{place}{more}", vu.remede)


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "marché sans lot",
        ecrit("{{ 1 / (marche.lots | length) }}"),
        ("essai sur fournitures-reserve × ccap",),
    ),
)
