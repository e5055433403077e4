"""From a clause to Word and back: nothing changes that nobody changed, whoever saved the document."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from clausegen.revue.decoupage import decouper
from clausegen.revue.francais import Francais
from tests.revue.outils import LIBRARY, document, document_de, lues, source_de

MOTS = st.sampled_from(
    ["Le titulaire", "remet", "**deux**", "*rapports*", "à l’acheteur", "{{ marche.objet }}", "{{ parties.titulaire | de }}", "5 %",
     "1 250 €", "\\*", "{% if marche.lots %}par lot{% endif %}", "{{ a_completer(\"lieu\") }}", "a_b", "« cité »", "(voir)", "[1]"]
)  # fmt: skip
PHRASES = st.lists(MOTS, min_size=1, max_size=6).map(lambda m: "Texte " + " ".join(m) + " fin.")
CELLULES = st.lists(MOTS, min_size=1, max_size=2).map(" ".join)


@st.composite
def blocs(draw: st.DrawFn, niveau: int = 0) -> str:
    """Blocks of a text: paragraphs, lists, tables, passages inside passages."""
    out = []
    for genre in draw(st.lists(st.sampled_from("ppluntif"), min_size=1, max_size=4)):
        if genre == "p":
            out.append(draw(PHRASES))
        elif genre in "lun":
            signe = {"l": "- ", "u": "- ", "n": "1. "}[genre]
            out.append("\n".join(signe + p for p in draw(st.lists(PHRASES, min_size=1, max_size=3))))
        elif genre == "t":
            rangees = [
                f"| {a} | {b} |" for a, b in draw(st.lists(st.tuples(CELLULES, CELLULES), min_size=2, max_size=4))
            ]
            out.append("\n".join([rangees[0], "|---|---:|", *rangees[1:]]))
        elif niveau < 2:
            tete, queue = draw(
                st.sampled_from(
                    [
                        ("{% if marche.lots %}", "{% endif %}"),
                        ("{%- if faits.alloti %}", "{%- endif %}"),
                        ("{% for l in lots %}", "{% endfor %}"),
                    ]
                )
            )
            out.append(f"{tete}\n{draw(blocs(niveau + 1))}\n{queue}")
    return "\n\n".join(out) or "Texte."


def clause(corps: str) -> str:
    return f'---\nid: essai\ntitre: Essai\npiece: ccap\narticle: objet\nrang: 1\nversion: 1.0.0\nrevue_le: 2026-11-21\nsi: "true"\n---\n{corps}\n'


def test_every_clause_of_the_library_is_cut_without_loss() -> None:
    perdues = [c.id for c in LIBRARY.clauses.values() if decouper(c.texte, Francais(LIBRARY)).source != c.texte]
    assert perdues == []


def test_every_clause_of_the_library_comes_back_untouched() -> None:
    retouches = lues(document())
    assert len(retouches) == len(LIBRARY.clauses)
    changees = [r.id for r in retouches if r.change or r.changements or r.constats or r.apres != source_de(r.id)]
    assert changees == []


def test_same_clauses_same_bytes() -> None:
    assert document("avance") == document("avance")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocs())
def test_any_text_comes_back_untouched(corps: str) -> None:
    data, lue = document_de(clause(corps), "essai")
    assert decouper(lue.texte, Francais(LIBRARY)).source == lue.texte
    [retouche] = lues(data)
    assert (retouche.changements, retouche.constats) == ([], [])
    assert retouche.apres == clause(corps)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab *_|\\`#-{}%\n.1é«»", max_size=120))
def test_any_characters_are_cut_without_loss(corps: str) -> None:
    assert decouper(corps, Francais(LIBRARY)).source == corps


@pytest.mark.parametrize("ids", [("avance", "rc-criteres", "anx-fiche-entreprise"), ("objet-du-marche",)])
def test_the_document_is_valid(tmp_path: Path, ids: tuple[str, ...]) -> None:
    path = tmp_path / "revue.docx"
    path.write_bytes(document(*ids))
    assert [str(e) for e in OpenXmlValidator().validate(str(path)).errors] == []


@pytest.mark.outil
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice n’est pas installé")
def test_every_clause_comes_back_untouched_after_libreoffice(tmp_path: Path) -> None:
    source, sortie = tmp_path / "revue.docx", tmp_path / "sortie"
    source.write_bytes(document())
    with tempfile.TemporaryDirectory() as profil:
        subprocess.run(
            ["soffice", f"-env:UserInstallation={Path(profil).as_uri()}", "--headless", "--convert-to", "docx:MS Word 2007 XML",
             "--outdir", str(sortie), str(source)], check=True, capture_output=True, timeout=300,
        )  # fmt: skip
    retouches = lues((sortie / "revue.docx").read_bytes())
    assert len(retouches) == len(LIBRARY.clauses)
    assert [r.id for r in retouches if r.changements or r.constats or r.apres != source_de(r.id)] == []
