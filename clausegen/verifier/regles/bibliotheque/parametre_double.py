"""Un nom de paramètre n’a qu’un sens.

## Ce que la règle vérifie
Deux clauses qui déclarent le même nom de paramètre le déclarent à l’identique (titre, type, valeur par défaut, bornes).

## Pourquoi
L’acheteur donne une seule valeur par nom : si les deux clauses l’entendent autrement, l’une est fausse.

## Exemple à éviter
`visite_delai` en jours dans une clause, en texte dans une autre.

## Écrire plutôt
Deux noms différents.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetBibliotheque

CODE = "CG223"
NIVEAU = Niveau.BLOQUANT
TITRE = "Un nom de paramètre n’a qu’un sens"


def check(sujet: SujetBibliotheque) -> Iterator[Finding]:
    """One finding a clause that declares a known name otherwise than the first."""
    first: dict[str, tuple[str, object]] = {}
    for clause in sorted(sujet.bibliotheque.clauses.values(), key=lambda c: c.id):
        for name, p in clause.parametres.items():
            shape = (p.titre, p.type, p.defaut, p.unite, p.min, p.max, p.valeurs)
            owner, known = first.setdefault(name, (clause.id, shape))
            if known != shape:
                yield sujet.finding(
                    CODE,
                    NIVEAU,
                    clause.id,
                    "parametres",
                    f"le paramètre « {name} » est déclaré autrement par « {owner} »",
                    "donnez-lui un autre nom",
                )


EXEMPLES = (
    Exemple("un seul sens", "{{ visite_delai }}", {"parametres": "\n  visite_delai: {titre: Délai, type: duree, defaut: 5 jours}"}),
    Exemple("deux sens", "{{ visite_delai }}", {"parametres": "\n  visite_delai: {titre: Délai, type: duree, defaut: 5 jours}"},
            {"socle/clause-seconde.md": "---\nid: clause-seconde\ntitre: B\npiece: ccap\narticle: objet\nrang: 51\nversion: 1.0.0\nrevue_le: 2026-11-21\nsi: true\n‸parametres:\n  visite_delai: {titre: Délai, type: texte}\n---\n{{ visite_delai }}\n"}),
)  # fmt: skip
