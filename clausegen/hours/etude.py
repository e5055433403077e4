"""The study of a volume: what goes in with its source, the formula that applies, three calibrages, what it asks of the site.

`etudier(Donnees(…), reperes)` is pure: the contract is read elsewhere. What the officer does not give is proposed from
the reference tables and marked so; what neither gives is said to be missing, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from clausegen.ecriture import euros, heures, mois, pourcent
from clausegen.hours import formules
from clausegen.hours.arrondis import Arrondi, produit, quotient
from clausegen.hours.formules import Volume
from clausegen.hours.paliers import achat_en_emplois, plancher
from clausegen.hours.reference import Repere, Reperes

CALIBRAGES = {"prudent": "prudent", "equilibre": "équilibré", "ambitieux": "ambitieux"}
PAR_DEFAUT = "equilibre"
# The usual unit of a ratio of hours to orders.
TRANCHE = Decimal(100_000)


@dataclass(frozen=True, slots=True)
class Entree:
    """An input: name, value, value as printed, where it comes from, what is to be confirmed (empty: the officer's own)."""

    nom: str
    valeur: Decimal
    texte: str
    source: str
    reserve: str = ""

    @property
    def origine(self) -> str:
        """Source, followed by what is to be confirmed."""
        return f"{self.source}, {self.reserve}" if self.reserve else self.source


def en_euros(nom: str, valeur: Decimal, source: str, reserve: str = "") -> Entree:
    """An amount."""
    return Entree(nom, Decimal(valeur), euros(valeur), source, reserve)


def en_taux(nom: str, valeur: Decimal, source: str, reserve: str = "") -> Entree:
    """A share or a rate (fraction)."""
    return Entree(nom, Decimal(valeur), pourcent(valeur), source, reserve)


def en_heures(nom: str, valeur: Decimal | int, source: str, reserve: str = "") -> Entree:
    """Hours."""
    return Entree(nom, Decimal(valeur), heures(valeur), source, reserve)


def en_mois(nom: str, valeur: int, source: str, reserve: str = "") -> Entree:
    """Months."""
    return Entree(nom, Decimal(valeur), mois(valeur), source, reserve)


@dataclass(frozen=True, slots=True)
class Reprise:
    """Staff taken over: turnover of the period, its months, transferable hours a month, turnover for an hour."""

    chiffre: Entree | None = None
    mois: Entree | None = None
    mensuelles: Entree | None = None
    ca_horaire: Entree | None = None


@dataclass(frozen=True, slots=True)
class Donnees:
    """What is known of a lot. `duree_mois`: whole duration; `tranches`: code and amount of each, when all are known.

    `etudes`: studies and design, whose hours follow F17; `calibrage`: rate chosen when `taux` is None; `nature`: of the
    contract, which gives the sector of the hourly cost when there is no CPV code.
    """

    montant: Entree | None = None
    part: Entree | None = None
    cout: Entree | None = None
    taux: Entree | None = None
    heures_totales: Entree | None = None
    reprise: Reprise | None = None
    tranches: tuple[tuple[str, Entree], ...] = ()
    cpv: str = ""
    calibrage: str = ""
    duree_mois: int = 0
    etudes: bool = False
    nature: str = ""


@dataclass(frozen=True, slots=True)
class Calibre:
    """One calibrage: its rate and what it gives. `choisi`: the one that the proposal follows."""

    code: str
    libelle: str
    repere: Repere
    volume: Volume
    choisi: bool


@dataclass(frozen=True, slots=True)
class Etude:
    """What a lot can bear. `manque`: why no volume could be worked out (empty when one was)."""

    entrees: tuple[Entree, ...] = ()
    proposition: Volume | None = None
    manque: str = ""
    sensibilite: tuple[Calibre, ...] = ()
    travail: Volume | None = None
    minimum: Repere | None = None
    annee: Repere | None = None
    duree_mois: int = 0
    par_tranche: Volume | None = None
    tranches: tuple[tuple[str, Volume], ...] = ()
    ordre_de_grandeur: Volume | None = None
    potentiel: Decimal | None = None

    @property
    def trop_peu(self) -> str:
        """Why the proposal is too small for a clause (F16); empty when it is not, or is not known."""
        if self.proposition is None or self.minimum is None:
            return ""
        return plancher(self.proposition, self.minimum.valeur)

    @property
    def operationnels(self) -> tuple[Volume, ...]:
        """The proposal in whole days of 7 h and whole weeks of 35 h, as operational roundings shown as such."""
        return operationnels(self.proposition.heures) if self.proposition else ()

    @property
    def a_confirmer(self) -> tuple[Entree, ...]:
        """Inputs that come from a reference table."""
        return tuple(e for e in self.entrees if e.reserve)

    def part(self, volume_retenu: Decimal) -> Decimal | None:
        """Share of the labour hours of the lot; None when they are not known."""
        return quotient(volume_retenu, self.travail.heures) if self.travail and self.travail.heures else None

    def personnes(self, volume_retenu: Decimal) -> Volume | None:
        """Full-time persons needed at once so that the site does not last longer; None without a duration."""
        if not volume_retenu or not self.duree_mois or self.annee is None:
            return None
        exact = quotient(produit(volume_retenu, 12), produit(self.annee.valeur, self.duree_mois))
        calcul = f"{heures(volume_retenu)} ÷ ({heures(self.annee.valeur)} par an × {mois(self.duree_mois)} ÷ 12)"
        au_moins = Arrondi.SUPERIEUR.applique(exact)
        return Volume("personnes", exact, au_moins, Arrondi.SUPERIEUR, calcul, ("personne", "personnes"))


def operationnels(valeur: Decimal) -> tuple[Volume, ...]:
    """Whole days and whole weeks that fit in a number of hours; those that would leave nothing are left out."""
    trouves = []
    for regle in (Arrondi.JOUR, Arrondi.SEMAINE):
        retenu = regle.applique(valeur)
        if retenu and retenu != valeur:
            trouves.append(Volume("arrondi", valeur, retenu, regle, ""))
    return tuple(trouves)


def etudier(donnees: Donnees, reperes: Reperes) -> Etude:
    """Study the hours of a lot. Never raises: what cannot be worked out is said in `Etude.manque`."""
    complet = _completer(donnees, reperes)
    base = Etude(
        minimum=reperes.plancher(), annee=reperes.heures_annuelles(), duree_mois=donnees.duree_mois,
        travail=_travail(complet), ordre_de_grandeur=_ordre_de_grandeur(complet, reperes),
    )  # fmt: skip
    entrees, manque = _entrees(complet)
    if manque or complet.taux is None:
        return replace(base, entrees=entrees, manque=manque or "le taux d’insertion manque")
    taux = complet.taux.valeur
    try:
        proposition = _volume(complet, taux)
        sensibilite = tuple(_calibres(complet, reperes))
    except ValueError as error:
        return replace(base, entrees=entrees, manque=str(error))
    return replace(
        base, entrees=entrees, proposition=proposition, sensibilite=sensibilite, potentiel=_potentiel(complet),
        tranches=_par_tranche(complet, taux), par_tranche=_pour_cent_mille(complet, taux),
    )  # fmt: skip


def _entree(nom: str, repere: Repere | None, taux: bool = True) -> Entree | None:
    if repere is None:
        return None
    return (en_taux if taux else en_euros)(nom, repere.valeur, repere.origine, repere.reserve)


def _completer(d: Donnees, reperes: Reperes) -> Donnees:
    """What the officer left out, from the reference tables."""
    taux = d.taux
    if taux is None:
        repere = reperes.taux_insertion(d.calibrage or PAR_DEFAUT)
        libelle = CALIBRAGES[d.calibrage or PAR_DEFAUT]
        if repere is not None:
            choix = "" if d.calibrage else " par défaut"
            taux = en_taux(
                "Taux d’insertion", repere.valeur, f"calibrage {libelle}{choix} ({repere.source})", repere.reserve
            )
    cout = d.cout or _entree("Coût horaire", reperes.cout_horaire(cpv=d.cpv or None, nature=d.nature), taux=False)
    part = d.part or _entree("Part de main-d’œuvre", reperes.part_main_oeuvre(cpv=d.cpv or None))
    reprise = d.reprise
    if reprise is not None:
        reprise = Reprise(
            reprise.chiffre or d.montant, reprise.mois, reprise.mensuelles,
            reprise.ca_horaire
            or _entree("Chiffre d’affaires par heure", reperes.chiffre_affaires_horaire(cpv=d.cpv or None), taux=False),
        )  # fmt: skip
    return replace(d, taux=taux, cout=cout, part=part, reprise=reprise)


def _entrees(d: Donnees) -> tuple[tuple[Entree, ...], str]:
    """Inputs of the formula that applies, and what is missing among them."""
    if d.reprise is not None:
        voulues = {"le chiffre d’affaires": d.reprise.chiffre, "la durée": d.reprise.mois,
                   "les heures mensuelles reprises": d.reprise.mensuelles,
                   "le chiffre d’affaires par heure": d.reprise.ca_horaire}  # fmt: skip
    elif d.heures_totales is not None:
        voulues = {"les heures totales de travail": d.heures_totales}
    else:
        voulues = {"le montant estimé": d.montant, "la part de main-d’œuvre": d.part, "le coût horaire": d.cout}
    manque = [nom for nom, entree in voulues.items() if entree is None]
    presentes = tuple(e for e in (*voulues.values(), d.taux) if e is not None)
    return presentes, f"non connu\u00a0: {', '.join(manque)}" if manque else ""


def _volume(d: Donnees, taux: Decimal) -> Volume:
    """The proposal at a rate; the inputs are known to be there."""
    if d.reprise is not None:
        r = d.reprise
        assert r.chiffre and r.mois and r.mensuelles and r.ca_horaire
        return formules.reprise_personnel(
            r.chiffre.valeur, int(r.mois.valeur), r.mensuelles.valeur, r.ca_horaire.valeur, taux
        )
    if d.heures_totales is not None:
        return formules.par_heures(d.heures_totales.valeur, taux)
    par_tranche = _par_tranche(d, taux)
    if par_tranche:
        return formules.cumul_tranches([(code, volume.heures) for code, volume in par_tranche])
    assert d.montant and d.part and d.cout
    return formules.par_montant(d.montant.valeur, d.part.valeur, d.cout.valeur, taux, "F17" if d.etudes else "F1")


def _calibres(complet: Donnees, reperes: Reperes) -> list[Calibre]:
    trouves = []
    for code, libelle in CALIBRAGES.items():
        repere = reperes.taux_insertion(code)
        if repere is not None:
            choisi = complet.taux is not None and complet.taux.valeur == repere.valeur
            trouves.append(Calibre(code, libelle, repere, _volume(complet, Decimal(repere.valeur)), choisi))
    return trouves


def _travail(d: Donnees) -> Volume | None:
    """Hours of work of the lot: given, else those that the amount pays for."""
    if d.heures_totales is not None:
        return formules.fixe(d.heures_totales.valeur)
    if d.montant is None or d.part is None or d.cout is None or d.cout.valeur <= 0:
        return None
    return formules.heures_travail(d.montant.valeur, d.part.valeur, d.cout.valeur)


def _potentiel(d: Donnees) -> Decimal | None:
    r = d.reprise
    if r is None or not (r.chiffre and r.mois and r.mensuelles and r.ca_horaire) or r.chiffre.valeur <= 0:
        return None
    return formules.potentiel_reprise(r.chiffre.valeur, int(r.mois.valeur), r.mensuelles.valeur, r.ca_horaire.valeur)


def _par_tranche(d: Donnees, taux: Decimal) -> tuple[tuple[str, Volume], ...]:
    """F7: each tranche by F1, rounded on its own."""
    if not d.tranches or d.part is None or d.cout is None or d.heures_totales is not None or d.reprise is not None:
        return ()
    part, cout = d.part.valeur, d.cout.valeur
    return tuple((code, formules.par_montant(montant.valeur, part, cout, taux)) for code, montant in d.tranches)


def _pour_cent_mille(d: Donnees, taux: Decimal) -> Volume | None:
    """Hours for each 100 000 € of orders, the ratio that a framework agreement writes."""
    if d.part is None or d.cout is None or d.heures_totales is not None or d.reprise is not None:
        return None
    return formules.par_montant(TRANCHE, d.part.valeur, d.cout.valeur, taux)


def _ordre_de_grandeur(d: Donnees, reperes: Reperes) -> Volume | None:
    """F8, for the whole amount."""
    heure, mois_ = reperes.achat_inclusif("heure"), reperes.achat_inclusif("mois")
    if d.montant is None or heure is None or mois_ is None:
        return None
    return achat_en_emplois(d.montant.valeur, heure.valeur, mois_.valeur)
