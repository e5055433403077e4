"""Reading a contract file: every fault at once, in French, at its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausegen.findings import Niveau
from clausegen.marche import build_marche, merge, read_marche


def essai(tmp_path: Path, texte: str, *remplacements: tuple[str, str]):
    for ancien, nouveau in remplacements:
        assert ancien in texte
        texte = texte.replace(ancien, nouveau)
    fichier = tmp_path / "marche.yaml"
    fichier.write_text(texte, encoding="utf-8")
    return read_marche(fichier)


@pytest.fixture
def texte(racine: Path) -> str:
    return (racine / "exemples" / "plus-court" / "marche.yaml").read_text(encoding="utf-8")


def test_rubrique_inconnue(tmp_path, texte):
    lecture = essai(tmp_path, texte + "duree_moi: 12 mois\n")
    (constat,) = lecture.findings
    ligne = texte.count("\n") + 1
    assert str(constat) == (
        f"{tmp_path / 'marche.yaml'}:{ligne}:1: CG102 bloquant  rubrique inconnue « duree_moi » — vouliez-vous écrire « duree » ?"
    )
    assert lecture.marche is None
    assert lecture.exit_code == 2


@pytest.mark.parametrize(
    ("ligne", "remede"),
    [
        ("montant_estimé: 1", "« montant_estime »"),
        ("facilitateur: X", "« insertion.facilitateur »"),
        ("zzzz: 1", "retirez-la"),
    ],
)
def test_suggestions(tmp_path, texte, ligne, remede):
    (constat,) = essai(tmp_path, texte + ligne + "\n").findings
    assert constat.code == "CG102"
    assert remede in constat.remede


def test_rubrique_inconnue_dans_une_section(tmp_path, texte):
    lecture = essai(tmp_path, texte, ("courriel: clauses", "couriel: clauses"))
    (constat,) = lecture.findings
    ligne = next(t for t in texte.split("\n") if "courriel: clauses" in t)
    assert constat.location.column == ligne.index("courriel") + 1
    assert "Insertion" not in constat.constat
    assert constat.constat == "Facilitateur : rubrique inconnue « couriel »"
    assert constat.remede == "vouliez-vous écrire « courriel » ?"


def test_rubrique_manquante(tmp_path, texte):
    lecture = essai(tmp_path, texte, ("reference: 2026-014\n", ""))
    (constat,) = lecture.findings
    assert (constat.code, constat.field) == ("CG112", "reference")
    assert constat.constat == "la rubrique « reference » (Référence) manque"
    assert constat.remede == "ajoutez par exemple « reference: 2026-014 »"


def test_rubrique_vide_vaut_absente(tmp_path, texte):
    assert essai(tmp_path, texte + "description:\nvisites:\n").marche is not None
    (constat,) = essai(tmp_path, texte, ("reference: 2026-014", "reference:")).findings
    assert constat.code == "CG112"


def test_une_rubrique_laissee_vide_est_situee_a_sa_ligne(tmp_path, texte):
    modifie = texte.replace("reference: 2026-014", "reference:")
    (constat,) = essai(tmp_path, modifie).findings
    assert modifie.split("\n")[constat.location.line - 1] == "reference:"


def test_l_absence_de_criteres_est_dite_avec_les_autres_manques(tmp_path):
    constats = essai(tmp_path, "objet: Nettoyage\ncriteres:\n").findings
    assert {"acheteur", "reference", "duree", "criteres"} <= {f.field for f in constats}
    (criteres,) = (f for f in constats if f.code == "CG123")
    assert criteres.location.line == 2
    avec = essai(tmp_path, "objet: Nettoyage\nlots:\n  - {numero: 1, objet: A, criteres: [{nom: Prix, poids: 100 %}]}\n").findings
    assert not [f for f in avec if f.code == "CG123"]


@pytest.mark.parametrize("ou", ["haut", "lot"])
def test_virgule_entre_accolades(court, ou):
    # « {texte: parc, potager} » reads as a key « potager » left blank: never lost without a word.
    lieu = {"lieu": {"texte": "parc", "potager et jardin": ""}}
    changements = lieu if ou == "haut" else {"lots": [{"numero": "1", "objet": "A", **lieu}]}
    marche, (constat,) = build_marche(merge(court, changements))
    assert marche is None
    assert "« potager et jardin »" in constat.constat
    assert "guillemets" in constat.remede


def test_tout_est_dit_en_une_fois(tmp_path, texte):
    lecture = essai(
        tmp_path, texte, ("nature: services", "nature: servces"), ("duree: 12 mois", "duree: un an"), ("MAPA", "mapa adaptée"),
        ("heures: 280", "heures: -35"), ("50 €, absence", "50 francs, absence"), ("variantes: non", "variante: non"),
    )  # fmt: skip
    # « variante » is told once, where it was typed: not again as « variantes » missing.
    assert sorted(f.code for f in lecture.findings) == ["CG102", "CG105", "CG105", "CG106", "CG106", "CG121"]
    assert any(f.code == "CG102" and "« variantes »" in f.remede for f in lecture.findings)
    lignes = [f.location.line for f in lecture.findings]
    assert lignes == sorted(lignes)
    assert all(
        f.niveau is Niveau.BLOQUANT and f.location.line and f.remede for f in lecture.findings if f.code != "CG121"
    )


def test_doublon(tmp_path, texte):
    (constat,) = essai(tmp_path, texte + "duree: 6 mois\n").findings
    assert constat.code == "CG103"


def test_fichier_absent(tmp_path):
    lecture = read_marche(tmp_path / "rien.yaml")
    assert lecture.marche is None
    assert lecture.exit_code == 2
    assert lecture.findings[0].code == "CG100"


@pytest.mark.parametrize("contenu", ["", "# rien\n", "- a\n- b\n", "bonjour\n", "a: [", "a: &x 1\nb: *x\n"])
def test_fichiers_sans_contrat(tmp_path, contenu):
    fichier = tmp_path / "marche.yaml"
    fichier.write_text(contenu, encoding="utf-8")
    lecture = read_marche(fichier)
    assert lecture.marche is None
    assert lecture.findings
    assert lecture.exit_code == 2


@pytest.mark.parametrize(
    ("cle", "valeur"),
    [
        ("nature", "concession de services"),
        ("forme", "DSP"),
        ("procedure", "délégation de service public"),
        ("nature", "concession"),
        ("objet", "Concession de service pour la restauration du lac"),
        ("objet", "Délégation de service public du camping"),
        ("objet", "Contrat d’affermage de l’eau potable"),
    ],
)
def test_concession(court, tmp_path, texte, cle, valeur):
    _, constats = build_marche(merge(court, {cle: valeur}))
    (constat,) = constats
    assert (constat.code, constat.refuse, constat.field) == ("CG129", True, cle)
    assert "concession" in constat.constat
    lecture = essai(tmp_path, texte, ("nature: services", "nature: concession de services"))
    assert lecture.exit_code == 1
    assert lecture.findings[0].location.line > 0


@pytest.mark.parametrize(
    "objet",
    ["Reprise de concessions funéraires", "Assistance à la passation d’une concession", "Entretien d’une concession automobile",
     "Concessions funéraires : exhumations", "Contrôle des délégations de service public"],
)  # fmt: skip
def test_un_marche_qui_parle_de_concession_n_en_est_pas_une(court, objet):
    marche, _ = build_marche(merge(court, {"objet": objet}))
    assert marche is not None


def test_nature_fausse_n_en_entraine_pas_d_autre(court):
    _, constats = build_marche(merge(court, {"nature": "banane"}))
    assert [c.field for c in constats] == ["nature"]
    _, constats = build_marche(merge(court, {"duree": ""}))
    assert [c.field for c in constats] == ["duree"]


@pytest.mark.parametrize(
    ("changements", "code", "mot"),
    [
        ({"date_limite": "2026-11-01 12:00"}, "CG124", "postérieure"),
        ({"date_questions": "2027-02-01"}, "CG124", "Date limite des questions"),
        ({"date_questions": "2026-11-01"}, "CG124", "entre la consultation"),
        ({"candidature": {"date_limite": "2027-02-01"}}, "CG124", "candidatures"),
        ({"debut": "2027-01-01"}, "CG124", "commencerait"),
        ({"debut": "date"}, "CG124", "n’est pas donnée"),
        ({"criteres": [{"nom": "Prix", "poids": "50 %"}]}, "CG123", "50 % au lieu de 100 %"),
        ({"criteres": [{"nom": "Prix", "poids": "50 %"}, {"nom": "Délai"}]}, "CG123", "la pondération manque"),
        ({"criteres": []}, "CG123", "aucun critère"),
        ({"criteres": [{"nom": "A", "poids": "100 %", "sous_criteres": [{"nom": "b", "poids": "40 %"}]}]}, "CG123", "sous-critères"),
        ({"tranches": [{"code": "TF", "objet": "a", "ferme": "oui"}, {"code": "tf", "objet": "b"}]}, "CG125", "portent le code"),
        ({"tranches": [{"code": "TO1", "objet": "a"}]}, "CG125", "aucune tranche n’est ferme"),
        ({"forme": "ordinaire", "accord_cadre": {"maximum": "1 €"}}, "CG126", "ordinaire"),
        ({"accord_cadre": {"maximum": "1 €", "minimum": "2 €"}}, "CG126", "dépasse son maximum"),
        ({"accord_cadre": {"maximum": "1 €", "nombre": "3"}}, "CG126", "3 titulaires"),
        ({"pse": [{"numero": "1", "objet": "a"}, {"numero": "1", "objet": "b"}]}, "CG122", "PSE"),
        ({"insertion": {"modalites": {"embauche": "non", "mise_a_disposition": "non", "ett": "non", "sous_traitance": "non"}}},
         "CG120", "aucune modalité"),
        ({"insertion": {"suivi": {"jour_limite": "31"}}}, "CG121", "entre 1 et 28"),
    ],
)  # fmt: skip
def test_controles(court, changements, code, mot):
    marche, constats = build_marche(merge(court, changements))
    assert marche is None
    assert [c.code for c in constats] == [code], [str(c) for c in constats]
    assert mot in constats[0].constat


@pytest.mark.parametrize("sous", [["60 %", "40 %"], ["30 %", "20 %"]])
def test_sous_criteres_en_part_du_critere_ou_de_la_note(court, sous):
    criteres = [
        {"nom": "Prix", "poids": "50 %"},
        {
            "nom": "Technique",
            "poids": "50 %",
            "sous_criteres": [{"nom": n, "poids": p} for n, p in zip("ab", sous, strict=True)],
        },
    ]
    marche, constats = build_marche(merge(court, {"criteres": criteres}))
    assert marche is not None, constats


def test_sans_poids_du_tout(court):
    marche, _ = build_marche(merge(court, {"criteres": [{"nom": "Prix"}, {"nom": "Délai"}]}))
    assert marche is not None


def test_an_absent_heading_is_placed_where_it_should_be_written(racine):
    lecture = read_marche(racine / "exemples" / "plus-court" / "marche.yaml")
    lignes = (racine / "exemples" / "plus-court" / "marche.yaml").read_text(encoding="utf-8").splitlines()

    def avant(champ: str) -> str:
        return lignes[lecture.locate(champ).line - 1].split(":")[0]

    assert avant("motif_non_allotissement") == "procedure"
    assert avant("parametres.rc_environnement_specifications") not in ("acheteur", "# yaml-language-server")
    assert avant("insertion.formation.heures") == "insertion"


def test_locate(racine):
    lecture = read_marche(racine / "exemples" / "travaux-residence" / "marche.yaml")
    place = lecture.locate("lots.0.insertion.heures")
    assert "210" in lecture.source.split("\n")[place.line - 1]
    assert lecture.locate("lots.0.insertion.facilitateur").line == place.line
    assert read_marche(racine / "absent.yaml").locate("a").line == 0


def test_un_lot_qui_nomme_son_facilitateur_ne_garde_rien_de_celui_du_marche() -> None:
    from clausegen.marche import merge

    haut = {"insertion": {"facilitateur": {"structure": "Maison A", "telephone": "01 02 03 04 05"}}}
    lot = {"insertion": {"facilitateur": {"structure": "Maison B"}}}
    assert merge(haut, lot)["insertion"]["facilitateur"] == {"structure": "Maison B"}
    complet = {"insertion": {"facilitateur": {"courriel": "b@example.fr"}}}
    assert merge(haut, complet)["insertion"]["facilitateur"]["telephone"] == "01 02 03 04 05"


def test_les_controles_croises_n_attendent_pas_un_fichier_sans_faute(tmp_path, texte):
    lecture = essai(
        tmp_path, texte, ("nature: services", "nature: servces"), ("poids: 15 %", "poids: 10 %"), ("2027-01-12 12:00", "2026-11-12 12:00"),
        ("variantes: non", "variantes: non\nlots: [{numero: 1, objet: a}, {numero: 01, objet: b}]"),
    )  # fmt: skip
    assert sorted(f.code for f in lecture.findings) == ["CG106", "CG122", "CG123", "CG124"]
    assert any("font 95 %" in f.constat for f in lecture.findings)


def test_un_critere_abrege_est_montre_comme_il_s_ecrit(tmp_path, texte):
    (constat,) = essai(tmp_path, texte, ("{nom: Prix, poids: 50 %}", "Prix: 50 %")).findings
    assert constat.remede == "écrivez « - {nom: Prix, poids: 50 %} »"
