"""Labels of the published data (DECP 2.0.3, schema of 139bercy/format-commande-publique) for the codes of the contract."""

from __future__ import annotations

from clausegen.marche.choix import Ccag, FormePrix, Procedure, Variation
from clausegen.values import Choix

LIBELLES: dict[type[Choix], dict[str, str]] = {
    Procedure: {
        "MAPA": "Procédure adaptée",
        "appel_offres_ouvert": "Appel d'offres ouvert",
        "appel_offres_restreint": "Appel d'offres restreint",
        "negociee": "Procédure avec négociation",
        "dialogue": "Dialogue compétitif",
        "sans_publicite": "Marché passé sans publicité ni mise en concurrence préalable",
    },
    Ccag: {
        "Travaux": "Travaux",
        "FCS": "Fournitures courantes et services",
        "PI": "Prestations intellectuelles",
        "TIC": "Techniques de l'information et de la communication",
        "MI": "Marchés industriels",
        "MOE": "Maitrise d'œuvre",
        "aucun": "Pas de CCAG",
    },
    FormePrix: {"global": "Forfaitaire", "unitaires": "Unitaire", "mixte": "Mixte"},
    Variation: {
        "ferme": "Définitif ferme",
        "actualisable": "Définitif actualisable",
        "revisable": "Définitif révisable",
    },
}


def libelle_decp(choix: Choix) -> str:
    """Label of a choice in the published data, exactly as its schema writes it; KeyError when DECP has none."""
    return LIBELLES[type(choix)][str(choix)]
