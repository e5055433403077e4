"""Les articles placés existent.

## Ce que la règle vérifie
Chaque article ou clause que le gabarit place un à un figure dans le plan d’une pièce et n’est placé qu’une fois.

## Pourquoi
Un article inconnu ne s’imprime pas ; une clause placée nulle part arrête la production.

## Exemple à éviter
`{{p article("penalite") }}`

## Écrire plutôt
`{{p article("penalites") }}`

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, lire, pieces_du_gabarit
from clausegen.verifier.lecture import voisin
from clausegen.verifier.retouches import ecrit, remplace
from clausegen.verifier.sujets import SujetWord

CODE = "CG315"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les articles placés existent"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a call."""
    library = sujet.bibliotheque
    slugs = pieces_du_gabarit(sujet)
    articles = {a.slug for slug in slugs for a in library.pieces[slug].articles}
    seen: dict[tuple[str, str], str] = {}
    for lecture, balises in lire(sujet).lectures:
        for appel in lecture.appels:
            if (
                appel.fonction not in ("article", "clause")
                or not appel.arguments
                or not isinstance(appel.arguments[0], str)
            ):
                continue
            name, b = appel.arguments[0], balises[appel.ligne]
            known = (
                articles
                if appel.fonction == "article"
                else {c.id for c in library.clauses.values() if c.piece in slugs}
            )
            if name not in known:
                yield a_la_balise(
                    sujet,
                    CODE,
                    NIVEAU,
                    b,
                    f"{'l’article' if appel.fonction == 'article' else 'la clause'} « {name} » n’existe pas",
                    voisin(name, known) or f"vérifiez le plan de la pièce ({', '.join(slugs[:3])})",
                )
            elif (appel.fonction, name) in seen:
                yield a_la_balise(
                    sujet,
                    CODE,
                    NIVEAU,
                    b,
                    f"« {name} » est placé deux fois (déjà : {seen[appel.fonction, name]})",
                    "n’en gardez qu’un",
                )
            seen.setdefault((appel.fonction, name), b.at.place)


EXEMPLES = (
    ExempleWord("article du plan", remplace("{{p corps }}", "{{p article('objet') }}")),
    ExempleWord(
        "article inconnu",
        remplace("{{p corps }}", "{{p article('objett') }}"),
        ("corps, ¶\u00a016 «\u00a0{{p article('objett') }}\u00a0»",),
    ),
    ExempleWord(
        "article répété",
        ecrit("{{p article('objet') }}", "{{p article('objet') }}"),
        ("corps, ¶\u00a018 «\u00a0{{p article('objet') }}\u00a0»",),
    ),
)
