"""The study of the hours of a lot, from the contract: what the officer keeps beside what the calculation proposes.

`etude_du_lot(vue)` is read by the command, by the note de calcul and by rules, so that their figures cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from clausegen.ecriture import INSECABLE, euros, heures, liste
from clausegen.facts.donnees_heures import donnees_du_lot
from clausegen.facts.formation import formation_du_lot
from clausegen.facts.volumes import heures_du_lot
from clausegen.hours.arrondis import Arrondi
from clausegen.hours.equivalents import Equivalents, equivalents
from clausegen.hours.etude import (
    TRANCHE,
    Calibre,
    Donnees,
    Entree,
    Etude,
    etudier,
)
from clausegen.hours.execution import Actions, Somme, actions_dues, penalite_forfait, penalite_indexee
from clausegen.hours.formules import Volume
from clausegen.hours.paliers import plancher
from clausegen.hours.reference import Repere, Reperes

if TYPE_CHECKING:
    from clausegen.facts.registre import VueLot


@dataclass(frozen=True, slots=True)
class EtudeLot:
    """A lot under study. `retenu`: what the contract asks (hours over the whole duration), None when it asks none.

    `estimation`: why the hours that the contract asks could not be counted. `formation`: hours of school training;
    `sans_objet`: why hours are not to be asked (reserved lot…);
    `par_tranche`: hours proposed for each 100 000 € of orders (framework agreements).
    """

    etude: Etude
    mode: str
    retenu: Volume | None = None
    estimation: str = ""
    origine: str = ""
    motif: str = ""
    formation: Volume | None = None
    formation_manque: str = ""
    actions: tuple[tuple[str, Actions], ...] = ()
    penalite: Somme | None = None
    par_tranche: Volume | None = None
    sans_objet: str = ""
    alternatives: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """True when there is something to calculate or to show."""
        return bool(
            self.retenu
            or self.estimation
            or self.formation
            or self.actions
            or (self.etude.proposition and not self.sans_objet)
        )

    def __str__(self) -> str:
        """What is concluded."""
        return self.conclusion

    @property
    def volume(self) -> Volume | None:
        """Hours asked, else hours proposed when some may be asked."""
        return self.retenu or (None if self.sans_objet else self.etude.proposition)

    @property
    def heures(self) -> Decimal:
        """Hours asked, else proposed; zero when there are none. Whole hours, as the clauses print them."""
        return Arrondi.HEURE.applique(self.volume.heures) if self.volume else Decimal(0)

    @property
    def tranche(self) -> Decimal:
        """Euros of orders to which `par_tranche` relates."""
        return TRANCHE

    @property
    def equivalents(self) -> Equivalents:
        """Days of 7 h, weeks of 35 h, full-time posts."""
        return equivalents(self.heures)

    @property
    def part(self) -> Decimal | None:
        """Share of the labour hours of the lot."""
        return self.etude.part(self.heures)

    @property
    def personnes(self) -> Volume | None:
        """Full-time persons needed at once."""
        return self.etude.personnes(self.heures)

    @property
    def trop_peu(self) -> str:
        """Why the hours asked, or proposed, are too few for a clause."""
        if self.retenu is None or self.etude.minimum is None:
            return "" if self.sans_objet else self.etude.trop_peu
        return plancher(self.retenu, self.etude.minimum.valeur)

    @property
    def pas_de_clause(self) -> bool:
        """Too few hours, and the officer neither gives a reason to keep them nor asks actions in their place."""
        voulu = (self.retenu and self.motif) or (self.retenu is None and self.actions)
        return bool(self.trop_peu) and not voulu

    @property
    def ecart(self) -> Decimal | None:
        """Hours asked less hours proposed; None when one of them is not known."""
        if self.retenu is None or self.etude.proposition is None:
            return None
        return self.retenu.heures - self.etude.proposition.heures

    @property
    def conclusion(self) -> str:
        """One sentence."""
        if self.sans_objet and self.retenu is None:
            return self.sans_objet
        if self.actions and self.retenu is None:
            return f"actions sans volume d’heures{f' ({self.trop_peu})' if self.trop_peu else ''}"
        if self.volume is None:
            if self.formation:
                return f"clause de formation de {heures(self.formation.heures)}"
            return self.estimation or f"aucun calcul possible ({self.etude.manque})"
        if self.retenu is None:
            if self.trop_peu:
                return f"pas de clause{INSECABLE}: {self.trop_peu}"
            return f"{heures(self.heures)} d’insertion proposées"
        dit = f"{heures(self.heures)} d’insertion, d’après {self.origine}"
        if self.trop_peu and self.motif:
            return f"{dit}, maintenues sous le plancher d’usage{INSECABLE}: {self.motif}"
        if self.trop_peu:
            return f"pas de clause conseillée{INSECABLE}: {self.trop_peu}"
        return f"{dit}{f'{INSECABLE}: {self.motif}' if self.motif else ''}"


# What texts may read of a study.
OBJETS: tuple[type, ...] = (EtudeLot, Etude, Entree, Calibre, Volume, Somme, Actions, Equivalents, Repere)


def reperes_du_lot(vue: VueLot) -> Reperes:
    """Reference tables at the date of the consultation."""
    marche_vue = vue.marche_vue
    return Reperes(marche_vue.baremes, marche_vue.references, marche_vue.date)


def etude_du_lot(vue: VueLot) -> EtudeLot:
    """Study of a lot: proposal, hours asked, school training, actions, penalty at stake, alternatives."""
    insertion = vue.lot.insertion
    donnees = donnees_du_lot(vue)
    etude = etudier(donnees, reperes_du_lot(vue))
    voulues = heures_du_lot(vue) if vue.faits.heures_dues else None
    retenu = voulues if isinstance(voulues, Volume) else None
    formation = formation_du_lot(vue)
    return EtudeLot(
        etude=etude, mode=vue.faits.mode_heures.libelle, retenu=retenu,
        estimation=voulues if isinstance(voulues, str) else "",
        origine=insertion.heures.source.libelle if retenu and insertion.heures else "les tranches du marché" if retenu else "",
        motif=(insertion.heures.motif or "") if insertion.heures else "",
        formation=formation if isinstance(formation, Volume) else None,
        formation_manque=formation if isinstance(formation, str) else "",
        actions=_actions(vue), penalite=_penalite(vue, retenu), par_tranche=etude.par_tranche if vue.lot.accord_cadre else None,
        sans_objet=_sans_objet(vue), alternatives=tuple(_alternatives(vue)), reserves=tuple(_reserves(vue, donnees, etude)),
    )  # fmt: skip


def _actions(vue: VueLot) -> tuple[tuple[str, Actions], ...]:
    """F15: each action asked, over the whole duration."""
    return tuple(
        (action.type.libelle, actions_dues(action.nombre, str(action.par) == "an", vue.faits.duree_totale_mois))
        for action in vue.lot.insertion.actions or ()
    )


def _penalite(vue: VueLot, retenu: Volume | None) -> Somme | None:
    """F10 or F11: what is at stake when no hour is done, at the indexes of the consultation."""
    heure = vue.lot.insertion.penalites.heure
    if retenu is None or not heure:
        return None
    entieres = Arrondi.HEURE.applique(retenu.heures)
    if str(heure.mode) == "forfait":
        return penalite_forfait(entieres, heure.montant) if heure.montant is not None else None
    nom, table = ("SMIC horaire brut", "smic_horaire") if str(heure.mode) == "smic" else (
        "plafond horaire de la sécurité sociale", "plafond_horaire_ss")  # fmt: skip
    indice = vue.marche_vue.baremes.find(table, vue.marche_vue.date)
    if indice is None or heure.coefficient is None:
        return None
    return penalite_indexee(entieres, heure.coefficient, indice.valeur, nom)


def _sans_objet(vue: VueLot) -> str:
    """Why hours are not to be asked in this lot; empty when they may be."""
    if vue.lot.objet_insertion:
        return "l’insertion est l’objet même du marché : aucune heure n’est à demander en plus"
    if vue.lot.reserve:
        return "marché ou lot réservé : aucune heure n’est à demander en plus"
    return ""


def _alternatives(vue: VueLot) -> Iterator[str]:
    """What may be asked in place of hours that are too few."""
    yield "des actions à la place des heures (rubrique «\u00a0insertion.actions\u00a0»)"
    yield "un critère d’attribution, si les offres peuvent se distinguer (rubrique «\u00a0insertion.leviers\u00a0»)"
    yield "un marché ou un lot réservé, si des structures existent (rubrique «\u00a0reserve\u00a0»)"
    if vue.faits.duree_ferme_mois >= vue.bareme("formation_scolaire_duree").mois:
        yield "une clause de formation sous statut scolaire (rubrique «\u00a0insertion.formation\u00a0»)"
    yield "une autre considération sociale (rubrique «\u00a0autres_considerations\u00a0»)"
    if vue.faits_marche.condition_sociale_obligatoire:
        yield "à défaut de toute condition sociale, le motif écrit de son absence (rubrique «\u00a0absence_de_condition_sociale\u00a0»)"


def _reserves(vue: VueLot, donnees: Donnees, etude: Etude) -> Iterator[str]:
    """What is to be confirmed before the figures are used."""
    for entree in etude.a_confirmer:
        yield f"{entree.nom}{INSECABLE}: {entree.texte}, {entree.reserve}"
    smic = vue.marche_vue.baremes.find("smic_horaire", vue.marche_vue.date)
    if donnees.cout is not None and smic is not None and donnees.cout.valeur < smic.valeur:
        yield f"le coût horaire de {donnees.cout.texte} est inférieur au SMIC horaire brut ({euros(smic.valeur)})"
    if donnees.reprise is not None and etude.potentiel is not None and etude.potentiel > 0:
        yield "la formule de la reprise du personnel vient de la propreté\u00a0: vérifiez qu’elle convient à votre secteur"
    inconnues = [str(t.code) for t in vue.lot.tranches or () if t.montant is None]
    if inconnues and len(inconnues) < len(vue.lot.tranches):
        yield f"le montant manque pour {liste(inconnues)}\u00a0: le calcul porte sur le montant du lot, sans les tranches"
