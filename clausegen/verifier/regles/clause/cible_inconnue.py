"""Les clauses, pièces et barèmes nommés existent.

## Ce que la règle vérifie
Chaque nom donné à `renvoi`, `retenue`, `renvoi_article`, `piece`, `bareme` et `derogation` désigne quelque chose qui existe.

## Pourquoi
Un renvoi vers rien arrête la production ; c’est ainsi que les renvois d’un CCAP copié meurent.

## Exemple à éviter
`{{ renvoi("penalites-communes") }}`

## Écrire plutôt
`{{ renvoi("penalites-regles-communes") }}`

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

CODE = "CG213"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les clauses, pièces et barèmes nommés existent"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a name."""
    library, clause = sujet.bibliotheque, sujet.clause
    plan = library.pieces.get(clause.piece)
    known = {
        "renvoi": sujet.ids, "retenue": sujet.ids, "piece": frozenset(library.noms_pieces) | frozenset(library.pieces),
        "renvoi_article": frozenset(a.slug for a in plan.articles) if plan else frozenset(),
        "derogation": frozenset(d.reference for d in clause.deroge), "deroge": frozenset(d.reference for d in clause.deroge),
        "bareme": frozenset(library.baremes) if library.baremes is not None else frozenset(),
    }  # fmt: skip
    words = {
        "renvoi_article": "l’article",
        "piece": "la pièce",
        "bareme": "le barème",
        "derogation": "la dérogation",
        "deroge": "la dérogation",
    }
    seen = set()
    for call in sujet.lecture.appels:
        if call.fonction not in known or not call.arguments:
            continue
        given = call.arguments[0]
        for name in given if isinstance(given, tuple) else (given,):
            if not isinstance(name, str) or name in known[call.fonction] or (call.fonction, name, call.ligne) in seen:
                continue
            seen.add((call.fonction, name, call.ligne))
            where = " dans la rubrique « deroge » de cette clause" if call.fonction.startswith("derog") else ""
            yield sujet.finding(CODE, NIVEAU, sujet.place(rf"(?<=[\"']){re.escape(name)}(?=[\"'])", call.ligne),
                                f"{words.get(call.fonction, 'la clause')} « {name} » n’existe pas{where}",
                                voisin(name, known[call.fonction]) or "corrigez le nom")  # fmt: skip


EXEMPLES = (
    Exemple("renvoi connu", "Voir l’article {{ renvoi(\"objet-du-marche\") }} et {{ piece(\"ccap\") }}."),
    Exemple("clause absente", "Voir l’article {{ renvoi(\"‸objet-de-marche\") }}."),
    Exemple("article absent", "Voir l’article {{ renvoi_article(\"‸penalite\") }}."),
    Exemple("pièce absente", "Voir {{ piece(\"‸ccapp\") }}."),
    Exemple("barème absent", "Soit {{ bareme(\"‸smic_horraire\") }}."),
    Exemple("dérogation non déclarée", "{{ derogation(\"‸ccag.penalites.plafond\") }}le titulaire paie."),
    Exemple("l’une des deux cibles", "Article {{ renvoi(\"objet-du-marche\" if marche.lots else \"‸rien\") }}."),
)  # fmt: skip
