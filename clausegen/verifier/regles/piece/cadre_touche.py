"""La première page ou un en-tête a été changé.

## Ce que la règle vérifie
La première page, les textes du gabarit, les en-têtes et les pieds de page disent ce que clausegen y a écrit.

## Pourquoi
Ils reprennent l’acheteur, l’objet, la référence et la procédure du fichier de marché.

## Exemple à éviter
Une référence corrigée sur la première page seulement.

## Écrire plutôt
La référence dans le fichier de marché, et une nouvelle production.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.aller_retour import comparaison
from clausegen.verifier.contradictions import contradictions
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.mots import ecart, montrer
from clausegen.verifier.origine import origine
from clausegen.verifier.regles.piece._retouches import remplacer, sans_retouche
from clausegen.verifier.sujets import SujetWord
from clausegen.word.relecture import place

CODE = "CG536"
NIVEAU = Niveau.A_CORRIGER
TITRE = "La première page ou un en-tête a été changé"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a text; those that contradict the contract are left to CG531."""
    compared = comparaison(sujet)
    if compared is None or origine(sujet).intact:
        return
    against = {id(c.paragraphe) for c in contradictions(sujet)}
    for e in compared.cadre:
        if e.apres is None and e.avant is not None:
            yield sujet.finding(
                CODE, NIVEAU, place(e.avant), f"texte supprimé : «\u00a0{montrer(e.avant.text)}\u00a0»", _REMEDE
            )
        elif e.apres is not None and id(e.apres) not in against:
            changed = (
                ecart(e.avant.text, e.apres.text)
                if e.avant is not None
                else f"texte ajouté : «\u00a0{montrer(e.apres.text)}\u00a0»"
            )
            yield constat(sujet, CODE, NIVEAU, e.apres, f"hors des clauses, {changed}", _REMEDE)


_REMEDE = "changez le fichier de marché ou le gabarit, puis produisez de nouveau"


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "sous-titre changé",
        remplacer("Cahier des clauses administratives particulières</w:t>", "Cahier des charges</w:t>"),
        ("« Cahier des charges »",),
    ),
)
