"""Une boucle ne répète que du texte.

## Ce que la règle vérifie
Entre `for` et `endfor`, ni image, ni signet, ni contrôle de contenu, ni commentaire.

## Pourquoi
Chacun porte un identifiant, que la boucle recopie : Word signale un document abîmé, ou ne garde que le premier.

## Exemple à éviter
Un logo dans une ligne de tableau répétée pour chaque lot.

## Écrire plutôt
Le logo avant la boucle ; un caractère (« ☐ ») à la place d’une case à cocher.

## Références
docs/verifier-gabarit.md ; suivi de docxtpl : 325.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, lire, mot
from clausegen.verifier.retouches import remplace, rien
from clausegen.verifier.sujets import SujetWord

CODE = "CG337"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Une boucle ne répète que du texte"

_OBJETS = ("une image", "un objet", "un signet", "un contrôle de contenu", "un commentaire")


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph inside a loop."""
    lu = lire(sujet)
    for bloc in lu.blocs:
        first, last = bloc.balises[0], bloc.balises[-1]
        if not bloc.ferme or mot(first)[0] != "for":
            continue
        for at in lu.histoires[first.at.part].endroits:
            if not first.at.rank <= at.rank <= last.at.rank:
                continue
            inside = next((w for _, w, _ in at.events if w in _OBJETS), "")
            if inside and (first.at is last.at or at not in (first.at, last.at)):
                yield a_la_balise(
                    sujet, CODE, NIVEAU, at, f"la boucle répète {inside} : son identifiant serait en double", "sortez-le de la boucle"
                )  # fmt: skip


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "signet dans une boucle",
        remplace(
            "<w:r><w:t>{{ ligne.valeur }}",
            '<w:bookmarkStart w:id="9" w:name="v"/><w:bookmarkEnd w:id="9"/><w:r><w:t>{{ ligne.valeur }}',
        ),
        ("corps, ¶\u00a011, tableau 1, ligne 2, colonne 2 «\u00a0{{ ligne.valeur }}\u00a0»",),
    ),
)
