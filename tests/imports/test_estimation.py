"""A buyer's own estimate: columns in any order, French amounts, and the list of what was not read."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausegen.findings import Niveau, Refused
from clausegen.imports.entetes import colonne_de, etiquette_de, unite_de
from clausegen.imports.importer import importer
from clausegen.imports.tableau import montant_de, numero_et_objet
from clausegen.library import shipped_library
from clausegen.sources.workbooks import Cell


def lire(path):
    return importer(path, shipped_library())


def remplir(*lignes, titre="Estimation"):
    def faire(book):
        book.active.title = titre
        for ligne in lignes:
            book.active.append(ligne)

    return faire


ENTETES = {"numero": "N° lot", "objet": "Corps d'état", "montant_estime": "Estimation HT", "obs": "Observations"}


@pytest.mark.parametrize(("ecrit", "attendu"), [("50", "50 %"), ("12,5", "12,5 %"), (50, "50 %"), ("50 %", "50 %"), ("50%", "50%")])
def test_a_rate_takes_the_sign_of_the_title_of_its_column(classeur, ecrit, attendu):
    path = classeur(remplir(["Lot", "Objet", "Montant HT", "% MO"], ["1", "Peinture", 100_000, ecrit], ["2", "Sols", 100_000, "60 %"]))
    assert lire(path).arbre["lots"][0]["insertion"] == {"calcul": {"part_main_oeuvre": attendu}}


@pytest.mark.parametrize("ecrit", ["0,7", 0.7, "moitié", "150"])
def test_a_rate_that_may_be_read_two_ways_is_not_taken(classeur, ecrit):
    path = classeur(remplir(["Lot", "Objet", "Montant HT", "% MO"], ["1", "Peinture", 100_000, ecrit], ["2", "Sols", 100_000, "60 %"]))
    lu = lire(path)
    assert "insertion" not in lu.arbre["lots"][0]
    assert any(f.code == "CG105" and f.niveau is Niveau.BLOQUANT for f in lu.findings)


@pytest.mark.parametrize("ordre", list(itertools.permutations(ENTETES)))
def test_columns_in_any_order(classeur, ordre):
    lignes = [{"numero": "01", "objet": "Gros œuvre", "montant_estime": "1 000 000,00 €", "obs": "RAS"},
              {"numero": "02", "objet": "Peinture", "montant_estime": 80000, "obs": None}]  # fmt: skip
    path = classeur(remplir(["Groupe scolaire"], [], [ENTETES[c] for c in ordre], *([ligne[c] for c in ordre] for ligne in lignes)))
    lots = lire(path).arbre["lots"]
    assert lots == [{"numero": "01", "objet": "Gros œuvre", "montant_estime": "1 000 000 €"},
                    {"numero": "02", "objet": "Peinture", "montant_estime": "80 000 €"}]  # fmt: skip


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        ("1 000 000,00 €", "1000000"), ("1\u202f000\u00a0000 € HT", "1000000"), ("80.000,50", "80000.50"), ("1.250.000", "1250000"),
        ("180000", "180000"), ("180 000 euros", "180000"), ("12 500 EUR hors taxes", "12500"), ("0", "0"),
    ],
)  # fmt: skip
def test_french_amounts(ecrit, attendu):
    montant, constat, _ = montant_de(Cell(1, 1, "texte", ecrit))
    assert montant == Decimal(attendu) and not constat


@pytest.mark.parametrize(
    ("ecrit", "constat", "remede"),
    [
        ("env. 35 h", "n’est pas un montant", "écrivez 35"), ("80.000", "se lit de deux façons", "écrivez 80 000 €"),
        ("à définir", "n’est pas un montant", "180 000 €"), ("1 200 € TTC", "toutes taxes comprises", "hors taxes"),
        ("environ 2 M", "n’est pas un montant", "180 000 €"), ("env. 12 millions", "n’est pas un montant", "180 000 €"),
        ("-500", "est négatif", "positif"), ("10 à 20 000", "n’est pas un montant", "180 000 €"),
    ],
)  # fmt: skip
def test_amounts_that_are_not_read_are_told_with_a_remedy(ecrit, constat, remede):
    montant, dit, conseil = montant_de(Cell(1, 1, "texte", ecrit))
    assert montant is None and constat in dit and remede in conseil


def test_faults_name_the_sheet_and_the_cell_and_the_rest_is_read(classeur):
    path = classeur(remplir(["Lot", "Objet", "Montant HT"], [1, "Gros œuvre", 500_000], [2, "Peinture", "env. 35 h"]), nom="estimation.xlsx")
    importe = lire(path)
    (constat,) = (str(f) for f in importe.findings if f.niveau is Niveau.BLOQUANT)
    assert constat.endswith("estimation.xlsx, feuille « Estimation », cellule C3: CG105 bloquant  « env. 35 h » n’est pas un montant — écrivez 35")
    assert importe.arbre["lots"][1] == {"numero": "2", "objet": "Peinture"}
    assert "montant_estime" not in importe.arbre, "aucune somme quand il manque un montant"


def test_labels_totals_taxes_and_what_is_left(classeur):
    def faire(book):
        feuille = book.active
        feuille.append(["Rénovation du groupe scolaire", None, None])
        feuille.append(["Maître d'ouvrage :", "Commune de Valmont", None])
        feuille.append(["Opération : Rénovation de l'école", "SIRET", 21459990400015])
        feuille.append(["Date limite de remise des offres", "12/01/2027 12h00"])
        feuille.append(["Durée du marché", 14])
        feuille.append([])
        feuille.append(["Lot", "Désignation", "Montant HT", "Montant TTC", "Part MO"])
        feuille.append(["Lot n° 1", "Gros œuvre", 100_000, 120_000, "50 %"])
        feuille.append([None, "Sous-total", 100_000])
        feuille.append(["Lot n° 2", "Peinture", 50_000, 60_000, 0.7])
        feuille["E10"].number_format = "0%"
        feuille.append([None, "Total HT", 150_000])
        feuille.append([None, "TVA 20 %", 30_000])
        feuille.append([None, "Total TTC", 180_000])
        feuille.append([])
        feuille.append(["Ne pas diffuser"])

    importe = lire(classeur(faire))
    arbre = importe.arbre
    assert arbre["acheteur"] == {"nom": "Commune de Valmont", "siret": "21459990400015"}
    assert (arbre["objet"], arbre["duree"], arbre["montant_estime"]) == ("Rénovation de l'école", "14 mois", "150 000 €")
    assert [lot["numero"] for lot in arbre["lots"]] == ["1", "2"]
    assert arbre["lots"][1]["insertion"] == {"calcul": {"part_main_oeuvre": "70 %"}}
    textes = [str(f) for f in importe.findings]
    assert any("taxes" in t for t in textes) and any("« Ne pas diffuser » : non repris" in t and "cellule A15" in t for t in textes)
    assert any("nombre de mois" in t for t in textes)
    assert not [f for f in importe.findings if f.niveau is Niveau.BLOQUANT]


def test_a_total_that_is_not_the_sum(classeur):
    importe = lire(classeur(remplir(["Lot", "Objet", "Montant HT"], [1, "A b", 10_000], [2, "C d", 20_000], [None, "Total HT", 40_000])))
    assert any("n’est pas la somme des lots" in f.constat for f in importe.findings)


def test_thousands_of_euros_and_lots_in_one_column(classeur):
    importe = lire(classeur(remplir(["Lots", "Estimation (k€ HT)"], ["Lot n° 1 : Terrassement", 120.5], ["LOT 2 - VRD", 80], ["Total", 200.5])))
    assert importe.arbre["lots"] == [{"numero": "1", "objet": "Terrassement", "montant_estime": "120 500 €"},
                                     {"numero": "2", "objet": "VRD", "montant_estime": "80 000 €"}]  # fmt: skip
    assert importe.arbre["montant_estime"] == "200 500 €"
    assert any("milliers d’euros" in f.constat for f in importe.findings)


def test_one_lot_is_a_contract_without_lots(classeur):
    importe = lire(classeur(remplir(["Lot", "Objet", "Montant HT"], [1, "Nettoyage des locaux", 90_000])))
    assert importe.arbre == {"objet": "Nettoyage des locaux", "montant_estime": "90 000 €"}


def test_hidden_sheets_merged_cells_and_formulas(classeur):
    def faire(book):
        feuille = book.active
        for ligne in (["Lot", "Objet", "Montant HT"], [1, "Gros œuvre", "=500*2"], [2, "Peinture", 80_000]):
            feuille.append(ligne)
        feuille.merge_cells("B3:B4")
        cachee = book.create_sheet("Ancienne version")
        cachee.append(["Lot", "Objet", "Montant"])
        cachee.append([1, "Gros œuvre", 1])
        cachee.sheet_state = "hidden"

    textes = [str(f) for f in lire(classeur(faire)).findings]
    assert any("CG105" in t and "cellule C2" in t and "formule" in t for t in textes)
    assert any("CG153" in t and "B3:B4" in t for t in textes)
    assert any("« Ancienne version »" in t and "masquée" in t for t in textes)


def test_the_best_table_is_chosen_and_the_others_are_told(classeur):
    def faire(book):
        book.active.title = "Notes"
        book.active.append(["Objet", "Commentaire"])
        book.active.append(["x", "y"])
        feuille = book.create_sheet("DPGF")
        for ligne in (["Lot", "Objet", "Montant HT"], [1, "A b", 1000], [2, "C d", 2000]):
            feuille.append(ligne)

    importe = lire(classeur(faire))
    assert len(importe.arbre["lots"]) == 2
    assert any("« Notes »" in str(f) for f in importe.findings)


def test_nothing_recognised(classeur):
    with pytest.raises(Refused, match="rien n’a été reconnu"):
        lire(classeur(remplir(["bonjour"], ["tout", "le", "monde"])))


def test_many_leftovers_are_counted_not_all_listed(classeur):
    lignes = [[f"mot {i}"] for i in range(100)]
    importe = lire(classeur(remplir(["Lot", "Objet", "Montant HT"], [1, "A b", 1000], [2, "C d", 1000], [], [], [], [], *lignes)))
    restes = [f for f in importe.findings if f.code == "CG156"]
    assert len(restes) <= 30 and any("autres cellules" in f.constat for f in restes)


@pytest.mark.parametrize(
    ("entete", "champ"),
    [
        ("N° lot", "numero"), ("Lot n°", "numero"), ("Intitulé du lot", "objet"), ("CORPS D'ÉTAT", "objet"), ("Prestations", "objet"),
        ("Montant estimé (€ HT)", "montant_estime"), ("Coût prévisionnel", "montant_estime"), ("Total HT", "montant_estime"), ("Total TTC", "ttc"),
        ("TVA", "tva"), ("Code CPV", "cpv.principal"), ("Durée", "duree"), ("Nb d'heures d'insertion", "insertion.heures.valeur"),
        ("% MO", "insertion.calcul.part_main_oeuvre"), ("Part de main d'œuvre", "insertion.calcul.part_main_oeuvre"),
        ("Réservé", "reserve.motif"), ("Observations", ""), ("", ""),
    ],
)  # fmt: skip
def test_headings(entete, champ):
    assert colonne_de(entete) == champ


@pytest.mark.parametrize(("texte", "champ"), [("Maîtrise d'ouvrage :", "acheteur.nom"), ("Objet du marché", "objet"), ("Enveloppe globale HT", "montant_estime"),
                                             ("N° de consultation", "reference"), ("Bonjour", "")])  # fmt: skip
def test_labels(texte, champ):
    assert etiquette_de(texte) == champ


def test_units():
    assert [unite_de(t) for t in ("Montant HT", "Montant (k€)", "En milliers d'euros", "M€ HT")] == [1, 1000, 1000, 1_000_000]


@pytest.mark.parametrize(("texte", "attendu"), [("Lot n° 2 - Peinture", ("2", "Peinture")), ("02. Peinture", ("02", "Peinture")), ("Lot 3", ("3", "")), ("Lot A : VRD", ("A", "VRD")),
                                               ("Peinture", ("", "Peinture")), ("4", ("4", "")), ("Lots techniques", ("", "Lots techniques"))])  # fmt: skip
def test_numbers_and_objects(texte, attendu):
    assert numero_et_objet(texte) == attendu


valeurs = st.none() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False, width=32) | st.booleans() | st.sampled_from(
    ["Lot", "Lot n° 1", "Objet", "Montant HT", "Total", "TVA", "1 000 €", "12 mois", "SIRET", "Objet : x", ":", "=1+1", "#REF!", "«", "€", "k€"]
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(valeurs, max_size=5), max_size=12))
def test_any_table_is_read_or_refused(classeur, lignes):
    from clausegen.imports.squelette import rediger
    from clausegen.sources import parse_yaml

    path = classeur(remplir(*lignes))
    try:
        importe = lire(path)
    except Refused as refus:
        assert refus.findings
        return
    assert parse_yaml(rediger(importe.arbre, importe.notes, importe.tete), "x").plain()


def feuille(lignes, fusions=()):
    def faire(book):
        for ligne in lignes:
            book.active.append(ligne)
        for plage in fusions:
            book.active.merge_cells(plage)

    return faire


@pytest.mark.parametrize("fusions", [(), ("C2:E2",)], ids=["cases vides", "cases fusionnées"])
def test_titles_on_two_rows_never_take_an_amount_with_tax(classeur, fusions):
    lignes = [["Estimation"], ["Lot", "Désignation", "Montants", "", "", "Délai"], ["", "", "TTC", "TVA 20 %", "HT", "(mois)"],
              [1, "Gros œuvre", 480000, 80000, 400000, 8], [2, "Peinture", 96000, 16000, 80000, "4 mois"]]  # fmt: skip
    lu = importer(classeur(feuille(lignes, fusions)), shipped_library())
    assert lu.arbre["lots"] == [
        {"numero": "1", "objet": "Gros œuvre", "montant_estime": "400 000 €", "duree": "8 mois"},
        {"numero": "2", "objet": "Peinture", "montant_estime": "80 000 €", "duree": "4 mois"},
    ]
    assert lu.arbre["montant_estime"] == "480 000 €"
    assert sum("taxes" in f.constat for f in lu.findings) == 2
    assert not any("nombre de mois" in f.constat for f in lu.findings)


def test_lines_of_detail_are_not_lots_and_a_subtotal_is_the_amount_of_its_lot(classeur):
    lignes = [["N°", "Désignation", "Qté", "Total HT"], ["1", "Gros œuvre"], ["1.1", "Terrassement", 120, 3000], [1.2, "Béton", 80, 14400],
              ["", "Sous-total lot 1", "", 17400], [2, "Peinture"], ["2.1", "Murs", 1200, 9600], ["", "Sous-total lot 2", "", 9600],
              ["", "TOTAL HT", "", 27000], ["", "TVA 20 %", "", 5400], ["", "TOTAL TTC", "", 32400]]  # fmt: skip
    lu = importer(classeur(feuille(lignes)), shipped_library())
    assert [(lot["numero"], lot["objet"], lot["montant_estime"]) for lot in lu.arbre["lots"]] == [
        ("1", "Gros œuvre", "17 400 €"), ("2", "Peinture", "9 600 €"),
    ]  # fmt: skip
    assert lu.arbre["montant_estime"] == "27 000 €" and not [f for f in lu.findings if f.code == "CG162"]
    assert any("lignes de détail" in f.constat and "3, 4, 7" in f.constat for f in lu.findings)


def test_dotted_numbers_without_their_lot_are_lots(classeur):
    lu = importer(classeur(feuille([["Lot", "Objet", "Montant HT"], ["1.1", "Nord", 5000], ["1.2", "Sud", 6000]])), shipped_library())
    assert [lot["numero"] for lot in lu.arbre["lots"]] == ["1.1", "1.2"]


def test_the_sum_is_not_given_when_a_lot_has_no_amount(classeur):
    lu = importer(classeur(feuille([["N°", "Objet", "Montant HT"], [1, "A b", 5000], [2, "C d"], ["2.1", "Détail", 70]])), shipped_library())
    assert "montant_estime" not in lu.arbre


def test_words_that_say_nothing_are_empty_boxes_and_are_listed(classeur):
    lignes = [["Lot", "Objet", "Montant HT", "% MO", "Heures d’insertion", "Réservé"], [1, "Gros œuvre", 400000, 50, 280, "non"],
              [2, "Peinture", "-", 0.7, "néant", "s.o."]]  # fmt: skip
    lu = importer(classeur(feuille(lignes)), shipped_library())
    assert lu.arbre["lots"][0]["insertion"]["calcul"]["part_main_oeuvre"] == "50 %" and "reserve" not in lu.arbre["lots"][0]
    assert lu.arbre["lots"][1] == {"numero": "2", "objet": "Peinture"}
    assert sum("case vide" in f.constat for f in lu.findings) == 4
    (faute,) = (f for f in lu.findings if f.code == "CG105")
    assert "0,7 n’a pas le signe %" in faute.constat and "70 %" in faute.remede and "cellule D3" in str(faute)


def test_a_total_written_after_its_label_and_a_duration_with_its_renewals(classeur):
    lignes = [["Durée du marché", "1 an reconductible 3 fois"], ["Variantes", "Non"], [], ["Montant hors TVA", "Lot", "Objet"],
              [1000, 1, "Nord"], [2000, 2, "Sud"], ["Total HT : 4 000 €"]]  # fmt: skip
    lu = importer(classeur(feuille(lignes)), shipped_library())
    assert (lu.arbre["duree"], lu.arbre["reconductions"], lu.arbre["variantes"]) == ("1 an", "3", "non")
    assert lu.arbre["montant_estime"] == "4 000 €" and any("somme des lots" in f.constat for f in lu.findings)
