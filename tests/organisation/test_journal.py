"""What changed in the library, and what it would do to the contracts of a folder."""

from __future__ import annotations

import json
import re

from tests.organisation.conftest import RACINE


def test_the_journal_is_read_by_date_of_consultation(lancer):
    tout = lancer("clauses", "journal").stdout
    assert re.search(r"Version \d{4}\.\d\d\.\d\d, publiée le \d\d/\d\d/\d{4}", tout)
    assert "Consultations engagées à partir du" in tout
    data = json.loads(lancer("clauses", "journal", "--format", "json").stdout)
    ancien = json.loads(lancer("clauses", "journal", "--date", "2022-01-01", "--format", "json").stdout)
    assert 0 < len(ancien[0]["changements"]) < len(data[0]["changements"])
    assert all(c["depuis"] is None or c["depuis"] <= "2022-01-01" for c in ancien[0]["changements"])
    assert "n’est pas une date" in lancer("clauses", "journal", "--date", "hier", code=2).stderr


def test_the_shipped_journal_names_clauses_that_exist_and_the_version_of_today(lancer):
    from clausegen.library import load_library, shipped_library
    from clausegen.library.journal import load_journal

    library, journal = load_library(), load_journal(shipped_library())
    assert journal and journal == tuple(sorted(journal, key=lambda v: v.publiee_le, reverse=True))
    assert {i for v in journal for e in v.entrees for i in e.clauses} <= library.clauses.keys()


def test_what_would_change_in_each_contract_from_its_produced_pieces(lancer, tmp_path, organisation, marche):
    ville = organisation("nom: V\n")
    un = marche(ville / "contrats" / "un")
    marche(ville / "contrats" / "deux", ("reference: 2026-014", "reference: 2026-015"))
    marche(ville / "contrats" / "trois", ("reference: 2026-014", "reference: 2026-016"))
    lancer("produire", un, "-p", "ccap", "-o", "ville/contrats/un/pieces")
    lancer("essayer", "--accepter", "contrats/deux", dans="ville")
    rien = lancer("clauses", "journal", "contrats", dans="ville").stdout
    assert "un : rien ne changerait (comparé aux pièces produites)" in rien
    assert "deux : rien ne changerait (comparé au texte accepté)" in rien
    assert "trois : ni pièce produite ni texte accepté" in rien
    avant = (ville / "contrats" / "un" / "pieces").iterdir()
    octets = {p: p.read_bytes() for p in avant}
    lancer("clauses", "adapter", "facturation-electronique", dans="ville")
    clause = ville / "clauses" / "facturation-electronique.md"
    clause.write_text(clause.read_text(encoding="utf-8").rstrip() + "\n\nUne phrase nouvelle.\n", encoding="utf-8")
    fait = lancer("clauses", "journal", "contrats", dans="ville", code=1).stdout
    assert "un : 1 clause changerait" in fait and "deux : 1 clause changerait" in fait
    assert "ccap, facturation-electronique : modification" in fait or "facturation-electronique : ajout" in fait
    assert "Une phrase nouvelle." in fait.replace("\u00a0", " ")
    assert octets == {p: p.read_bytes() for p in octets}
    (ville / "organisation.yaml").write_text(
        "nom: V\nclauses: {retirer: [{id: avance, motif: non}]}\n", encoding="utf-8"
    )
    data = json.loads(lancer("clauses", "journal", "contrats/un", "--format", "json", dans="ville", code=1).stdout)
    (redite,) = data
    assert {(c["clause"], c["genre"]) for c in redite["changements"]} >= {("avance", "retrait")}


def test_a_contract_that_can_no_longer_be_produced_is_told(lancer, organisation, marche):
    ville = organisation("nom: V\n")
    fichier = marche(ville / "contrats" / "un", ("procedure: MAPA", "procedure: inconnue"))
    dit = lancer("clauses", "journal", "contrats", dans="ville", code=2)
    assert "ne peut pas être produit" in dit.stdout and "marche.yaml:10" in dit.stderr
    assert fichier.exists() and (RACINE / "clause_library" / "journal.yaml").is_file()
