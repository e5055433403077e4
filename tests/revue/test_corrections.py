"""What a jurist changes in Word reaches the file, and only that; what is broken is refused with its place."""

from __future__ import annotations

import pytest
from lxml import etree

from clausegen.findings import Niveau
from tests.revue.outils import W, alinea, change, document, lues, paragraphe_de, source_de, suivi, tape

CLAUSE = "ccap-insertion-principe"


def une(data: bytes):  # type: ignore[no-untyped-def]
    [retouche] = lues(data)
    return retouche


def test_words_changed_under_tracking_are_read_as_accepted() -> None:
    from clausegen.word.revue_lire import lire_revue

    data = change(document(CLAUSE), lambda r: suivi(r, "conduit une action", "mène une action"))
    assert (lire_revue(data, "x").suivies, lire_revue(data, "x").auteurs) == (2, ("Me Roche",))
    retouche = une(data)
    assert retouche.apres == source_de(CLAUSE).replace("conduit une action", "mène une action")
    [changement] = retouche.changements
    assert "conduit une action" in changement.avant and "mène une action" in changement.apres


def test_the_title_and_a_default_change_in_the_header_alone() -> None:
    clause = "ccap-penalite-heures-smic"

    def geste(root: etree._Element) -> None:
        tape(root, "Pénalité indexée sur le SMIC horaire", "Pénalité indexée")
        tape(root, "fait_generateur", "decompte")

    attendu = (
        source_de(clause)
        .replace("titre: Pénalité indexée sur le SMIC horaire", "titre: Pénalité indexée")
        .replace("defaut: fait_generateur", "defaut: decompte")
    )
    assert une(change(document(clause), geste)).apres == attendu


def test_a_default_of_another_type_is_refused() -> None:
    retouche = une(change(document("ccap-penalite-heures-smic"), lambda r: tape(r, "fait_generateur", "jamais")))
    assert [f.code for f in retouche.constats] == ["CG282"] and not retouche.change
    assert "choisissez parmi" in retouche.constats[0].constat


def test_a_paragraph_and_a_list_item_are_put_in() -> None:
    def geste(root: etree._Element) -> None:
        alinea(root, "Le présent article en fixe seul le régime", "Les * et les _ restent tels quels.")
        alinea(root, "pour ‹le lot›", "pour chaque site ;", "CGPuce")

    apres = une(change(document(CLAUSE), geste)).apres
    assert "Le présent article en fixe seul le régime.\n\nLes \\* et les \\_ restent tels quels.\n{%- endif %}" in apres
    assert "\n- pour chaque site ;\n{% endfor %}" in apres


def test_a_paragraph_is_taken_out() -> None:
    def geste(root: etree._Element) -> None:
        p = paragraphe_de(root, "Le taux s’applique à des heures, jamais à un montant")
        parent = p.getparent()
        assert parent is not None
        parent.remove(p)

    retouche = une(change(document("ccap-insertion-volume-pourcentage"), geste))
    assert "jamais à un montant" not in retouche.apres and retouche.change
    assert retouche.changements[0].apres == ""


def test_bold_put_on_a_word_is_written() -> None:
    def geste(root: etree._Element) -> None:
        suivi(root, "une condition d’exécution", "une condition d’exécution")
        for t in root.iter(f"{W}t"):
            run = t.getparent()
            if t.text == "une condition d’exécution" and run is not None:
                run.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}"><w:b/></w:rPr>'))

    assert "est **une condition d’exécution** au sens" in une(change(document(CLAUSE), geste)).apres


def test_a_remark_joins_the_doubts() -> None:
    def geste(root: etree._Element) -> None:
        cellule = paragraphe_de(root, "Ce qui est écrit ici").getprevious()
        assert cellule is not None
        etree.SubElement(etree.SubElement(cellule, f"{W}r"), f"{W}t").text = "Vérifier : seuil de 2027."

    apres = une(change(document(CLAUSE), geste)).apres
    assert '  - "Vérifier : seuil de 2027."\nexemples:' in apres
    assert apres.replace('  - "Vérifier : seuil de 2027."\n', "") == source_de(CLAUSE)


def test_the_condition_is_not_changed_from_word() -> None:
    retouche = une(change(document(CLAUSE), lambda r: tape(r, "Action d’insertion : oui.", "Toujours.")))
    assert not retouche.change
    assert [(f.code, f.niveau) for f in retouche.constats] == [("CG282", Niveau.A_CORRIGER)]
    assert "Toujours." in retouche.constats[0].constat


@pytest.mark.parametrize(
    ("avant", "apres", "dit"),
    [
        ("‹le titulaire›", "‹la société›", "n’existe pas dans cette clause"),
        ("‹le titulaire›", "‹le titulaire", "champ est abîmé"),
        ("‹sinon›", "‹finn›", "n’existe pas dans cette clause"),
    ],
)  # fmt: skip
def test_a_broken_field_is_refused_with_its_place(avant: str, apres: str, dit: str) -> None:
    retouche = une(change(document(CLAUSE), lambda r: tape(r, avant, apres)))
    assert not retouche.change
    fautes = [f for f in retouche.constats if f.niveau is Niveau.BLOQUANT]
    assert fautes and all(f.code == "CG281" for f in fautes)
    assert any(dit in f.constat for f in fautes)
    assert "alinéa" in str(fautes[0].location) and CLAUSE in str(fautes[0].location)


def test_a_passage_left_open_is_refused() -> None:
    def geste(root: etree._Element) -> None:
        repere = paragraphe_de(root, "‹pour chaque lot›")
        parent = repere.getparent()
        assert parent is not None
        parent.remove(repere)

    retouche = une(change(document(CLAUSE), geste))
    assert any("ne ferme aucun passage" in f.constat for f in retouche.constats) and not retouche.change


def test_a_field_taken_out_whole_is_said() -> None:
    retouche = une(
        change(
            document(CLAUSE), lambda r: tape(r, "‹de l’article L. 2112-2 du code de la commande publique›", "du code")
        )
    )
    assert retouche.change and "du code" in retouche.apres
    assert any("n’emploie plus" in f.constat for f in retouche.constats)


def test_a_document_that_lost_its_sources_reads_against_the_present_file() -> None:
    data = change(document(CLAUSE), lambda r: tape(r, "conduit une action", "mène une action"), sans="customXml/")
    [retouche] = lues(data, source_de)
    assert retouche.apres == source_de(CLAUSE).replace("conduit une action", "mène une action")
    [perdue] = lues(data)
    assert perdue.constats[0].code == "CG280"


def test_a_clause_pasted_twice_is_refused() -> None:
    import copy

    def geste(root: etree._Element) -> None:
        [table] = [t for t in root.iter(f"{W}tbl") if next(iter(t.iterancestors(f"{W}tbl")), None) is None]
        table.addnext(copy.deepcopy(table))

    constats = [f for r in lues(change(document("objet-du-marche"), geste)) for f in r.constats]
    assert any("deux fois" in f.constat for f in constats)
