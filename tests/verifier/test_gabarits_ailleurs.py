"""Gabarits from elsewhere: saved again by LibreOffice, made by other hands, damaged in every way; annotated copies."""

import contextlib
import io
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from clausegen.findings import Niveau
from clausegen.verifier.annoter import annote
from clausegen.verifier.reconnaitre import nature_word
from clausegen.verifier.regle import Cible
from clausegen.verifier.retouches import commentaire, ecrit, remplace, tour
from clausegen.verifier.word import examiner_word
from tests.verifier.fautes_gabarits import FAUTES
from tests.verifier.outils import shipped
from tests.verifier.test_fautes_gabarits import STATIC, TEMPLATES, changed, examine, package

ROOT = Path(__file__).resolve().parents[2]
REELS = Path(os.environ.get("CLAUSEGEN_PARTAGE", ROOT.parent / "shared")) / "donnees" / "word-reels"
CCAP = (TEMPLATES / "ccap.docx").read_bytes()


# Saved again by LibreOffice


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory, require_tool):
    """The shipped gabarits, opened and saved by LibreOffice."""
    out = tmp_path_factory.mktemp("lo")
    soffice = require_tool("soffice")
    subprocess.run(
        [soffice, f"-env:UserInstallation={(out / 'profil').as_uri()}", "--headless", "--convert-to", "docx:MS Word 2007 XML",
         "--outdir", str(out), *(str(p) for p in sorted(TEMPLATES.glob("*.docx")))], check=True, timeout=180, capture_output=True,
    )  # fmt: skip
    return out


def test_a_gabarit_saved_by_libreoffice_has_only_findings_that_are_right(saved_again):
    # LibreOffice moves the page break of « {{p corps }} » to the paragraph before, where docxtpl would lose it.
    for name in ("ccap", "rc"):
        (finding,) = examine((saved_again / f"{name}.docx").read_bytes(), f"{name}.docx")
        assert finding.code == "CG311" and finding.niveau is Niveau.A_CORRIGER
        assert "{{p sommaire }}" in finding.location.place and "saut de page" in finding.constat
    assert examine((saved_again / "piece.docx").read_bytes(), "piece.docx") == ()


# Made by other hands


@pytest.mark.skipif(
    not REELS.is_dir() and not os.environ.get("CI"), reason="CLAUSEGEN_PARTAGE ne désigne pas le dossier partagé"
)
@pytest.mark.parametrize("path", sorted(REELS.glob("*.docx")) or [None], ids=lambda p: p.stem if p else "absent")
def test_a_real_word_file_is_examined_without_surprise(path):
    assert path is not None, "le dossier word-reels est absent"
    found = examine(path.read_bytes(), path.name)
    codes = {f.code for f in found}
    # None of these is a gabarit of ours: no place for the body, American paper, English.
    assert {"CG309", "CG308", "CG320", "CG321"} <= codes
    assert "CG909" not in codes and "CG331" not in codes
    # Nothing is said of the file itself but what was checked by hand: nothing of a part, nothing of a macro.
    assert not codes & {"CG301", "CG302", "CG303", "CG304", "CG305", "CG306", "CG336"}
    assert annote(path.read_bytes(), found) is not None


@pytest.mark.skipif(not REELS.is_dir(), reason="CLAUSEGEN_PARTAGE ne désigne pas le dossier partagé")
def test_the_known_faults_of_the_real_templates_are_found():
    def codes(name):
        return {(f.code, f.location.line) for f in examine((REELS / name).read_bytes(), name)}

    # Docassemble's own bad template: « if » without condition, closed in another form.
    assert {("CG310", 2), ("CG318", 4)} <= codes("valid_word_invalid_jinja.docx")
    assert "CG329" in {c for c, _ in codes("fixture_warning_positive_sdt_databinding.docx")}
    # Tags cut in runs by Word are whole for us.
    assert not {c for c, _ in codes("fixture_warning_positive_fragmented_runs.docx")} & {"CG310", "CG334"}


# Damaged in every way


@settings(max_examples=150, deadline=2000, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, len(CCAP) - 1), st.integers(0, 255)), min_size=1, max_size=12),
    st.integers(0, len(CCAP)),
)
def test_a_damaged_archive_gives_findings_and_no_traceback(changes, cut):
    data = bytearray(CCAP)
    for position, value in changes:
        data[position] = value
    data = bytes(data[: cut or len(data)])
    nature_word(data)
    assert "CG909" not in {f.code for f in examine(data, "x.docx", STATIC)}


PIECES = (
    "{{", "}}", "{%", "%}", "{#", "{%p ", "{%tr ", "{{p corps }}", " endif ", " for a in b ", "if x ", "’", "«", "</w:t>", "<w:t>", "</w:p>", "<w:p>",
    "<w:r>", "</w:r>", "</w:tc>", "<w:tc>", "<w:tbl>", "<w:sdt>", "<w:ins>", "<w:hyperlink>", '<w:fldChar w:fldCharType="begin"/>', "\x00", "\ufffe", "&",
    "&#0;", "w:val=", '"', "<!--", "<![CDATA[", "99999999999999999999", "-1", "\u0130", "x" * 5000, "{{" * 300, "(" * 300, "{{ a" + ".b" * 400 + " }}",
)  # fmt: skip


@settings(max_examples=200, deadline=3000, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/header1.xml", "docProps/core.xml",
                     "word/_rels/document.xml.rels", "[Content_Types].xml", "_rels/.rels"]),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(PIECES), st.integers(0, 60)), min_size=1, max_size=6),
)  # fmt: skip
def test_a_damaged_part_gives_findings_and_no_traceback(name, edits):
    def change(parts):
        text = parts[name].decode("utf-8")
        for where, piece, gone in edits:
            at = int(where * len(text))
            text = text[:at] + piece + text[at + gone :]
        parts[name] = text.encode("utf-8", "replace") + b" "

    data = changed("ccap", change)
    found = examine(data, "x.docx", STATIC)
    assert "CG909" not in {f.code for f in found}, [str(f) for f in found if f.code == "CG909"]
    annote(data, found)


@settings(max_examples=200, deadline=3000, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            (*PIECES[:13], "marche", ".objet", " | ", "euros", "==", '"a"', " ", "(", ")", "[0]", "lots", "set a = 1")
        ),
        min_size=1,
        max_size=14,
    )
)
def test_any_text_typed_in_a_gabarit_is_read(pieces):
    data = changed("ccap", ecrit("".join(pieces) + "."))
    assert "CG909" not in {f.code for f in examine(data, "x.docx", STATIC)}


@settings(max_examples=40, deadline=20000, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(FAUTES), min_size=2, max_size=4))
def test_faults_together_never_crash_a_rule(faults):
    def change(parts):
        for _, _, alter, _ in faults:
            with contextlib.suppress(ValueError, KeyError, UnicodeDecodeError):
                alter(parts)
        parts["word/extra.txt"] = b"a"

    assert "CG909" not in {f.code for f in examine(changed("ccap", change), "x.docx", STATIC)}


def test_a_file_that_is_no_archive_is_said():
    for data in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + bytes(600), package({"a.txt": b"a"})):
        (finding,) = examine(data, "x.docx", STATIC)
        assert finding.code == "CG301" and finding.niveau is Niveau.BLOQUANT


def test_a_gabarit_of_many_tags_is_examined_in_time():
    data = changed("ccap", ecrit(*("{%p if projet %}", "{{ marche.objett }}", "{%p endif %}") * 400))
    start = time.perf_counter()
    assert len(examine(data, "x.docx", STATIC)) == 400
    assert time.perf_counter() - start < 5


# Set aside by a comment


def test_a_comment_sets_a_finding_aside_where_it_stands():
    data = changed(
        "ccap",
        tour(
            commentaire("clausegen: ignorer CG325 — nom voulu"),
            remplace("{{ marche.objet }}", "{{ marche.objet }} XXX"),
        ),
    )
    (control,), aside = examiner_word([(Path("ccap.docx"), data, Cible.GABARIT)], shipped(), STATIC)
    assert control.findings == () and [f.code for f in aside] == ["CG325"]


def test_a_comment_for_the_whole_file_holds_everywhere_and_a_useless_one_is_said():
    data = changed(
        "ccap",
        tour(
            commentaire("clausegen: ignorer-fichier CG322 — titre voulu"),
            remplace("Gabarit : Cahier des clauses administratives particulières", "", "docProps/core.xml"),
        ),
    )
    assert examine(data, choix=STATIC) == ()
    assert [
        f.code for f in examine(changed("ccap", commentaire("clausegen: ignorer CG322 — titre voulu")), choix=STATIC)
    ] == ["CG290"]
    assert [f.code for f in examine(changed("ccap", commentaire("clausegen: ignorer CG322")), choix=STATIC)] == [
        "CG291"
    ]


# The annotated copy


def comments(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/comments.xml").decode("utf-8")
    return [re.sub("<[^>]*>", " ", c) for c in re.findall(r"<w:comment .*?</w:comment>", xml, re.DOTALL)]


@pytest.mark.parametrize("name", ["rubrique inconnue", "champ inconnu dans une cellule", "champ inconnu dans un pied de page", "commentaire oublié",
                                  "Word anglais", "bloc de cellule à cellule", "logo lié", "insertion suivie"])  # fmt: skip
def test_an_annotated_copy_holds_every_finding_and_is_a_valid_document(name, tmp_path):
    _, gabarit, change, _ = next(f for f in FAUTES if f[0] == name)
    data = changed(gabarit, change)
    found = examine(data, f"{gabarit}.docx", STATIC)
    before = len(comments(data)) if b"comments.xml" in data else 0
    copy = annote(data, found)
    written = comments(copy)
    assert len(written) == before + len(found)
    for finding in found:
        assert any(finding.code in c and finding.remede.split("«")[0][:20] in c for c in written)
    path = tmp_path / "copie.docx"
    path.write_bytes(copy)
    original = tmp_path / "gabarit.docx"
    original.write_bytes(data)
    audit = [str(e) for e in OpenXmlValidator().validate(path).errors]
    assert audit == [str(e) for e in OpenXmlValidator().validate(original).errors]


def test_the_copy_of_a_clean_gabarit_with_one_fault_passes_the_audit(tmp_path):
    path = tmp_path / "copie.docx"
    path.write_bytes(
        annote(
            changed("rc", ecrit("{{ marche.objett }}")),
            examine(changed("rc", ecrit("{{ marche.objett }}")), "rc.docx", STATIC),
        )
    )
    assert [str(e) for e in OpenXmlValidator().validate(path).errors] == []


def test_the_copy_opens_in_libreoffice(tmp_path, require_tool):
    data = changed("ccap", ecrit("{{ marche.objett }}", "Commune de XXX"))
    path = tmp_path / "copie.docx"
    path.write_bytes(annote(data, examine(data, "ccap.docx", STATIC)))
    subprocess.run(
        [require_tool("soffice"), f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to", "odt", "--outdir",
         str(tmp_path), str(path)], check=True, timeout=120, capture_output=True,
    )  # fmt: skip
    with zipfile.ZipFile(tmp_path / "copie.odt") as archive:
        text = archive.read("content.xml").decode("utf-8")
    assert text.count("<office:annotation ") == 2 and "vouliez-vous dire" in text


def test_the_option_writes_beside_and_never_over(tmp_path):
    source = tmp_path / "ccap.docx"
    data = changed("ccap", ecrit("{{ marche.objett }}"))
    source.write_bytes(data)

    def run():
        return subprocess.run([sys.executable, "-m", "clausegen", "verifier", str(source), "--annoter"], cwd=tmp_path, capture_output=True, text=True,
                              encoding="utf-8", timeout=120, env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)})  # fmt: skip

    done = run()
    assert (
        done.returncode == 1
        and "CG314" in done.stdout
        and "vouliez-vous dire « objet »" in done.stdout
        and "ccap_annote.docx" in done.stderr
    )
    first = (tmp_path / "ccap_annote.docx").read_bytes()
    source.write_bytes(changed("ccap", ecrit("{{ marche.objett }}", "Commune de XXX")))
    assert "ccap_annote_v2.docx" in run().stderr
    assert (tmp_path / "ccap_annote.docx").read_bytes() == first != (tmp_path / "ccap_annote_v2.docx").read_bytes()
    assert sorted(p.name for p in tmp_path.glob("*.docx")) == ["ccap.docx", "ccap_annote.docx", "ccap_annote_v2.docx"]


def test_a_file_that_cannot_be_opened_has_no_copy():
    assert annote(b"PK", examine(b"PK", "x.docx", STATIC)) is None
    broken = changed("ccap", remplace("</w:body>", ""))
    assert annote(broken, examine(broken, "ccap.docx", STATIC)) is None


# Documentation


def test_the_26_kinds_of_failure_are_each_sown():
    text = (ROOT / "docs" / "verifier-gabarit.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|.*\| (CG\d{3}) \| (.+?) \|$", text, re.M)
    sown = {f[0]: {c for c, _ in f[3]} for f in FAUTES}
    assert [int(n) for n, _, _ in rows] == list(range(1, 27))
    for _, code, name in rows:
        assert code in sown[name], name
