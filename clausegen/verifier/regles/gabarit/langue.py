"""Le gabarit est en français.

## Ce que la règle vérifie
La langue par défaut du document est le français ; aucun style ni passage n’est marqué dans une autre langue.

## Pourquoi
La correction, la césure et les lecteurs d’écran suivent cette langue.

## Exemple à éviter
Un document créé dans un Word anglais (en-US).

## Écrire plutôt
Révision › Langue › Définir la langue de vérification : Français (France), par défaut.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import lire
from clausegen.verifier.retouches import remplace, rien, xml
from clausegen.verifier.sujets import SujetWord
from clausegen.word.decor import Trouve

CODE = "CG320"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le gabarit est en français"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """The default language, then each foreign one once."""
    lu = lire(sujet)
    if not lu.parts:
        return
    remede = "dans Word : Révision › Langue › Définir la langue de vérification › Français (France) › Par défaut"
    if not lu.decor.language.lower().startswith("fr"):
        what = f"est « {lu.decor.language} »" if lu.decor.language else "n’est pas indiquée"
        yield sujet.finding(CODE, NIVEAU, "styles", f"la langue du document {what}", remede)
    groups: dict[str, list[Trouve]] = {}
    for found in lu.decor.foreign:
        groups.setdefault(found.what, []).append(found)
    for language, places in groups.items():
        if language.lower() == lu.decor.language.lower():
            continue
        more = (
            f" (et {len(places) - 1} autre{'s' if len(places) > 2 else ''} endroit{'s' if len(places) > 2 else ''})"
            if len(places) > 1
            else ""
        )
        yield sujet.finding(
            CODE,
            Niveau.CONSEIL,
            places[0].place,
            f"passage marqué en « {language} »{more}",
            "sélectionnez-le et choisissez le français",
            places[0].rank,
        )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord("anglais", remplace('w:lang w:val="fr-FR"', 'w:lang w:val="en-US"', "word/styles.xml"), ("styles",)),
    ExempleWord(
        "passage en anglais",
        xml('<w:p><w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t>Hello</w:t></w:r></w:p>'),
        ("corps, ¶\u00a017 «\u00a0Hello\u00a0»",),
    ),
)
