"""Step 5: number of inclusive suppliers and economic dependency decide between whole reservation, lot, clause or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import Apport, Effet, Raison
from clausegen.ecriture import nombre, pluriel, pourcent

RESERVES = ("reservation", "lot_reserve")


def dependance(dossier: Dossier) -> Decimal | None:
    """Amount over the average turnover of the suppliers, None when one is not known."""
    achat = dossier.achat
    if achat.montant is None or not achat.chiffre_affaires_moyen:
        return None
    return achat.montant / achat.chiffre_affaires_moyen


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """Without a count, a reservation is never recommended: the suppliers have to be looked for first."""
    compte = dossier.achat.fournisseurs
    if compte is None:
        yield from _sans_compte(dossier)
        return
    seuils = {
        c: dossier.outils.valeur("fournisseurs_inclusifs", levier=c) for c in ("clause", "lot_reserve", "reservation")
    }
    plafond = dossier.outils.valeur("dependance_economique")
    clause, lot, tout = seuils["clause"], seuils["lot_reserve"], seuils["reservation"]
    if clause is None or lot is None or tout is None or plafond is None:
        return
    source, confirmer = dossier.outils.de(tout)
    dit = f"{pluriel(compte, 'fournisseur inclusif', 'fournisseurs inclusifs')} repéré{'s' if compte > 1 else ''}"
    part = dependance(dossier)
    if compte < clause.valeur:
        raison = Raison(
            f"{dit}, moins de {nombre(clause.valeur)} : aucun potentiel selon la règle de l’outil national",
            source,
            confirmer,
        )
        for levier in ("clause", "combine", *RESERVES):
            yield Apport(levier, Effet.EXCLU, raison)
    elif compte < lot.valeur:
        raison = Raison(
            f"{dit} : assez pour une clause, moins de {nombre(lot.valeur)} pour réserver", source, confirmer
        )
        yield Apport("clause", Effet.POSSIBLE, raison)
        for levier in RESERVES:
            yield Apport(levier, Effet.EXCLU, raison)
    elif compte >= tout.valeur and part is not None and part < plafond.valeur:
        raison = Raison(
            f"{dit} et dépendance économique de {pourcent(part)}, sous {pourcent(plafond.valeur)}", source, confirmer
        )
        yield Apport("reservation", Effet.RECOMMANDE, raison)
        yield Apport("lot_reserve", Effet.POSSIBLE, raison)
    else:
        yield Apport(
            "lot_reserve", Effet.RECOMMANDE, Raison(f"{dit}, au moins {nombre(lot.valeur)}", source, confirmer)
        )
        if compte < tout.valeur:
            pourquoi = f"{dit}, moins de {nombre(tout.valeur)}"
        elif part is None:
            pourquoi = "dépendance économique inconnue : donnez le chiffre d’affaires moyen des fournisseurs"
        else:
            pourquoi = f"dépendance économique de {pourcent(part)}, au moins {pourcent(plafond.valeur)}"
        yield Apport("reservation", Effet.EXCLU, Raison(f"réserver tout le marché : {pourquoi}", source, confirmer))

    if compte >= lot.valeur:
        choix = Raison(
            "à choisir : un achat réservé ne reçoit pas en plus des heures d’insertion, ce serait les demander deux fois"
        )
        for levier in RESERVES:
            yield Apport(levier, Effet.REMARQUE, choix)


def _sans_compte(dossier: Dossier) -> Iterator[Apport]:
    secteur = dossier.secteur
    raison = Raison(
        "nombre de fournisseurs inclusifs non renseigné : comptez-les (Marché de l’inclusion, facilitateur) avant de réserver"
    )
    cite = secteur is not None and any(levier in secteur.leviers for levier in RESERVES)
    for levier in RESERVES:
        if cite:
            yield Apport(levier, Effet.REMARQUE if dossier.propose(levier) else Effet.POSSIBLE, raison)
        else:
            if "reserve" in dossier.indices or levier in dossier.achat.leviers_prevus:
                continue
            yield Apport(
                levier,
                Effet.EXCLU,
                Raison(
                    "la réservation n’est pas citée pour ce secteur, et aucun fournisseur n’est renseigné",
                    "table des secteurs",
                    True,
                ),
            )
    if secteur is not None and secteur.beneficiaires:
        yield Apport(
            "reservation",
            Effet.REMARQUE,
            Raison(f"bénéficiaires usuels pour ce secteur : {secteur.beneficiaires}", "table des secteurs", True),
        )
