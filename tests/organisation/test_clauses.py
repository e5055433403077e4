"""Clauses of an organisation: adapted, added, withdrawn, tuned; told when the text under them moves."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from clausegen.word.relecture import read_document
from tests.organisation.conftest import RACINE

ID = "objet-du-marche"


def texte(dossier):
    """Text of the CCAP of a folder, without typography."""
    (piece,) = dossier.glob("*CCAP*.docx")
    return (
        " ".join(p.text for p in read_document(piece.read_bytes()).body).replace("\u00a0", " ").replace("\u202f", " ")
    )


def changer(fichier, ancien, nouveau):
    contenu = fichier.read_text(encoding="utf-8")
    assert ancien in contenu
    fichier.write_text(contenu.replace(ancien, nouveau), encoding="utf-8")


@pytest.fixture
def ville(organisation):
    return organisation("nom: La ville\n")


def test_a_clause_is_adapted_and_its_text_is_in_the_piece(lancer, tmp_path, ville, marche):
    fichier = marche(ville / "contrats" / "m")
    assert "clauses/objet-du-marche.md" in lancer("clauses", "adapter", ID, dans="ville").stdout
    clause = ville / "clauses" / f"{ID}.md"
    assert re.search(
        r"^adaptee_de: \{version: [\d.]+, empreinte: [0-9a-f]{16}\}$", clause.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert lancer("clauses", "comparer", ID, dans="ville", code=1).stderr == ""
    clause.write_text(
        clause.read_text(encoding="utf-8").rstrip() + "\n\nLa ville y ajoute sa phrase.\n", encoding="utf-8"
    )
    dit = lancer("clauses", "comparer", ID, dans="ville", code=1).stdout
    assert "+La ville y ajoute sa phrase." in dit and "bibliothèque nationale (version" in dit
    lancer("clauses", "--essayer", ID, dans="ville")
    fait = lancer("produire", fichier, "-p", "ccap", "-o", "s")
    assert "La ville y ajoute sa phrase." in texte(tmp_path / "s") and "CG23" not in fait.stderr
    assert "La ville" not in lancer("clauses").stdout and "[La ville]" in lancer("clauses", dans="ville").stdout
    assert "existe déjà" in lancer("clauses", "adapter", ID, dans="ville", code=2).stderr
    lancer("verifier", "clauses/objet-du-marche.md", dans="ville", code=0)


def test_what_is_adapted_of_a_base_is_told_when_the_base_moves(lancer, organisation):
    plie = organisation("nom: Le PLIE\n", "plie")
    ville = organisation("nom: La ville\nbase: ../plie\n", "ville")
    lancer("clauses", "adapter", ID, dans="plie")
    du_plie = plie / "clauses" / f"{ID}.md"
    du_plie.write_text(
        du_plie.read_text(encoding="utf-8").rstrip() + "\n\nLe délai est de cinq jours ouvrés.\n", encoding="utf-8"
    )
    lancer("clauses", "adapter", ID, dans="ville")
    assert "cinq jours" in (ville / "clauses" / f"{ID}.md").read_text(encoding="utf-8")
    assert "CG234" not in lancer("config", dans="ville").stderr
    changer(ville / "clauses" / f"{ID}.md", "cinq jours", "six jours")
    changer(du_plie, "cinq jours", "quinze jours")
    dit = lancer("config", dans="ville").stderr
    assert re.search(r"clauses/objet-du-marche\.md:3:1: CG234 à corriger", dit)
    assert "[−cinq−][+quinze+]" in dit and "clausegen clauses comparer objet-du-marche" in dit
    compare = lancer("clauses", "comparer", ID, dans="ville", code=1).stdout
    # What moved under the adaptation, then what the organisation changes today.
    assert "lors de votre adaptation" in compare
    assert "-Le délai est de cinq jours ouvrés." in compare and "+Le délai est de quinze jours ouvrés." in compare
    assert "+Le délai est de six jours ouvrés." in compare
    lancer("clauses", "adapter", ID, "--relue", dans="ville")
    assert "six jours" in (ville / "clauses" / f"{ID}.md").read_text(encoding="utf-8")
    assert "CG234" not in lancer("config", dans="ville").stderr


def test_a_new_version_of_the_national_library_is_told_too(lancer, tmp_path, ville, marche):
    copie = tmp_path / "logiciel"
    ignorer = shutil.ignore_patterns("__pycache__")
    for nom in ("clausegen", "clause_library", "templates"):
        shutil.copytree(RACINE / nom, copie / nom, ignore=ignorer)
    fichier = marche(ville / "contrats" / "m")
    lancer("clauses", "adapter", ID, dans="ville", racine=copie)
    nationale = copie / "clause_library" / "socle" / f"{ID}.md"
    contenu = nationale.read_text(encoding="utf-8")
    nationale.write_text(
        re.sub(r"conseil: \|", "conseil: |\n  Un conseil de plus.", contenu, count=1), encoding="utf-8"
    )
    if "Un conseil de plus" not in nationale.read_text(encoding="utf-8"):
        nationale.write_text(
            contenu.replace("exemples:", "conseil: Un conseil de plus.\nexemples:", 1), encoding="utf-8"
        )
    assert re.search(r"CG234 conseil .*seul son en-tête a changé", lancer("config", dans="ville", racine=copie).stderr)
    nationale.write_text(
        nationale.read_text(encoding="utf-8").rstrip() + "\n\nPhrase de la loi nouvelle.\n", encoding="utf-8"
    )
    for commande in (("produire", fichier, "-p", "ccap", "-o", "s"), ("clauses", fichier)):
        assert re.search(
            r"CG234 à corriger .*\[\+.*Phrase de la loi nouvelle\.\+\]", lancer(*commande, racine=copie).stderr
        )
    bilan = json.loads(lancer("verifier", "ville", "--format", "json", racine=copie).stdout)
    assert any("CG234" in json.dumps(c) for c in bilan["constats"])
    nationale.unlink()
    assert "CG236" in lancer("config", dans="ville", racine=copie).stderr


def test_a_replacement_copied_by_hand_is_asked_to_say_its_version(lancer, ville):
    shutil.copy(RACINE / "clause_library" / "socle" / f"{ID}.md", ville / "clauses")
    assert "CG235 conseil" in lancer("config", dans="ville").stderr
    lancer("clauses", "adapter", ID, "--relue", dans="ville")
    assert "CG235" not in lancer("config", dans="ville").stderr


def test_a_new_clause_is_valid_with_its_examples_and_goes_in_the_piece(lancer, tmp_path, ville, marche):
    fichier = marche(ville / "contrats" / "m")
    phrase = "Le titulaire ouvre son chantier une fois par an aux personnes en insertion, à une date convenue."
    lancer(
        "clauses",
        "nouvelle",
        "--titre",
        "Visite du chantier",
        "--article",
        "insertion",
        "--si",
        "insertion",
        "--texte",
        phrase,
        dans="ville",
    )
    essai = lancer("clauses", "--essayer", "visite-chantier", dans="ville")
    assert "2 exemples, 0 en défaut" in essai.stderr + essai.stdout
    lancer("produire", fichier, "-p", "ccap", "-o", "s")
    assert "ouvre son chantier une fois par an" in texte(tmp_path / "s")
    vide = lancer("clauses", "nouvelle", "--titre", "Clause à écrire", "--article", "insertion", dans="ville")
    assert "CG239 à corriger" in vide.stderr
    lancer("clauses", "--essayer", "clause-ecrire", dans="ville")
    fautes = lancer(
        "clauses",
        "nouvelle",
        "--titre",
        "X",
        "--id",
        "É t",
        "--article",
        "insertionn",
        "--si",
        "lot.",
        "--fondement",
        "nul",
        dans="ville",
        code=2,
    ).stderr
    for mot in ("identifiant", "insertion", "condition illisible", "registre"):
        assert mot in fautes
    assert not (ville / "clauses" / "É t.md").exists()


def test_a_withdrawn_clause_leaves_the_piece_and_its_reason_is_in_the_reports(lancer, tmp_path, organisation, marche):
    ville = organisation(
        'nom: La ville\nclauses:\n  retirer:\n    - {id: facturation-electronique, motif: "annexe séparée"}\n'
    )
    fichier = marche(ville / "contrats" / "m")
    data = json.loads(lancer("produire", fichier, "-p", "ccap", "-o", "s", "--format", "json").stdout)
    assert {"demande": "retirée", "id": "facturation-electronique", "motif": "La ville : annexe séparée"} in data[
        "demandes"
    ]
    assert "facturation-electronique" not in {c["id"] for c in data["pieces"][0]["clauses"]}
    assert "annexe séparée" in lancer("clauses", fichier).stdout
    assert "annexe séparée" in lancer("clauses", fichier, "--pourquoi", "facturation-electronique").stdout
    assert "annexe séparée" in lancer("verifier", "ville/organisation.yaml").stdout
    fichier.write_text(
        fichier.read_text(encoding="utf-8")
        + "\nclauses: {ajouter: [{id: facturation-electronique, motif: demandée}]}\n",
        encoding="utf-8",
    )
    data = json.loads(lancer("produire", fichier, "-p", "ccap", "-o", "t", "--format", "json").stdout)
    assert "facturation-electronique" in {c["id"] for c in data["pieces"][0]["clauses"]}


def test_an_organisation_takes_back_what_its_base_withdraws(lancer, organisation):
    organisation("nom: Le PLIE\nclauses: {retirer: [{id: confidentialite, motif: non}]}\n", "plie")
    organisation("nom: La ville\nbase: ../plie\n", "ville")
    assert "[retirée]" in lancer("clauses", dans="ville").stdout
    lancer("clauses", "adapter", "confidentialite", dans="ville")
    assert "[retirée]" not in lancer("clauses", dans="ville").stdout


def test_only_the_default_of_a_parameter_changes(lancer, tmp_path, organisation, marche):
    fichier = marche(tmp_path / "m", exemple="travaux-residence")
    nom = "reception_delai_decision"
    sans = json.loads(lancer("config", "--parametres", "--format", "json").stdout)["valeurs"]
    assert {v["nom"]: v["origine"] for v in sans}[nom] == "bibliothèque nationale"
    organisation(f"nom: La ville\nparametres: {{{nom}: 21 jours}}\n")
    avec = {
        v["nom"]: v
        for v in json.loads(lancer("config", "--parametres", "--format", "json", dans="ville").stdout)["valeurs"]
    }
    assert avec[nom]["valeur"].split() == ["21", "jours"] and avec[nom]["origine"] == "La ville"
    lancer("produire", fichier, "-p", "ccap", "-o", "s", "--organisation", "ville")
    assert "21 jours" in texte(tmp_path / "s")
    dit = lancer("clauses", "--essayer", "reception-travaux", code=0)
    assert "21 jours" not in dit.stdout
