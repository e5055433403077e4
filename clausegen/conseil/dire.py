"""What every form of the advice says alike: titles, one-line data, warnings, list of levers."""

from __future__ import annotations

import datetime as dt

from clausegen.conseil.arbre import Conseil, Statut
from clausegen.conseil.raisons import Effet
from clausegen.ecriture import INSECABLE, date_longue, heures, ht, mois, pluriel, pourcent
from clausegen.marche.choix import Nature

AVERTISSEMENT = (
    "Proposition d’étude, sans valeur réglementaire : les heures et les leviers s’arrêtent avec le facilitateur et le service "
    "acheteur ; « à confirmer » signale ce qu’aucun document lu n’établit, ou qui dépend du métier."
)
TITRES = {Effet.RECOMMANDE: "Recommandé", Effet.POSSIBLE: "Possible", Effet.EXCLU: "Écarté"}
OBLIGATIONS = {"oui": "obligatoire", "non": "non obligatoire", "inconnu": "à établir"}
STATUTS = {
    Statut.PROPICE: "Marchés propices", Statut.A_ETUDIER: "À étudier", Statut.PEU_PROPICE: "Peu propices",
    Statut.HORS_CHAMP: "Hors champ",
}  # fmt: skip


def nature(code: str) -> str:
    """« services », « maîtrise d’œuvre »; « nature inconnue »."""
    return Nature(code).libelle if code else "nature inconnue"


def donnees(conseil: Conseil) -> str:
    """« 180 000 € HT · services · CPV 90911200 · 48 mois »."""
    achat = conseil.achat
    parties = [
        ht(achat.montant) if achat.montant is not None else "montant inconnu", nature(achat.nature),
        f"CPV{INSECABLE}{achat.cpv.split('-')[0]}" if achat.cpv else "sans code CPV",
        mois(achat.duree_mois) if achat.duree_mois else "durée inconnue",
    ]  # fmt: skip
    return " · ".join(parties)


def titre(conseil: Conseil) -> str:
    """« 2026-014, lot 2 — Peinture »."""
    return f"{conseil.achat.designation} — {conseil.achat.objet}"


def leviers(conseil: Conseil) -> str:
    """Short names of the levers recommended; « — » when there are none."""
    return ", ".join(v.court for v in conseil.recommandes) or "—"


def en_heures(conseil: Conseil) -> str:
    """« 833 h », or « — »."""
    return "—" if conseil.heures is None else heures(conseil.heures)


def fourchette(conseil: Conseil) -> str:
    """« prudent 3 % : 500 h · équilibré 5 % : 833 h · ambitieux 10 % : 1 666 h »."""
    return " · ".join(
        f"{nom} {pourcent(taux)}{INSECABLE}: {heures(h)}" for nom, taux, h in conseil.estimation.fourchette
    )


def bilan(nombre: int, total: int) -> str:
    """« 12 marchés propices sur 86 »."""
    return f"{pluriel(nombre, 'marché propice', 'marchés propices')} sur {total}"


def jour(iso: str) -> str:
    """« 22 novembre 2026 »."""
    return date_longue(dt.date.fromisoformat(iso))
