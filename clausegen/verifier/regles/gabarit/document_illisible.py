"""Le gabarit est un document Word.

## Ce que la règle vérifie
Le fichier est un .docx entier, que rien n’a abîmé, sans mot de passe.

## Pourquoi
Un gabarit fautif abîmerait toutes les pièces : il est refusé avant d’en écrire une.

## Exemple à éviter
Un .doc renommé en .docx.

## Écrire plutôt
Le fichier enregistré en « Document Word (.docx) ».

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import lire
from clausegen.verifier.retouches import CORPS, remplace, retire, rien
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import part_name

CODE = "CG301"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le gabarit est un document Word"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """What the reader of gabarits refuses before anything else; then each part whose XML is damaged."""
    lu = lire(sujet)
    for f in lu.garde:
        if f.code == CODE:
            yield sujet.finding(CODE, f.niveau, "document", f.constat, f.remede)
    for name, reason in lu.decor.damaged:
        yield sujet.finding(
            CODE,
            NIVEAU,
            part_name(name),
            f"cette partie du document est abîmée ({reason})",
            "rouvrez le fichier dans Word et enregistrez-le, ou partez d’un gabarit fourni",
        )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord("le corps manque", retire(CORPS), ("document",)),
    ExempleWord("XML coupé", remplace("</w:body>", ""), ("corps",)),
)
