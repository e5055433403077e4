"""Hours that a purchase could carry: the study of `clausegen heures`, fed with what is known and, failing that, the sector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from clausegen.conseil.achat import Achat
from clausegen.conseil.outils import Outils
from clausegen.conseil.raisons import Raison
from clausegen.conseil.secteur import Rattachement
from clausegen.ecriture import INSECABLE
from clausegen.hours import Volume
from clausegen.hours.etude import Donnees, Entree, Etude, Reprise, en_euros, en_heures, en_mois, en_taux, etudier
from clausegen.hours.reference import Repere

FICHIER = "donnée de votre fichier"


@dataclass(frozen=True, slots=True)
class Estimation:
    """Hours proposed, or why there are none (`manque`). `part`: labour share used; `reprise`: formula F4 was called for."""

    etude: Etude = field(default_factory=Etude)
    manque: str = ""
    part: Decimal | None = None
    reprise: bool = False

    @property
    def volume(self) -> Volume | None:
        """The proposal, None when it cannot be worked out."""
        return self.etude.proposition

    @property
    def heures(self) -> int | None:
        """Whole hours."""
        return None if self.volume is None else int(self.volume.heures)

    @property
    def hypotheses(self) -> tuple[Raison, ...]:
        """Inputs, each with its source."""
        return tuple(Raison(f"{e.nom}{INSECABLE}: {e.texte}", e.source, bool(e.reserve)) for e in self.etude.entrees)

    @property
    def fourchette(self) -> tuple[tuple[str, Decimal, int], ...]:
        """Each calibrage: its name, its rate, its hours."""
        return tuple((c.libelle, Decimal(c.repere.valeur), int(c.volume.heures)) for c in self.etude.sensibilite)


def estimer(achat: Achat, lien: Rattachement, outils: Outils) -> Estimation:
    """Study of a purchase. A contract file gives its own inputs, so that both commands say the same hours."""
    donnees = _completer(achat.donnees or _donnees(achat), achat, lien, outils)
    etude = etudier(donnees, outils.reperes)
    part = donnees.part.valeur if donnees.part else None
    if part is None and donnees.heures_totales is None and donnees.reprise is None:
        repere = outils.reperes.part_main_oeuvre(cpv=donnees.cpv or None)
        part = Decimal(repere.valeur) if repere is not None else None
    return Estimation(etude, etude.manque, part, donnees.reprise is not None)


def _donnees(achat: Achat) -> Donnees:
    """Inputs of a line of a programme."""
    reprise = None
    if achat.heures_reprises is not None:
        duree = en_mois("Durée de la période", achat.duree_mois, FICHIER) if achat.duree_mois else None
        horaire = (
            en_euros("Chiffre d’affaires par heure", achat.montant_horaire, FICHIER) if achat.montant_horaire else None
        )
        reprise = Reprise(None, duree, en_heures("Heures mensuelles reprises", achat.heures_reprises, FICHIER), horaire)
    return Donnees(
        montant=en_euros("Montant estimé hors taxes", achat.montant, FICHIER) if achat.montant is not None else None,
        part=en_taux("Part de main-d’œuvre", achat.part_main_oeuvre, FICHIER) if achat.part_main_oeuvre is not None else None,
        cout=en_euros("Coût horaire", achat.cout_horaire, FICHIER) if achat.cout_horaire else None,
        taux=en_taux("Taux d’insertion", achat.taux_insertion, FICHIER) if achat.taux_insertion is not None else None,
        heures_totales=en_heures("Heures totales de travail", achat.heures_totales, FICHIER) if achat.heures_totales is not None else None,
        reprise=reprise, cpv=achat.cpv, duree_mois=achat.duree_mois or 0, etudes=achat.nature in ("pi", "moe"), nature=achat.nature,
    )  # fmt: skip


def _completer(donnees: Donnees, achat: Achat, lien: Rattachement, outils: Outils) -> Donnees:
    """Labour share and hourly cost of the sector, where the CPV code gives none or is too general for a programme."""
    secteur, reperes = lien.secteur, outils.reperes
    if secteur is None or not secteur.metier:
        return donnees
    general = lien.par_mots and achat.donnees is None
    if donnees.part is None and (general or reperes.part_main_oeuvre(cpv=donnees.cpv or None) is None):
        part = _entree("Part de main-d’œuvre", reperes.part_main_oeuvre(metier=secteur.metier), en_taux)
        cout = _entree("Coût horaire", reperes.cout_horaire(secteur=secteur.cout) if secteur.cout else None, en_euros)
        return replace(donnees, part=part, cout=donnees.cout or cout)
    return donnees


def _entree(nom: str, repere: Repere | None, forme: Callable[[str, Decimal, str, str], Entree]) -> Entree | None:
    return None if repere is None else forme(nom, repere.valeur, repere.origine, repere.reserve)
