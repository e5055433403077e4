"""Aucun montant ni seuil n’est tapé à la main.

## Ce que la règle vérifie
Le texte ne contient ni somme en euros, ni taux, ni année de texte tapés : « 221 000 € », « 10 % », « 12,31 euros ».

## Pourquoi
Les seuils, le SMIC, les taux d’avance changent à date fixe ; un montant propre à la clause appartient à un paramètre que l’acheteur peut changer.

## Exemple à éviter
`au-delà de 221 000 € HT`

## Écrire plutôt
`{{ bareme("…") }}` pour une valeur légale, un paramètre pour les autres.

## Références
clause_library/baremes/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG483"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Aucun montant ni seuil n’est tapé à la main"

_MONTANT = re.compile(r"\d[\d \u00a0\u202f.,]*[ \u00a0\u202f]?(?:€|euros?\b|%|‰|pour cent\b|fois le SMIC\b)")


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding an amount or a rate; what is printed by a tag is computed, its quoted texts are not."""
    for found in _MONTANT.finditer(sujet.source.ecrit):
        shown = " ".join(found[0].split())
        if shown in ("0 %", "100 %"):
            continue
        yield sujet.finding(
            CODE,
            NIVEAU,
            found.start(),
            f"« {shown} » est tapé à la main",
            'écrivez {{ bareme("…") }} pour une valeur légale, un paramètre pour les autres',
        )


EXEMPLES = (
    Exemple("paramètre", "Une pénalité de {{ marche.montant_estime }} est due dans les 15 jours."),
    Exemple("seuil", "Au-delà de ‸221 000 € HT, le titulaire."),
    Exemple("taux", "Une avance de ‸5 % est versée."),
    Exemple("euros en toutes lettres", "Une somme de ‸12,31 euros par heure."),
)  # fmt: skip
