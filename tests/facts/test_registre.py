"""The register of facts: complete, explained in French, grounded in texts that may be printed."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from clausegen.facts import Facts, compute, registre
from clausegen.facts.registre import OUI_NON, Dit, fait
from clausegen.marche import champ_de
from clausegen.sources import read_yaml
from tests.checks.outils import RACINE, marche, textes

PARTAGE = Path(os.environ.get("CLAUSEGEN_PARTAGE", Path(__file__).resolve().parents[3] / "shared"))
# Facts that the catalogue does not list: they gather in one place what several conditions spelt out, or the calculation
# of hours (formulas of the practice) that clauses and the note de calcul print.
PROPRES = {
    "lot.faits.condition_sociale_demandee", "lot.faits.heures_formation", "lot.faits.taux_insertion", "lot.faits.etude_heures",
    "faits.achat_environnement",
}  # fmt: skip
ECHANTILLONS = sorted(p.stem for p in (RACINE / "_exemples").glob("*.yaml"))


def faits(nom: str) -> Facts:
    return compute(marche(nom), *textes())


@pytest.mark.skipif(not PARTAGE.is_dir() and not os.environ.get("CI"), reason="CLAUSEGEN_PARTAGE ne désigne pas le dossier partagé")
def test_every_fact_of_the_catalogue_exists_and_no_other() -> None:
    attendus = {
        str(entree["nom"])
        for fichier in ("faits.yaml", "clauses-socle.yaml")
        for entree in read_yaml(PARTAGE / "catalogue" / fichier).plain()["faits"]
    }
    assert set(registre()) - PROPRES == attendus - {"faits.derogations"}  # what depends on the clauses kept belongs to the outline


@pytest.mark.parametrize("echantillon", ECHANTILLONS)
def test_every_fact_is_explained_on_every_sample(echantillon: str) -> None:
    facts = faits(echantillon)
    for nom, un_fait in registre().items():
        for rang in range(len(facts.lots) if un_fait.par_lot else 1):
            texte = facts.explique(nom, rang)
            assert texte.startswith(f"{un_fait.titre}\u00a0: ")
            assert "None" not in texte and "True" not in texte and "False" not in texte


def test_sources_are_keys_of_the_register() -> None:
    references, _ = textes()
    manquantes = {cle for f in registre().values() for cle in f.sources if cle not in references}
    assert not manquantes


def test_fields_read_exist_in_the_model() -> None:
    for f in registre().values():
        for chemin in f.lit:
            pas = tuple(p.removesuffix("[]") for p in chemin.split("."))
            if pas[0] != "parametres":
                assert champ_de(pas) is not None, f"{f.nom} lit {chemin}"


def test_explanation_shows_operands_and_article() -> None:
    texte = faits("tic-accord-cadre").explique("faits.condition_sociale_obligatoire")
    assert texte == (
        "condition sociale obligatoire\u00a0: oui, valeur estimée de 800\u202f000\u00a0€\u00a0HT, seuil de 140\u202f000\u00a0€\u00a0HT "
        "atteint (article\u00a0L.\u00a02112-2-1 du code de la commande publique, article\u00a0R.\u00a02121-1 du code de la commande publique)"
    )


def test_article_of_the_ccag_follows_the_contract() -> None:
    assert "article\u00a016.1.5 du CCAG-FCS" in faits("services-fcs").explique("lot.faits.mode_penalite_heure")
    assert "CCAG" not in faits("sans-ccag").explique("lot.faits.mode_penalite_heure")


def test_unknown_fact_raises_attribute_error() -> None:
    facts = faits("services-fcs")
    with pytest.raises(AttributeError, match=r"faits\.heures_du"):
        _ = facts.marche.heures_du
    with pytest.raises(AttributeError):
        _ = facts.lots[0].alloti
    with pytest.raises(KeyError):
        facts.explique("faits.inconnu")


def test_titles_of_facts_and_of_fields() -> None:
    facts = faits("services-fcs")
    assert facts.titre("faits.alloti") == "marché alloti"
    assert facts.titre("marche.nature") == "Nature"
    assert facts.titre("lot.insertion.heures") == "Heures d’insertion"
    assert facts.titre("lot.rien") == "lot.rien"
    assert facts.titre("penalite") == "penalite"


def test_a_fact_is_computed_once_and_only_when_read(monkeypatch: pytest.MonkeyPatch) -> None:
    appels: list[str] = []
    vrai = registre()["faits.alloti"]
    monkeypatch.setitem(
        __import__("clausegen.facts.registre", fromlist=["_FAITS"])._FAITS, "faits.alloti",
        type(vrai)(vrai.nom, vrai.titre, vrai.type, vrai.lit, vrai.sources, lambda vue: appels.append("x") or Dit(True, "")),
    )  # fmt: skip
    facts = faits("services-fcs")
    assert appels == []
    assert facts.marche.alloti and facts.marche.alloti
    assert appels == ["x"]


def test_a_name_is_registered_once() -> None:
    with pytest.raises(ValueError, match="mal déclaré"):
        fait("faits.alloti", "titre", OUI_NON)(lambda vue: Dit(True, ""))


def test_facts_list_themselves_in_order() -> None:
    facts = faits("services-fcs")
    noms = [nom for nom, _ in facts.lots[0]]
    assert noms == sorted(noms) == dir(facts.lots[0])


def test_contracts_before_the_ccag_of_2021_do_not_crash() -> None:
    ancien = compute(marche("services-fcs", {"date_consultation": "2012-07-31"}), *textes())
    for portee in (ancien.marche, *ancien.lots):
        assert list(portee)


def test_a_view_can_be_copied() -> None:
    assert pickle.loads(pickle.dumps(faits("services-fcs").marche.parties)) == faits("services-fcs").marche.parties
