"""The advice as data."""

from __future__ import annotations

from typing import Any

from clausegen.conseil.arbre import Conseil
from clausegen.conseil.dire import AVERTISSEMENT
from clausegen.conseil.programme import Classement
from clausegen.conseil.raisons import Raison, Verdict
from clausegen.findings import Finding


def _raison(raison: Raison) -> dict[str, Any]:
    return {"texte": raison.texte, "source": raison.source, "a_confirmer": raison.a_confirmer}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "levier": verdict.levier, "titre": verdict.titre, "verdict": verdict.effet.value, "deja_prevu": verdict.prevu,
        "raisons": [_raison(r) for r in verdict.raisons], "reserves": [_raison(r) for r in verdict.reserves],
        "textes": list(verdict.textes), "ecrire": verdict.ecrire,
    }  # fmt: skip


def conseil_en_donnees(conseil: Conseil, rang: int) -> dict[str, Any]:
    """A purchase: amounts as numbers, unknown values as null."""
    achat, secteur, estimation = conseil.achat, conseil.rattachement.secteur, conseil.estimation
    return {
        "rang": rang, "ligne": achat.rang, "reference": achat.reference, "lot": achat.lot or None, "objet": achat.objet,
        "acheteur": achat.acheteur, "nature": achat.nature or None, "cpv": achat.cpv or None,
        "montant": None if achat.montant is None else float(achat.montant), "duree_mois": achat.duree_mois,
        "statut": conseil.statut.libelle, "motif": conseil.motif,
        "secteur": secteur.nom if secteur else None, "potentiel": secteur.potentiel if secteur else None,
        "obligation": {"condition_sociale": achat.besoin.obligation, "pourquoi": achat.besoin.phrase,
                       "valeur_estimee": None if achat.besoin.valeur is None else float(achat.besoin.valeur)},
        "heures": {
            "proposees": conseil.heures, "formule": estimation.volume.formule if estimation.volume else None,
            "calcul": estimation.volume.explication if estimation.volume else None, "manque": estimation.manque or None,
            "hypotheses": [_raison(h) for h in estimation.hypotheses],
            "calibrages": [{"calibrage": nom, "taux": float(taux), "heures": h} for nom, taux, h in estimation.fourchette],
        },
        "leviers": [_verdict(v) for v in conseil.verdicts],
        "remarques": [_raison(r) for r in conseil.remarques],
    }  # fmt: skip


def en_donnees(
    classement: Classement, forme: str, findings: tuple[Finding, ...], constats: list[dict[str, Any]]
) -> dict[str, Any]:
    """The whole answer. `constats`: findings already put as data by the command line."""
    return {
        "jour": classement.jour, "lu_comme": forme, "avertissement": AVERTISSEMENT, "heures_propices": classement.heures,
        "achats": [conseil_en_donnees(c, rang) for rang, c in enumerate(classement.conseils, 1)],
        "constats": constats if findings else [],
    }  # fmt: skip
