"""Who else takes part, and what a design contract adds."""

from clausegen.marche.base import Section, champ
from clausegen.marche.types import Courriel, TauxT, Texte


class Intervenant(Section):
    """A firm or a service that takes part in the works beside the holder."""

    champ_principal = "nom"

    nom: Texte = champ("Nom de l’intervenant", "Dénomination.", "Atelier Lagrange et associés")
    mission: Texte | None = champ(
        "Mission", "Étendue de sa mission.", "direction de l’exécution des travaux", defaut=None
    )
    adresse: Texte | None = champ("Adresse", "Adresse postale.", "2 rue des Ateliers, 45000 Orléans", defaut=None)
    courriel: Courriel | None = champ("Courriel", "Adresse électronique.", "chantier@atelier.example.fr", defaut=None)
    telephone: Texte | None = champ("Téléphone", "Numéro.", "02 00 00 00 01", defaut=None)


class EngagementsDeCout(Section):
    """Commitments of the designer on the cost of the works."""

    tolerance_previsionnel: TauxT | None = champ(
        "Tolérance sur le coût prévisionnel", "Écart admis à l’issue des études ; vide : seuil du CCAG.", "5 %",
        defaut=None, unite="%",
    )  # fmt: skip
    tolerance_definitif: TauxT | None = champ(
        "Tolérance sur le coût résultant des marchés de travaux", "Écart admis ; vide : seuil du CCAG.", "3 %",
        defaut=None, unite="%",
    )  # fmt: skip
