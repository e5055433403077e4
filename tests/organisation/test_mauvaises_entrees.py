"""What a référent may write wrong: every fault with its line and column, all at once, nothing written."""

from __future__ import annotations

import re

import pytest

from tests.organisation.conftest import png

CAS = {
    "rubrique inconnue": ("nom: V\nfacilitateur: x\n", r"organisation\.yaml:2:1: CG270 .*facilitateurs"),
    "nom absent": ("siret: \"21459990400015\"\n", r":1:1: CG270 .*« nom » manque"),
    "siret faux": ("nom: V\nsiret: \"21459990400016\"\n", r":2:8: CG270 .*clé de contrôle"),
    "facilitateur sans nom": ("nom: V\nfacilitateurs:\n  - {courriel: x}\n", r":3:5: CG270 .*structure(.|\n)*CG270 .*adresse électronique"),
    "nature inconnue": ("nom: V\nfacilitateurs: [{structure: A, natures: [travau]}]\n", r":2:\d+: CG270 .*travaux"),
    "défaut inconnu": ("nom: V\ndefauts:\n  insertion: {penalite: {heure: 3}}\n", r":3:15: CG271 .*penalites"),
    "défaut propre au marché": ("nom: V\ndefauts: {objet: x}\n", r":2:11: CG271 .*appartient à chaque marché"),
    "paramètre sous défauts": ("nom: V\ndefauts: {parametres: {a: 1}}\n", r":2:11: CG271 .*premier niveau"),
    "paramètre inconnu": ("nom: V\nparametres: {reception_delai_op: 3 jours}\n", r":2:34: CG272 .*reception_delai_opr"),
    "paramètre illisible": ("nom: V\nparametres: {reception_delai_opr: bientôt}\n", r":2:35: CG272 .*reception_delai_opr"),
    "retrait inconnu": ("nom: V\nclauses:\n  retirer:\n    - {id: prime, motif: x}\n", r":4:12: CG237 .*primes"),
    "retrait sans motif": ("nom: V\nclauses: {retirer: [{id: primes}]}\n", r":2:21: CG270 .*motif"),
    "retrait deux fois": ("nom: V\nclauses: {retirer: [{id: primes, motif: a}, {id: primes, motif: b}]}\n", r"CG270 .*deux fois"),
    "logo absent": ("nom: V\ncharte: {logo: absent.png}\n", r":2:16: CG274 .*n’existe pas"),
    "logo svg": ("nom: V\ncharte: {logo: logo.svg}\n", r":2:16: CG274 .*SVG.*PNG"),
    "logo coupé": ("nom: V\ncharte: {logo: coupe.png}\n", r":2:16: CG274 .*abîmée"),
    "logo jpeg coupé": ("nom: V\ncharte: {logo: coupe.jpg}\n", r":2:16: CG274 .*abîmée"),
    "logo vide": ("nom: V\ncharte: {logo: vide.png}\n", r":2:16: CG274 .*vide"),
    "logo énorme": ("nom: V\ncharte: {logo: gros.png}\n", r":2:16: CG274 .*volumineux"),
    "logo dossier": ("nom: V\ncharte: {logo: clauses}\n", r":2:16: CG274 .*dossier"),
    "couleur fausse": ("nom: V\ncharte: {couleurs: {titres: bleu roi}}\n", r":2:29: CG274 .*n’est pas une couleur"),
    "couleur commentée": ("nom: V\ncharte:\n  couleurs:\n    titres: #1F3A68\n", r":4:5: CG274 .*guillemets"),
    "police fausse": ("nom: V\ncharte: {polices: {texte: \"<w:t>\"}}\n", r":2:20: CG274 .*police"),
    "largeur fausse": ("nom: V\ncharte: {logo: {fichier: bon.png, largeur: grand}}\n", r":2:44: CG274 .*largeur"),
    "base absente": ("nom: V\nbase: ../nulle\n", r":2:7: CG273 .*n’existe pas"),
    "base sans fichier": ("nom: V\nbase: clauses\n", r":2:7: CG273 .*ne contient pas"),
    "yaml cassé": ("nom: [V\n", r"organisation\.yaml:1:6: CG104"),
    "liste": ("- nom: V\n", r":1:1: CG270 .*suite de rubriques"),
}  # fmt: skip


@pytest.mark.parametrize("cas", CAS)
def test_a_fault_of_the_file_is_told_at_its_place(lancer, organisation, cas):
    fichier, attendu = CAS[cas]
    ville = organisation(fichier)
    (ville / "logo.svg").write_text("<?xml version='1.0'?><svg/>", encoding="utf-8")
    (ville / "bon.png").write_bytes(png(20, 10))
    (ville / "coupe.png").write_bytes(png(20, 10)[:-20])
    (ville / "coupe.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    (ville / "vide.png").write_bytes(b"")
    if cas == "logo énorme":
        (ville / "gros.png").write_bytes(png(20, 10) + b"\0" * 2_000_001)
    dit = lancer("config", dans="ville", code=2)
    assert re.search(attendu, dit.stderr), dit.stderr


def test_every_fault_is_told_at_once(lancer, organisation):
    organisation('nom: V\nsiret: "1"\ncouleur: x\ndefauts: {objett: x}\nparametres: {rien: 1}\ncharte: {logo: x.png}\n')
    dit = lancer("config", dans="ville", code=2).stderr
    for code in ("CG270", "CG271", "CG274"):
        assert code in dit
    assert dit.count("bloquant") >= 4


def test_bases_that_turn_in_a_circle(lancer, organisation):
    organisation("nom: A\nbase: ../b\n", "a")
    organisation("nom: B\nbase: ../c\n", "b")
    organisation("nom: C\nbase: ../a\n", "c")
    assert re.search(r"c/organisation\.yaml:2:7: CG273 .*a → b → c → a", lancer("config", dans="a", code=2).stderr)


def test_clause_files_at_fault_are_all_told_and_nothing_is_written(lancer, tmp_path, organisation, marche):
    ville = organisation("nom: V\nclauses: {retirer: [{id: primes, motif: a}]}\n")
    fichier = marche(ville / "contrats" / "m")
    (ville / "clauses" / "une.md").write_text("---\nid: autre\ntitre: T\n---\n", encoding="utf-8")
    (ville / "clauses" / "deux.md").write_text(
        "---\nid: deux\ntitre: T\npiece: ccap\narticle: inconnu\nrang: 1\nversion: 1\nrevue_le: 2026-01-01\n---\nTexte.\n",
        encoding="utf-8",
    )
    (ville / "clauses" / "primes.md").write_text(
        "---\nid: primes\ntitre: T\npiece: ccap\narticle: prix\nrang: 1\nversion: 1\nrevue_le: 2026-01-01\n---\nTexte.\n",
        encoding="utf-8",
    )
    dit = lancer("produire", fichier, "-o", "s", code=2).stderr
    for mot in ("une.md", "deux.md", "article inconnu « inconnu »", "à la fois retirée et écrite"):
        assert mot in dit
    assert not (tmp_path / "s").exists()


def test_a_wrong_default_is_told_where_it_is_written(lancer, organisation, marche):
    ville = organisation("nom: V\ndefauts:\n  validite_offres: bientôt\n")
    fichier = marche(ville / "contrats" / "m")
    assert re.search(r"organisation\.yaml:3:20: CG\d+ bloquant", lancer("produire", fichier, "-o", "s", code=2).stderr)


def test_an_organisation_named_that_is_not_there(lancer, tmp_path, marche):
    fichier = marche(tmp_path / "m")
    assert "CG273" in lancer("produire", fichier, "--organisation", "nulle", code=2).stderr
    fichier.write_text("organisation: ../nulle\n" + fichier.read_text(encoding="utf-8"), encoding="utf-8")
    assert re.search(r"marche\.yaml:1:15: CG273", lancer("produire", fichier, code=2).stderr)
    assert "CG273" in lancer("clauses", "adapter", "primes", code=2).stderr


def test_a_pale_colour_is_told_and_the_pieces_are_written(lancer, tmp_path, organisation, marche):
    ville = organisation(
        'nom: V\ncharte:\n  couleurs: {titres: "F2C300", tableaux: "777777", texte_tableaux: "888888"}\n'
    )
    fichier = marche(ville / "contrats" / "m")
    dit = lancer("produire", fichier, "-p", "ccap", "-o", "s").stderr
    assert re.search(r":3:22: CG275 à corriger .*1,6 pour 1", dit) and dit.count("CG275") == 2


def test_no_file_of_the_catalogue_is_taken_for_a_clause_of_the_layer(lancer, organisation):
    ville = organisation("nom: V\n")
    (ville / "clauses" / "LISEZ-MOI.md").write_text("Texte libre.\n", encoding="utf-8")
    assert "Clause" not in lancer("config", dans="ville").stdout
