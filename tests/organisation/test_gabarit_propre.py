"""A house CCAP: its own articles typed in Word, the clauses placed one by one, numbers right across both."""

from __future__ import annotations

import copy
import json
import re

import pytest
from openxml_audit import OpenXmlValidator

from clausegen.word.integrity import integrity
from clausegen.word.relecture import read_document
from tests.organisation.conftest import RACINE

ENCADRE = "Article rédigé par la commune pour {{ marche.objet }}."


def maison(lancer, ville, *, clause=""):
    """The shipped gabarit edited as in Word: two articles of the house, the others in another order than the plan's.

    `clause`: one of the clauses, placed alone under the second article of the house.
    """
    from docx import Document

    balises = lancer("gabarit", "champs", "-p", "ccap", dans=ville.name).stdout
    articles = re.findall(r"`(\{\{p article\(\"[\w-]+\"\) \}\})`", balises)
    assert len(articles) > 20
    lancer("gabarit", "creer", "ccap", dans=ville.name)
    gabarit = ville / "gabarits" / "ccap.docx"
    document = Document(str(gabarit))
    (corps,) = (p for p in document.paragraphs if "{{p corps" in p.text)
    styles = {s.name.lower(): s for s in document.styles}

    def poser(texte, style):
        corps.insert_paragraph_before(texte, styles[style])

    poser("Préambule de la commune", "heading 1")
    poser(ENCADRE, "body text")
    poser("Interlocuteurs", "heading 2")
    poser("La direction des bâtiments.", "body text")
    poser("Horaires", "heading 2")
    poser("De 8 heures à 17 heures.", "body text")
    penalites = next(a for a in articles if '"penalites"' in a)
    autres = [a for a in articles if a != penalites]
    if clause:
        autres = [a for a in autres if f'"{clause[0]}"' not in a]
    for rang, balise in enumerate([penalites, *autres]):
        if rang == 4:
            poser("Vie du quartier", "heading 1")
            poser("Le titulaire prévient les riverains.", "body text")
            if clause:
                poser(f'{{{{p clause("{clause[1]}") }}}}', "body text")
        poser(balise, "body text")
    corps._element.getparent().remove(corps._element)
    document.save(str(gabarit))
    return gabarit


def titres(piece):
    return [(p.number, p.text) for p in read_document(piece).body if p.level and p.number]


def juste(fichier):
    """Everything that a document says of its own numbers is what Word will show; it is well formed."""
    octets = fichier.read_bytes()
    lu = read_document(octets)
    numeros = {m: q.number.removeprefix("Article ") for q in lu.body for m in q.heading_marks}
    vus = 0
    for p in lu.body:
        for renvoi in p.references:
            if renvoi.kind == "REF":
                assert renvoi.target in numeros and renvoi.text == numeros[renvoi.target], (p.text, renvoi)
                vus += 1
    assert not integrity(octets)
    assert not OpenXmlValidator().validate(str(fichier)).errors
    return lu, vus


@pytest.mark.parametrize("exemple", ["plus-court", "travaux-residence"])
def test_numbers_renvois_and_derogations_are_right_across_both(lancer, tmp_path, organisation, marche, exemple):
    ville = organisation("nom: La ville\n")
    fichier = marche(ville / "contrats" / "m", exemple=exemple)
    lancer("produire", fichier, "-o", "avant")
    maison(lancer, ville)
    assert "aucun constat" in lancer("verifier", "gabarits/ccap.docx", dans="ville").stdout
    lancer("produire", fichier, "-o", "apres")
    (avant,) = (tmp_path / "avant").glob("*CCAP*.docx")
    (apres,) = (tmp_path / "apres").glob("*CCAP*.docx")
    lu, renvois = juste(apres)
    _, anciens = juste(avant)
    assert renvois == anciens > 5
    dits = titres(apres.read_bytes())
    assert dits[:3] == [
        ("Article 1", "Préambule de la commune"),
        ("1.1", "Interlocuteurs"),
        ("1.2", "Horaires"),
    ]
    assert dits[3][0] == "Article 2" and dits[3][1].startswith("Pénalités")
    assert "Vie du quartier" in [t for _, t in dits]
    # Every article of the plan is there, with another number for most.
    assert {t for _, t in dits} == {t for _, t in titres(avant.read_bytes())} | {
        "Préambule de la commune", "Interlocuteurs", "Horaires", "Vie du quartier",
    }  # fmt: skip
    # The table of contents shows those of the house too.
    sommaire = [p.text for p in lu.body if p.contents]
    assert any("Article 1" in t and "Préambule de la commune" in t for t in sommaire)
    assert [t for t in sommaire if "Article" in t] == sorted(
        (t for t in sommaire if "Article" in t), key=lambda t: int(re.search(r"Article (\d+)", t)[1])
    )
    # The other pieces cite the numbers of this CCAP.
    numeros = {t: n.removeprefix("Article ") for n, t in dits}
    anciens_numeros = {t: n.removeprefix("Article ") for n, t in titres(avant.read_bytes())}
    correspond = {anciens_numeros[t]: numeros[t] for t in anciens_numeros}
    assert sum(a != b for a, b in correspond.items()) > 20
    cite, vues = re.compile(r"article ([\d.]*\d) du CCAP"), 0
    for piece in sorted((tmp_path / "avant").glob("*.docx")):
        if "CCAP" in piece.name:
            continue
        ancien, nouveau = (
            cite.findall(" ".join(p.text for p in read_document(f.read_bytes()).body).replace("\u00a0", " "))
            for f in (piece, tmp_path / "apres" / piece.name)
        )
        assert [correspond[n] for n in ancien] == nouveau
        vues += len(nouveau)
    assert vues > 3
    # Verified where it was made: nothing was touched.
    bilan = json.loads(lancer("verifier", apres, "--organisation", "ville", "--format", "json").stdout)
    assert {c["code"] for c in bilan["constats"]} <= {"CG801"}


def test_a_clause_placed_alone_is_cited_under_the_article_of_the_house(lancer, tmp_path, organisation, marche):
    ville = organisation("nom: La ville\n")
    fichier = marche(ville / "contrats" / "m", exemple="travaux-residence")
    maison(lancer, ville, clause=("avance", "avance"))
    lancer("produire", fichier, "-o", "s")
    (ccap,) = (tmp_path / "s").glob("*CCAP*.docx")
    lu, _ = juste(ccap)
    assert "Avance" not in [t for _, t in titres(ccap.read_bytes())]
    (quartier,) = (p for p in lu.body if p.text == "Vie du quartier" and p.level)
    cites = [p for p in lu.body for r in p.references if r.target in quartier.heading_marks and r.kind == "REF"]
    assert any("avance" in p.text for p in cites)


def test_clauses_that_no_slot_places_are_never_lost(lancer, organisation, marche):
    ville = organisation("nom: La ville\n")
    fichier = marche(ville / "contrats" / "m")
    maison(lancer, ville, clause=("objet", "objet-du-marche"))
    dit = lancer("produire", fichier, "-p", "ccap", "-o", "s", code=2).stderr
    assert "CG315" in dit and "placée nulle part" in dit


def test_the_gabarit_of_the_house_never_changes(lancer, tmp_path, organisation, marche):
    ville = organisation("nom: La ville\n")
    fichier = marche(ville / "contrats" / "m")
    gabarit = maison(lancer, ville)
    octets = copy.copy(gabarit.read_bytes())
    un = lancer("produire", fichier, "-p", "ccap", "-p", "rc", "-o", "un")
    assert un.returncode == 0
    lancer("produire", fichier, "-p", "ccap", "-p", "rc", "-o", "deux")
    assert gabarit.read_bytes() == octets and (RACINE / "templates" / "ccap.docx").is_file()
    for piece in (tmp_path / "un").glob("*.docx"):
        assert piece.read_bytes() == (tmp_path / "deux" / piece.name).read_bytes()
