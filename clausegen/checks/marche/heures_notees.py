"""Heures notées sans plafond.

## Ce que la règle vérifie
Quand un critère note un nombre d’heures d’insertion, les heures qui rapportent des points sont plafonnées, et le plafond
dépasse le minimum imposé.

## Pourquoi
Sans plafond, la note récompense une surenchère : des volumes intenables, qui finissent en pénalités. Un plafond égal au
minimum ne laisse aucune heure à noter : la formule divise alors par zéro.

## Exemple à éviter
Un critère d’insertion avec le sous-critère « Nombre d’heures proposées », sans « engagement_supplementaire ».

## Écrire plutôt
`engagement_supplementaire: {note: oui, plafond: 150 %}`.

## Références
Usage ; articles L. 2152-8 et R. 2152-11 du code de la commande publique (critères et méthode annoncés).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import pourcent, sans_accent
from clausegen.findings import Finding, Niveau
from clausegen.marche.consultation import Critere

CODE = "CG450"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les heures notées sont plafonnées"

_HEURES = re.compile(r"\b(?:nombre|volume|quantite|total|heures? (?:propos|suppl|d'insertion propos|offert))\w*\b.*\bheures?\b|\bvolume horaire\b"
                     r"|\bheures? (?:proposees?|supplementaires?|offertes?)\b")  # fmt: skip


def _note_des_heures(critere: Critere) -> bool:
    """A name of the criterion or of its parts scores a number of hours."""
    if critere.type not in ("insertion", "social"):
        return False
    return any(_HEURES.search(sans_accent(nom)) for nom in (critere.nom, *(s.nom for s in critere.sous_criteres)))


def _sans_plafond(lot: LotExamine) -> Iterator[str]:
    engagement = lot.lot.insertion.engagement_supplementaire if lot.lot.insertion else None
    if engagement and engagement.note:
        return
    yield from (f"criteres.{rang}" for rang, critere in enumerate(lot.lot.criteres) if _note_des_heures(critere))


def check(ctx: Contexte) -> Iterator[Finding]:
    """Criteria that score hours without ceiling; ceilings that leave no hour above the minimum."""
    for lot in ctx.lots():
        for champ in _sans_plafond(lot):
            yield ctx.finding(
                CODE, NIVEAU, lot.champ(champ), "ce critère note un nombre d’heures d’insertion sans plafond",
                "ajoutez « insertion.engagement_supplementaire: {note: oui, plafond: 150 %} », ou notez la qualité des actions",
                "ccp.R2152-11",
            )  # fmt: skip
        if lot.faits.heures_notees and lot.lot.insertion.engagement_supplementaire.plafond <= 1:
            plafond = lot.lot.insertion.engagement_supplementaire.plafond
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("insertion.engagement_supplementaire.plafond"),
                f"les heures notées sont plafonnées à {pourcent(plafond)} du minimum : aucune heure offerte ne peut être notée",
                "donnez un plafond de plus de 100 %, par exemple 150 %", "ccp.R2152-11",
            )  # fmt: skip


def _criteres(*sous: str) -> dict[str, object]:
    poids = ("60 %", "40 %")
    insertion = {"nom": "Insertion", "type": "insertion", "poids": "10 %",
                 "sous_criteres": [{"nom": n, "poids": p} for n, p in zip(sous, poids, strict=True)]}  # fmt: skip
    return {"criteres": [{"nom": "Prix", "poids": "80 %"}, {"nom": "Environnement", "type": "environnement", "poids": "10 %"},
                         insertion]}  # fmt: skip


_NOTEES = _criteres("Nombre d’heures proposées", "Encadrement")
EXEMPLES = (
    Exemple("aucun critère d’insertion", "services-fcs"),
    Exemple("qualité des actions", "services-fcs", _criteres("Encadrement des personnes", "Formation pendant les heures")),
    Exemple("heures notées sans plafond", "services-fcs", _NOTEES, ("criteres.2",)),
    Exemple("heures notées avec un plafond", "services-fcs",
            {**_NOTEES, "insertion": {"engagement_supplementaire": {"note": "oui", "plafond": "150 %"}}}),
    Exemple("plafond sous le minimum", "services-fcs",
            {**_NOTEES, "insertion": {"engagement_supplementaire": {"note": "oui", "plafond": "50 %"}}},
            ("insertion.engagement_supplementaire.plafond",)),
    Exemple("plafond égal au minimum : la formule diviserait par zéro", "services-fcs",
            {**_NOTEES, "insertion": {"engagement_supplementaire": {"note": "oui", "plafond": "100 %"}}},
            ("insertion.engagement_supplementaire.plafond",)),
)  # fmt: skip
