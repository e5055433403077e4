"""Le corps est placé une fois, seul, dans le texte.

## Ce que la règle vérifie
`{{p corps }}` figure une fois, hors des en-têtes, des notes, des zones de texte et des boucles, ou les articles sont placés un à un ; `{{p sommaire }}` figure une fois au plus.

## Pourquoi
Le texte de la pièce manquerait, serait imprimé deux fois ou ne s’ouvrirait pas dans Word.

## Exemple à éviter
`{{ corps }}`, ou deux fois `{{p corps }}`.

## Écrire plutôt
Un paragraphe qui contient seulement `{{p corps }}`.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, lire, mot
from clausegen.verifier.retouches import CORPS, ecrit, remplace
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import Balise

CODE = "CG309"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le corps est placé une fois, seul, dans le texte"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """Where `corps` and `sommaire` are, and are not."""
    lu = lire(sujet)
    if not lu.parts or CORPS not in lu.histoires:
        return
    placees = [(b, found[1]) for b in lu.balises if b.kind == "{{" and b.closed and (found := _PLACE.match(b.inside))]
    boucles = [(bloc.balises[0], bloc.balises[-1]) for bloc in lu.blocs if bloc.ferme and mot(bloc.balises[0])[0] == "for"]
    for what in ("corps", "sommaire"):
        same = [b for b, w in placees if w == what]
        for b in same[1:]:
            constat = f"« {what} » est placé plusieurs fois (déjà : {same[0].at.place})"
            yield a_la_balise(sujet, CODE, NIVEAU, b, constat, "n’en gardez qu’un")
    for b, what in placees:
        for niveau, constat, remede in _mal_place(b, what, boucles):
            yield a_la_balise(sujet, CODE, niveau, b, constat, remede)
    corps = [b for b, what in placees if what == "corps"]
    morceaux = [b for b, what in placees if what in ("article", "clause")]
    if corps and morceaux:
        yield a_la_balise(sujet, CODE, NIVEAU, morceaux[0], "« corps » et des articles placés un à un se répètent", "gardez l’un ou l’autre")
    if not corps and not morceaux:
        yield sujet.finding(CODE, NIVEAU, "corps", "le gabarit ne dit pas où va le texte de la pièce",
                            "ajoutez un paragraphe qui contient seulement « {{p corps }} »")  # fmt: skip


def _mal_place(b: Balise, what: str, boucles: Sequence[tuple[Balise, Balise]]) -> Iterator[tuple[Niveau, str, str]]:
    if b.form != "p":
        yield (NIVEAU, f"« {what} » remplace un paragraphe entier : la lettre « p » manque",
               f"écrivez « {{{{p {b.inside} }}}} » seul dans son paragraphe")  # fmt: skip
    elif b.at.part != CORPS:
        yield NIVEAU, f"« {what} » ne se place que dans le texte", "déplacez-le hors de cette partie du document"
    elif b.at.box:
        yield NIVEAU, f"« {what} » est dans une zone de texte : il n’y tient pas", "placez-le dans le texte ordinaire"
    elif b.at.table and what in ("corps", "sommaire"):
        yield (Niveau.A_CORRIGER, f"« {what} » est dans un tableau : la pièce entière tiendrait dans une cellule",
               "sortez-le du tableau")  # fmt: skip
    if what == "corps" and any(_entre(b, first, last) for first, last in boucles):
        yield NIVEAU, "« corps » est dans une boucle : il serait imprimé plusieurs fois", "sortez-le de la boucle"


def _entre(b: Balise, first: Balise, last: Balise) -> bool:
    return b.at.part == first.at.part and (first.at.rank, first.start) < (b.at.rank, b.start) < (
        last.at.rank,
        last.start,
    )


_PLACE = re.compile(r"^(corps|sommaire|article|clause)\b(?!\s*[=.])")


EXEMPLES = (
    ExempleWord("articles placés un à un", remplace("{{p corps }}", "{{p article('objet') }}")),
    ExempleWord("absent", remplace("{{p corps }}", "Texte"), ("corps",)),
    ExempleWord("deux fois", ecrit("{{p corps }}"), ("corps, ¶\u00a017 «\u00a0{{p corps }}\u00a0»",)),
    ExempleWord(
        "sans la lettre p", remplace("{{p corps }}", "{{ corps }}"), ("corps, ¶\u00a016 «\u00a0{{ corps }}\u00a0»",)
    ),
    ExempleWord(
        "avec des articles",
        ecrit("{{p article('objet') }}"),
        ("corps, ¶\u00a017 «\u00a0{{p article('objet') }}\u00a0»",),
    ),
)
