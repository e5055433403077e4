"""Le gabarit a les styles de la pièce.

## Ce que la règle vérifie
Les styles de titre, de texte, de liste et de tableau existent ; ceux des titres et des listes sont numérotés.

## Pourquoi
Sans eux, la pièce n’a ni numéros, ni sommaire, ni listes.

## Exemple à éviter
Un document neuf sans « Titre 2 ».

## Écrire plutôt
Une copie du gabarit livré, dont on change l’apparence des styles sans les renommer.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import lire
from clausegen.verifier.lecture import voisin
from clausegen.verifier.retouches import remplace, rien
from clausegen.verifier.sujets import SujetWord
from clausegen.word.frame import NAMES

CODE = "CG308"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le gabarit a les styles de la pièce"


_NUMEROTES = ("titre1", "titre2", "titre3", "puce", "numero")


# Built-in styles as a French Word shows them.
_EN_FRANCAIS = {
    "heading 1": "Titre 1", "heading 2": "Titre 2", "heading 3": "Titre 3", "body text": "Corps de texte", "list bullet": "Liste à puces",
    "list number": "Liste à numéros", "list continue": "Liste continue", "hyperlink": "Lien hypertexte", "toc 1": "TM 1", "toc 2": "TM 2",
}  # fmt: skip
_ENSEMBLE = 4


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a style; a single one when many are missing."""
    lu = lire(sujet)
    if not lu.parts:
        return
    missing = [name for name in NAMES.values() if name not in lu.decor.style_names]
    if len(missing) > _ENSEMBLE:
        yield sujet.finding(CODE, NIVEAU, "styles", f"le gabarit n’a pas {len(missing)} des styles de la pièce : {', '.join(map(_nom, missing))}",
                            "partez d’un gabarit fourni, qui les contient tous")  # fmt: skip
        return
    for name in missing:
        near = voisin(name, {n for n in lu.decor.style_names if n not in NAMES.values() and len(n) >= len(name) - 1})
        yield sujet.finding(
            CODE,
            NIVEAU,
            "styles",
            f"le gabarit n’a pas le style {_nom(name)}",
            near or "partez d’un gabarit fourni, qui les contient tous",
        )
    for role in _NUMEROTES:
        name = NAMES[role]
        if name not in missing and not lu.decor.numbered(name):
            yield sujet.finding(CODE, NIVEAU, f"style «\u00a0{name}\u00a0»", f"le style {_nom(name)} n’est pas numéroté",
                                "partez d’un gabarit fourni : ses titres et ses listes portent leur numérotation")  # fmt: skip


def _nom(name: str) -> str:
    french = _EN_FRANCAIS.get(name)
    return f"«\u00a0{name}\u00a0»" + (f" ({french})" if french else "")


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "style renommé", remplace('w:name w:val="List Bullet"', 'w:name w:val="Puces"', "word/styles.xml"), ("styles",)
    ),
    ExempleWord(
        "style sans numéro",
        remplace('<w:numPr><w:numId w:val="3"/></w:numPr>', "", "word/styles.xml"),
        ("style «\u00a0list number\u00a0»",),
    ),
)
