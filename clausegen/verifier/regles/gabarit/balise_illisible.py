"""Les balises du gabarit se lisent.

## Ce que la règle vérifie
Chaque balise est ouverte et fermée par les accolades qui se répondent, dans un même paragraphe ; ce qu’elle contient est une expression correcte et son instruction existe.

## Pourquoi
Une balise illisible arrête la production, ou s’imprime telle quelle.

## Exemple à éviter
`{{ marche.objet }`, `{% fi projet %}`, `{marche.objet}`

## Écrire plutôt
`{{ marche.objet }}`, `{% if projet %}`

## Références
docs/verifier-gabarit.md ; suivi de docxtpl : 22, 156, 256, 378.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import ETRANGERES, INSTRUCTIONS, a_la_balise, abrege, lire, mot
from clausegen.verifier.lecture import voisin
from clausegen.verifier.retouches import ecrit
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import TAG, Balise, Endroit

CODE = "CG310"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les balises du gabarit se lisent"


_SEULES = re.compile(
    r"(?<!\{)\{(?![{%#_])\s*((?:marche|piece|ligne|couverture|objet_court|banniere|corps|sommaire)\b[^{}]{0,60})\}(?!\})"
)
_ESPACEES = re.compile(r"\{[ \u00a0\u202f]+[{%#]|[}%#][ \u00a0\u202f]+\}|[｛｝]")
_FERMANTES = re.compile(r"(?:\}\}|%\}|#\})")


def check(sujet: SujetWord) -> Iterator[Finding]:
    """Unclosed tags, unreadable ones, stray delimiters, instructions that do not exist."""
    lu = lire(sujet)
    for faute in lu.illisibles:
        yield a_la_balise(sujet, CODE, NIVEAU, faute.balise, faute.constat, _indice(faute.balise) or faute.remede)
    for histoire in lu.lues:
        for b in histoire.balises:
            if not b.closed:
                closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[b.kind]
                yield a_la_balise(
                    sujet,
                    CODE,
                    NIVEAU,
                    b,
                    f"le champ « {abrege(b.raw)} » n’est pas fermé",
                    f"terminez-le par « {closing} », dans le même paragraphe",
                )
            elif b.kind == "{%":
                yield from _instruction(sujet, b)
        for at in histoire.endroits:
            yield from _hors_balise(sujet, at)


def _instruction(sujet: SujetWord, b: Balise) -> Iterator[Finding]:
    word = mot(b)[0]
    if word in INSTRUCTIONS or word in ETRANGERES or (word in ("p", "tr", "tc", "r") and not b.form):
        return
    glued = next((form + rest for form in ("tr", "tc", "p", "r") for rest in INSTRUCTIONS if word == form + rest), "")
    if glued:
        return
    near = next((i for i in INSTRUCTIONS if i == word.lower()), "")
    remede = f"vouliez-vous dire « {near} » ? (en minuscules)" if near else voisin(word, INSTRUCTIONS)
    yield a_la_balise(
        sujet,
        CODE,
        NIVEAU,
        b,
        f"instruction inconnue « {word or abrege(b.inside)} »",
        remede or f"instructions admises : {', '.join(INSTRUCTIONS)}",
    )


def _hors_balise(sujet: SujetWord, at: Endroit) -> Iterator[Finding]:
    if "}" not in at.text and "{" not in at.text and "｛" not in at.text:
        return
    rest = TAG.sub(" ", at.text)
    if found := _ESPACEES.search(rest):
        yield a_la_balise(
            sujet,
            CODE,
            NIVEAU,
            at,
            f"accolades séparées ou inhabituelles « {found[0]} » : la balise s’imprimerait telle quelle",
            "collez les deux accolades",
        )
    elif _FERMANTES.search(rest):
        yield a_la_balise(
            sujet,
            CODE,
            NIVEAU,
            at,
            "une balise est fermée sans être ouverte",
            "ajoutez « {{ » ou « {% » devant, ou retirez « }} »",
        )
    elif found := _SEULES.search(rest):
        yield a_la_balise(
            sujet,
            CODE,
            Niveau.A_CORRIGER,
            at,
            f"« {found[0]} » n’a qu’une accolade : il s’imprimerait tel quel",
            f"écrivez « {{{{ {found[1].strip()} }}}} »",
        )


def _indice(b: Balise) -> str:
    odd = next((c for c in b.clean if c in "…½¼¾©®™→←≥≤≠｛｝"), "")
    if odd:
        return f"la correction automatique a écrit « {odd} » : annulez-la (Ctrl + Z) et retapez"
    if b.inside.startswith(("p ", "tr ", "tc ", "r ")) and not b.form:
        return f"collez la lettre aux accolades : « {b.kind}{b.inside.split()[0]} … »"
    if b.kind == "{{" and b.inside.startswith("{"):
        return "deux accolades suffisent"
    if b.kind == "{{" and "%" in b.inside[-2:]:
        return "fermez par « }} » et non par « %} »"
    if b.kind == "{{" and b.inside.split()[:1] and b.inside.split()[0].lower() in INSTRUCTIONS:
        return f"une instruction s’écrit « {{% {b.inside} %}} »"
    return ""


EXEMPLES = (
    ExempleWord("commentaire et accolades échappées", ecrit("{# note #}", "{_{ ceci }_}")),
    ExempleWord(
        "non fermée", ecrit("Objet : {{ marche.objet }"), ("corps, ¶\u00a017 «\u00a0Objet : {{ marche.objet }\u00a0»",)
    ),
    ExempleWord(
        "instruction mal écrite", ecrit("{%p fi projet %}"), ("corps, ¶\u00a017 «\u00a0{%p fi projet %}\u00a0»",)
    ),
    ExempleWord("expression incorrecte", ecrit("{{ 1 + }}"), ("corps, ¶\u00a017 «\u00a0{{ 1 + }}\u00a0»",)),
    ExempleWord("une seule accolade", ecrit("{marche.objet}"), ("corps, ¶\u00a017 «\u00a0{marche.objet}\u00a0»",)),
)
