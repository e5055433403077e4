"""Part des alternants et heures d’apprentissage.

## Ce que la règle vérifie
Quand le marché annonce une part des heures pour les alternants et un nombre d’heures d’apprentissage, la part appliquée au
volume d’insertion redonne ce nombre, à une heure près.

## Pourquoi
Une opération réelle annonçait 30 % des heures en alternance à un endroit et un nombre d’heures qui en faisait 19 % à un
autre : le titulaire choisit le moins exigeant, et la pénalité devient discutable.

## Exemple à éviter
`heures: 1000`, `publics: {parts: {alternants: 30 %}}` et `apprentissage: {heures: 190}`.

## Écrire plutôt
`apprentissage: {heures: 300}`, ou une part de 19 %.

## Références
Usage (cohérence du marché).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import nombre, pourcent
from clausegen.findings import Finding, Niveau
from clausegen.values import Taux

CODE = "CG516"
NIVEAU = Niveau.A_CORRIGER
TITRE = "La part des alternants et les heures d’apprentissage disent le même volume"


def _volumes(lot: LotExamine) -> list[Decimal]:
    """Volumes that the share may be a part of: the estimate, and the minimum when the contract sets one."""
    minimum = lot.lot.insertion.heures.minimum if lot.lot.insertion.heures else None
    return [Decimal(v) for v in (lot.faits.heures, minimum) if v]


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for a lot whose share of work-study hours and number of hours contradict each other."""
    for lot in ctx.lots():
        insertion = lot.lot.insertion
        if not lot.faits.heures_dues or not insertion.apprentissage:
            continue
        part, heures = insertion.publics.parts["alternants"], insertion.apprentissage.heures
        volumes = _volumes(lot)
        if part is None or heures is None or not volumes:
            continue
        attendues = [part * volume for volume in volumes]
        if min(attendues) - 1 <= heures <= max(attendues) + 1:
            continue
        reelle = Taux(round(Decimal(heures) / max(volumes), 3))
        yield ctx.finding(
            CODE, NIVEAU, lot.champ("insertion.apprentissage.heures"),
            f"{nombre(heures)} heures d’apprentissage font {pourcent(reelle)} des {nombre(max(volumes))} heures d’insertion, "
            f"et la part annoncée des alternants est de {pourcent(part)}",
            f"écrivez {nombre(int(part * max(volumes)))} heures, ou une part de {pourcent(reelle)}",
        )  # fmt: skip


def _insertion(part: str, heures: str) -> dict[str, object]:
    return {
        "insertion": {"heures": "1000", "publics": {"parts": {"alternants": part}}, "apprentissage": {"heures": heures}}
    }


EXEMPLES = (
    Exemple("aucune part", "services-fcs"),
    Exemple("même volume", "services-fcs", _insertion("30 %", "300")),
    Exemple("trente pour cent annoncés, dix-neuf en heures", "services-fcs", _insertion("30 %", "192"),
            ("insertion.apprentissage.heures",)),
    Exemple("part du minimum garanti", "services-fcs",
            {"insertion": {"heures": {"valeur": "5 %", "assiette": "l’entretien", "minimum": "190"},
                           "calcul": {"heures_totales": "4000"}, "publics": {"parts": {"alternants": "30 %"}},
                           "apprentissage": {"heures": "57"}}}),
    Exemple("nombre d’apprentis sans heures", "services-fcs",
            {"insertion": {"heures": "1000", "publics": {"parts": {"alternants": "30 %"}}, "apprentissage": {"nombre": "2"}}}),
)  # fmt: skip
