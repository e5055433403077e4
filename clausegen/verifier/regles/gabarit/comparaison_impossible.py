"""Les comparaisons portent sur des valeurs possibles.

## Ce que la règle vérifie
Un texte comparé à une rubrique à liste fermée est l’une de ses valeurs ; aucun texte à apostrophe n’est comparé.

## Pourquoi
La comparaison est toujours fausse et le paragraphe disparaît sans un mot ; docxtpl change en outre ’ en ' dans les balises et non dans les données.

## Exemple à éviter
`{%p if marche.nature == "Travaux" %}`

## Écrire plutôt
`{%p if marche.nature == "travaux" %}`

## Références
docs/reference/fichier-de-marche.md ; constat fait sur docxtpl.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, lire
from clausegen.verifier.lecture import voisin
from clausegen.verifier.retouches import ecrit
from clausegen.verifier.sujets import SujetWord

CODE = "CG319"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les comparaisons portent sur des valeurs possibles"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a value."""
    for lecture, balises in lire(sujet).lectures:
        for c in dict.fromkeys(lecture.comparaisons):
            if c.valeur not in c.genre.valeurs:
                near = next((v for v in c.genre.valeurs if v.lower() == c.valeur.lower()), "")
                yield a_la_balise(
                    sujet,
                    CODE,
                    NIVEAU,
                    balises[c.ligne],
                    f"« {c.chemin} » ne vaut jamais « {c.valeur} »",
                    (f"vouliez-vous dire « {near} » ?" if near else voisin(c.valeur, c.genre.valeurs))
                    or f"valeurs possibles : {', '.join(c.genre.valeurs)}",
                )
        closed = {(c.valeur, c.ligne) for c in lecture.comparaisons}
        for texte, ligne, chemin in dict.fromkeys(lecture.textes_compares):
            if ("'" in texte or "’" in texte) and chemin and (texte, ligne) not in closed:
                kind = "droite" if "'" in texte else "courbe"
                yield a_la_balise(
                    sujet,
                    CODE,
                    Niveau.A_CORRIGER,
                    balises[ligne],
                    f"« {texte} » est comparé avec une apostrophe {kind} : le champ peut porter l’autre",
                    "comparez une rubrique à liste fermée, ou un texte sans apostrophe",
                )


EXEMPLES = (
    ExempleWord("valeur possible", ecrit('{% if marche.nature == "travaux" %}a{% endif %}')),
    ExempleWord(
        "mauvaise casse",
        ecrit('{% if marche.nature == "Travaux" %}a{% endif %}'),
        ('corps, ¶\u00a017 «\u00a0{% if marche.nature == "Travaux" %}a{% endif %}\u00a0»',),
    ),
    ExempleWord(
        "apostrophe",
        ecrit("{% if marche.objet == “clause d’insertion” %}a{% endif %}"),
        ("corps, ¶\u00a017 «\u00a0{% if marche.objet == “clause d’insertion” %}a{% endif %}\u00a0»",),
    ),
)
