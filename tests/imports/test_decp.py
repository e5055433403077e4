"""Published contracts: every row of the shared samples, each anomaly of their list, and rows that no one should publish."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausegen.findings import Location, Niveau, Refused
from clausegen.imports.arbre import poser
from clausegen.imports.decp import est_decp, importer_ligne, lire_decp
from clausegen.imports.decp_ligne import plafond_accord_cadre
from clausegen.imports.formulaire import a_completer
from clausegen.imports.importer import importer
from clausegen.imports.squelette import rediger
from clausegen.legal.cpv import load_cpv
from clausegen.library import load_library, shipped_library
from clausegen.marche import build_marche, read_marche
from clausegen.sources import parse_yaml
from tests.imports.conftest import DECP, besoin_decp

CPV = load_cpv(shipped_library())
PLAFOND = plafond_accord_cadre(load_library(), dt.date(2026, 11, 22))
LIGNE = {
    "id": "2019M01", "nature": "Marché", "objet": "Nettoyage des locaux", "codeCPV": "90911200-8", "procedure": "Procédure adaptée",
    "lieuExecution": {"code": "45000", "typeCode": "Code postal", "nom": "Orléans"}, "dureeMois": 12, "dateNotification": "2019-04-02",
    "montant": 65000, "formePrix": "Ferme", "acheteur": {"id": "21459990400015", "nom": "Ville d'Orléans"},
}  # fmt: skip


def lire(**changements):
    return importer_ligne({**LIGNE, **changements}, Location("decp.jsonl", 1, 1), CPV, plafond=PLAFOND)


def dits(contrat, code):
    return [f for f in contrat.findings if f.code == code]


def fichier(contrat):
    """Tree of the file that would be written; checks that it can be read and holds nothing that was left out."""
    texte = rediger(contrat.arbre, contrat.notes)
    assert "\ufffd" not in texte
    return parse_yaml(texte, "marche.yaml").plain()


@besoin_decp
@pytest.mark.parametrize("nom", ["contrats_2018_2019.jsonl", "contrats_2023.jsonl"])
def test_every_row_gives_a_contract_file_and_findings(nom):
    contrats = lire_decp(DECP / nom, CPV)
    assert len(contrats) == sum(1 for ligne in (DECP / nom).read_text(encoding="utf-8").split("\n") if ligne.strip())
    for contrat in contrats:
        assert contrat.arbre["reference"] and contrat.findings
        arbre = fichier(contrat)
        _, constats = build_marche(arbre)
        # What was taken is sound: only what is missing, or the refusal of a concession, is left to say.
        assert {f.code for f in constats} <= {"CG112", "CG123", "CG129"}, (contrat.id, [str(f) for f in constats])
        assert all(f.location.path.endswith(nom) for f in contrat.findings)


@besoin_decp
def test_every_row_starts_a_contract_on_the_command_line(tmp_path):
    for rang, ligne in enumerate((DECP / "contrats_2018_2019.jsonl").read_text(encoding="utf-8").split("\n")):
        if ligne.strip():
            path = tmp_path / f"{rang}.json"
            path.write_text(ligne, encoding="utf-8")
            assert importer(path, shipped_library()).arbre


SAISI = {
    "date_consultation": "2026-12-01", "date_limite": "2027-01-12 12:00", "variantes": "non", "objet": "Objet ressaisi", "nature": "services",
    "procedure": "MAPA", "duree": "12 mois", "reference": "R1",
    "criteres": [{"nom": "Prix", "poids": "85 %"}, {"nom": "Environnement", "type": "environnement", "poids": "15 %"}],
    "acheteur.nom": "Commune de Valmont", "acheteur.adresse": "1 place de la Mairie", "acheteur.code_postal": "45001", "acheteur.ville": "Valmont",
    "acheteur.profil": "https://marches.example.fr", "acheteur.type": "commune", "acheteur.siret": "21459990400015",
}  # fmt: skip


@besoin_decp
@pytest.mark.parametrize("nom", ["contrats_2018_2019.jsonl", "contrats_2023.jsonl"])
def test_every_row_says_exactly_what_is_left_and_makes_a_contract_once_it_is_given(tmp_path, nom):
    concessions = 0
    for contrat in lire_decp(DECP / nom, CPV):
        path = tmp_path / "marche.yaml"
        path.write_text(rediger(contrat.arbre, contrat.notes), encoding="utf-8")
        lecture = read_marche(path)
        if any(f.refuse for f in lecture.findings):
            concessions += 1
            continue
        vides = a_completer(contrat.arbre)
        # What « nouveau » lists, « produire » asks for, all at once, each at the line left blank for it.
        assert {f.field for f in lecture.findings} == set(vides)
        lignes = path.read_text(encoding="utf-8").split("\n")
        for constat in lecture.findings:
            assert lignes[constat.location.line - 1].strip() == f"{constat.field.rpartition('.')[2]}:"
        arbre = lecture.node.plain()
        for champ in vides:
            poser(arbre, tuple(champ.split(".")), SAISI[champ])
        marche, constats = build_marche(arbre)
        assert marche is not None, (contrat.id, [str(f) for f in constats])
    assert concessions == (1 if "2018" in nom else 0)


@besoin_decp
def test_the_official_lists_are_all_known():
    listes = json.loads((DECP / "enumerations_decp_2022.json").read_text(encoding="utf-8"))["enumerations"]
    for procedure in listes["/marche/procedure"]:
        assert "procedure" in lire(procedure=procedure).arbre, procedure
    for ccag in listes["/marche/ccag"]:
        assert "ccag" in lire(ccag=ccag).arbre, ccag
    for forme in listes["/marche/formePrix"]:
        assert lire(formePrix=forme).arbre["prix"]["forme"]
    for genre in listes["/marche/lieuExecution/typeCode"]:
        assert not [f for f in lire(lieuExecution={"code": "45000", "typeCode": genre}).findings if "typeCode" in f.constat]


# One test an anomaly of the list


def test_no_date_of_notification():
    contrat = lire(dateNotification=None)
    assert dits(contrat, "CG161") and fichier(contrat)["date_consultation"] == ""


def test_amount_of_zero():
    contrat = lire(montant=0)
    assert contrat.montant is None and "montant_estime" not in contrat.arbre
    assert any("non communiqué" in f.constat for f in contrat.findings)


@pytest.mark.parametrize("montant", [20.91, 0.01, 999.99])
def test_amount_that_is_a_unit_price(montant):
    contrat = lire(montant=montant)
    assert contrat.montant is None and any("prix unitaire" in f.constat for f in contrat.findings)


@pytest.mark.parametrize("montant", [999999999, 9999999999, 999999999.99, 1e17])
def test_amount_that_is_a_filler(montant):
    contrat = lire(montant=montant)
    assert contrat.montant is None and "montant_estime" not in contrat.arbre
    assert any("remplissage" in f.constat for f in contrat.findings)


def test_amount_of_a_hundred_million_is_to_confirm():
    contrat = lire(montant=105_000_000)
    assert contrat.arbre["montant_estime"] == "105 000 000 €"
    assert any("à confirmer" in f.remede and "cent millions" in f.constat for f in contrat.findings)


def test_duration_over_ten_years():
    assert any("plus de dix ans" in f.constat for f in lire(dureeMois=162).findings)
    (constat,) = (f for f in lire(dureeMois=60, nature="Accord-cadre").findings if f.article)
    assert "L.\u00a02125-1" in constat.article and "48 mois" in constat.constat
    assert not [f for f in lire(dureeMois=48, nature="Accord-cadre").findings if f.article]


def test_cpv_that_lost_its_zero_is_proposed_not_applied():
    contrat = lire(codeCPV="9132100")
    assert "cpv" not in contrat.arbre
    assert any("09132100" in f.constat for f in dits(contrat, "CG164"))
    texte = rediger(contrat.arbre, contrat.notes)
    assert '# cpv: "09132100"' in texte and "cpv" not in parse_yaml(texte, "x").plain()


@pytest.mark.parametrize("code", ["74230000", "74500000", "67151000", "72520000"])
def test_cpv_of_2003_is_told(code):
    contrat = lire(codeCPV=code)
    assert any("nomenclature de 2008" in f.constat for f in dits(contrat, "CG164")) and "cpv" not in contrat.arbre


def test_cpv_with_its_key_or_a_prefix():
    assert lire(codeCPV="45421000-4").arbre["cpv"] == "45421000-4"
    contrat = lire(codeCPV="INX45421000")
    assert "cpv" not in contrat.arbre and contrat.notes["cpv.principal"].proposition == "45421000"


@pytest.mark.parametrize("texte", ["R\ufffdnovation de l'\ufffdcole", "gros d??uvre", "r?novation", "a\x07b"])
def test_damaged_texts_never_reach_a_contract(texte):
    contrat = lire(objet=texte, acheteur={"id": LIGNE["acheteur"]["id"], "nom": texte})
    assert "objet" not in contrat.arbre and "nom" not in contrat.arbre["acheteur"]
    assert len(dits(contrat, "CG163")) == 2 and fichier(contrat)["objet"] == ""


@pytest.mark.parametrize("longueur", [255, 256])
def test_truncated_object(longueur):
    contrat = lire(objet="a" * longueur)
    assert any("coupé" in f.constat for f in contrat.findings) and contrat.arbre["objet"]


def test_the_same_number_at_two_buyers_is_two_contracts(tmp_path):
    autre = {**LIGNE, "acheteur": {"id": "21730008600014", "nom": "Ville d'Aix les Bains"}}
    path = tmp_path / "deux.jsonl"
    path.write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in (LIGNE, autre, LIGNE)), encoding="utf-8")
    contrats = lire_decp(path, CPV)
    assert len({c.cle for c in contrats}) == 2 and len({c.id for c in contrats}) == 1
    assert [f.niveau for c in contrats for f in c.findings if f.code == "CG167"] == [Niveau.A_CORRIGER, Niveau.CONSEIL, Niveau.A_CORRIGER]
    with pytest.raises(Refused, match="contient 3 marchés"):
        importer(path, shipped_library())
    assert importer(path, shipped_library(), "21730008600014/2019M01").arbre["acheteur"]["nom"] == "Ville d'Aix les Bains"
    with pytest.raises(Refused, match="aucun marché"):
        importer(path, shipped_library(), "absent")


@pytest.mark.parametrize(
    ("lieu", "attendu", "mot"),
    [
        ({"code": "45000", "typeCode": "CODE POSTAL", "nom": "Orléans"}, "45", "n’est pas écrit comme dans la liste"),
        ({"code": "FR", "typeCode": "Code pays", "nom": "France"}, None, "code de pays"),
        ({"code": "11", "typeCode": "Code région", "nom": "Île-de-France"}, None, "code de région"),
        ({"code": "69123", "typeCode": "Code commune", "nom": "Lyon"}, "69", ""),
        ({"code": "2B002", "typeCode": "Code commune", "nom": "Ajaccio"}, "2B", ""),
        ({"code": "20200", "typeCode": "Code postal", "nom": "Bastia"}, "2B", ""),
        ({"code": "97411", "typeCode": "Code commune", "nom": "Saint-Denis"}, "974", ""),
        ({"code": "36", "typeCode": "Code département", "nom": "Indre"}, "36", ""),
        ({"code": "DEP", "typeCode": "Code commune", "nom": "Toutes"}, None, "ne permet pas de déduire"),
        ({"code": "32", "typeCode": "Code postal", "nom": "Multiple"}, None, "ne permet pas de déduire"),
        ({"nom": "(56) Morbihan"}, "56", ""),
        ({"nom": "NIMES CEDEX 9"}, None, "aucun code"),
        ({"code": "45000", "nom": "Orléans"}, None, "ne permet pas"),
        (None, None, "aucun code"),
    ],
)  # fmt: skip
def test_places(lieu, attendu, mot):
    contrat = lire(lieuExecution=lieu)
    ecrit = contrat.arbre.get("lieu")
    assert (ecrit.get("departement") if isinstance(ecrit, dict) else None) == attendu
    dit = " ".join(f.constat for f in dits(contrat, "CG166"))
    assert mot in dit and bool(dit) == bool(mot)


@pytest.mark.parametrize("nature", ["CONCESSION DE TRAVAUX", "Concession de service public", "Délégation de service public"])
def test_concessions_are_out_of_scope(nature):
    contrat = lire(nature=nature)
    assert any(f.code == "CG129" and f.refuse for f in contrat.findings)
    marche, constats = build_marche(fichier(contrat))
    assert marche is None and any(f.code == "CG129" for f in constats)


@pytest.mark.parametrize("nature", ["MARCHÉ", "marché", "Marche"])
def test_natures_whatever_their_case(nature):
    assert not [f for f in lire(nature=nature).findings if f.constat.startswith("nature")]
    assert any("n’est pas publiée" in f.constat for f in lire(nature=None).findings)


@pytest.mark.parametrize(
    ("procedure", "attendu"),
    [
        ("Marché négocié sans publicité ni mise en concurrence préalable", "sans_publicite"),
        ("Marché public négocié sans publicité ni mise en concurrence préalable", "sans_publicite"),
        ("Procédure concurrentielle avec négociation", "negociee"),
        ("Procédure négociée avec mise en concurrence préalable", "negociee"),
        ("Procédure avec négociation", "negociee"), ("Dialogue compétitif", "dialogue"), ("Procédure Adaptée", "MAPA"),
        ("Système d'acquisition dynamique", None), ("Autre", None), (3, None), (None, None),
    ],
)  # fmt: skip
def test_procedures(procedure, attendu):
    contrat = lire(procedure=procedure)
    assert contrat.arbre.get("procedure") == attendu
    assert (attendu is None) == any("procedure" in f.constat for f in contrat.findings)


def test_the_form_of_prices_is_not_their_variation():
    assert lire(formePrix="Révisable").arbre["prix"] == {"variation": "revisable"}
    assert lire(formePrix="Ferme et actualisable").arbre["prix"] == {"variation": "actualisable"}
    assert lire(formePrix="Unitaire").arbre["prix"] == {"forme": "unitaires"}
    deux = lire(formePrix="Forfaitaire", typesPrix={"typePrix": ["Définitif révisable"]}).arbre["prix"]
    assert deux == {"forme": "global", "variation": "revisable"}


@pytest.mark.parametrize("siret", ["22740001400074", "58303852672361", "999999999", "3598940264", "2145023400001", "", None, 12, ["x"]])
def test_wrong_siret_is_asked_for_again(siret):
    contrat = lire(acheteur={"id": siret, "nom": "Ville"})
    assert "siret" not in contrat.arbre["acheteur"] and fichier(contrat)["acheteur"]["siret"] == ""
    assert any(f.field == "acheteur.siret" for f in contrat.findings)


def test_identifiers_of_holders_are_cleaned():
    titulaires = [{"typeIdentifiant": "SIRET", "id": " 732 829 320\t00074 "}, {"titulaire": {"id": "\tFR123 "}}, {"titulaire": {}}, "x"]
    assert lire(titulaires=titulaires).titulaires == ("73282932000074", "FR123")


# Format 2022, and values that were really published


FORMAT_2022 = {
    **LIGNE, "techniques": {"technique": ["Accord-cadre"]}, "modalitesExecution": {"modaliteExecution": ["Bons de commande"]},
    "ccag": "Fournitures courantes et services", "formePrix": "Unitaire", "typesPrix": {"typePrix": ["Définitif ferme"]},
    "considerationsSociales": {"considerationSociale": ["Clause sociale", "Marché réservé"]}, "marcheInnovant": False, "offresRecues": 3,
    "attributionAvance": True, "sousTraitanceDeclaree": False, "datePublicationDonnees": "2019-05-02",
}  # fmt: skip


def test_the_format_of_2022():
    contrat = importer_ligne(FORMAT_2022, Location("x"), CPV)
    assert contrat.arbre["forme"] == "bons_de_commande" and contrat.arbre["accord_cadre"] == {"maximum": "65 000 €"}
    assert contrat.arbre["ccag"] == "FCS" and contrat.arbre["nature"] == "services"
    assert contrat.arbre["prix"] == {"forme": "unitaires", "variation": "ferme"}
    assert {f.field for f in dits(contrat, "CG168")} == {"insertion", "reserve"}
    assert not dits(contrat, "CG160")


@pytest.mark.parametrize(
    ("champ", "valeur", "code", "mot"),
    [
        ("dureeMois", "NC", "CG160", "nombre de mois"), ("montant", 1e17, "CG162", "remplissage"), ("montant", "NC", "CG160", "nombre"),
        ("datePublicationDonnees", "2018-01-01", "CG162", "antérieure"), ("marcheInnovant", "non", "CG160", "true"),
        ("offresRecues", 0, "CG162", "offres"), ("considerationsSociales", [], "CG160", "objet JSON"), ("ccag", "CCAG FCS", "CG165", "CCAG"),
        ("dateNotification", "2 avril", "CG160", "date"), ("dureeMois", 0, "CG162", "durée possible"), ("dureeMois", -3, "CG162", "durée possible"),
        ("dureeMois", 1.5, "CG162", "durée possible"), ("objet", ["a"], "CG160", "texte"), ("acheteur", "Ville", "CG160", "objet JSON"),
        ("lieuExecution", "Orléans", "CG160", "objet JSON"), ("montant", True, "CG160", "nombre"), ("montant", "65000", "CG160", "texte"),
        ("techniques", ["Accord-cadre"], "CG160", "objet JSON"), ("montant", -5, "CG162", "négatif"),
    ],
)  # fmt: skip
def test_wrong_types_and_values(champ, valeur, code, mot):
    contrat = importer_ligne({**FORMAT_2022, champ: valeur}, Location("x"), CPV)
    assert any(mot in f.constat for f in dits(contrat, code)), [str(f) for f in contrat.findings]
    fichier(contrat)


def test_a_ccag_that_contradicts_the_cpv_and_a_defence_contract_are_told():
    contrat = lire(ccag="Fournitures courantes et services", codeCPV="45310000", objet="Lot électricité")
    assert "nature" not in contrat.arbre and any("même nature" in f.constat for f in contrat.findings)
    contrat = lire(nature="Marché de défense ou de sécurité", objet="Formation")
    assert contrat.arbre["defense"] == "oui" and any(f.field == "defense" for f in contrat.findings)


def test_a_duration_that_the_object_contradicts():
    assert any("annonce 3 années" in f.constat for f in lire(objet="Entretien espaces verts 2024 à 2026", dureeMois=1).findings)
    assert not [f for f in lire(objet="Accord-cadre 2019 à 2022", dureeMois=48).findings if "annonce" in f.constat]


@pytest.mark.parametrize(
    ("objet", "champ"),
    [
        ("Fourniture de produits d'entretien - Marché réservé", "reserve"), ("ENTRETIEN D'ESPACES VERTS MARCHE RESERVE DE SERVICES", "reserve"),
        ("Service de qualification et d'insertion professionnelles", "objet_insertion"), ("prestations action d'insertion - 6 lots", "objet_insertion"),
        ("Études d'insertion urbaine d'une autoroute", None), ("Travaux d'insertion d'un aménagement cyclable", None),
        ("Transport d'élèves handicapés", None), ("Mise en accessibilité de la mairie", None), ("Insertion de documents dans le bulletin", None),
        ("Travaux d'insertion paysagère", None),
    ],
)  # fmt: skip
def test_social_purpose_is_read_in_the_object_without_false_friends(objet, champ):
    trouves = {f.field for f in dits(lire(objet=objet), "CG168")}
    assert trouves == ({champ} if champ else set())


# Files


@pytest.mark.parametrize(
    "enveloppe",
    [
        lambda x: x, lambda x: [x], lambda x: {"marches": [x]}, lambda x: {"marches": {"marche": [x]}}, lambda x: {"marche": [x]},
        lambda x: {"marches": {"marche": [], "contrat-concession": [x]}},
    ],
)  # fmt: skip
def test_every_envelope(tmp_path, enveloppe):
    path = tmp_path / "d.json"
    path.write_text(json.dumps(enveloppe(LIGNE)), encoding="utf-8")
    importe = importer(path, shipped_library())
    assert importe.origine == "données essentielles" and importe.arbre["objet"] == LIGNE["objet"]


@pytest.mark.parametrize("texte", ["", "{", "[1, 2", "pas du json", "[" * 100_000, '{"a": 1}', "[]", "[1]", '"x"', '{"marches": 3}', "{}", '{"montant": ' + "9" * 5000 + "}"])
def test_json_that_is_not_a_contract_is_refused_in_french(tmp_path, texte):
    path = tmp_path / "d.json"
    path.write_text(texte, encoding="utf-8")
    try:
        importe = importer(path, shipped_library())
    except Refused as refus:
        assert refus.findings[0].constat and refus.exit_code == 2
    else:
        assert importe.findings


def test_a_contract_file_in_json(tmp_path):
    path = tmp_path / "d.json"
    path.write_text(json.dumps({"objet": "Nettoyage", "reconductions": 3, "variantes": False, "criteres": [{"nom": "Prix", "poids": "100 %"}]}), encoding="utf-8")
    importe = importer(path, shipped_library())
    assert importe.arbre["objet"] == "Nettoyage" and importe.arbre["reconductions"] == "3"


def test_messages_cannot_write_into_the_file():
    """A text of the data that ends a comment and starts a key."""
    contrat = lire(ccag="x\nobjet: pirate\n", nature="y\rprocedure: MAPA", typeCode="z")
    assert fichier(contrat)["objet"] == LIGNE["objet"]


json_quelconque = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(max_size=20)
    | st.sampled_from(["Accord-cadre", "Code postal", "NC", "2019-01-01", "45000", "Marché réservé", "\ufffd", "90911200", "a\nb: c", "# x"]),
    lambda x: st.lists(x, max_size=3) | st.dictionaries(st.sampled_from(["id", "nom", "code", "typeCode", "technique", "titulaire", "typePrix", "considerationSociale"]), x, max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from([*FORMAT_2022, "titulaires", "valeurGlobale", "autoriteConcedante"]), json_quelconque))
def test_no_row_ever_crashes_and_every_file_can_be_read(brut):
    contrat = importer_ligne({**FORMAT_2022, **brut}, Location("x"), CPV)
    fichier(contrat)
    est_decp((brut,))
    importer_ligne(brut.get("id"), Location("x"), CPV)


@pytest.mark.parametrize("genre", [False, 3.5, {}, []])
def test_a_kind_of_place_that_is_not_a_text_is_told(genre):
    assert any("typeCode" in f.constat for f in lire(lieuExecution={"code": "45000", "typeCode": genre}).findings)
