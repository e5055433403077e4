"""Interlocuteur du titulaire pour l’insertion.

## Ce que la règle vérifie
Une action d’insertion nomme un facilitateur ou, à défaut, le référent de l’acheteur.

## Pourquoi
Sans interlocuteur nommé, le titulaire ne sait pas qui valide les candidats ni à qui envoyer ses relevés : les heures ne
se font pas. Le CCAG prévoit les coordonnées du facilitateur lorsqu’il y en a un.

## Exemple à éviter
`insertion: {heures: 280}`, sans facilitateur ni référent.

## Écrire plutôt
`insertion: {heures: 280, facilitateur: {structure: Maison de l’emploi du Val, courriel: clauses@mde-val.example.fr}}`,
ou `referent: {service: direction de l’emploi, courriel: insertion@ville.example.fr}`.

## Références
CCAG, article relatif à l’insertion.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG512"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Une action d’insertion nomme son facilitateur ou son référent"


def check(ctx: Contexte) -> Iterator[Finding]:
    """À corriger without anyone named; advice when only the buyer's own contact is."""
    for lot in ctx.lots():
        insertion = lot.lot.insertion
        if not lot.faits.insertion_active or insertion.facilitateur:
            continue
        champ = lot.champ("insertion.facilitateur")
        if insertion.referent:
            yield ctx.finding(CODE, Niveau.CONSEIL, champ, "aucun facilitateur n’est nommé : le référent de l’acheteur en tient lieu",
                              "vérifiez qu’aucune structure du territoire ne peut vous appuyer", "ccag.insertion")  # fmt: skip
        else:
            yield ctx.finding(CODE, NIVEAU, champ, "l’action d’insertion ne nomme ni facilitateur ni référent",
                              "donnez l’un des deux, avec son courriel", "ccag.insertion")  # fmt: skip


EXEMPLES = (
    Exemple("facilitateur nommé", "services-fcs"),
    Exemple("aucune action d’insertion", "fournitures-sans-clause"),
    Exemple("personne n’est nommé", "services-fcs", {"insertion": {"facilitateur": "aucun"}}, ("insertion.facilitateur",)),
    Exemple("référent seul", "services-fcs",
            {"insertion": {"facilitateur": "aucun", "referent": {"service": "direction de l’emploi"}}},
            ("insertion.facilitateur",)),
    Exemple("lots sans facilitateur", "travaux-lots", {"insertion": {"facilitateur": ""}},
            ("lots.0.insertion.facilitateur",)),
)  # fmt: skip
