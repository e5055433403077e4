"""The decision tree run on one purchase: criteria in order, then a verdict for each lever."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from clausegen.conseil.achat import Achat
from clausegen.conseil.criteres import CRITERES
from clausegen.conseil.criteres.absence import conclure
from clausegen.conseil.dossier import Dossier, ouvrir
from clausegen.conseil.outils import Outils
from clausegen.conseil.raisons import TOUS, Apport, Effet, Raison, Verdict
from clausegen.conseil.secteur import Rattachement
from clausegen.conseil.volume import Estimation
from clausegen.ecriture import heures, pluriel

_FORCE = (Effet.EXCLU, Effet.RECOMMANDE, Effet.POSSIBLE)
PORTEURS = ("clause", "combine", "reservation", "lot_reserve", "objet_insertion")
RESERVES = ("reservation", "lot_reserve")


class Statut(IntEnum):
    """Where a purchase stands in a programme, best first."""

    PROPICE = 1
    A_ETUDIER = 2
    PEU_PROPICE = 3
    HORS_CHAMP = 4

    @property
    def libelle(self) -> str:
        """As users read it."""
        return {1: "propice", 2: "à étudier", 3: "peu propice", 4: "hors champ"}[self.value]


@dataclass(frozen=True, slots=True)
class Conseil:
    """The advice on a purchase. `motif`: the reason of its status in one sentence; `remarques`: on the whole lot."""

    achat: Achat
    statut: Statut
    motif: str
    verdicts: tuple[Verdict, ...]
    remarques: tuple[Raison, ...]
    estimation: Estimation
    rattachement: Rattachement

    @property
    def heures(self) -> int | None:
        """Hours that the purchase could carry; None when they cannot be computed, or when it is reserved or bought as insertion."""
        autrement = {"objet_insertion", "reservation", "reserve_ess"}
        if any(v.levier in autrement for v in self.recommandes) and self.verdict("clause").effet is Effet.EXCLU:
            return None
        return self.estimation.heures

    @property
    def recommandes(self) -> tuple[Verdict, ...]:
        """Levers recommended, in the order of the table."""
        return tuple(v for v in self.verdicts if v.effet is Effet.RECOMMANDE)

    def verdict(self, levier: str) -> Verdict:
        """Verdict of a lever; KeyError when there is none."""
        return {v.levier: v for v in self.verdicts}[levier]


def conseiller(achat: Achat, outils: Outils) -> Conseil:
    """Run the tree. A purchase out of scope has no verdict."""
    dossier = ouvrir(achat, outils)
    if achat.hors_champ:
        return Conseil(
            achat,
            Statut.HORS_CHAMP,
            achat.hors_champ,
            (),
            _reserves(achat),
            Estimation(manque=achat.hors_champ),
            dossier.rattachement,
        )
    apports = [apport for critere in CRITERES for apport in critere(dossier)]
    effets = {code: _effet(apports, code) for code in outils.tables.leviers}
    # What the law concludes is read first.
    apports = [*conclure(dossier, effets), *apports]
    verdicts = tuple(_verdict(dossier, apports, code) for code in outils.tables.leviers)
    remarques = tuple(dict.fromkeys([a.raison for a in apports if a.levier == TOUS] + list(_reserves(achat))))
    statut, motif = _statut(dossier, verdicts)
    return Conseil(achat, statut, motif, verdicts, remarques, dossier.estimation, dossier.rattachement)


def _reserves(achat: Achat) -> tuple[Raison, ...]:
    """What the source of the data declared, and what is doubtful in it."""
    return tuple(Raison(texte, "données d’origine") for texte in (*achat.annonces, *achat.reserves))


def _effet(apports: Iterable[Apport], code: str) -> Effet:
    presents = {a.effet for a in apports if a.levier == code}
    return next((e for e in _FORCE if e in presents), Effet.POSSIBLE)


def _verdict(dossier: Dossier, apports: list[Apport], code: str) -> Verdict:
    levier, effet = dossier.outils.tables.leviers[code], _effet(apports, code)
    siens = [a for a in apports if a.levier == code]
    # A possibility backs a recommendation; behind an exclusion, only what excludes is a reason.
    pour = {Effet.EXCLU: (Effet.EXCLU,), Effet.RECOMMANDE: (Effet.RECOMMANDE, Effet.POSSIBLE)}.get(
        effet, (Effet.POSSIBLE,)
    )
    raisons = [a.raison for e in pour for a in siens if a.effet is e]
    reserves = [a.raison for a in siens if a.effet is Effet.REMARQUE] if effet is not Effet.EXCLU else []
    textes = tuple(t for t in (dossier.outils.article(cle, dossier.date) for cle in levier.textes) if t)
    prevu = code in dossier.achat.leviers_prevus
    return Verdict(
        code,
        levier.titre,
        levier.court,
        effet,
        tuple(dict.fromkeys(raisons)),
        tuple(dict.fromkeys(reserves)),
        textes,
        _ecrire(dossier, levier.ecrire),
        prevu,
    )


def _statut(dossier: Dossier, verdicts: tuple[Verdict, ...]) -> tuple[Statut, str]:
    par_code = {v.levier: v for v in verdicts}
    porteur = next((par_code[c] for c in PORTEURS if par_code[c].effet is Effet.RECOMMANDE), None)
    if porteur is not None:
        return Statut.PROPICE, _porteur(dossier, porteur)
    recommande = next((v for v in verdicts if v.effet is Effet.RECOMMANDE), None)
    if dossier.achat.besoin.obligation == "oui":
        ou = (
            f", ou clause ({heures(dossier.estimation.heures)})"
            if dossier.estimation.heures and par_code["clause"].effet is Effet.POSSIBLE
            else ""
        )
        suite = f" ; {recommande.court}{ou or ' plutôt que des heures'}" if recommande else ""
        return Statut.A_ETUDIER, f"condition sociale obligatoire{suite}"
    clause, secteur = par_code["clause"], dossier.secteur
    if clause.effet is Effet.POSSIBLE and dossier.estimation.volume is None:
        return Statut.A_ETUDIER, f"clause possible, volume à calculer ({dossier.estimation.manque})"
    if clause.effet is Effet.POSSIBLE:
        return Statut.A_ETUDIER, f"clause possible : {clause.raisons[0].texte}"
    cites = (
        secteur.leviers
        if secteur is not None and (secteur.potentiel in ("fort", "moyen") or secteur.leviers[0] in RESERVES)
        else ()
    )
    reserve = next((par_code[c] for c in cites if c in RESERVES and par_code[c].effet is Effet.POSSIBLE), None)
    if reserve is not None:
        return Statut.A_ETUDIER, f"{reserve.court} à étudier : comptez les fournisseurs inclusifs"
    objet = par_code["objet_insertion"]
    if objet.effet is Effet.POSSIBLE:
        return Statut.A_ETUDIER, objet.raisons[0].texte
    raison = clause.raisons[0].texte if clause.raisons else "aucun levier en heures"
    return Statut.PEU_PROPICE, raison


def _porteur(dossier: Dossier, porteur: Verdict) -> str:
    """Why a purchase is suitable: the sector and what the hours mean, else the reason of the lever."""
    volume, secteur = dossier.estimation.volume, dossier.secteur
    if porteur.levier != "clause" or volume is None:
        return f"{porteur.court} : {porteur.raisons[0].texte}"
    metier = f"{secteur.nom} (potentiel {secteur.potentiel})" if secteur is not None else "secteur à préciser"
    return f"{metier}, environ {pluriel(volume.equivalents.semaines.quantize(Decimal(1)), 'semaine')} de travail d’une personne"


def _ecrire(dossier: Dossier, modele: str) -> str:
    """What asks for the lever, with the hours estimated when they make a clause."""
    proposees = dossier.estimation.heures
    return modele.replace("HEURES", str(proposees) if proposees else "…")
