"""Une clause a été modifiée à la main.

## Ce que la règle vérifie
Chaque clause, entre ses signets, dit ce que la bibliothèque écrirait pour ce marché ; la typographie, les styles et ce qui était à compléter ne comptent pas. Les mots changés sont montrés.

## Pourquoi
Une modification faite dans Word ne suit pas les productions suivantes, et échappe à la relecture du référent.

## Exemple à éviter
« sous quinze jours » remplacé par « sous deux mois » dans le CCAP.

## Écrire plutôt
La valeur dans le fichier de marché, ou un paramètre de la clause, puis une nouvelle production.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.aller_retour import Etat, comparaison
from clausegen.verifier.contradictions import contradictions
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.mots import ecart, montrer
from clausegen.verifier.origine import origine
from clausegen.verifier.regles.piece._retouches import remplacer, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG530"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Une clause a été modifiée à la main"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a changed paragraph; those that contradict the contract are left to CG531."""
    source, compared = origine(sujet), comparaison(sujet)
    if compared is None or source.intact:
        return
    against = {id(c.paragraphe) for c in contradictions(sujet)}
    for clause in compared.clauses:
        if clause.etat is not Etat.MODIFIEE or clause.id in source.changees:
            continue
        since = " (la bibliothèque a changé depuis la production)" if source.bibliotheque_changee else ""
        last = clause.premier
        for e in clause.ecarts:
            place = e.apres or last
            last = place
            if place is None or id(e.apres) in against:
                continue
            if e.avant is None and e.apres is not None:
                statement = f"texte ajouté : «\u00a0{montrer(e.apres.text)}\u00a0»"
            elif e.apres is None and e.avant is not None:
                statement = f"texte supprimé : «\u00a0{montrer(e.avant.text)}\u00a0»"
            else:
                statement = ecart(e.avant.text if e.avant else "", e.apres.text if e.apres else "")
            yield constat(
                sujet, CODE, NIVEAU, place, f"clause « {clause.titre} » modifiée : {statement}{since}", _REMEDE
            )


_REMEDE = "reportez la modification dans le fichier de marché ou dans la bibliothèque, ou rétablissez le texte"


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "mot changé", remplacer("Le marché a pour objet", "Le contrat a pour objet"), ("« Le contrat a pour objet",)
    ),
)
