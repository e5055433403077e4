"""Les formes de balises sont celles de clausegen.

## Ce que la règle vérifie
Les balises sont `{{ … }}`, `{% … %}`, `{%p … %}`, `{%tr … %}`, `{{p corps }}` et `{# … #}` ; les autres formes de docxtpl (`{{r`, `{%tc`, `cellbg`, `colspan`, `vm`, `hm`), les tirets (`{%-`) et les instructions qui appellent d’autres fichiers ne sont pas prises en charge.

## Pourquoi
Elles découpent l’XML du document, ou demandent des valeurs qui n’existent pas ici.

## Exemple à éviter
`{{r marche.objet }}`, `{%- if projet %}`, `{% tr for … %}`

## Écrire plutôt
`{{ marche.objet }}`, `{%p if projet %}`, `{%tr for … %}`

## Références
docs/verifier-gabarit.md ; suivi de docxtpl : 81, 355, 488, 522, 644, 663.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import ETRANGERES, INSTRUCTIONS, a_la_balise, abrege, lire, mot
from clausegen.verifier.retouches import ecrit, rien
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import Balise

CODE = "CG313"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les formes de balises sont celles de clausegen"


_GLUED = re.compile(r"^\{[%{](p|tr|tc|r)(if|elif|else|endif|for|endfor|set|corps|sommaire)\b")


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a tag."""
    for b in lire(sujet).balises:
        if b.closed and b.kind != "{#" and (faute := _faute(b)):
            yield a_la_balise(sujet, CODE, NIVEAU, b, *faute)


def _faute(b: Balise) -> tuple[str, str] | None:
    word = mot(b)[0] if b.kind == "{%" else ""
    shown = abrege(b.raw)
    if b.raw[2:3] == "-" or b.raw[-3:-2] == "-":
        return (
            f"le tiret de « {shown} » avale le texte voisin",
            "retirez le tiret ; employez « {%p … %} » pour ôter un paragraphe",
        )
    if found := _GLUED.match(b.clean):
        return (
            f"« {shown} » : la lettre « {found[1]} » doit être suivie d’un espace",
            f"écrivez « {b.raw[:2]}{found[1]} {b.clean[len(found[1]) + 2 :].strip()} »",
        )
    if not b.form and word in ("p", "tr", "tc", "r"):
        return (
            f"« {shown} » : un espace sépare les accolades de la lettre « {word} »",
            f"écrivez « {{%{word} {mot(b)[1]} %}} »",
        )
    if b.form in ("tc", "r") or (b.form == "tr" and b.kind == "{{"):
        return f"la forme « {b.kind}{b.form} » n’est pas prise en charge", "employez « {{ … }} » ou « {%p … %} »"
    if word in ETRANGERES:
        return (
            f"l’instruction « {word} » n’est pas prise en charge dans un gabarit",
            f"instructions admises : {', '.join(INSTRUCTIONS)}",
        )
    if b.form == "p" and b.kind == "{{" and not _PLACED.match(b.inside):
        return f"« {abrege(b.inside)} » ne remplace pas un paragraphe", "un champ s’écrit « {{ … }} », sans « p »"
    if b.form and b.kind == "{%" and ("%" in b.inside or "}" in b.inside):
        return (
            f"« {shown} » contient « % » ou « }} » : docxtpl ne la reconnaît pas",
            "récrivez la condition sans ce caractère, par exemple avec « is even »",
        )
    return None


_PLACED = re.compile(r"^(corps|sommaire|(article|clause)\s*\(.*\))$", re.DOTALL)


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord("texte enrichi", ecrit("{{r marche.objet }}"), ("corps, ¶\u00a017 «\u00a0{{r marche.objet }}\u00a0»",)),
    ExempleWord(
        "espace avant la lettre", ecrit("{% p if projet %}"), ("corps, ¶\u00a017 «\u00a0{% p if projet %}\u00a0»",)
    ),
    ExempleWord(
        "tiret", ecrit("{%- if projet %}a{% endif %}"), ("corps, ¶\u00a017 «\u00a0{%- if projet %}a{% endif %}\u00a0»",)
    ),
)
