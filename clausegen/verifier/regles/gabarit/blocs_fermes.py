"""Les blocs ouverts sont fermés.

## Ce que la règle vérifie
Chaque `if` a son `endif` et chaque `for` son `endfor`, dans la même partie du document et dans l’ordre.

## Pourquoi
La production s’arrête ; docxtpl ne dit pas où.

## Exemple à éviter
`{%p if projet %}` sans `{%p endif %}`.

## Écrire plutôt
`{%p if projet %}` … `{%p endif %}`

## Références
docs/verifier-gabarit.md ; suivi de docxtpl : 9, 81, 134, 378.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, abrege, lire, mot
from clausegen.verifier.retouches import ecrit, remplace, rien
from clausegen.verifier.sujets import SujetWord

CODE = "CG317"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les blocs ouverts sont fermés"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a block that stays open, or a tag that closes nothing."""
    lu = lire(sujet)
    for faute in lu.perdues:
        yield a_la_balise(sujet, CODE, NIVEAU, faute.balise, faute.constat, faute.remede)
    for bloc in lu.blocs:
        if not bloc.ferme:
            b = bloc.balises[0]
            word = mot(b)[0]
            yield a_la_balise(
                sujet,
                CODE,
                NIVEAU,
                b,
                f"« {abrege(b.raw)} » n’est jamais fermé : il manque « end{word} »",
                f"ajoutez « {{%{b.form} end{word} %}} »",
            )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord("jamais fermé", ecrit("{%p if projet %}"), ("corps, ¶\u00a017 «\u00a0{%p if projet %}\u00a0»",)),
    ExempleWord(
        "ferme autre chose",
        remplace("{%tr endfor %}", "{%tr endif %}"),
        (
            "corps, ¶\u00a012, tableau 1, ligne 3, colonne 1 «\u00a0{%tr endif %}\u00a0»",
            "corps, ¶\u00a08, tableau 1, ligne 1, colonne 1 «\u00a0{%tr for ligne in couverture %}\u00a0»",
        ),
    ),
)
