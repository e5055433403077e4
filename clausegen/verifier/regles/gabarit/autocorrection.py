"""Les balises sont écrites sans correction automatique.

## Ce que la règle vérifie
Les guillemets « » “ ”, les tirets –, les espaces insécables, les majuscules de début de phrase que Word écrit dans une balise sont réparés à la production ; ils sont signalés ici.

## Pourquoi
La réparation est sûre dans clausegen, pas dans un autre outil ; et une balise lisible se relit mieux.

## Exemple à éviter
`{{ x | default(« a ») }}`, `{%p If projet %}`

## Écrire plutôt
`{{ x | default("a") }}`, `{%p if projet %}`

## Références
docs/verifier-gabarit.md ; suivi de docxtpl : 22, 85, 156.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, abrege, lire
from clausegen.verifier.retouches import ecrit, remplace, rien
from clausegen.verifier.sujets import SujetWord

CODE = "CG316"
NIVEAU = Niveau.CONSEIL
TITRE = "Les balises sont écrites sans correction automatique"


_NOMS = {
    "\u00a0": "espace insécable",
    "\u202f": "espace fine",
    "\u2009": "espace fine",
    "\u200b": "espace invisible",
    "\ufeff": "espace invisible",
    "\u00ad": "trait d’union conditionnel",
    "\u2011": "trait d’union insécable",
}


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a tag that the repair changes."""
    for b in lire(sujet).balises:
        if b.closed and b.kind != "{#" and b.clean != b.raw:
            odd = dict.fromkeys(
                c for c in b.raw if (c in "“”«»‘’–—" or c in _NOMS) and b.raw.count(c) > b.clean.count(c)
            )
            what = ", ".join(_NOMS.get(c, f"« {c} »") for c in odd) or "majuscule"
            yield a_la_balise(
                sujet,
                CODE,
                NIVEAU,
                b,
                f"correction automatique de Word dans « {abrege(b.raw)} » ({what}) : elle est réparée à la production",
                f"écrivez « {abrege(b.clean, 60)} »",
            )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "guillemets français",
        ecrit("{{ marche.objet | default(« sans objet ») }}"),
        ("corps, ¶\u00a017 «\u00a0{{ marche.objet | default(« sans objet ») }}\u00a0»",),
    ),
    ExempleWord(
        "espace insécable",
        remplace("{%p if projet %}", "{%p\u00a0if projet %}"),
        ("corps, ¶\u00a01 «\u00a0{%p if projet %}\u00a0»",),
    ),
    ExempleWord(
        "majuscule", ecrit("{%p If projet %}", "{%p endif %}"), ("corps, ¶\u00a017 «\u00a0{%p If projet %}\u00a0»",)
    ),
)
