"""Tribunal compétent.

## Ce que la règle vérifie
Le lieu d’exécution d’un marché passé par une personne publique permet de dire le tribunal administratif compétent.

## Pourquoi
Le règlement de la consultation et le CCAP nomment le tribunal : sans département, ils ne peuvent pas le faire.

## Exemple à éviter
Un code postal étranger, sans « lieu.departement » ni « acheteur.tribunal ».

## Écrire plutôt
`lieu: {departement: "45"}`.

## Références
Code de justice administrative, ressort des tribunaux administratifs.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG478"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Le tribunal compétent est connu"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding when neither the place nor the buyer tells the court."""
    if ctx.marche.acheteur.public and ctx.faits.tribunal is None:
        yield ctx.finding(
            CODE, NIVEAU, "lieu.departement", "le département d’exécution n’est pas connu : le tribunal compétent ne peut pas être nommé",
            "donnez « lieu.departement », ou « acheteur.tribunal »",
        )  # fmt: skip


EXEMPLES = (
    Exemple("département donné", "services-fcs"),
    Exemple("code postal sans département", "services-fcs", {"lieu": "", "acheteur": {"code_postal": "99999"}},
            ("lieu.departement",)),
    Exemple("tribunal donné", "services-fcs",
            {"lieu": "", "acheteur": {"code_postal": "99999", "tribunal": "tribunal administratif de Paris"}}),
)  # fmt: skip
