"""Social fields of the eForms notice, lot by lot: BT-06, BT-775, BT-777, BT-71, BT-736, BT-754 (and BT-755).

Codes and French labels: eForms SDK 1.15 (Publications Office of the European Union, CC BY 4.0 and EUPL). The mapping
from clauses to codes is a reading, not law: the officer checks it before sending the notice.
"""

from __future__ import annotations

from typing import Any

from clausegen.context import Contexte
from clausegen.selection import Decision, Selection

OBJECTIVES = {
    "acc-all": "Accessibilité pour tous",
    "et-eq": "Égalité des ethnies",
    "gen-eq": "Égalité hommes-femmes",
    "hum-right": "Devoir de diligence en matière de droits de l’homme dans les chaînes d’approvisionnement mondiales",
    "opp": "Possibilités d’emploi des chômeurs de longue durée, des personnes défavorisées et/ou des personnes handicapées",
    "work-cond": "Conditions de travail équitables",
    "other": "Autre",
}
PARTICIPATION = {
    "none": "La participation n’est pas réservée.",
    "res-ws": "La participation est réservée à des ateliers protégés et à des opérateurs économiques dont l’objet principal "
    "est l’intégration sociale et professionnelle de personnes handicapées ou défavorisées.",
    "res-pub-ser": "La participation est réservée à des organisations qui poursuivent une mission de service public et "
    "respectent d’autres conditions pertinentes énoncées dans la législation.",
}
STRATEGIC = {
    "soc-obj": "Réalisation d’objectifs sociaux",
    "env-imp": "Réduction des incidences sur l’environnement",
    "none": "Pas de passation de marché stratégique",
}
ACCESSIBILITY = {
    "inc": "Des critères d’accessibilité pour les personnes handicapées sont appliqués",
    "n-inc": "Des critères d’accessibilité pour les personnes handicapées ne sont pas appliqués parce que le marché n’est "
    "pas destiné aux personnes physiques",
    "n-inc-just": "Des critères d’accessibilité pour les personnes handicapées ne sont pas appliqués avec la "
    "justification suivante",
}
RESERVED_EXECUTION = {"yes": "Oui", "no": "Non", "not-known": "Pas encore connu"}
SOCIAL_FIELDS = {
    "BT-06": "Objectif stratégique", "BT-775": "Objectif social promu", "BT-777": "Description de l’achat stratégique",
    "BT-71": "Participation réservée", "BT-736": "Exécution réservée à des programmes d’emplois protégés",
    "BT-754": "Accessibilité", "BT-755": "Justification de l’absence de critère d’accessibilité",
}  # fmt: skip


def _coded(codes: list[str], labels: dict[str, str]) -> list[dict[str, str]]:
    return [{"code": code, "libelle": labels[code]} for code in codes]


def _accessibility(lot: Any) -> tuple[list[str], str | None]:
    section = lot.autres_considerations.accessibilite if lot.autres_considerations else None
    if not section:
        return [], None
    if section.exigences:
        return ["inc"], None
    return ["n-inc-just"], str(section.justification) if section.justification else None


def _kept(selection: Selection, lot: int) -> list[Decision]:
    return [d for d in selection.kept() if d.clause.avis and (not d.clause.par_lot or lot in d.lots)]


def eforms(contexte: Contexte, selection: Selection) -> list[dict[str, Any]]:
    """One mapping a lot: lot number, then each field with its codes and French labels (texts for BT-777 and BT-755)."""
    out = []
    for i, lot in enumerate(contexte.lots_bruts):
        kept = _kept(selection, i)
        objectives = [code for code in OBJECTIVES if any(d.clause.avis.get("objectif") == code for d in kept)]
        reserved = [code for code in PARTICIPATION if any(d.clause.avis.get("participation") == code for d in kept)]
        if reserved and not objectives:
            # BT-775 is due as soon as BT-06 says « soc-obj »; a reservation without an objective of the list is « other ».
            objectives = ["other"]
        strategic = ["soc-obj"] if objectives else []
        if selection.is_kept("environnement-principe") or contexte.facts.lots[i].critere_environnement:
            strategic.append("env-imp")
        access, reason = _accessibility(lot)
        fields: dict[str, Any] = {
            "BT-06": _coded(strategic or ["none"], STRATEGIC),
            "BT-775": _coded(objectives, OBJECTIVES),
            "BT-71": _coded(reserved or ["none"], PARTICIPATION),
            "BT-736": _coded(["no"], RESERVED_EXECUTION),
        }
        if strategic:
            titles = dict.fromkeys(d.clause.titre for d in kept)
            fields["BT-777"] = " ; ".join(titles) if titles else "Conditions et critères environnementaux du marché"
        if access:
            fields["BT-754"] = _coded(access, ACCESSIBILITY)
        if reason:
            fields["BT-755"] = reason
        out.append({"lot": str(lot.numero) if contexte.marche_brut.lots else None, "champs": fields})
    return out
