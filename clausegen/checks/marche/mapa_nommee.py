"""Procédure adaptée qui porte un autre nom.

## Ce que la règle vérifie
Les textes libres d’une procédure adaptée (motif, description) ne la nomment pas comme une procédure formalisée.

## Pourquoi
L’article R. 2123-6 prévoit que l’acheteur qui se réfère expressément à une procédure formalisée doit l’appliquer dans
son intégralité.

## Exemple à éviter
`procedure: MAPA`, `description: Appel d’offres ouvert pour l’entretien des espaces verts`.

## Écrire plutôt
`description: Consultation pour l’entretien des espaces verts`.

## Références
Article R. 2123-6 du code de la commande publique.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import sans_accent
from clausegen.findings import Finding, Niveau

CODE = "CG468"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une procédure adaptée ne se dit pas formalisée"

_NOMS = re.compile(r"\b(appel d'offres (?:ouvert|restreint)|procedure formalisee|procedure avec negociation|dialogue competitif)\b")
_AILLEURS = re.compile(r"\b(?:assist|accompagn|conseil|passation|prepar|logiciel|plateforme|apres|suite a|infructueu)")
TEXTES = ("motif_procedure", "description")


def check(ctx: Contexte) -> Iterator[Finding]:
    """A name of formal procedure in a free text of the contract, unless the text speaks of another one."""
    if ctx.marche.procedure != "MAPA":
        return
    for champ in TEXTES:
        texte = sans_accent(getattr(ctx.marche, champ) or "")
        trouve = _NOMS.search(texte)
        if trouve and not _AILLEURS.search(texte):
            yield ctx.finding(
                CODE, NIVEAU, champ, "la procédure est adaptée, et le texte la nomme comme une procédure formalisée",
                "retirez ces mots, ou choisissez la procédure formalisée et appliquez-la en entier", "ccp.R2123-6",
            )  # fmt: skip


EXEMPLES = (
    Exemple("texte neutre", "services-fcs"),
    Exemple("appel d’offres nommé", "services-fcs", {"description": "Appel d’offres ouvert pour le nettoyage des locaux."},
            ("description",)),
    Exemple("marché d’assistance à un appel d’offres", "pi-etude",
            {"description": "Assistance à la passation d’un appel d’offres ouvert de transport."}),
    Exemple("appel d’offres qui en est un", "tic-accord-cadre", {"description": "Appel d’offres ouvert de maintenance."}),
)  # fmt: skip
