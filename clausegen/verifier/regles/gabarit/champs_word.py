"""Les champs de Word ne cherchent rien ailleurs.

## Ce que la règle vérifie
Le gabarit n’emploie ni champ de fusion, ni inclusion, ni lien dynamique, ni bouton ; ni date, auteur ou nom de fichier, que Word recalcule à chaque ouverture ; le sommaire est celui de clausegen.

## Pourquoi
Un tel champ exécute une commande, montre un autre texte sur chaque poste, ou reste sur une valeur ancienne.

## Exemple à éviter
`{ MERGEFIELD objet }`, `{ DATE }`, `{ TOC }`

## Écrire plutôt
`{{ marche.objet }}`, `{{ marche.date_consultation }}`, `{{p sommaire }}`

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import abrege, lire
from clausegen.verifier.retouches import rien, xml
from clausegen.verifier.sujets import SujetWord

CODE = "CG326"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les champs de Word ne cherchent rien ailleurs"


_DANGER = ("INCLUDETEXT", "INCLUDEPICTURE", "DDE", "DDEAUTO", "LINK", "DATABASE", "MACROBUTTON", "IMPORT", "AUTOTEXT")
_FUSION = ("MERGEFIELD", "ASK", "FILLIN", "NEXT", "MERGEREC", "MERGESEQ", "ADDRESSBLOCK", "GREETINGLINE")
_MOUVANTS = (
    "DATE",
    "TIME",
    "SAVEDATE",
    "PRINTDATE",
    "CREATEDATE",
    "FILENAME",
    "AUTHOR",
    "LASTSAVEDBY",
    "USERNAME",
    "USERINITIALS",
    "TEMPLATE",
)


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a field."""
    for found in lire(sujet).decor.fields:
        word = (found.what.split() or [""])[0].upper()
        if word in _DANGER:
            yield sujet.finding(
                CODE,
                Niveau.BLOQUANT,
                found.place,
                f"le champ Word « {word} » va chercher ou exécute autre chose",
                "retirez-le",
                found.rank,
            )
        elif word in _FUSION:
            yield sujet.finding(
                CODE,
                NIVEAU,
                found.place,
                f"le champ de publipostage « {abrege(found.what)} » n’est pas rempli par clausegen",
                "écrivez un champ « {{ marche.… }} »",
                found.rank,
            )
        elif word in _MOUVANTS:
            yield sujet.finding(
                CODE,
                NIVEAU,
                found.place,
                f"le champ Word « {word} » change à chaque ouverture",
                "écrivez le texte, ou un champ « {{ … }} »",
                found.rank,
            )
        elif word == "TOC":
            yield sujet.finding(
                CODE,
                Niveau.CONSEIL,
                found.place,
                "le sommaire de Word reste celui du gabarit tant qu’on ne l’actualise pas",
                "remplacez-le par « {{p sommaire }} », seul dans son paragraphe",
                found.rank,
            )


EXEMPLES = (
    ExempleWord("numéros de page", rien),
    ExempleWord(
        "publipostage",
        xml('<w:p><w:fldSimple w:instr=" MERGEFIELD objet "><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>'),
        ("corps, ¶\u00a017 «\u00a0a\u00a0»",),
    ),
    ExempleWord(
        "date du jour",
        xml(
            '<w:p><w:fldSimple w:instr=" DATE \\@ &quot;d MMMM yyyy&quot; "><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>'
        ),
        ("corps, ¶\u00a017 «\u00a0a\u00a0»",),
    ),
)
