"""Step 3: can hours of work be computed, and how much of the amount is labour?"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import Apport, Effet, Raison
from clausegen.ecriture import pourcent


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """No labour share and no lever in hours for the sector: the hours are excluded. A low share is only a remark."""
    estimation = dossier.estimation
    if estimation.volume is None and estimation.part is None and not estimation.reprise:
        yield from _sans_part(dossier)
        return
    seuil = dossier.outils.valeur("part_main_oeuvre_favorable")
    part = estimation.part
    if part is None or seuil is None:
        return
    source, confirmer = dossier.outils.de(seuil)
    # A value that was only reported decides, and is not printed.
    repere = f" de {pourcent(seuil.valeur)}" if seuil.imprimable else " d’usage"
    if part >= seuil.valeur:
        yield Apport(
            "clause",
            Effet.POSSIBLE,
            Raison(
                f"main-d’œuvre estimée à {pourcent(part)} du montant, au-dessus du repère{repere}",
                source,
                confirmer,
            ),
        )
    else:
        yield Apport("clause", Effet.REMARQUE, Raison(f"main-d’œuvre estimée à {pourcent(part)} du montant, sous le repère{repere} : "
                                                      "cela n’écarte pas la clause, mais vérifiez la part avec le maître d’œuvre", source, confirmer))  # fmt: skip


def _sans_part(dossier: Dossier) -> Iterator[Apport]:
    if dossier.propose("clause") or dossier.secteur is None:
        yield Apport(
            "clause",
            Effet.POSSIBLE,
            Raison(
                "heures non calculables sans la part de main-d’œuvre : demandez-la au maître d’œuvre ou au facilitateur"
            ),
        )
        return
    texte = f"« {dossier.secteur.nom} » : les heures de travail ne se calculent pas d’après la table, l’achat porte surtout sur des biens ou des services peu manuels"
    raison = Raison(texte, dossier.outils.source(dossier.secteur.source), True)
    for levier in ("clause", "combine", "critere"):
        yield Apport(levier, Effet.EXCLU, raison)
