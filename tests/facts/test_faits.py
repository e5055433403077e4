"""Each fact, with the two answers it can give (or the values that matter when it is not a yes or no)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from clausegen.facts import Facts, compute, registre
from tests.checks.outils import marche, textes

AOUT = {"date_limite": "2026-10-01 12:00"}
ACTIONS = {"insertion": {"heures": {"mode": "actions"}, "actions": [{"type": "stage", "duree": "35 heures"}]}}
TRANCHES = {
    "insertion": {"heures": {"mode": "par_tranche"}},
    "tranches": [
        {"code": "TF", "objet": "A", "ferme": "oui", "duree": "8 mois", "insertion": "416"},
        {"code": "TO1", "objet": "B", "insertion": "250"},
    ],
}
INSERTION = {"nom": "Insertion", "type": "insertion", "poids": "10 %"}
BASE = [{"nom": "Prix", "poids": "75 %"}, {"nom": "Environnement", "type": "environnement", "poids": "15 %"}]


def criteres(**autre: Any) -> dict[str, Any]:
    return {"criteres": [*BASE, {"poids": "10 %", **autre}]}


def calcul(**donnees: Any) -> dict[str, Any]:
    return {"insertion": {"heures": {"mode": "pourcentage", "valeur": "5 %"}, "calcul": donnees}}


# (fact, sample, changes, value expected)
CAS: list[tuple[str, str, dict[str, Any], Any]] = [
    ("faits.alloti", "travaux-lots", {}, True),
    ("faits.alloti", "services-fcs", {}, False),
    ("faits.regime", "services-fcs", {}, "fcs"),
    ("faits.regime", "fournitures-sans-clause", {"ccag": "aucun"}, "fcs"),
    ("faits.regime", "sans-ccag", {"nature": "pi"}, "pi"),
    ("faits.regime", "travaux-lots", {}, "travaux"),
    ("faits.regime", "moe-ecole", {}, "moe"),
    ("faits.regime", "mi-materiel", {}, "mi"),
    ("faits.regime", "tic-accord-cadre", {}, "tic"),
    ("faits.accord_cadre", "tic-accord-cadre", {}, True),
    ("faits.accord_cadre", "services-fcs", {}, False),
    ("faits.bons_de_commande", "tic-accord-cadre", {"forme": "mixte"}, True),
    ("faits.bons_de_commande", "tic-accord-cadre", {"forme": "marches_subsequents"}, False),
    ("faits.marches_subsequents", "tic-accord-cadre", {"forme": "mixte"}, True),
    ("faits.marches_subsequents", "tic-accord-cadre", {}, False),
    ("faits.procedure_formalisee", "tic-accord-cadre", {}, True),
    ("faits.procedure_formalisee", "services-fcs", {}, False),
    ("faits.candidats_limites", "tic-accord-cadre", {"procedure": "dialogue"}, True),
    ("faits.candidats_limites", "tic-accord-cadre", {}, False),
    ("faits.reprise_personnel", "services-fcs", {"reprise_personnel": {"heures_mensuelles": "650"}}, True),
    ("faits.reprise_personnel", "services-fcs", {}, False),
    ("faits.clauses_demandees", "services-fcs", {"clauses": {"ajouter": [{"id": "primes"}]}}, ("primes",)),
    ("faits.clauses_demandees", "services-fcs", {}, ()),
    ("faits.pieces_contractuelles", "services-fcs", {"pieces": [{"nom": "AE", "rang": "1"}, {"nom": "CCAP"}]}, ("AE", "CCAP")),
    ("faits.valeur_estimee", "services-fcs", {}, Decimal(180_000)),
    ("faits.valeur_estimee", "tic-accord-cadre", {"montant_estime": ""}, Decimal(800_000)),
    ("faits.valeur_estimee", "travaux-lots", {"montant_estime": ""}, Decimal(820_000)),
    ("faits.valeur_estimee", "services-fcs", {"montant_estime": ""}, None),
    ("faits.seuil_europeen", "services-fcs", {}, Decimal(216_000)),
    ("faits.seuil_europeen", "tic-accord-cadre", {}, Decimal(140_000)),
    ("faits.seuil_europeen", "travaux-lots", {}, Decimal(5_404_000)),
    ("faits.seuil_europeen", "services-fcs", {"acheteur": {"type": "entite_adjudicatrice"}}, Decimal(432_000)),
    ("faits.seuil_europeen", "services-fcs", {"acheteur": {"type": "hopital"}}, Decimal(216_000)),
    ("faits.seuil_europeen", "services-fcs",
     {"acheteur": {"type": "etablissement_public_etat", "autorite_centrale": "non"}}, Decimal(216_000)),
    ("faits.seuil_europeen", "services-fcs",
     {"acheteur": {"type": "etablissement_public_etat", "autorite_centrale": "oui"}}, Decimal(140_000)),
    ("faits.seuil_europeen", "services-fcs", {"date_consultation": "2025-12-31"}, Decimal(221_000)),
    ("faits.seuil_europeen", "objet-insertion", {}, Decimal(750_000)),
    ("faits.seuil_europeen", "objet-insertion", {"acheteur": {"type": "entite_adjudicatrice"}}, Decimal(1_000_000)),
    ("faits.seuil_europeen", "services-fcs", {"date_consultation": "2029-01-01", "date_limite": "2029-03-01 12:00"}, None),
    ("faits.condition_sociale_obligatoire", "tic-accord-cadre", {}, "oui"),
    ("faits.condition_sociale_obligatoire", "services-fcs", {}, "non"),
    ("faits.condition_sociale_obligatoire", "services-fcs", {"montant_estime": "216 000 €"}, "oui"),
    ("faits.condition_sociale_obligatoire", "services-fcs", {"montant_estime": "215 999,99 €"}, "non"),
    ("faits.condition_sociale_obligatoire", "services-fcs", {"montant_estime": ""}, "inconnu"),
    ("faits.condition_sociale_obligatoire", "tic-accord-cadre", {**AOUT, "date_consultation": "2026-08-22"}, "oui"),
    ("faits.condition_sociale_obligatoire", "tic-accord-cadre", {**AOUT, "date_consultation": "2026-08-21"}, "non"),
    ("faits.condition_sociale_obligatoire", "tic-accord-cadre", {"defense": "oui"}, "non"),
    ("faits.condition_sociale_obligatoire", "objet-insertion",
     {"montant_estime": "500 000 €", "accord_cadre": {"maximum": "500 000 €"}}, "non"),
    ("faits.pouvoir_adjudicateur", "services-fcs", {}, True),
    ("faits.pouvoir_adjudicateur", "services-fcs", {"acheteur": {"type": "entite_adjudicatrice"}}, True),
    ("faits.pouvoir_adjudicateur", "services-fcs", {"acheteur": {"pouvoir_adjudicateur": "non"}}, False),
    ("faits.condition_environnementale_requise", "services-fcs", {}, True),
    ("faits.condition_environnementale_requise", "services-fcs", {**AOUT, "date_consultation": "2026-08-21"}, False),
    ("faits.condition_environnementale_requise", "services-fcs", {"defense": "oui"}, False),
    ("faits.critere_environnemental_requis", "services-fcs", {**AOUT, "date_consultation": "2026-08-21"}, True),
    ("faits.critere_environnemental_requis", "services-fcs", {**AOUT, "date_consultation": "2026-08-20"}, False),
    ("faits.environnement_clause_type", "services-fcs", {}, True),
    ("faits.environnement_clause_type", "services-fcs", {"environnement": {"conditions": ["x"]}}, False),
    ("faits.environnement_clause_type", "services-fcs", {"environnement": "non"}, False),
    ("faits.achat_environnement", "services-fcs", {}, "entretien"),
    ("faits.achat_environnement", "services-fcs", {"cpv": {"principal": "79713000"}}, "locaux"),
    ("faits.achat_environnement", "services-sans-clause", {}, "autre"),
    ("faits.achat_environnement", "fournitures-sans-clause", {}, "équipements"),
    ("faits.achat_environnement", "fournitures-sans-clause", {"cpv": {"principal": "30125110"}}, "autre"),
    ("faits.achat_environnement", "fournitures-sans-clause", {"cpv": ""}, "autre"),
    ("faits.achat_environnement", "mi-materiel", {"cpv": ""}, "équipements"),
    ("faits.achat_environnement", "services-fcs",
     {"lots": [{"numero": "1", "objet": "Bureaux"}, {"numero": "2", "objet": "Parc", "cpv": {"principal": "77310000"}}]}, "autre"),
    ("faits.insertion_active", "travaux-lots", {}, True),
    ("faits.insertion_active", "fournitures-sans-clause", {}, False),
    ("faits.duree_plus_de_trois_mois", "services-fcs", {}, True),
    ("faits.duree_plus_de_trois_mois", "services-fcs", {"duree": "3 mois"}, False),
    ("faits.sous_traitance_possible", "services-fcs", {}, True),
    ("faits.sous_traitance_possible", "fournitures-sans-clause", {}, False),
    ("faits.sous_traitance_possible", "fournitures-sans-clause", {"sous_traitance": {"pose": "oui"}}, True),
    ("faits.revision_obligatoire", "fournitures-sans-clause", {"prix": {"matieres_premieres": "oui"}}, True),
    ("faits.revision_obligatoire", "fournitures-sans-clause", {"prix": {"matieres_premieres": "oui"}, "duree": "3 mois"}, False),
    ("faits.mois_zero_different", "services-fcs", {"prix": {"mois_zero": "octobre 2026"}}, True),
    ("faits.mois_zero_different", "services-fcs", {}, False),
    ("faits.avance_due", "fournitures-sans-clause", {}, True),
    ("faits.avance_due", "fournitures-sans-clause", {"montant_estime": "50 000 €"}, False),
    ("faits.avance_due", "fournitures-sans-clause", {"duree": "2 mois"}, False),
    ("faits.avance_due", "services-fcs", {}, False),
    ("faits.avance_due", "tic-accord-cadre", {}, None),
    ("faits.avance_due", "tic-accord-cadre", {"accord_cadre": {"minimum": "60 000 €"}}, True),
    ("faits.avance_due", "tic-accord-cadre", {"accord_cadre": {"maximum": "40 000 €"}}, False),
    ("faits.avance_taux_minimum", "tic-accord-cadre", {}, Decimal("0.3")),
    ("faits.avance_taux_minimum", "services-fcs", {}, Decimal("0.05")),
    ("faits.avance_taux_minimum", "services-fcs", {"acheteur": {"depenses_annuelles": "75 000 000 €"}}, Decimal("0.1")),
    ("faits.avance_taux_minimum", "services-fcs",
     {"acheteur": {"type": "etablissement_public_etat", "depenses_annuelles": "75 000 000 €"}}, Decimal("0.1")),
    ("faits.avance_taux_minimum", "services-fcs", {"acheteur": {"type": "etablissement_public_etat"}}, Decimal("0.05")),
    ("faits.avance_taux_minimum", "services-fcs",
     {"acheteur": {"type": "hopital", "depenses_annuelles": "75 000 000 €"}}, Decimal("0.05")),
    ("faits.retenue_taux_maximum", "tic-accord-cadre", {}, Decimal("0.03")),
    ("faits.retenue_taux_maximum", "services-fcs", {}, Decimal("0.05")),
    ("faits.retenue_taux_maximum", "services-fcs",
     {"acheteur": {"type": "hopital", "depenses_annuelles": "75 000 000 €"}}, Decimal("0.05")),
    ("faits.retenue_taux_maximum", "tic-accord-cadre", {"date_consultation": "2024-12-31"}, Decimal("0.05")),
    ("faits.avance_pme_inferieure", "services-fcs", {"avance": {"option": "A", "taux_pme": "20 %"}}, True),
    ("faits.avance_pme_inferieure", "services-fcs", {"avance": {"option": "A", "taux": "10 %"}}, True),
    ("faits.avance_pme_inferieure", "services-fcs", {"avance": {"option": "A", "taux": "10 %", "taux_pme": "30 %"}}, False),
    ("faits.avance_pme_inferieure", "services-fcs", {"avance": {"option": "A"}}, False),
    ("faits.avance_pme_inferieure", "services-fcs", {"avance": {"option": "B", "taux_pme": "5 %"}}, False),
    ("faits.delai_paiement_legal", "services-fcs", {}, "30 jours"),
    ("faits.delai_paiement_legal", "services-fcs", {"acheteur": {"type": "hopital"}}, "50 jours"),
    ("faits.delai_paiement_legal", "services-fcs", {"acheteur": {"entreprise_publique": "oui"}}, "60 jours"),
    ("faits.comptable_public", "services-fcs", {}, True),
    ("faits.comptable_public", "travaux-lots", {}, None),
    ("faits.comptable_public", "travaux-lots", {"acheteur": {"comptable_public": "non"}}, False),
    ("faits.contradictoire_reduit", "services-fcs", {"parametres": {"penalites_contradictoire": "10 jours"}}, True),
    ("faits.contradictoire_reduit", "services-fcs", {"parametres": {"penalites_contradictoire": "20 jours"}}, False),
    ("faits.penalites_autres_presentes", "services-fcs", {}, True),
    ("faits.penalites_autres_presentes", "fournitures-sans-clause",
     {"montant_estime": "4 000 €", **AOUT, "date_consultation": "2026-08-01"}, False),
    ("faits.penalites_autres_presentes", "fournitures-sans-clause",
     {"montant_estime": "4 000 €", **AOUT, "date_consultation": "2026-08-01",
      "autres_considerations": {"conditions_travail": {"conventions": ["travail forcé"]}}}, True),
    ("faits.penalites_autres_presentes", "fournitures-sans-clause",
     {"montant_estime": "4 000 €", **AOUT, "date_consultation": "2026-08-01", "insertion": {"stages": {"nombre": "1"}}}, True),
    ("faits.penalites_autres_presentes", "fournitures-sans-clause",
     {"montant_estime": "4 000 €", **AOUT, "date_consultation": "2026-08-01", "autres_considerations": {"accessibilite": "oui"}}, False),
    ("lot.faits.condition_sociale_demandee", "services-fcs", {}, True),
    ("lot.faits.condition_sociale_demandee", "services-fcs", {"insertion": ""}, False),
    ("lot.faits.condition_sociale_demandee", "services-fcs", {"insertion": "", "reserve": {"motif": "siae"}}, True),
    ("lot.faits.condition_sociale_demandee", "services-fcs", {"insertion": "", "reserve": {"motif": "penitentiaire"}}, False),
    ("lot.faits.condition_sociale_demandee", "services-fcs",
     {"insertion": "", "autres_considerations": {"horaires_journee": "oui"}}, True),
    ("lot.faits.condition_sociale_demandee", "services-fcs",
     {"insertion": "", "autres_considerations": {"discriminations": "oui"}}, False),
    ("faits.verification_delai_modifie", "services-fcs", {"verification": {"delai": "30 jours"}}, True),
    ("faits.verification_delai_modifie", "services-fcs", {"verification": {"delai": "15 jours"}}, False),
    ("faits.verification_delai_modifie", "mi-materiel", {"verification": {"delai": "7 jours"}}, False),
    ("faits.verification_delai_modifie", "mi-materiel", {"verification": {"delai": "30 jours"}}, False),
    ("faits.verification_delai_modifie", "sans-ccag", {"verification": {"delai": "30 jours"}}, False),
    ("faits.garantie_inferieure_ccag", "mi-materiel", {"garantie": "6 mois"}, True),
    ("faits.garantie_inferieure_ccag", "mi-materiel", {"garantie": "aucune"}, True),
    ("faits.garantie_inferieure_ccag", "mi-materiel", {"garantie": "24 mois"}, False),
    ("faits.garantie_inferieure_ccag", "services-fcs", {}, False),
    ("faits.garantie_modifiee", "travaux-lots", {"garantie": "24 mois"}, True),
    ("faits.garantie_modifiee", "travaux-lots", {"garantie": "12 mois"}, False),
    ("faits.garantie_modifiee", "travaux-lots", {}, False),
    ("faits.resiliation_sans_mise_en_demeure", "services-fcs", {"resiliation": {"sans_mise_en_demeure": "oui"}}, True),
    ("faits.resiliation_sans_mise_en_demeure", "services-fcs", {}, False),
    ("faits.resultats_proteges", "pi-etude", {}, True),
    ("faits.resultats_proteges", "services-fcs", {}, False),
    ("faits.resultats_proteges", "services-fcs", {"propriete_intellectuelle": {"besoins": "réutilisation"}}, True),
    ("faits.vigilance_applicable", "services-fcs", {}, True),
    ("faits.vigilance_applicable", "services-fcs", {"montant_estime": "4 999 €"}, False),
    ("faits.vigilance_applicable", "services-fcs", {"montant_estime": ""}, True),
    ("faits.ouvrage_livre_iv", "moe-ecole", {}, True),
    ("faits.ouvrage_livre_iv", "moe-ecole", {"ouvrage_livre_iv": "non"}, False),
    ("faits.ouvrage_livre_iv", "services-fcs", {}, False),
    ("faits.delai_suspension_signature", "tic-accord-cadre", {}, 11),
    ("faits.delai_suspension_signature", "services-fcs", {}, 0),
    ("lot.faits.insertion_active", "services-fcs", {}, True),
    ("lot.faits.insertion_active", "services-fcs", ACTIONS, True),
    ("lot.faits.insertion_active", "services-fcs", {"insertion": "non"}, False),
    ("lot.faits.insertion_active", "services-fcs", {"insertion": {"leviers": ["critere"]}}, False),
    ("lot.faits.insertion_active", "services-fcs", {"insertion": {"leviers": ["combine"]}}, True),
    ("lot.faits.insertion_active", "services-fcs", {"objet_insertion": {"places": "12"}}, False),
    ("lot.faits.mode_heures", "services-fcs", {}, "fixe"),
    ("lot.faits.mode_heures", "tic-accord-cadre", {}, "prorata_commandes"),
    ("lot.faits.mode_heures", "services-fcs", TRANCHES, "par_tranche"),
    ("lot.faits.mode_heures", "services-fcs", {"insertion": {"heures": ""}, "tranches": TRANCHES["tranches"]}, "par_tranche"),
    ("lot.faits.mode_heures", "services-fcs", ACTIONS, "actions"),
    ("lot.faits.mode_heures", "services-fcs", {"insertion": {"heures": "", "actions": [{"type": "stage"}]}}, "actions"),
    ("lot.faits.mode_heures", "services-fcs", {"insertion": {"heures": ""}}, "aucun"),
    ("lot.faits.mode_heures", "fournitures-sans-clause", {}, "aucun"),
    ("lot.faits.heures_dues", "services-fcs", {}, True),
    ("lot.faits.heures_dues", "services-fcs", ACTIONS, False),
    ("lot.faits.heures", "services-fcs", {}, 280),
    ("lot.faits.heures", "services-fcs", {"insertion": {"periode": "annuelle"}}, 1120),
    ("lot.faits.heures", "services-fcs", {"insertion": {"periode": "par_reconduction"}}, 1120),
    ("lot.faits.heures", "services-fcs", TRANCHES, 666),
    ("lot.faits.heures", "tic-accord-cadre", {"montant_estime": "450 000 €"}, 157),
    ("lot.faits.heures", "tic-accord-cadre", {"montant_estime": ""}, 280),
    ("lot.faits.heures", "services-fcs", calcul(part_main_oeuvre="50 %", cout_horaire="30 €"), 150),
    ("lot.faits.heures", "services-fcs", calcul(heures_totales="120 000"), 6000),
    ("lot.faits.heures", "services-fcs",
     calcul(reprise={"chiffre_affaires": "240 000 €", "mois": "24", "heures_mensuelles": "200", "montant_horaire": "25 €"}), 240),
    ("lot.faits.heures", "services-fcs", calcul(), 0),
    ("lot.faits.heures", "services-fcs", {"insertion": {"heures": {"mode": "pourcentage", "valeur": "5 %", "minimum": "70"}}}, 70),
    ("lot.faits.heures", "services-fcs", ACTIONS, 0),
    ("lot.faits.heures_formation", "services-fcs", {}, 0),
    ("lot.faits.heures_formation", "services-fcs", {"insertion": {"formation": {"heures": "200"}}}, 200),
    # 180 000 € over 48 months, of which 12 are firm: 45 000 €.
    ("lot.faits.heures_formation", "services-fcs", {"insertion": {"formation": {"publics": "jeunes"}}}, 150),
    ("lot.faits.heures_formation", "services-fcs", {"reconductions": "0", "insertion": {"formation": {"publics": "jeunes"}}}, 300),
    ("lot.faits.heures_formation", "services-fcs",
     {"montant_estime": "400 000 €", "reconductions": "0", "insertion": {"formation": {"publics": "jeunes"}}}, 900),
    ("lot.faits.heures_formation", "services-fcs", {"montant_estime": "", "insertion": {"formation": {"publics": "jeunes"}}}, 0),
    ("lot.faits.taux_insertion", "services-fcs", {}, None),
    ("lot.faits.taux_insertion", "services-fcs", {"insertion": {"calcul": {"taux_insertion": "7 %"}}}, Decimal("0.07")),
    ("lot.faits.taux_insertion", "services-fcs", {"insertion": {"calcul": {"calibrage": "ambitieux"}}}, Decimal("0.10")),
    ("lot.faits.taux_insertion", "services-fcs",
     {"insertion": {"calcul": {"calibrage": "ambitieux", "taux_insertion": "7 %"}}}, Decimal("0.07")),
    # No document supports the rate of the prudent calibrage: no piece may print it.
    ("lot.faits.taux_insertion", "services-fcs", {"insertion": {"calcul": {"calibrage": "prudent"}}}, None),
    ("lot.faits.heures_maximum", "tic-accord-cadre", {"montant_estime": "450 000 €"}, 280),
    ("lot.faits.heures_maximum", "tic-accord-cadre",
     {"insertion": {"heures": {"arrondi": "tranche_entiere"}}, "accord_cadre": {"maximum": "250 000 €"}}, 70),
    ("lot.faits.heures_maximum", "services-fcs", {}, 0),
    ("lot.faits.mode_penalite_heure", "services-fcs", {}, "forfait"),
    ("lot.faits.mode_penalite_heure", "services-fcs",
     {"insertion": {"penalites": {"heure": {"mode": "smic", "coefficient": "2"}}}}, "smic"),
    ("lot.faits.mode_penalite_heure", "services-fcs", {"insertion": {"penalites": ""}}, "aucun"),
    ("lot.faits.formation", "services-fcs", {"insertion": {"formation": "150"}}, True),
    ("lot.faits.formation", "services-fcs", {}, False),
    ("lot.faits.critere_insertion", "services-fcs", {"criteres": [*BASE, INSERTION]}, True),
    ("lot.faits.critere_insertion", "services-fcs", {"insertion": {"leviers": ["combine"]}}, True),
    ("lot.faits.critere_insertion", "services-fcs", {}, False),
    ("lot.faits.combine", "services-fcs", {"criteres": [*BASE, INSERTION]}, True),
    ("lot.faits.combine", "services-fcs", {}, False),
    ("lot.faits.heures_notees", "services-fcs",
     {"criteres": [*BASE, INSERTION], "insertion": {"engagement_supplementaire": "oui"}}, True),
    ("lot.faits.heures_notees", "services-fcs", {"criteres": [*BASE, INSERTION]}, False),
    ("lot.faits.heures_notees", "services-fcs", {"insertion": {"engagement_supplementaire": "oui"}}, False),
    ("lot.faits.critere_apprentissage", "services-fcs", criteres(nom="Formation", type="apprentissage"), True),
    ("lot.faits.critere_apprentissage", "services-fcs", criteres(nom="Accueil d’apprentis", type="social"), True),
    ("lot.faits.critere_apprentissage", "services-fcs", criteres(nom="Apprentissage", type="technique"), False),
    ("lot.faits.critere_remuneration_equitable", "services-fcs", criteres(nom="Remuneration equitable des producteurs"), True),
    ("lot.faits.critere_remuneration_equitable", "services-fcs", criteres(nom="Valeur technique"), False),
    ("lot.faits.critere_environnement", "services-fcs", {}, True),
    ("lot.faits.critere_environnement", "services-fcs",
     {"criteres": [{"nom": "Prix", "poids": "60 %"}, {"nom": "Valeur technique", "poids": "40 %"}]}, False),
    ("lot.faits.critere_environnement", "services-fcs",
     {"criteres": [{"nom": "Prix", "poids": "60 %"},
                   {"nom": "Valeur technique", "poids": "40 %", "sous_criteres": [
                       {"nom": "Moyens", "poids": "60 %"}, {"nom": "Bilan carbone", "poids": "40 %"}]}]}, True),
    ("lot.faits.critere_environnement", "services-fcs",
     {"criteres": [{"nom": "Prix", "poids": "60 %"},
                   {"nom": "Valeur technique", "poids": "40 %", "sous_criteres": [{"nom": "Environnement"}]}]}, False),
    ("lot.faits.critere_unique", "services-fcs", {"criteres": [{"nom": "Prix", "poids": "100 %"}]}, True),
    ("lot.faits.critere_unique", "services-fcs", {}, False),
    ("lot.faits.priorite_qpv", "tic-accord-cadre", {}, True),
    ("lot.faits.priorite_qpv", "services-fcs", {"insertion": {"publics": {"parts": {"qpv": "20 %"}}}}, True),
    ("lot.faits.priorite_qpv", "services-fcs", {}, False),
    ("lot.faits.publics_cibles", "services-fcs",
     {"insertion": {"publics": {"priorite": ["qpv", "femmes"], "parts": {"jeunes": "20 %"}}}}, ("femmes", "jeunes")),
    ("lot.faits.publics_cibles", "tic-accord-cadre", {}, ()),
    ("lot.faits.publics_structures_restreints", "services-fcs", {"insertion": {"publics": {"liste": ["s.a", "s.b"]}}}, True),
    ("lot.faits.publics_structures_restreints", "services-fcs",
     {"insertion": {"publics": {"liste": ["s.a", "s.b", "s.c", "s.d", "s.e", "s.f", "a"]}}}, False),
    ("lot.faits.publics_structures_restreints", "services-fcs", {}, False),
    ("lot.faits.publics_criteres_restreints", "services-fcs", {"insertion": {"publics": {"liste": ["s.a", "a"]}}}, True),
    ("lot.faits.publics_criteres_restreints", "services-fcs", {"insertion": {"publics": {"liste": list("abcdefghij")}}}, False),
    ("lot.faits.comptage_embauche_modifie", "services-fcs", {"insertion": {"comptage": {"embauche_max": "12 mois"}}}, True),
    ("lot.faits.comptage_embauche_modifie", "services-fcs", {"insertion": {"comptage": {"embauche_max": "2 ans"}}}, False),
    ("lot.faits.duree_valorisation_modifiee", "services-fcs", {"insertion": {"eligibilite": {"duree": "24 mois"}}}, True),
    ("lot.faits.duree_valorisation_modifiee", "services-fcs", {"insertion": {"comptage": {"embauche_max": "12 mois"}}}, True),
    ("lot.faits.duree_valorisation_modifiee", "services-fcs", {}, False),
    ("lot.faits.bilan_final_apres_la_fin", "services-fcs", {"insertion": {"suivi": {"bilan_final": "un_mois_apres"}}}, True),
    ("lot.faits.bilan_final_apres_la_fin", "services-fcs", {}, False),
    ("lot.faits.duree_totale_mois", "services-fcs", {}, 48),
    ("lot.faits.duree_totale_mois", "services-fcs", {"duree_reconduction": "6 mois"}, 30),
    ("lot.faits.duree_totale_mois", "services-fcs", {"duree": "45 jours", "reconductions": "0"}, 2),
    ("lot.faits.duree_ferme_mois", "services-fcs", {}, 12),
    ("lot.faits.duree_ferme_mois", "services-fcs", TRANCHES, 8),
    ("lot.faits.petit_lot", "travaux-lots", {"montant_estime": "9 000 000 €"}, True),
    ("lot.faits.petit_lot", "travaux-lots", {}, False),
    ("lot.faits.petit_lot", "services-fcs", {}, False),
    ("lot.faits.services_sociaux", "objet-insertion", {}, True),
    ("lot.faits.services_sociaux", "objet-insertion", {"cpv": {"principal": "85312510-7"}}, True),
    ("lot.faits.services_sociaux", "services-fcs", {}, False),
    ("lot.faits.services_sociaux", "services-fcs", {"cpv": ""}, False),
    ("lot.faits.part_jeunes_outre_mer", "services-fcs", {}, False),
    ("lot.faits.part_jeunes_outre_mer", "services-fcs", {"lieu": {"departement": "974"}}, False),
    ("lot.faits.egalite", "services-fcs", {"autres_considerations": {"egalite": "oui"}}, True),
    ("lot.faits.egalite", "services-fcs", {}, False),
    ("lot.faits.penalites_formule_modifiee", "services-fcs", {"penalites": {"retard": {"formule": "P = V × R / 500"}}}, True),
    ("lot.faits.penalites_formule_modifiee", "services-fcs", {"penalites": {"retard": {"montant": "100 €"}}}, True),
    ("lot.faits.penalites_formule_modifiee", "services-fcs", {}, False),
    ("lot.faits.penalites_plafond_modifie", "services-fcs", {"penalites": {"retard": {"plafond": "aucun"}}}, True),
    ("lot.faits.penalites_plafond_modifie", "services-fcs", {"penalites": {"retard": {"plafond": "15 %"}}}, True),
    ("lot.faits.penalites_plafond_modifie", "services-fcs", {"penalites": {"retard": {"plafond": "10 %"}}}, False),
    ("lot.faits.penalites_exoneration_modifiee", "services-fcs", {"penalites": {"retard": {"exoneration": "aucune"}}}, True),
    ("lot.faits.penalites_exoneration_modifiee", "services-fcs", {"penalites": {"retard": {"exoneration": "1 000 €"}}}, False),
]  # fmt: skip

# No table of youth unemployment exists yet: the only fact that cannot be true on the shipped tables.
SANS_TABLE = {"lot.faits.part_jeunes_outre_mer"}


def faits(nom: str, avec: dict[str, Any]) -> Facts:
    return compute(marche(nom, avec), *textes())


def lire(facts: Facts, nom: str) -> Any:
    portee = facts.lots[0] if nom.startswith("lot.") else facts.marche
    return getattr(portee, nom.rpartition(".")[2])


@pytest.mark.parametrize(("nom", "echantillon", "avec", "attendu"), CAS)
def test_fait(nom: str, echantillon: str, avec: dict[str, Any], attendu: Any) -> None:
    facts = faits(echantillon, avec)
    valeur = lire(facts, nom)
    assert valeur == attendu, facts.explique(nom)
    if isinstance(attendu, bool) or attendu is None:
        assert valeur is attendu


def test_every_fact_is_tested_with_both_answers() -> None:
    vus: dict[str, set[Any]] = defaultdict(set)
    for nom, _, _, attendu in CAS:
        vus[nom].add(attendu)
    for nom, fait in registre().items():
        if fait.type == "objet":
            continue
        assert nom in vus
        if fait.type == "oui_non" and nom not in SANS_TABLE:
            assert {True, False} <= vus[nom], nom


@pytest.mark.parametrize(
    ("echantillon", "avec", "acheteur", "titulaire"),
    [
        ("services-fcs", {}, "l’acheteur", "le titulaire"),
        ("travaux-lots", {}, "le maître d’ouvrage", "le titulaire"),
        ("moe-ecole", {}, "le maître d’ouvrage", "le maître d’œuvre"),
        ("moe-ecole", {"ccag": "aucun"}, "le maître d’ouvrage", "le maître d’œuvre"),
        ("sans-ccag", {}, "l’acheteur", "le titulaire"),
    ],
)
def test_parties(echantillon: str, avec: dict[str, Any], acheteur: str, titulaire: str) -> None:
    parties = faits(echantillon, avec).marche.parties
    assert (parties.acheteur, parties.titulaire, parties.maitre_oeuvre) == (acheteur, titulaire, "le maître d’œuvre")


def test_tribunal() -> None:
    assert faits("services-fcs", {}).marche.tribunal.tribunal == "tribunal administratif d’Orléans"
    donne = faits("services-fcs", {"acheteur": {"tribunal": "tribunal administratif de Paris"}}).marche.tribunal
    assert (donne.tribunal, donne.fuseau) == ("tribunal administratif de Paris", "Europe/Paris")
    assert faits("services-fcs", {"lieu": {"departement": "974"}}).marche.tribunal.fuseau == "Indian/Reunion"
    assert faits("services-fcs", {"lieu": "", "acheteur": {"code_postal": "99999"}}).marche.tribunal is None


def test_lots_have_their_own_facts() -> None:
    facts = faits("travaux-lots", {})
    assert [lot.heures for lot in facts.lots] == [210, 0, 350]
    assert [lot.insertion_active for lot in facts.lots] == [True, False, True]


def test_obligation_is_true_only_when_it_is_certain() -> None:
    assert faits("tic-accord-cadre", {}).marche.condition_sociale_obligatoire
    inconnue = faits("services-fcs", {"montant_estime": ""}).marche.condition_sociale_obligatoire
    assert inconnue == "inconnu"
    assert not inconnue
