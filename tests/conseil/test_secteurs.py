"""From a CPV code, or words, to a sector."""

from __future__ import annotations

import pytest

from clausegen.conseil.secteur import par_mots, rattacher
from clausegen.conseil.tables import load_tables
from clausegen.findings import Refused
from clausegen.library import load_library, shipped_library

# Codes of the table of the practice and the potential that it gives.
TABLE = {
    "fort": ["45000000", "45110000", "45112700", "45233000", "45262500", "45410000", "45431000", "45442100", "45443000", "77300000", "77310000",
             "77340000", "77200000", "90910000", "90911200", "90919200", "90919300", "90500000", "90511000", "90512000", "90513000", "90610000",
             "90620000", "55500000", "55510000", "55520000", "98310000", "63100000", "63120000", "98392000"],
    "moyen": ["45311000", "45330000", "45331000", "79710000", "79713000", "60000000", "60130000", "64100000", "79800000", "79571000", "79995100",
              "30197000"],
    "faible": ["72000000", "71000000", "80500000", "48000000", "33000000", "09000000", "65000000"],
    "particulier": ["18000000", "39000000", "15000000", "03000000"],
}  # fmt: skip


@pytest.mark.parametrize(("potentiel", "code"), [(p, c) for p, codes in TABLE.items() for c in codes])
def test_codes_of_the_table(outils, potentiel, code):
    secteur = rattacher(code, "", outils.tables, outils.cpv).secteur
    assert secteur is not None and secteur.potentiel == potentiel


@pytest.mark.parametrize(
    ("objet", "secteur"),
    [
        ("Nettoyage des locaux de la mairie", "proprete"), ("Fourniture de produits d'entretien", "produits_entretien"),
        ("Acquisition matériels, outillages espaces verts : tracteurs, tondeuses", "materiel"), ("Entretien des espaces verts", "espaces_verts"),
        ("Lot n° 4 - Peinture", "peinture"), ("Construction d'une école - lot 10 électricité", "electricite"),
        ("Construction d'une école", "batiment"), ("Mission de maîtrise d'œuvre pour la réalisation de voiries", "etudes"),
        ("Réservation de voyages long-courrier", None), ("Fourniture et pose de menuiseries extérieures", "menuiserie_exterieure"),
        ("Fourniture de repas en liaison froide", "restauration"), ("Gardiennage du domaine", "securite"), ("zzz", None), ("", None),
    ],
)  # fmt: skip
def test_words(outils, objet, secteur):
    trouve = par_mots(objet, outils.tables)
    assert (trouve.code if trouve else None) == secteur


def test_words_refine_a_general_code_only(outils):
    assert rattacher("45000000", "LOT 10 ELECTRICITE", outils.tables, outils.cpv).secteur.code == "electricite"
    assert rattacher("45442100", "Lot 10 électricité", outils.tables, outils.cpv).secteur.code == "peinture"
    assert "vérifiez le code" in rattacher("09310000", "Travaux de peinture", outils.tables, outils.cpv).doute


def test_the_longest_beginning_wins(outils):
    assert rattacher("45262500-6", "", outils.tables, outils.cpv).secteur.code == "maconnerie"
    assert rattacher("45262300", "", outils.tables, outils.cpv).secteur.code == "gros_oeuvre"


def test_every_trade_and_cost_is_a_row_of_the_reference_tables(outils):
    for secteur in outils.tables.secteurs.values():
        if secteur.metier:
            assert outils.reperes.part_main_oeuvre(metier=secteur.metier) is not None, secteur.code
            assert outils.reperes.cout_horaire(secteur=secteur.cout) is not None, secteur.code


def test_faults_of_the_tables_have_their_place(tmp_path):
    import shutil

    shutil.copytree(shipped_library() / "conseil", tmp_path / "conseil")
    path = tmp_path / "conseil" / "secteurs.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("potentiel: moyen", "potentiel: énorme", 1)
        .replace("[clause, combine]", "[clouse]"),
        encoding="utf-8",
    )
    with pytest.raises(Refused) as refus:
        load_tables(tmp_path, load_library().references)
    dits = [str(f) for f in refus.value.findings]
    assert any("« énorme »" in d and "secteurs.yaml:" in d for d in dits) and any("« clouse »" in d for d in dits)
