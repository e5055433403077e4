"""A piece of an organisation is verified with its clauses, values, gabarits and charter; examples with their own defaults."""

from __future__ import annotations

import json
import re

from tests.organisation.conftest import png

VILLE = """nom: La ville
defauts: {insertion: {penalites: {heure: 61 €, absence: 151 €, document: 51 €}}}
parametres: {reception_delai_opr: 15 jours}
clauses: {retirer: [{id: primes, motif: non}]}
charte:
  logo: {fichier: logo.png, largeur: 4 cm, texte: "Armes de la ville", en_tete: oui}
  couleurs: {titres: "8A1538", tableaux: "8A1538"}
  polices: {texte: Arial, titres: Georgia}
"""


def maison(lancer, organisation):
    ville = organisation(VILLE)
    (ville / "logo.png").write_bytes(png(200, 100))
    lancer("clauses", "adapter", "objet-du-marche", dans="ville")
    clause = ville / "clauses" / "objet-du-marche.md"
    clause.write_text(clause.read_text(encoding="utf-8").rstrip() + "\n\nLa ville ajoute ceci.\n", encoding="utf-8")
    lancer("gabarit", "creer", "rc", dans="ville")
    return ville


def constats(dit):
    return {c["code"] for c in json.loads(dit.stdout)["constats"]}


def test_an_untouched_piece_has_no_finding_in_its_organisation(lancer, tmp_path, organisation, marche):
    ville = maison(lancer, organisation)
    fichier = marche(ville / "contrats" / "m", exemple="travaux-residence")
    lancer("produire", fichier, "-o", "s")
    lancer("produire", fichier, "-o", "ville/contrats/m/pieces")
    pieces = sorted((tmp_path / "s").glob("*.docx"))
    for arguments in (
        ("s", "--organisation", "ville"),
        (*pieces, fichier),
        ("ville/contrats/m/pieces",),
    ):
        dit = lancer("verifier", *arguments, "--format", "json", "--choisir", "CG5,CG8")
        assert constats(dit) <= {"CG801"}, dit.stdout
    texte = lancer("verifier", "s", "--organisation", "ville").stdout
    assert "modifiée" not in texte and "touché" not in texte and "intactes" in texte
    # Elsewhere, the difference is told, with what to do.
    ailleurs = lancer("verifier", "s", "--organisation", "aucune").stdout
    assert "CG523 conseil" in ailleurs and "--organisation DOSSIER" in ailleurs


def test_a_change_by_hand_is_still_seen(lancer, tmp_path, organisation, marche):
    from docx import Document

    ville = maison(lancer, organisation)
    lancer("produire", marche(ville / "contrats" / "m"), "-p", "ccap", "-o", "s")
    (piece,) = (tmp_path / "s").glob("*.docx")
    document = Document(str(piece))
    (phrase,) = (p for p in document.paragraphs if "La ville ajoute ceci" in p.text)
    phrase.runs[0].text = "La ville retire cela."
    document.save(str(piece))
    dit = lancer("verifier", piece, "--organisation", "ville", "--echec-sur", "conseil", code=1)
    assert "retire" in dit.stdout and "61 €" not in dit.stdout and re.search(r"1 modifiée", dit.stdout)


def test_an_organisation_at_fault_is_told_for_its_pieces(lancer, tmp_path, organisation, marche):
    ville = maison(lancer, organisation)
    lancer("produire", marche(ville / "contrats" / "m"), "-p", "ccap", "-o", "s")
    (ville / "organisation.yaml").write_text(VILLE + "couleur: x\n", encoding="utf-8")
    dit = lancer("verifier", "s", "--organisation", "ville", code=1)
    assert re.search(r"organisation\.yaml:9:1.*CG270", dit.stdout)


def test_examples_keep_the_defaults_of_their_file(lancer, organisation):
    organisation(VILLE.split("charte:")[0])
    lancer("clauses", "adapter", "reception-travaux", dans="ville")
    assert "0 en défaut" in lancer("clauses", "--essayer", "reception-travaux", dans="ville").stderr


def test_the_notice_of_a_folder_is_not_taken_for_a_clause(lancer, tmp_path):
    lancer("organisation", "creer", "ville", "--nom", "La ville")
    lancer("clauses", "adapter", "objet-du-marche", dans="ville")
    fichiers = sorted((tmp_path / "ville" / "clauses").glob("*.md"))
    assert len(fichiers) == 2
    assert "aucun constat" in lancer("verifier", *fichiers, dans="ville").stdout


def test_each_value_of_the_charter_and_each_withdrawal_says_its_line(lancer, organisation):
    ville = organisation(VILLE)
    (ville / "logo.png").write_bytes(png(200, 100))
    dit = lancer("config", dans="ville").stdout
    assert re.search(r"police des titres = Georgia\n.*organisation\.yaml:8:35", dit)
    assert re.search(r"primes = non\n.*organisation\.yaml:4:", dit)
