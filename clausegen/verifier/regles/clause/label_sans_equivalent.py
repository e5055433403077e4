"""Un label admet son équivalent.

## Ce que la règle vérifie
Dans la phrase qui nomme un label, une marque ou une norme (« Ecolabel », « NF », « FSC », « ISO 14001 », « Fairtrade », « label… »), les mots « ou équivalent » (ou « équivalent ») sont écrits.

## Pourquoi
Le code impose d’accepter les labels équivalents et tout autre moyen de preuve approprié.

## Exemple à éviter
`Le papier porte le label FSC.`

## Écrire plutôt
`Le papier porte le label FSC ou équivalent.`

## Références
Articles R. 2111-12 à R. 2111-17 du code de la commande publique.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.source import refuse
from clausegen.verifier.sujets import SujetClause

CODE = "CG761"
NIVEAU = Niveau.BLOQUANT
TITRE = "Un label admet son équivalent"

_LABEL = re.compile(
    r"\b(?:[Ll]abels?|[Ee]co-?label|Écolabel|FSC|PEFC|NF[ -]\w+|ISO[ \u00a0]\d{4,5}|Fairtrade|Max Havelaar|Label Rouge|Oeko-Tex|OEKO-TEX|Blue Angel|Ange bleu|Imprim’[Vv]ert|Energy Star|TCO Certified|EPEAT|Lucie|AFAQ)\b"
)
_EQUIVALENT = re.compile(r"équivalen", re.I)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a sentence."""
    text = sujet.source.ecrit
    for sentence in re.finditer(r"[^.;\n]+(?:\n(?!\n)[^.;\n]+)*", text[sujet.source.corps :]):
        found = _LABEL.search(sentence[0])
        if found and not _EQUIVALENT.search(sentence[0]) and not refuse(sentence[0], found.start()):
            yield sujet.finding(
                CODE,
                NIVEAU,
                sujet.source.corps + sentence.start() + found.start(),
                f"« {found[0]} » sans « ou équivalent »",
                "ajoutez « ou équivalent » dans la même phrase",
            )


EXEMPLES = (
    Exemple("équivalent", "Le papier porte le label FSC ou équivalent."),
    Exemple("label seul", "Le papier porte le ‸label FSC."),
    Exemple("norme seule", "Le titulaire est certifié ‸ISO 14001."),
)  # fmt: skip
