"""Lots: inheritance, sections switched off, faults said once and at their place."""

from __future__ import annotations

from pathlib import Path

from clausegen.marche import build_marche, merge, read_marche
from clausegen.values import Duree, Montant

LOTS = [
    {"numero": "04", "objet": "Étanchéité", "montant_estime": "100 000 €", "insertion": {"heures": "100"}},
    {"numero": "11", "objet": "Peinture", "insertion": "non", "duree": "6 mois"},
    {
        "numero": "16",
        "objet": "Électricité",
        "criteres": [{"nom": "Prix", "poids": "60 %"}, {"nom": "Délai", "poids": "40 %"}],
    },
]


def lire(court, lots=LOTS, **changements):
    marche, constats = build_marche(merge(court, {"lots": lots, **changements}))
    assert marche is not None, [str(c) for c in constats]
    return marche


def fautes(court, lots, **changements):
    marche, constats = build_marche(merge(court, {"lots": lots, **changements}))
    assert marche is None
    return [str(c) for c in constats]


def test_un_lot_implicite(court):
    marche, _ = build_marche(court)
    (lot,) = marche.lots_effectifs
    assert (marche.lots, lot.numero, lot.objet, lot.alloti) == ((), None, marche.objet, False)
    assert lot.montant_estime == Montant(180000)
    assert lot.designation == "le marché"


def test_heritage(court):
    marche = lire(court)
    lot4, lot11, lot16 = marche.lots_effectifs
    assert [lot.numero for lot in marche.lots_effectifs] == ["04", "11", "16"]
    assert lot4.insertion.heures.valeur == 100
    assert lot4.insertion.penalites.absence == Montant(150)
    assert lot4.insertion.facilitateur.courriel == "clauses@mde-val.example.fr"
    assert not lot11.insertion
    assert lot11.duree == lot11.duree_reconduction == Duree(6, "mois")
    assert lot16.insertion is marche.insertion
    assert lot16.duree_reconduction == Duree(12, "mois")
    assert [c.nom for c in lot16.criteres] == ["Prix", "Délai"]
    assert lot4.criteres is marche.criteres
    assert lot4.designation == "le lot n°\u00a004"


def test_le_montant_total_ne_descend_pas(court):
    assert [lot.montant_estime for lot in lire(court).lots_effectifs] == [Montant(100000), None, None]


def test_union_remplacee_en_entier(court):
    haut = {"mode": "prorata_commandes", "valeur": "35", "par": "100 000 €"}
    lots = [{"numero": "1", "objet": "A", "insertion": {"heures": {"mode": "fixe", "valeur": "80"}}},
            {"numero": "2", "objet": "B", "insertion": {"heures": {"arrondi": "tranche_entiere"}}}]  # fmt: skip
    un, deux = lire(court, lots, insertion={"heures": haut}).lots_effectifs
    assert (un.insertion.heures.mode, un.insertion.heures.par) == ("fixe", None)
    assert (deux.insertion.heures.mode, deux.insertion.heures.arrondi) == ("prorata_commandes", "tranche_entiere")


def test_oui_dans_un_lot_garde_le_haut(court):
    (lot,) = lire(court, [{"numero": "1", "objet": "A", "insertion": "oui"}]).lots_effectifs
    assert lot.insertion.heures.valeur == 280


def test_haut_incomplet_complete_par_les_lots(court):
    lots = [
        {"numero": n, "objet": n, "insertion": {"penalites": {"heure": {"coefficient": c}}}}
        for n, c in (("1", "2"), ("2", "3"))
    ]
    lots_effectifs = lire(court, lots, insertion={"penalites": {"heure": {"mode": "smic"}}}).lots_effectifs
    assert [lot.insertion.penalites.heure.coefficient for lot in lots_effectifs] == [2, 3]
    reste = fautes(
        court, [*lots[:1], {"numero": "2", "objet": "B"}], insertion={"penalites": {"heure": {"mode": "smic"}}}
    )
    assert len(reste) == 1


def test_lieu_d_un_lot(court):
    (lot,) = lire(court, [{"numero": "1", "objet": "A", "lieu": "gymnase"}]).lots_effectifs
    assert (lot.lieu.texte, lot.lieu.departement) == ("gymnase", "45")


def test_faute_dans_un_lot(court):
    (constat,) = fautes(court, [{"numero": "2", "objet": "Peinture", "insertion": {"heures": "-35"}}])
    assert (
        constat
        == "CG121 bloquant  lot n°\u00a02 (Peinture), heures d’insertion : -35 — le nombre doit être positif ou nul"
    )


def test_faute_heritee_dite_une_fois(court):
    constats = fautes(court, LOTS, insertion={"penalites": {"absence": "cher"}})
    assert len(constats) == 1
    assert constats[0].startswith("CG105 bloquant  Pénalité par absence")


def test_numeros_en_double(court):
    assert "CG122" in fautes(court, [{"numero": "1", "objet": "A"}, {"numero": "01", "objet": "B"}])[0]


def test_lot_mal_forme(court):
    assert "CG114" in fautes(court, ["Peinture"])[0]
    assert "CG114" in fautes(court, {"numero": "1"})[0]
    (constat,) = fautes(court, [{"objet": "Peinture"}])
    assert constat.startswith("CG112 bloquant  lot n°\u00a01 (Peinture) : la rubrique « numero »")
    (constat,) = fautes(court, [{"numero": "1", "objet": "A", "ccag": "FCS"}])
    assert "CG102" in constat


def test_poids_par_lot(court):
    lots = [
        {"numero": "1", "objet": "A", "criteres": [{"nom": "Prix", "poids": "60 %"}, {"nom": "Délai", "poids": "30 %"}]}
    ]
    (constat,) = fautes(court, lots)
    assert "lot n°\u00a01 (A), les poids des critères font 90 % au lieu de 100 %" in constat


def test_conseils_sur_ce_qui_vaut_pour_chaque_lot(court):
    _, constats = build_marche(merge(court, {"lots": [{"numero": "1", "objet": "A"}, {"numero": "2", "objet": "B"}]}))
    assert [c.code for c in constats] == ["CG127"]


def test_place_d_une_faute_de_lot(tmp_path: Path, racine: Path):
    texte = (racine / "exemples" / "travaux-residence" / "marche.yaml").read_text(encoding="utf-8")
    fichier = tmp_path / "marche.yaml"
    fichier.write_text(texte.replace("heures: 350", "heures: trop"), encoding="utf-8")
    (constat,) = read_marche(fichier).findings
    ligne = next(i for i, t in enumerate(texte.split("\n"), 1) if "heures: 350" in t)
    assert (constat.location.line, constat.location.column) == (ligne, texte.split("\n")[ligne - 1].index("350") + 1)
    assert constat.field.startswith("lots.2.insertion.heures")
