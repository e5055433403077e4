"""Un renvoi ne mène nulle part.

## Ce que la règle vérifie
Chaque renvoi (champ REF, lien interne) vise un signet qui existe ; aucun n’affiche « Erreur ! Source du renvoi introuvable ».

## Pourquoi
Le titre visé a été supprimé ou retapé : à la première mise à jour des champs, Word remplace le numéro par un message d’erreur.

## Exemple à éviter
« …à l’article Erreur ! Source du renvoi introuvable. »

## Écrire plutôt
Un renvoi vers un titre présent, ou la phrase sans ce renvoi.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG803"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un renvoi ne mène nulle part"


_ERREUR = re.compile(r"Erreur\s*!|Error! (?:Reference|Bookmark)|Reference source not found", re.IGNORECASE)


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph and a target."""
    reading = releve(sujet)
    names = {m.name for m in reading.marks} | {"_top"}
    for p in reading.paragraphs:
        if p.contents:
            continue
        dead = {r.target: r.text for r in p.references if r.target not in names}
        for shown in dead.values():
            yield constat(sujet, CODE, NIVEAU, p, f"le renvoi «\u00a0{shown}\u00a0» vise un titre qui n’est plus dans la pièce",
                          "rétablissez le titre visé, ou supprimez le renvoi")  # fmt: skip
        if not dead and _ERREUR.search(p.text):
            yield constat(
                sujet,
                CODE,
                NIVEAU,
                p,
                "Word affiche une erreur à la place d’un renvoi",
                "refaites ce renvoi, ou supprimez-le",
            )


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "lien vers un signet absent",
        ajouter('<w:p><w:hyperlink w:anchor="absent"><w:r><w:t>Voir ailleurs</w:t></w:r></w:hyperlink></w:p>'),
        ("« Voir ailleurs »",),
    ),
    ExempleWord(
        "message de Word", ajouter(paragraphe("Article Erreur ! Source du renvoi introuvable.")), ("« Article Erreur",)
    ),
)
