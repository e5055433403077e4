"""Des marques de révision sont restées dans la pièce.

## Ce que la règle vérifie
La pièce ne contient pas de modification suivie : insertion, suppression, déplacement, mise en forme. Avec `--publiable`, le constat est bloquant. Les autres règles lisent le texte comme si tout était accepté.

## Pourquoi
Les modifications suivies livrent le texte d’avant à qui lit le document.

## Exemple à éviter
Une phrase barrée en rouge.

## Écrire plutôt
La pièce après « Accepter toutes les modifications ».

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import constat
from clausegen.verifier.mots import montrer
from clausegen.verifier.origine import releve
from clausegen.verifier.regles.piece._retouches import ajouter, sans_retouche
from clausegen.verifier.sujets import SujetWord

CODE = "CG817"
NIVEAU = Niveau.CONSEIL
TITRE = "Des marques de révision sont restées dans la pièce"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph."""
    level = Niveau.BLOQUANT if sujet.publiable else NIVEAU
    for p in releve(sujet).paragraphs:
        if not p.revisions:
            continue
        revision = next((r for r in p.revisions if r.text.strip("¶")), p.revisions[0])
        author = f" de {revision.author}" if revision.author else ""
        text = f" : «\u00a0{montrer(revision.text)}\u00a0»" if revision.text.strip("¶") else ""
        more = f" (et {len(p.revisions) - 1} de plus)" if len(p.revisions) > 1 else ""
        yield constat(sujet, CODE, level, p, f"{revision.kind} suivie{author}{text}{more}".replace("déplacement suivie", "déplacement suivi"),
                      "acceptez ou refusez les modifications (Révision)")  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "phrase insérée",
        ajouter('<w:p><w:ins w:id="1" w:author="Jean"><w:r><w:t>Ajout</w:t></w:r></w:ins></w:p>'),
        ("« Ajout »",),
    ),
)
