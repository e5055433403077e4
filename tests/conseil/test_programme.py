"""A whole programme: free workbooks, published data, ranking, files written."""

from __future__ import annotations

import json

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausegen.conseil import Statut, classer, lire_achats
from clausegen.conseil.en_classeur import en_classeur
from clausegen.conseil.en_markdown import en_markdown, untouched_markdown
from clausegen.conseil.entetes import champ_de
from clausegen.findings import Refused
from clausegen.sources.workbook_stamp import untouched_workbook
from tests.conseil.conftest import DECP, besoin_decp

ENTETES = ["N° marché", "Lot", "Intitulé du marché", "Type", "Montant estimé (k€ HT)", "Durée (ans)", "Date de lancement", "Code CPV",
           "Nb structures inclusives", "CA moyen (€)", "Observations"]  # fmt: skip
LIGNES = [
    ["27-01", None, "Nettoyage des écoles", "Services", 450, 4, "T2 2027", "90919300", 35, 3_000_000, ""],
    ["27-02", None, "Entretien des espaces verts", "Services", 180, 3, "mars 2027", None, 14, 900_000, ""],
    ["27-03", 1, "Gymnase – gros œuvre", "Travaux", 5_300, 1.5, "01/2027", "45262500-6", None, None, ""],
    ["27-03", 2, "Gymnase – peinture", "Travaux", 200, 1, "01/2027", "45442100", None, None, ""],
    ["27-04", None, "Fourniture d'électricité", "Fournitures", "1 200", 3, "nc", "9310000", None, None, ""],
    [
        "27-05",
        None,
        "Impression et insertion de documents",
        "Services",
        "env. 50",
        2,
        "demain",
        "79800000",
        1,
        None,
        "",
    ],
    ["Total", None, None, None, 7_380],
]


@pytest.fixture
def programme(classeur):
    def remplir(book):
        book.active.append(["Programme 2027"])
        book.active.append([])
        for ligne in (ENTETES, *LIGNES):
            book.active.append(ligne)

    return classeur(remplir, "programme.xlsx")


@pytest.mark.parametrize(
    ("titre", "champ"),
    [("Objet du marché", "objet"), ("MARCHÉ", "objet"), ("N° de marché", "reference"), ("Référence", "reference"), ("Montant HT", "montant"),
     ("Estimation (€ HT)", "montant"), ("Montant TTC", "ttc"), ("Durée en mois", "duree"), ("Durée (années)", "duree_ans"), ("CPV", "cpv"),
     ("Date prévisionnelle de lancement", "lancement"), ("Nature", "nature"), ("Nombre de fournisseurs inclusifs", "fournisseurs"),
     ("CA moyen des fournisseurs", "chiffre_affaires"), ("Reprise du personnel", "reprise"), ("Part de main d'œuvre", "part_main_oeuvre"),
     ("Lot", "lot"), ("Commentaire libre", "")],
)  # fmt: skip
def test_headings(titre, champ):
    assert champ_de(titre) == champ


def test_a_programme_is_read(programme, outils):
    lecture = lire_achats(programme, outils)
    assert lecture.programme and len(lecture.achats) == 6
    un, deux, trois, quatre, cinq, six = lecture.achats
    assert (un.montant, un.duree_mois, un.fournisseurs, un.chiffre_affaires_moyen) == (450_000, 48, 35, 3_000_000)
    assert un.date_lancement.isoformat() == "2027-04-01" and deux.date_lancement.isoformat() == "2027-03-01"
    assert trois.duree_mois == 18 and trois.cpv == "45262500" and trois.lot == "1"
    assert trois.besoin.valeur == quatre.besoin.valeur == 5_500_000 and trois.besoin.obligation == "oui", (
        "les lots d’un marché s’additionnent"
    )
    assert cinq.montant == 1_200_000 and cinq.cpv == "09310000" and any("à confirmer" in r for r in cinq.reserves)
    assert six.montant is None
    dits = [str(f) for f in lecture.findings]
    assert any("cellule E9: CG105" in d and "« env. 50 »" in d for d in dits) and any(
        "cellule G9" in d and "« demain »" in d for d in dits
    )
    assert any("« Observations »" in d for d in dits) and not any("Total" in a.objet for a in lecture.achats)


def test_the_ranking(programme, outils):
    classement = classer(lire_achats(programme, outils).achats, outils)
    statuts = [c.statut for c in classement.conseils]
    assert statuts == sorted(statuts)
    propices = classement.de(Statut.PROPICE)
    cles = [(c.achat.besoin.obligation != "oui", -(c.heures or 0)) for c in propices]
    assert cles == sorted(cles) and classement.heures > 0
    assert [c.achat.reference for c in propices[:2]] == ["27-03", "27-01"]


def test_lots_of_one_contract(classeur, outils):
    def remplir(book):
        for ligne in (["Lot", "Objet", "Montant HT"], [1, "Nettoyage nord", 120_000], [2, "Nettoyage sud", 120_000]):
            book.active.append(ligne)

    path = classeur(remplir)
    lecture = lire_achats(path, outils)
    assert not lecture.programme and {a.besoin.obligation for a in lecture.achats} == {"oui"}
    separes = lire_achats(path, outils, lots=False)
    assert separes.programme and {a.besoin.obligation for a in separes.achats} == {"non"}


def test_the_workbook(programme, outils, tmp_path):
    donnees = en_classeur(classer(lire_achats(programme, outils).achats, outils))
    (tmp_path / "c.xlsx").write_bytes(donnees)
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["Classement", "Leviers et raisons", "Données des heures", "Lisez-moi"]
    feuille = book["Classement"]
    assert feuille.freeze_panes == "F4" and feuille.auto_filter.ref == "A3:R9" and feuille.max_row == 9
    titres = {c.value: c.column_letter for c in feuille[3]}
    montant = feuille[f"{titres['Montant HT']}4"]
    assert montant.value == 5_300_000 and "€" in montant.number_format
    assert feuille[f"{titres['Objet']}4"].alignment.wrap_text and feuille.column_dimensions["E"].width > 30
    assert isinstance(feuille[f"{titres['Heures']}4"].value, int)
    raisons = list(book["Leviers et raisons"].iter_rows(min_row=4, values_only=True))
    assert len(raisons) == 6 * len(outils.tables.leviers) and all(r[6] for r in raisons)
    assert untouched_workbook(donnees)
    book["Classement"]["E4"] = "changé"
    book.save(tmp_path / "c.xlsx")
    assert (
        not untouched_workbook((tmp_path / "c.xlsx").read_bytes())
        and not untouched_workbook(b"PK")
        and not untouched_workbook(b"")
    )


def test_a_formula_in_an_object_stays_a_text(classeur, outils, tmp_path):
    def remplir(book):
        book.active.append(["Objet", "Montant HT"])
        book.active.append(["x", 1000])
        book.active["A2"].value = '=HYPERLINK("http://x")'
        book.active["A2"].data_type = "s"

    donnees = en_classeur(classer(lire_achats(classeur(remplir), outils).achats, outils))
    (tmp_path / "c.xlsx").write_bytes(donnees)
    cellule = openpyxl.load_workbook(tmp_path / "c.xlsx")["Classement"]["E4"]
    assert cellule.data_type == "s" and cellule.value.startswith("=HYPERLINK")


def test_markdown(programme, outils):
    texte = en_markdown(classer(lire_achats(programme, outils).achats, outils), True)
    assert (
        texte.startswith("# Programme d’achats")
        and "| 1 | 27-03, lot 1" in texte
        and "\n## 27-01 — Nettoyage des écoles\n" in texte
    )
    assert untouched_markdown(texte.encode()) and not untouched_markdown(
        texte.replace("Nettoyage", "Ménage", 1).encode()
    )
    assert not untouched_markdown("à moi".encode())


@besoin_decp
@pytest.mark.parametrize("nom", ["contrats_2018_2019.jsonl", "contrats_2023.jsonl"])
def test_every_published_row_is_advised_and_ranked(outils, nom):
    lignes = [json.loads(ligne) for ligne in (DECP / nom).read_text(encoding="utf-8").split("\n") if ligne.strip()]
    lecture = lire_achats(DECP / nom, outils)
    classement = classer(lecture.achats, outils)
    assert len(classement.conseils) == len(lignes) and sorted(c.achat.rang for c in classement.conseils) == list(
        range(1, len(lignes) + 1)
    )
    statuts = [c.statut for c in classement.conseils]
    assert statuts == sorted(statuts) and classement.de(Statut.PROPICE)
    for conseil in classement.conseils:
        brut = lignes[conseil.achat.rang - 1]
        assert "\ufffd" not in conseil.achat.objet + conseil.motif
        if brut.get("_categorie") == "piege_mot_insertion_ou_handicap":
            assert not {v.levier for v in conseil.recommandes} & {"objet_insertion", "reservation"}, conseil.achat.objet
        if brut.get("_categorie") == "objet_insertion" and "insertion" in conseil.achat.objet.lower():
            assert conseil.verdict("objet_insertion").effet.value == "recommandé", conseil.achat.objet
        if not brut.get("montant"):
            assert conseil.heures is None
    en_markdown(classement, True)
    assert untouched_workbook(en_classeur(classement))


@besoin_decp
def test_suitable_published_contracts_have_hours(outils):
    classement = classer(lire_achats(DECP / "contrats_2018_2019.jsonl", outils).achats, outils)
    clauses = [c for c in classement.de(Statut.PROPICE) if c.verdict("clause").effet.value == "recommandé"]
    assert len(clauses) >= 5 and all(c.heures >= 150 and c.estimation.hypotheses for c in clauses)
    assert {c.rattachement.secteur.code for c in classement.de(Statut.PEU_PROPICE)} >= {"assurances", "energie"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda dedans: (
        st.lists(dedans, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "montant", "objet", "codeCPV", "nature", "x"]), dedans, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(
            ["id", "montant", "objet", "codeCPV", "nature", "dureeMois", "acheteur", "considerationsSociales"]
        ),
        JSON,
    )
)
def test_hostile_published_rows(outils, tmp_path, ligne):
    path = tmp_path / "d.json"
    path.write_text(json.dumps([{"objet": "Nettoyage", "codeCPV": "90911200"}, ligne]), encoding="utf-8")
    classement = classer(lire_achats(path, outils).achats, outils)
    assert len(classement.conseils) == 2


HOSTILES = [
    None,
    True,
    -5,
    0,
    1e17,
    "env. 3",
    "#REF!",
    "=A1",
    "x" * 5000,
    "T5 2027",
    "31/02/2027",
    "120 %",
    "3 ans + 2 x 12 mois",
    "99999999",
    "12,5",
    "\u202e",
]


@pytest.mark.parametrize("valeur", HOSTILES)
def test_hostile_cells(classeur, outils, valeur):
    def remplir(book):
        titres = [
            "Objet",
            "Montant HT",
            "Durée",
            "CPV",
            "Lancement",
            "Nb fournisseurs",
            "CA moyen",
            "Part de main d'œuvre",
            "Reprise",
            "Nature",
        ]
        book.active.append(titres)
        book.active.append(["Nettoyage", *[valeur] * (len(titres) - 1)])
        book.active.append([valeur, 1000])

    lecture = lire_achats(classeur(remplir), outils)
    classement = classer(lecture.achats, outils)
    assert classement.conseils[0].verdicts and all(f.location.path.endswith(".xlsx") for f in lecture.findings)
    en_classeur(classement)


def test_a_workbook_without_purchases(classeur, outils):
    with pytest.raises(Refused) as refus:
        lire_achats(classeur(lambda book: book.active.append(["bonjour"])), outils)
    assert refus.value.exit_code == 2 and "aucun achat" in str(refus.value)
