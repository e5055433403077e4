"""Scalars: what officers type, and what they are told when it cannot be read."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal

import pytest

from clausegen.marche import build_marche, merge
from clausegen.values import Duree, Montant, Taux


def lire(court, **changements):
    marche, constats = build_marche(merge(court, changements))
    assert marche is not None, [str(c) for c in constats]
    return marche


def refus(court, **changements):
    marche, constats = build_marche(merge(court, changements))
    assert marche is None
    assert len(constats) == 1, [str(c) for c in constats]
    return constats[0]


@pytest.mark.parametrize(
    ("texte", "valeur"),
    [
        ("1 250 000 € HT", 1250000),
        ("180000", 180000),
        ("180 000,50 €", Decimal("180000.5")),
        ("14.10", Decimal("14.10")),
        ("1\u202f250\u00a0000\u00a0€", 1250000),
        ("0", 0),
        ("90 000 euros", 90000),
    ],
)
def test_montants(court, texte, valeur):
    assert lire(court, montant_estime=texte).montant_estime == Montant(valeur)


@pytest.mark.parametrize("texte", ["beaucoup", "1.250.000", "12 000 F", "€", "1e5", "--3", "1,2,3", "0x10", "9" * 40])
def test_montants_illisibles(court, texte):
    assert refus(court, montant_estime=texte).code == "CG105"


def test_montant_negatif(court):
    constat = refus(court, montant_estime="-5 €")
    assert constat.code == "CG121"
    assert "positif ou nul" in str(constat)


@pytest.mark.parametrize(("texte", "valeur"), [("5 %", "0.05"), ("12,5%", "0.125"), ("100 %", "1"), ("0 %", "0")])
def test_taux(court, texte, valeur):
    assert lire(court, prix={"butoir": texte}).prix.butoir == Taux(valeur)


@pytest.mark.parametrize(("texte", "code"), [("5", "CG105"), ("0,05", "CG105"), ("105 %", "CG121"), ("-1 %", "CG121")])
def test_taux_refuses(court, texte, code):
    assert refus(court, prix={"butoir": texte}).code == code


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("12 mois", Duree(12, "mois")),
        ("1 an", Duree(12, "mois")),
        ("90 jours", Duree(90, "jour")),
        ("17 semaines", Duree(17, "semaine")),
    ],
)
def test_durees(court, texte, attendu):
    assert lire(court, duree=texte).duree == attendu


@pytest.mark.parametrize("texte", ["12", "un an", "douze mois", "1,5 an", "12 moi s"])
def test_durees_illisibles(court, texte):
    assert refus(court, duree=texte).code == "CG105"


@pytest.mark.parametrize(
    "texte", ["2026-12-01", "01/12/2026", "1er décembre 2026", "1 décembre 2026", "01.12.2026", "1/12/2026"]
)
def test_dates(court, texte):
    assert lire(court, date_consultation=texte).date_consultation == dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("texte", "mot"),
    [
        ("31/02/2027", "ce jour n’existe pas"),
        ("demain", "n’est pas une date"),
        ("12/2026", "n’est pas une date"),
        ("2026-13-01", "ce jour n’existe pas"),
        ("01/12/26", "n’est pas une date"),
        ("0001-01-01", "plausible"),
        ("1 décembr 2026", "mois"),
    ],
)
def test_dates_refusees(court, texte, mot):
    constat = refus(court, date_consultation=texte)
    assert constat.code == "CG107"
    assert mot in constat.constat


@pytest.mark.parametrize(
    ("texte", "exemple"),
    [("12/01/2027", "2027-01-12 12:00"), ("demain", "12/01/2027 à 12 h 00"), ("2027-01-12 midi", "2027-01-12 12:00")],
)
def test_une_date_limite_refusee_recoit_un_exemple_avec_l_heure(court, texte, exemple):
    constat = refus(court, date_limite=texte)
    assert constat.code == "CG107"
    assert exemple in f"{constat.constat} {constat.remede}"


@pytest.mark.parametrize(
    "texte",
    [
        "2027-01-12 12:00",
        "2027-01-12T12:00",
        "12/01/2027 12:00",
        "12/01/2027 à 12 h 00",
        "12 janvier 2027 à 12 h",
        "12/01/2027 12h00",
        "2027-01-12 12:00:00",
        "12/01/2027, 12h",
        "12/01/2027 à 12\u00a0h\u00a000",
    ],
)
def test_dates_heures(court, texte):
    assert lire(court, date_limite=texte).date_limite == dt.datetime(2027, 1, 12, 12, 0)


@pytest.mark.parametrize("texte", ["2027-01-12", "2027-01-12 25:00", "2027-01-12 12:75", "2027-01-12 midi"])
def test_dates_heures_refusees(court, texte):
    assert refus(court, date_limite=texte).code == "CG107"


@pytest.mark.parametrize("texte", ["2027-01", "01/2027", "janvier 2027", "15/01/2027", "Janvier 2027"])
def test_mois(court, texte):
    mois = lire(court, prix={"mois_zero": texte}).prix.mois_zero
    assert mois == "janvier 2027"
    assert mois.premier_jour == dt.date(2027, 1, 1)


@pytest.mark.parametrize(("texte", "valeur"), [("oui", True), ("Non", False), ("true", True), ("FAUX", False)])
def test_oui_non(court, texte, valeur):
    assert lire(court, tacite=texte).tacite is valeur


def test_oui_non_refuse(court):
    assert refus(court, tacite="peut-être").code == "CG108"


@pytest.mark.parametrize("texte", ["01000", " 01000 "])
def test_zeros_de_tete(court, texte):
    marche = lire(court, acheteur={"code_postal": texte})
    assert marche.acheteur.code_postal == "01000"
    assert marche.lieu.departement == "01"


@pytest.mark.parametrize(
    ("code", "departement"),
    [
        ("20000", "2A"),
        ("20137", "2A"),
        ("20200", "2B"),
        ("20600", "2B"),
        ("97110", "971"),
        ("97133", "977"),
        ("97150", "978"),
        ("97400", "974"),
        ("98800", "988"),
        ("98713", "987"),
        ("75001", "75"),
        ("45001", "45"),
    ],
)
def test_departement_du_code_postal(court, code, departement):
    assert lire(court, acheteur={"code_postal": code}).lieu.departement == departement


@pytest.mark.parametrize(("texte", "code"), [("1", "01"), ("2a", "2A"), ("974", "974")])
def test_departements(court, texte, code):
    assert lire(court, lieu={"departement": texte}).lieu.departement == code


@pytest.mark.parametrize("texte", ["20", "96", "99", "Loiret", "979"])
def test_departements_refuses(court, texte):
    assert refus(court, lieu={"departement": texte}).code == "CG111"


@pytest.mark.parametrize(
    ("chemin", "texte", "mot"),
    [
        ("code_postal", "1000", "zéro de tête"),
        ("courriel", "marches.fr", "adresse électronique"),
        ("profil", "www.x.fr", "https://"),
    ],
)
def test_adresses_refusees(court, chemin, texte, mot):
    assert mot in str(refus(court, acheteur={chemin: texte}))


@pytest.mark.parametrize("texte", ["90911200", "90911200-2", " 90911200 "])
def test_cpv(court, texte):
    assert lire(court, cpv={"principal": texte}).cpv.principal[:8] == "90911200"
    assert lire(court, cpv=texte).cpv.principal[:8] == "90911200"


@pytest.mark.parametrize("texte", ["9091120", "nettoyage", "909112001"])
def test_cpv_refuse(court, texte):
    assert refus(court, cpv={"principal": texte}).code == "CG111"


def test_siret_dit_quelle_cle(court):
    etablissement = refus(court, acheteur={"siret": "732 829 320 00075"})
    assert str(etablissement) == (
        "CG110 bloquant  SIRET de l’acheteur : la clé de contrôle est fausse (732 829 320 00075) — vérifiez les cinq derniers chiffres"
    )
    assert "SIREN" in refus(court, acheteur={"siret": "732829321 00074"}).constat
    assert "zéro de tête" in refus(court, acheteur={"siret": "1459990400015"}).constat


def test_vecteurs_siret(court, partage):
    with (partage / "donnees" / "siret" / "siret_tests.csv").open(encoding="utf-8") as flux:
        lignes = list(csv.DictReader(flux, delimiter=";"))
    assert len(lignes) > 30
    for ligne in lignes:
        marche, _ = build_marche(merge(court, {"acheteur": {"siret": ligne["siret"]}}))
        assert (marche is not None) == (ligne["attendu"] == "valide"), ligne


@pytest.mark.parametrize(
    ("texte", "code"),
    [
        ("MAPA", "MAPA"),
        ("procédure adaptée", "MAPA"),
        ("Procedure Adaptee", "MAPA"),
        ("Appel d'offres ouvert", "appel_offres_ouvert"),
        ("AO", "appel_offres_ouvert"),
        ("appel-offres-ouvert", "appel_offres_ouvert"),
    ],
)
def test_choix_tolerants(court, texte, code):
    assert lire(court, procedure=texte).procedure == code


def test_choix_suggere(court):
    constat = refus(court, procedure="procédure adapté")
    assert constat.code == "CG106"
    assert "vouliez-vous écrire « MAPA »" in constat.remede
    assert "choisissez parmi" in refus(court, nature="banane").remede


def test_libelles(court):
    marche = lire(court)
    assert marche.procedure.libelle == "procédure adaptée"
    assert marche.ccag.libelle == "CCAG-FCS"
    assert marche.ccag.titre.startswith("cahier des clauses administratives générales")
    assert marche.insertion.suivi.releve.libelle == "trimestriel"


@pytest.mark.parametrize("mauvais", ["a\x0bb", "a\x00b", "\ud800", "\ufffe", "a\x1fb"])
@pytest.mark.parametrize("cle", ["objet", "duree", "nature", "tacite", "montant_estime"])
def test_caracteres_interdits(court, mauvais, cle):
    constat = refus(court, **{cle: mauvais})
    assert constat.code == "CG109"
    assert "caractère interdit" in constat.constat
    str(constat).encode("utf-8")


def test_caracteres_interdits_dans_les_parametres(court):
    assert refus(court, parametres={"x": ["a\x0b"]}).code == "CG109"


def test_texte_trop_long(court):
    assert "100000" in refus(court, objet="a" * 100_001).constat


@pytest.mark.parametrize("texte", ["280", "280 h", "280 heures", 280])
def test_heures(court, texte):
    assert lire(court, insertion={"heures": texte}).insertion.heures.valeur == 280


@pytest.mark.parametrize(("texte", "code"), [("-35", "CG121"), ("env. 35 h", "CG105"), ("12,5", "CG105")])
def test_heures_refusees(court, texte, code):
    constat = refus(court, insertion={"heures": texte})
    assert constat.code == code
    assert constat.constat.startswith("Heures d’insertion : ")
