"""The workbook of an officer: written, read back, changed; every box has its place."""

from __future__ import annotations

import copy
import datetime as dt
import re

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausegen.findings import Niveau
from clausegen.imports.arbre import lire, poser
from clausegen.imports.classeur import MARQUES, PREMIERE, ecrire_classeur
from clausegen.imports.formulaire import champs_marche, colonnes_lots
from clausegen.imports.lecture import read_contract
from clausegen.marche import build_marche, read_marche
from clausegen.sources import read_yaml
from tests.imports.conftest import EXEMPLES, NOMS, RACINE

PLUS_COURT = RACINE / "exemples" / "plus-court" / "marche.yaml"
SIX_LOTS = RACINE / "exemples" / "six-lots-tous-leviers" / "marche.yaml"


def ecrire(tmp_path, arbre, texte="", nom="marche.xlsx"):
    path = tmp_path / nom
    path.write_bytes(ecrire_classeur(arbre, texte))
    return path


def cellule(book, cle):
    """Box of a field of the sheet « Marché »."""
    feuille = book["Marché"]
    return next(feuille.cell(r, 3) for r in range(1, feuille.max_row + 1) if feuille.cell(r, 1).value == cle)


def colonne(book, titre, cle):
    return next(c for c in range(2, 40) if book[titre].cell(1, c).value == cle)


@pytest.mark.parametrize("fichier", EXEMPLES, ids=NOMS)
def test_the_same_contract_comes_back(fichier, tmp_path):
    avant = read_marche(fichier)
    apres = read_contract(ecrire(tmp_path, avant.plain, avant.source))
    assert apres.marche == avant.marche
    assert apres.marche.lots_effectifs == avant.marche.lots_effectifs
    assert apres.source == avant.source, "un classeur intact redonne le fichier lui-même"
    assert [f for f in apres.findings if f.code.startswith("CG15")] == []


@pytest.mark.parametrize("fichier", EXEMPLES, ids=NOMS)
def test_the_boxes_alone_say_all_that_a_form_can_say(fichier, tmp_path):
    """Without the kept file: what the boxes show is read back value for value."""
    plein = read_yaml(fichier).plain()
    arbre = {}
    for saisie in champs_marche():
        texte = lire(plein, saisie.chemin)
        if texte is not None and saisie.genre != "interrupteur":
            poser(arbre, saisie.chemin, texte.split(" ; ") if saisie.genre == "liste" else texte)
    arbre["lots"] = []
    for lot in plein.get("lots", []):
        reduit = {}
        for saisie in colonnes_lots():
            texte = lire(lot, saisie.chemin[1:], ("lots",))
            if texte is not None:
                poser(reduit, saisie.chemin[1:], texte, ("lots",))
        arbre["lots"].append(reduit)
    arbre["criteres"] = copy.deepcopy(plein.get("criteres", []))
    relu = read_contract(ecrire(tmp_path, arbre)).plain
    for saisie in champs_marche():
        if saisie.genre != "interrupteur":
            assert saisie.egal(lire(arbre, saisie.chemin) or "", lire(relu, saisie.chemin) or ""), saisie.nom
    assert len(relu.get("lots", [])) == len(arbre["lots"])
    for un, autre in zip(arbre["lots"], relu.get("lots", []), strict=True):
        for saisie in colonnes_lots():
            chemin = saisie.chemin[1:]
            assert saisie.egal(lire(un, chemin, ("lots",)) or "", lire(autre, chemin, ("lots",)) or ""), saisie.nom
    un, autre = (build_marche({**arbre, "criteres": t.get("criteres", [])})[0] for t in (arbre, relu))
    assert (un is None) == (autre is None)
    assert un is None or un.criteres == autre.criteres


def test_expressible_contracts_need_no_kept_file(tmp_path):
    entiers = 0
    for nom in ("plus-court", "avant-le-22-aout-2026", "services-sans-clause", "mi-materiel", "objet-insertion", "fournitures-reserve"):
        avant = read_marche(EXEMPLES[NOMS.index(nom)])
        apres = read_contract(ecrire(tmp_path, avant.plain))
        entiers += apres.marche == avant.marche and apres.marche is not None
    assert entiers >= 3


montants = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False).map(lambda d: f"{d} €".replace(".", ","))
taux = st.integers(0, 10_000).map(lambda n: f"{n / 100:g} %".replace(".", ","))
textes = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs", "Cn"]) | st.just(" "), min_size=1, max_size=40).map(
    str.strip).filter(lambda t: t and t.casefold() not in ("oui", "non", "aucun", "aucune", "aucuns", "aucunes", "néant", "neant"))  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    objet=textes | st.sampled_from(["=1+1", "+33", "@a", "'texte", "_x0041_", "1/2", "01", "1e5", "=HYPERLINK(\"x\")", "a\u00a0b"]),
    montant=montants, plafond=taux, numero=st.from_regex(r"\A0?[0-9]{1,2}[A-Z]?\Z"),
    jour=st.dates(dt.date(2026, 1, 1), dt.date(2040, 1, 1)), heure=st.times(),
)  # fmt: skip
def test_values_of_all_kinds_come_back(tmp_path, objet, montant, plafond, numero, jour, heure):
    limite = f"{jour.isoformat()} {heure:%H:%M}"
    arbre = {"objet": objet, "montant_estime": montant, "date_consultation": jour.isoformat(), "date_limite": limite,
             "insertion": {"penalites": {"plafond": plafond}}, "lots": [{"numero": numero, "objet": objet, "montant_estime": montant}]}  # fmt: skip
    relu = read_contract(ecrire(tmp_path, arbre)).plain
    par_nom = {s.nom: s for s in champs_marche()}
    assert relu["objet"] == objet
    assert relu["date_consultation"] == jour.isoformat() and par_nom["date_limite"].egal(relu["date_limite"], limite)
    assert par_nom["montant_estime"].egal(relu["montant_estime"], montant)
    assert par_nom["insertion.penalites.plafond"].egal(relu["insertion"]["penalites"]["plafond"], plafond)
    assert relu["lots"][0]["numero"] == numero and relu["lots"][0]["objet"] == objet


# What an officer changes


def test_a_changed_box_changes_that_value_and_no_other(tmp_path, modifier):
    avant = read_marche(SIX_LOTS)
    path = ecrire(tmp_path, avant.plain, avant.source)
    modifier(path, lambda b: setattr(cellule(b, "reference"), "value", "2027-999"))
    apres = read_contract(path)
    attendu = copy.deepcopy(avant.plain)
    attendu["reference"] = "2027-999"
    assert apres.plain == attendu
    assert read_marche("x.yaml", apres.source).plain == attendu


def test_a_box_that_is_emptied_removes_the_value(tmp_path, modifier):
    avant = read_marche(PLUS_COURT)
    path = ecrire(tmp_path, avant.plain, avant.source)
    modifier(path, lambda b: setattr(cellule(b, "reconductions"), "value", None))
    assert "reconductions" not in read_contract(path).plain


def test_lots_are_added_removed_and_renamed(tmp_path, modifier):
    avant = read_marche(SIX_LOTS)
    path = ecrire(tmp_path, avant.plain, avant.source)

    def changer(book):
        feuille = book["Lots"]
        objet, numero = colonne(book, "Lots", "objet"), colonne(book, "Lots", "numero")
        feuille.cell(PREMIERE, objet).value = "Autre intitulé"
        for c in range(2, 25):
            feuille.cell(PREMIERE + 5, c).value = None
        feuille.cell(PREMIERE + 8, numero).value = "99"
        feuille.cell(PREMIERE + 8, objet).value = "Lot ajouté"

    modifier(path, changer)
    apres = read_contract(path)
    lots = apres.plain["lots"]
    assert [lot["objet"] for lot in lots][0] == "Autre intitulé" and lots[-1] == {"numero": "99", "objet": "Lot ajouté"}
    ancien = copy.deepcopy(avant.plain["lots"])
    ancien[0]["objet"] = "Autre intitulé"
    assert lots[:-1] == ancien[:5], "les précisions que le classeur ne montre pas restent à leur lot"
    assert [f for f in apres.findings if f.code == "CG154" and "n’est plus dans la feuille" in f.constat]


def test_criteria_are_changed_in_their_table(tmp_path, modifier):
    avant = read_marche(PLUS_COURT)
    path = ecrire(tmp_path, avant.plain, avant.source)

    def changer(book):
        feuille = book["Critères"]
        poids, nom, sous = (colonne(book, "Critères", c) for c in ("poids", "nom", "sous_critere"))
        feuille.cell(PREMIERE, poids).value = 0.45
        feuille.cell(PREMIERE + 1, poids).value = 0.4
        for rang, (partie, part) in enumerate((("Moyens", 0.6), ("Méthode", 0.4)), PREMIERE + 3):
            feuille.cell(rang, nom).value = "Performances environnementales"
            feuille.cell(rang, sous).value = partie
            feuille.cell(rang, poids).value = part
            feuille.cell(rang, poids).number_format = "0%"

    modifier(path, changer)
    lecture = read_contract(path)
    assert [str(c.poids) for c in lecture.marche.criteres] == ["0.45", "0.4", "0.15"]
    assert [s.nom for s in lecture.marche.criteres[2].sous_criteres] == ["Moyens", "Méthode"]


def test_a_criterion_of_a_lot_that_does_not_exist(tmp_path, modifier):
    path = ecrire(tmp_path, read_yaml(PLUS_COURT).plain())
    modifier(path, lambda b: setattr(b["Critères"].cell(PREMIERE, 2), "value", "7"))
    (constat,) = (f for f in read_contract(path).findings if f.code == "CG106")
    assert "feuille « Critères », cellule B4" in str(constat)


def test_a_switch_and_its_details_must_agree(tmp_path, modifier):
    arbre = read_yaml(PLUS_COURT).plain()
    path = ecrire(tmp_path, arbre)

    def changer(book):
        cellule(book, "negociation").value = "non"
        cellule(book, "negociation.nombre").value = 3

    modifier(path, changer)
    assert any(f.code == "CG114" and "Négociation" in f.constat and f.niveau is Niveau.BLOQUANT for f in read_contract(path).findings)
    modifier(path, lambda b: setattr(cellule(b, "negociation"), "value", "oui"))
    lecture = read_contract(path)
    assert lecture.marche.negociation.prevue and lecture.marche.negociation.nombre == 3


# What is said of a fault


@pytest.mark.parametrize(
    ("cle", "valeur", "code", "mots"),
    [
        ("acheteur.siret", "21459990400014", "CG110", ["clé de contrôle"]),
        ("acheteur.siret", 1459990400015, "CG110", ["13 chiffres", "zéro de tête"]),
        ("montant_estime", "beaucoup", "CG105", ["beaucoup"]),
        ("insertion.heures.valeur", "env. 35 h", "CG105", ["env. 35 h", "écrivez 35"]),
        ("date_consultation", 46357, "CG107", ["46357", "non une date", "01/12/2026"]),
        ("date_limite", "31/02/2027", "CG107", ["ce jour n’existe pas"]),
        ("nature", "servces", "CG106", ["services"]),
        ("duree", dt.datetime(2027, 3, 12), "CG152", ["12/03/2027", "Texte"]),
        ("objet", "=A1&B1", "CG152", ["formule"]),
        ("duree", None, "CG112", ["duree"]),
    ],
)
def test_faults_name_the_sheet_and_the_cell(tmp_path, modifier, cle, valeur, code, mots):
    path = ecrire(tmp_path, read_yaml(PLUS_COURT).plain())
    places = []

    def changer(book):
        case = cellule(book, cle)
        case.value = valeur
        if isinstance(valeur, int):
            case.number_format = "General"
        places.append(case.coordinate)

    modifier(path, changer)
    lecture = read_contract(path)
    assert lecture.marche is None and lecture.exit_code == 2
    trouves = [str(f) for f in lecture.findings if f.code == code]
    assert len(trouves) == 1, [str(f) for f in lecture.findings]
    assert f"marche.xlsx, feuille « Marché », cellule {places[0]}: {code} bloquant" in trouves[0]
    for mot in mots:
        assert mot in trouves[0]
    assert "guillemets" not in trouves[0]


def test_the_message_of_the_conception_page(tmp_path, modifier):
    """« estimation.xlsx, feuille « Lots », cellule C3: CG105 bloquant  « env. 35 h » n'est pas un nombre — écrivez 35. »"""
    path = ecrire(tmp_path, read_yaml(SIX_LOTS).plain(), nom="estimation.xlsx")
    place = []

    def changer(book):
        case = book["Lots"].cell(PREMIERE, colonne(book, "Lots", "insertion.heures.valeur"))
        case.value = "env. 35 h"
        place.append(case.coordinate)

    modifier(path, changer)
    (constat,) = (str(f) for f in read_contract(path).findings if f.code == "CG105")
    assert re.search(rf"estimation\.xlsx, feuille « Lots », cellule {place[0]}: CG105 bloquant .*« env\. 35 h » n’est pas un nombre — écrivez 35$", constat)


def test_a_fault_in_the_kept_file_names_its_line(tmp_path):
    texte = PLUS_COURT.read_text(encoding="utf-8") + "tranches:\n  - {code: TF, objet: Études, ferme: peut-être}\n"
    lecture = read_contract(ecrire(tmp_path, read_yaml(PLUS_COURT, texte).plain(), texte))
    ligne = texte.count("\n") + 1
    assert any(f"feuille masquée « Fichier », ligne {ligne}" in str(f) for f in lecture.findings), [str(f) for f in lecture.findings]


def test_what_a_formula_stored_is_read_and_told(tmp_path, modifier):
    import zipfile

    path = ecrire(tmp_path, read_yaml(PLUS_COURT).plain())
    modifier(path, lambda b: setattr(cellule(b, "montant_estime"), "value", "=90000*2"))
    copie = tmp_path / "calcule.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copie, "w") as cible:
        for info in source.infolist():
            contenu = source.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                contenu = re.sub(rb"<f>90000\*2</f><v\s*/>|<f>90000\*2</f><v></v>", b"<f>90000*2</f><v>180000</v>", contenu)
                assert b"<v>180000</v>" in contenu
            cible.writestr(info, contenu)
    lecture = read_contract(copie)
    assert lecture.marche.montant_estime == 180000
    assert any(f.code == "CG152" and f.niveau is Niveau.CONSEIL for f in lecture.findings)


def test_merged_cells_hidden_rows_and_other_sheets_are_told(tmp_path, modifier):
    path = ecrire(tmp_path, read_yaml(SIX_LOTS).plain())

    def changer(book):
        book["Lots"].merge_cells(start_row=PREMIERE, end_row=PREMIERE + 1, start_column=4, end_column=4)
        book["Lots"].row_dimensions[PREMIERE + 2].hidden = True
        book.create_sheet("Brouillon")["A1"] = "à voir"

    modifier(path, changer)
    textes = [str(f) for f in read_contract(path).findings]
    assert any("CG153" in t and "D4:D5" in t and "feuille « Lots »" in t for t in textes)
    assert any("lignes masquées" in t and "6" in t for t in textes)
    assert any("« Brouillon »" in t and "n’est pas lue" in t for t in textes)


def test_a_renamed_or_moved_sheet_is_still_known(tmp_path, modifier):
    avant = read_marche(SIX_LOTS)
    path = ecrire(tmp_path, avant.plain, avant.source)

    def changer(book):
        book["Lots"].title = "Mes lots"
        book.move_sheet("Mes lots", -1)

    modifier(path, changer)
    assert read_contract(path).marche == avant.marche


def test_a_workbook_of_another_version_is_refused(tmp_path, modifier):
    path = ecrire(tmp_path, {})
    modifier(path, lambda b: setattr(b["Marché"]["A1"], "value", "clausegen:2:marche"))
    lecture = read_contract(path)
    assert [f.code for f in lecture.findings] == ["CG150"] and "autre version" in lecture.findings[0].constat


# What an officer sees


def test_layout_lists_help_formats_and_protection(tmp_path):
    book = openpyxl.load_workbook(ecrire(tmp_path, read_yaml(SIX_LOTS).plain(), "objet: x\n"))
    assert [s.title for s in book if s.sheet_state == "visible"] == ["Marché", "Lots", "Critères", "Aide"]
    assert {s.title: s["A1"].value for s in book if s.title in ("Marché", "Lots", "Critères")} == {
        "Marché": MARQUES["marche"], "Lots": MARQUES["lots"], "Critères": MARQUES["criteres"]}  # fmt: skip
    for feuille in (book["Marché"], book["Lots"], book["Critères"]):
        assert feuille.protection.sheet and feuille.freeze_panes and feuille.column_dimensions["A"].hidden
        assert feuille.data_validations.dataValidation
    marche = book["Marché"]
    assert cellule(book, "acheteur.siret").number_format == "@" and cellule(book, "acheteur.siret").data_type == "s"
    for cle in ("acheteur.code_postal", "cpv.principal", "lieu.departement"):
        assert cellule(book, cle).number_format == "@"
    assert book["Lots"].cell(PREMIERE + 10, colonne(book, "Lots", "numero")).number_format == "@"
    assert "€" in cellule(book, "montant_estime").number_format and cellule(book, "date_limite").is_date
    assert not cellule(book, "objet").protection.locked and marche["B5"].protection.locked
    regles = {next(iter(r.sqref.ranges)).coord: r for r in marche.data_validations.dataValidation}
    nature = regles[cellule(book, "nature").coordinate]
    assert nature.type == "list" and nature.formula1.startswith("Listes!$") and nature.promptTitle == "Nature" and nature.prompt
    source = book["Listes"][nature.formula1.split("!")[1].replace("$", "")]
    assert "travaux" in [c[0].value for c in source]
    assert all(len(r.prompt or "") <= 255 and len(r.promptTitle or "") <= 32 for r in regles.values())
    assert any("SIRET" in str(c.value) for ligne in book["Aide"] for c in ligne)


def test_each_box_is_told_from_the_others_by_its_title_and_that_of_its_section(tmp_path):
    feuille = openpyxl.load_workbook(ecrire(tmp_path, {}))["Marché"]
    section, vus = "", {}
    for rang in range(3, feuille.max_row + 1):
        cle, titre = feuille.cell(rang, 1).value, feuille.cell(rang, 2).value
        if cle is None:
            section = titre
        else:
            assert (section, titre) not in vus, (titre, cle, vus[section, titre])
            vus[section, titre] = cle
    inverse = {cle: section for (section, _), cle in vus.items()}
    assert (inverse["maitrise_oeuvre.nom"], inverse["coordination_sps.nom"]) == ("Maître d’œuvre", "Coordonnateur SPS")
    assert inverse["penalites.retard.montant"] == "Pénalités de retard" and inverse["acheteur.nom"] == "Acheteur"


def test_help_is_for_officers(tmp_path):
    book = openpyxl.load_workbook(ecrire(tmp_path, {}))
    marche, lots = book["Marché"], book["Lots"]
    assert marche.cell(cellule(book, "date_limite").row, 5).value == "12/01/2027 12:00"
    for feuille in (marche, lots, book["Critères"]):
        aides = [str(c.value) for ligne in feuille.iter_rows() for c in ligne if c.value and c.style == "clausegen aide"]
        # No line may start with a closing sign: the space before it does not break.
        assert aides and not any(re.search("« | [»;:!?]", aide) for aide in aides) and not any("entre guillemets" in a for a in aides)
    assert "tous lots" not in lots.cell(3, colonne(book, "Lots", "montant_estime")).value
    assert lots.column_dimensions["C"].width > lots.column_dimensions["G"].width


def test_what_a_careless_officer_types(tmp_path, modifier):
    path = ecrire(tmp_path, read_yaml(PLUS_COURT).plain())

    def changer(book):
        for cle, valeur in {
            "acheteur.siret": 21459990400015, "acheteur.code_postal": 45001, "reference": 2026014, "nature": "Service", "variantes": "NON",
            "montant_estime": "180 000,00 euros HT", "date_consultation": "1er décembre 2026", "date_limite": "12/01/2027 à 12h",
            "cpv.principal": 90911200, "insertion.heures.valeur": "280 h", "paiement.delai": "30j", "acheteur.ville": "  Valmont-sur-Loire ",
        }.items():  # fmt: skip
            cellule(book, cle).value = valeur
        for rang, (numero, objet) in enumerate(((" Lot n° 1", "Vitres "), ("lot 2", "Sols"), (3, "Murs")), PREMIERE):
            book["Lots"].cell(rang, colonne(book, "Lots", "numero")).value = numero
            book["Lots"].cell(rang, colonne(book, "Lots", "objet")).value = objet

    modifier(path, changer)
    lecture = read_contract(path)
    assert lecture.marche is not None, [str(f) for f in lecture.findings]
    assert [lot.numero for lot in lecture.marche.lots] == ["1", "2", "3"]
    assert (lecture.marche.acheteur.siret, lecture.marche.reference, lecture.marche.montant_estime) == ("21459990400015", "2026014", 180000)
    assert lecture.marche.date_limite == dt.datetime(2027, 1, 12, 12)


def test_sixty_pasted_in_a_box_of_percentages(tmp_path, modifier):
    path = ecrire(tmp_path, read_yaml(PLUS_COURT).plain())

    def changer(book):
        book["Critères"].cell(PREMIERE, colonne(book, "Critères", "poids")).value = 50

    modifier(path, changer)
    (constat,) = (f for f in read_contract(path).findings if f.code == "CG121")
    assert "5000" in constat.constat and constat.remede == "écrivez 50 %"


def test_a_blank_workbook_is_read_and_asks_for_what_is_missing(tmp_path):
    lecture = read_contract(ecrire(tmp_path, {}))
    assert lecture.marche is None
    manquants = [f for f in lecture.findings if f.code == "CG112"]
    assert len(manquants) >= 15
    assert all("feuille « Marché », cellule C" in str(f) for f in manquants)


def test_a_workbook_filled_by_hand_makes_a_contract(tmp_path, modifier):
    path = ecrire(tmp_path, {})
    valeurs = {
        "acheteur.nom": "Commune de Valmont-sur-Loire", "acheteur.siret": "21459990400015", "acheteur.type": "commune",
        "acheteur.adresse": "1 place de la Mairie", "acheteur.code_postal": "45001", "acheteur.ville": "Valmont-sur-Loire",
        "acheteur.profil": "https://marches.example.fr", "reference": "2026-014", "objet": "Nettoyage des bâtiments communaux",
        "nature": "services", "date_consultation": dt.datetime(2026, 12, 1), "date_limite": dt.datetime(2027, 1, 12, 12),
        "procedure": "procédure adaptée", "duree": "12 mois", "reconductions": 3, "montant_estime": 180000, "variantes": "non",
        "insertion.heures.valeur": 280, "insertion.facilitateur.structure": "Maison de l'emploi du Val",
        "insertion.facilitateur.courriel": "clauses@mde-val.example.fr", "insertion.penalites.heure.montant": 50,
        "insertion.penalites.absence": 150, "insertion.penalites.document": "50 €",
    }  # fmt: skip

    def changer(book):
        for cle, valeur in valeurs.items():
            cellule(book, cle).value = valeur
        for rang, (nom, poids) in enumerate((("Prix", 0.5), ("Valeur technique", "35 %"), ("Performances environnementales", 0.15)), PREMIERE):
            book["Critères"].cell(rang, 3).value = nom
            case = book["Critères"].cell(rang, colonne(book, "Critères", "poids"))
            case.value = poids

    modifier(path, changer)
    lecture = read_contract(path)
    assert [str(f) for f in lecture.findings] == []
    assert lecture.marche == read_marche(PLUS_COURT).marche
