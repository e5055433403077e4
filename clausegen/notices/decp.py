"""Essential data of the contract (DECP 2.0.3): what the contract file knows, labels as the schema writes them.

Source of the labels: schema of 139bercy/format-commande-publique, version 2.0.3 (Unlicense), arrêté du 22 décembre
2022. Fields known only after the award (holders, tenders received, dates) are left out: they are the buyer's to add.
"""

from __future__ import annotations

from typing import Any

from clausegen.context import Contexte
from clausegen.marche.decp import libelle_decp
from clausegen.selection import Selection

SOCIAL = {"clause_sociale": "Clause sociale", "critere_social": "Critère social", "marche_reserve": "Marché réservé"}
NO_SOCIAL = "Pas de considération sociale"
_TECHNIQUES = {True: "Accord-cadre", False: "Sans objet"}


def social_considerations(selection: Selection, lot: int | None = None) -> list[str]:
    """Values of `considerationsSociales` for the contract, or for one lot."""
    kept = [d for d in selection.kept() if lot is None or not d.clause.par_lot or lot in d.lots]
    found = {d.clause.avis["decp"] for d in kept if "decp" in d.clause.avis}
    return [SOCIAL[key] for key in SOCIAL if key in found] or [NO_SOCIAL]


def environmental_considerations(contexte: Contexte, selection: Selection, lot: int) -> list[str]:
    """Values of `considerationsEnvironnementales`."""
    out = []
    if selection.is_kept("environnement-principe"):
        out.append("Clause environnementale")
    if contexte.facts.lots[lot].critere_environnement:
        out.append("Critère environnemental")
    return out or ["Pas de considération environnementale"]


def _execution(contexte: Contexte, lot: Any) -> list[str]:
    facts = contexte.faits
    out = [
        label
        for label, holds in (
            ("Tranches", bool(lot.tranches)), ("Bons de commande", facts.bons_de_commande),
            ("Marchés subséquents", facts.marches_subsequents),
        )
        if holds
    ]  # fmt: skip
    return out or ["Sans objet"]


def _place(contexte: Contexte, lot: Any) -> dict[str, str] | None:
    place = lot.lieu or contexte.marche_brut.lieu
    if place and place.departement:
        return {"code": str(place.departement), "typeCode": "Code département"}
    code = contexte.marche_brut.acheteur.code_postal
    return {"code": str(code), "typeCode": "Code postal"} if code else None


def _amount(contexte: Contexte, lot: Any) -> float | None:
    maximum = lot.accord_cadre.maximum if lot.accord_cadre else None
    value = maximum or lot.montant_estime or (None if contexte.marche_brut.lots else contexte.marche_brut.montant_estime)
    return float(value) if value else None


def decp(contexte: Contexte, selection: Selection) -> dict[str, Any]:
    """`{"marches": {"marche": […]}}`: one contract a lot, each with the fields that the contract file gives."""
    marche = contexte.marche_brut
    rows = []
    for i, lot in enumerate(contexte.lots_bruts):
        months = contexte.facts.lots[i].duree_totale_mois
        row: dict[str, Any] = {
            "id": _identifier(str(marche.reference), str(lot.numero) if marche.lots else ""),
            "acheteur": {"id": str(marche.acheteur.siret)},
            "nature": "Marché de défense ou de sécurité" if marche.defense else "Marché",
            "objet": str(lot.objet if marche.lots else marche.objet)[:1000],
            "codeCPV": (lot.cpv.principal if lot.cpv else None) or (marche.cpv.principal if marche.cpv else None),
            "techniques": {"technique": [_TECHNIQUES[bool(contexte.faits.accord_cadre)]]},
            "modalitesExecution": {"modaliteExecution": _execution(contexte, lot)},
            "ccag": libelle_decp(marche.ccag),
            "procedure": libelle_decp(marche.procedure),
            "lieuExecution": _place(contexte, lot),
            "dureeMois": months or None,
            "montant": _amount(contexte, lot),
            "typesPrix": {"typePrix": [libelle_decp(marche.prix.variation)]},
            "formePrix": libelle_decp(marche.prix.forme),
            "considerationsSociales": {"considerationSociale": social_considerations(selection, i)},
            "considerationsEnvironnementales": {
                "considerationEnvironnementale": environmental_considerations(contexte, selection, i)
            },
        }
        rows.append({key: value for key, value in row.items() if value is not None})
    return {"marches": {"marche": rows}}


def _identifier(reference: str, lot: str) -> str:
    """At most 16 characters, without the characters that the schema advises against."""
    allowed = "".join(c for c in reference if c.isalnum() or c in "-_./")
    suffix = f"-{lot}" if lot else ""
    return (allowed[: 16 - len(suffix)] + suffix) or "1"
