"""`bareme` of conditions: the value of the tables at the date of the contract; a name that they lack is said in French."""

import pytest

from clausegen.generation import prepare
from clausegen.library import load_library
from clausegen.marche import build_marche, merge
from tests.exemples.outils import echantillon


def contexte(changes):
    marche, findings = build_marche(merge(echantillon("travaux-lots"), changes))
    assert marche is not None, findings
    return prepare(marche, load_library())


@pytest.mark.parametrize(
    ("date", "attendu"),
    [({}, True), ({"date_consultation": "2022-03-01", "date_limite": "2022-05-01 12:00"}, False)],
)
def test_the_date_decides(date, attendu):
    assert contexte(date).holds('bareme("ccag_demarrage_tardif", ccag=marche.ccag) == "4 mois"') is attendu


@pytest.mark.parametrize("source", ['bareme("inconnu")', 'bareme("ccag_demarrage_tardif", acheteur="etat")'])
def test_an_unknown_value_is_said(source):
    with pytest.raises(ValueError, match="barème introuvable"):
        contexte({}).holds(source)


def test_no_derogation_types_a_value_of_the_ccag():
    """A delay or a rate that a derogation is compared with comes from a table."""
    import re

    typed = [
        f"{clause.id} : {derogation.si}"
        for clause in load_library().clauses.values()
        for derogation in clause.deroge
        if re.search(r'"\d[\d,]* (?:jours?|mois|ans?|%)"|[<>=] \d', derogation.si.replace("duree_totale_mois > 12", ""))
    ]
    assert typed == []
