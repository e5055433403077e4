"""Les mots sont au dictionnaire.

## Ce que la règle vérifie
Chaque mot imprimé est au dictionnaire français de Hunspell ou au lexique de la bibliothèque (`lexique.txt`). La règle se tait quand
l’option n’est pas installée : `pip install "clausegen[orthographe]"` et le paquet `hunspell-fr`.

## Pourquoi
Une faute d’orthographe se répète dans tous les marchés, et jette le doute sur le reste.

## Exemple à éviter
« Le titulaire exécutte les prestations. »

## Écrire plutôt
« Le titulaire exécute les prestations. » Un terme du métier ou un sigle s’ajoute au lexique.

## Références
docs/verifier.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.orthographe import dossier, juste, lexique, mots, proposition
from clausegen.verifier.sujets import SujetClause

CODE = "CG701"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les mots sont au dictionnaire"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a word, at its first place."""
    if dossier() is None:
        return
    permis = lexique(sujet.bibliotheque.root)
    seen: set[str] = set()
    for position, mot in mots(sujet.source.ecrit):
        if mot in seen or juste(mot, permis):
            continue
        seen.add(mot)
        near = proposition(mot)
        yield sujet.finding(CODE, NIVEAU, position, f"« {mot} » n’est pas au dictionnaire",
                            f"{f'vouliez-vous dire « {near} » ? Sinon, a' if near else 'corrigez-le, ou a'}joutez-le à « lexique.txt »")  # fmt: skip


EXEMPLES = (
    Exemple("mots justes", "Lui-même, l’acheteur ou le maître d’œuvre notifie au cotraitant le CCAP."),
    Exemple("faute", "Le titulaire ‸exécutte les prestations."),
    Exemple("sigle inconnu", "Le titulaire remet le ‸QXZW au service."),
    Exemple("dans une valeur du texte", "{{ marche.objet }} : les ‸prestasions sont exécutées."),
)  # fmt: skip
