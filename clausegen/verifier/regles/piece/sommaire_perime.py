"""Le sommaire ne correspond plus aux titres.

## Ce que la règle vérifie
Chaque ligne du sommaire reprend le numéro et le texte d’un titre présent, et chaque titre des niveaux qu’il reprend y figure.

## Pourquoi
Le sommaire garde l’ancien plan tant qu’il n’est pas mis à jour.

## Exemple à éviter
Une ligne « 6.3 Publics éligibles » après la suppression de l’article.

## Écrire plutôt
Le sommaire mis à jour : clic droit, « Mettre à jour les champs », « toute la table ».

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.mots import montrer, plier
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG818"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le sommaire ne correspond plus aux titres"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a line of the table of contents, one for the headings it lacks."""
    reading = releve(sujet)
    heads = {m: p for p in reading.body if p.level for m in p.heading_marks}
    lines = [(p, r) for p in reading.body if p.contents for r in p.references if r.kind == "lien"]
    listed = set()
    for p, reference in lines:
        parts = [part.strip() for part in reference.text.split("\t")]
        target = heads.get(reference.target)
        if target is None:
            yield constat(
                sujet, CODE, NIVEAU, p, "cette ligne du sommaire vise un titre qui n’est plus dans la pièce", _REMEDE
            )
            continue
        listed.add(id(target))
        shown = plier(" ".join(parts))
        wanted = plier(f"{target.number} {target.text}")
        # A page number may follow.
        if shown != wanted and not (shown.startswith(wanted) and shown[len(wanted) :].strip().isdigit()):
            yield constat(
                sujet,
                CODE,
                NIVEAU,
                p,
                f"le sommaire dit «\u00a0{montrer(' '.join(parts))}\u00a0», le titre «\u00a0{montrer(wanted)}\u00a0»",
                _REMEDE,
            )
    # A long plan has a table of contents of its first level only.
    deepest = max((p.level for p in heads.values() if id(p) in listed), default=0)
    for p in reading.body:
        if 0 < p.level <= deepest and p.text.strip() and id(p) not in listed and not p.contents:
            yield constat(sujet, CODE, NIVEAU, p, "ce titre n’est pas dans le sommaire", _REMEDE)


_REMEDE = "mettez le sommaire à jour (clic droit, « Mettre à jour les champs »), ou produisez la pièce de nouveau"


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord("titre ajouté", ajouter(paragraphe("Divers", "Heading1")), ("« Divers »",)),
)
