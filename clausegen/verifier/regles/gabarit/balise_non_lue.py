"""Les balises sont dans des endroits lus.

## Ce que la règle vérifie
Aucune balise dans un commentaire, une note de fin, une propriété, un texte de remplacement, un champ Word, un graphique ou un lien : seuls le texte, les en-têtes, les pieds de page et les notes de bas de page sont exécutés.

## Pourquoi
La balise partirait telle quelle chez les candidats.

## Exemple à éviter
`{{ marche.objet }}` dans un commentaire Word ou dans le titre du fichier.

## Écrire plutôt
La balise dans le texte.

## Références
docs/verifier-gabarit.md ; suivi de docxtpl : 27, 379.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, abrege, lire
from clausegen.verifier.retouches import commentaire, remplace, rien
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import READ

CODE = "CG312"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les balises sont dans des endroits lus"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph or an element."""
    lu = lire(sujet)
    for name, histoire in lu.histoires.items():
        if not READ.match(name):
            for at in dict.fromkeys(b.at for b in histoire.balises):
                yield a_la_balise(
                    sujet,
                    CODE,
                    NIVEAU,
                    at,
                    "cet endroit contient un champ, qui serait imprimé tel quel",
                    "déplacez-le dans le texte",
                )
    for found in lu.decor.verbatim:
        yield sujet.finding(
            CODE,
            NIVEAU,
            found.place,
            f"un champ est caché dans cet élément et n’y est pas lu : « {abrege(found.what)} »",
            "retirez-le, ou écrivez-le dans le texte",
            found.rank,
        )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "commentaire",
        commentaire("Voir {{ marche.objet }}"),
        ("commentaires, ¶\u00a01 «\u00a0Voir {{ marche.objet }}\u00a0»",),
    ),
    ExempleWord(
        "titre du fichier", remplace("Gabarit : ", "{{ marche.objet }}", "docProps/core.xml"), ("docProps/core.xml",)
    ),
)
