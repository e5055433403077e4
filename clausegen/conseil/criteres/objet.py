"""What the wording tells: insertion as the object itself, a reservation, or words that only look social."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.mots import plier, trouver
from clausegen.conseil.raisons import TOUS, Apport, Effet, Raison
from clausegen.conseil.tables import a_confirmer

_MOT = re.compile(r"\b(?:insertion|reinsertion)\b")
SECTEUR_SOCIAL = "insertion"


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """Positive indications first; a false friend is told, and never counts as one."""
    oui, texte = dossier.indices, plier(dossier.achat.objet)
    yield from _prevu(dossier)
    if "objet_insertion" in oui:
        yield Apport("objet_insertion", Effet.RECOMMANDE, Raison("l’objet lui-même est une action d’insertion ou de qualification professionnelles",
                                                                 "lecture de l’objet", True))  # fmt: skip
        for levier in ("clause", "combine"):
            yield Apport(
                levier,
                Effet.EXCLU,
                Raison("l’insertion étant l’objet du marché, y ajouter des heures d’insertion la compterait deux fois"),
            )
    elif dossier.secteur is not None and dossier.secteur.code == SECTEUR_SOCIAL:
        yield Apport("objet_insertion", Effet.POSSIBLE, Raison("le code CPV est celui d’un service social ou d’insertion : vérifiez si l’insertion est l’objet même",
                                                               "table des secteurs", True))  # fmt: skip
    elif "objet_insertion" not in dossier.achat.leviers_prevus:
        yield Apport(
            "objet_insertion",
            Effet.EXCLU,
            Raison("l’objet décrit une prestation ordinaire, non une action d’insertion", "lecture de l’objet"),
        )
    if "reserve" in oui:
        yield Apport(
            "reservation", Effet.RECOMMANDE, Raison("l’objet annonce un marché réservé", "lecture de l’objet", True)
        )
        for levier in ("clause", "combine"):
            yield Apport(
                levier,
                Effet.EXCLU,
                Raison("le marché est réservé : des heures en plus demanderaient deux fois l’insertion"),
            )
    yield from _faux_amis(dossier, texte)


def _prevu(dossier: Dossier) -> Iterator[Apport]:
    """What the contract file already is: reserved, or bought as insertion. Its hours would then count twice."""
    for levier, dit in (
        ("objet_insertion", "dont l’insertion est l’objet"),
        ("reservation", "réservé"),
        ("lot_reserve", "réservé"),
        ("reserve_ess", "réservé"),
    ):
        if levier in dossier.achat.leviers_prevus:
            yield Apport(
                levier, Effet.RECOMMANDE, Raison(f"le fichier de marché prévoit un achat {dit}", "fichier de marché")
            )
            for autre in ("clause", "combine"):
                yield Apport(
                    autre, Effet.EXCLU, Raison(f"achat {dit} : des heures en plus demanderaient deux fois l’insertion")
                )


def _faux_amis(dossier: Dossier, texte: str) -> Iterator[Apport]:
    connus = False
    for ami in dossier.outils.tables.faux_amis:
        ici = trouver(ami.mots, texte)
        if ici is not None:
            connus = connus or _MOT.search(ici[0]) is not None
            dit = f"faux ami : « {ici[0].strip()} » désigne ici {ami.sens}, non un achat socialement responsable"
            yield Apport(
                TOUS, Effet.REMARQUE, Raison(dit, dossier.outils.source(ami.source), a_confirmer(ami.confiance))
            )
    if _MOT.search(texte) and not connus and "objet_insertion" not in dossier.indices:
        yield Apport(
            TOUS,
            Effet.REMARQUE,
            Raison(
                "le mot « insertion » ne suffit pas à faire un marché social : lisez l’objet",
                "lecture de l’objet",
                True,
            ),
        )
