"""What two pieces, or a piece and its cover, must not say differently."""

import re

import pytest

from clausegen.drafting.cover import cover_fields
from clausegen.drafting.values import text_of
from clausegen.marche import merge
from tests.exemples.outils import NOMS, bibliotheque, echantillon, etudier, exemple

DEUX_PHASES = {"candidature": {"date_limite": "2026-11-27 12:00"}}
NOTEES = {
    "criteres": [
        {"nom": "Prix", "poids": "50 %"}, {"nom": "Insertion", "type": "insertion", "poids": "10 %"},
        {"nom": "Environnement", "type": "environnement", "poids": "40 %"},
    ],
    "insertion": {"engagement_supplementaire": {"note": "oui", "plafond": "150 %"}},
}  # fmt: skip


def etude(echantillon_: str, changements):
    trouvee = etudier(merge(echantillon(echantillon_), changements))
    assert trouvee is not None
    return trouvee


def couverture(contrat):
    champs, _ = cover_fields(bibliotheque().pieces["rc"], contrat.contexte)
    return {ligne["libelle"]: text_of(ligne["valeur"]).replace("\u00a0", " ") for ligne in champs["couverture"]}


@pytest.mark.parametrize("procedure", ["appel_offres_restreint", "negociee", "dialogue"])
def test_the_cover_gives_the_deadline_of_the_candidatures_in_two_phases(procedure: str):
    lignes = couverture(etude("services-sans-clause", {"procedure": procedure, **DEUX_PHASES}))
    assert lignes["Date et heure limites de remise des candidatures"].startswith("27 novembre 2026")
    assert not any("plis" in libelle or "11 décembre" in valeur for libelle, valeur in lignes.items())


def test_the_cover_gives_the_deadline_of_the_plis_in_one_phase():
    lignes = couverture(etude("services-sans-clause", {}))
    assert lignes["Date et heure limites de remise des plis"].startswith("11 décembre 2026")
    assert not any("candidatures" in libelle for libelle in lignes)


@pytest.mark.parametrize(
    ("procedure", "titre", "autre"), [("negociee", "Négociation", "Dialogue"), ("dialogue", "Dialogue", "Négociation")]
)
def test_the_article_has_the_name_of_the_procedure(procedure: str, titre: str, autre: str):
    articles = [
        a.heading.text for a in etude("tic-accord-cadre", {"procedure": procedure, **DEUX_PHASES}).outline.pieces["rc"]
    ]
    assert titre in articles and autre not in articles


def test_the_offered_hours_are_asked_once():
    contrat = etude("services-fcs", NOTEES)
    annexe = contrat.texte("ae-engagement-volume-supplementaire").text
    cadre = contrat.texte("anx-cadre-reponse-insertion").text
    assert "Heures offertes" in annexe
    assert not re.search(r"offert\w* en plus|volume total", cadre, re.IGNORECASE)


@pytest.mark.parametrize("plafond", ["50 %", "100 %", "101 %"])
def test_the_formula_never_divides_by_zero(plafond: str):
    contrat = etude("services-fcs", merge(NOTEES, {"insertion": {"engagement_supplementaire": {"plafond": plafond}}}))
    assert ("÷" in contrat.texte("rc-sous-critere-volume-heures").text) is (plafond == "101 %")
    assert ("CG450" in contrat.bloquants) is (plafond != "101 %")


@pytest.mark.parametrize("nom", NOMS)
def test_a_lot_asks_for_a_condition_exactly_when_a_kept_clause_answers(nom: str):
    """The fact read by the note of reasons follows what the clauses declare."""
    contrat = etudier(exemple(nom))
    if contrat is None:
        pytest.skip("contrat refusé")
    repondent = {rang for d in contrat.selection.kept() if d.clause.satisfait_L2112_2_1 == "oui" for rang in d.lots}
    demandent = {rang for rang, faits in enumerate(contrat.contexte.facts.lots) if faits.condition_sociale_demandee}
    assert demandent == repondent


def test_the_prison_reservation_starts_when_the_table_says():
    bib = bibliotheque()
    assert (
        bib.clauses["rc-reserve-penitentiaire"].en_vigueur_depuis == bib.baremes.dates["reservation_penitentiaire"].date
    )
