"""Shapes that the shipped pieces do not have: cells of several paragraphs, tables within tables, columns that come and go."""

from __future__ import annotations

import io

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from clausegen.word.integrity import integrity
from clausegen.word.suivi import suivre

from .outils import W, arbre, erreurs, paragraphes


def document(*blocs) -> bytes:
    """("Style", text), or rows of a table; a cell is a text, its lines are paragraphs."""
    doc = Document()
    for bloc in blocs:
        if isinstance(bloc, tuple):
            doc.add_paragraph(bloc[1], style=bloc[0])
            continue
        table = doc.add_table(len(bloc), len(bloc[0]), style="Table Grid")
        for rangee, textes in zip(table.rows, bloc, strict=True):
            for cellule, texte in zip(rangee.cells, textes, strict=True):
                premiere, *suite = texte.split("\n")
                cellule.paragraphs[0].text = premiere
                for ligne in suite:
                    cellule.add_paragraph(ligne)
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def aller_retour(avant: bytes, apres: bytes) -> bytes:
    suivi = suivre(avant, apres, "clausegen")
    assert paragraphes(suivi.data, "accepter") == paragraphes(apres)
    assert paragraphes(suivi.data, "refuser") == paragraphes(avant)
    return suivi.data


N = "Normal"
CAS = {
    "cellule de plusieurs paragraphes": (
        [[["a", "un\ndeux\ntrois"]], (N, "fin")],
        [[["a", "un\ntrois\nquatre\ncinq"]], (N, "fin")],
    ),
    "cellule vidée": ([[["a", "un\ndeux"]], (N, "fin")], [[["a", ""]], (N, "fin")]),
    "colonne ajoutée": ([[["a", "b"], ["c", "d"]], (N, "fin")], [[["a", "b", "e"], ["c", "d", "f"]], (N, "fin")]),
    "tableau retiré entre deux textes": ([(N, "un"), [["a", "b"]], (N, "fin")], [(N, "un"), (N, "fin")]),
    "tableau ajouté, paragraphe retiré devant": (
        [(N, "un"), (N, "deux"), (N, "fin")],
        [(N, "un"), [["a", "b"]], (N, "fin")],
    ),
    "style changé": ([("Heading 1", "Prix"), (N, "texte")], [("Heading 2", "Prix"), (N, "texte")]),
    "puces": (
        [("List Bullet", "un"), ("List Bullet", "deux"), (N, "fin")],
        [("List Bullet", "deux"), ("List Number", "trois"), (N, "fin")],
    ),
    "tout autre": ([(N, "avant")], [("Heading 1", "après"), (N, "rien à voir"), [["x"]], (N, "dernier")]),
    "dernier paragraphe retiré": ([(N, "un"), ("Quote", "dernier")], [(N, "un")]),
}


@pytest.mark.parametrize("cas", CAS)
@pytest.mark.parametrize("sens", [1, -1])
def test_both_ways(cas, sens, tmp_path):
    avant, apres = CAS[cas][::sens]
    neuf = document(*apres)
    data = aller_retour(document(*avant), neuf)
    assert integrity(data) == integrity(neuf)
    # The model of python-docx has faults of its own; tracking adds none.
    assert erreurs(data, tmp_path) <= erreurs(neuf, tmp_path)


def test_a_changed_style_is_a_tracked_property():
    data = aller_retour(*(document(*c) for c in CAS["style changé"]))
    root = arbre(data)
    assert root.find(f".//{W}pPrChange/{W}pPr/{W}pStyle").get(f"{W}val") == "Heading1"
    assert root.find(f".//{W}ins") is None


def test_rows_come_and_go_as_rows():
    data = aller_retour(
        document([["Article", "Objet"], ["1", "retard"], ["2", "absence"]], (N, "fin")),
        document([["Article", "Objet"], ["2", "absence"], ["3", "document"]], (N, "fin")),
    )
    root = arbre(data)
    assert [len(root.findall(f".//{W}trPr/{W}{m}")) for m in ("ins", "del")] == [1, 1]


_BLOC = st.one_of(
    st.tuples(
        st.sampled_from([N, "Heading 1", "List Bullet"]),
        st.sampled_from(["un deux trois", "un deux", "quatre", "", "cinq six sept huit"]),
    ),
    st.lists(st.lists(st.sampled_from(["a", "b\nc", "", "d e f"]), min_size=2, max_size=2), min_size=1, max_size=3),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_BLOC, max_size=5), st.lists(_BLOC, max_size=5))
def test_any_two_documents(avant, apres):
    aller_retour(document(*avant, (N, "fin")), document(*apres, (N, "fin")))
