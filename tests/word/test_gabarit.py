"""A gabarit made by someone else: what is repaired, what is refused, and how it is said."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from clausegen.blocks import DraftArticle, Heading
from clausegen.cache import Cache
from clausegen.findings import Refused
from clausegen.word import Gabarit, compose, load_gabarit, read_gabarit
from clausegen.word.integrity import integrity
from clausegen.word.tags import repair
from tests.word import essai
from tests.word.essai import p
from tests.word.outils import paragraphs, part, parts, repack, replaced

CACHELESS = Cache(None)


def with_text(data: bytes, *texts: str, name: str = "word/document.xml") -> bytes:
    """The gabarit with paragraphs added before its end."""
    added = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return replaced(data, "<w:sectPr>", added + "<w:sectPr>", name)


def with_xml(data: bytes, xml: str) -> bytes:
    return replaced(data, "<w:sectPr>", xml + "<w:sectPr>")


def printed(data: bytes, **fields: object) -> list[str]:
    gabarit = read_gabarit(data, "gabarit.docx", CACHELESS)
    draft = essai.draft(*essai.one(p("Texte.")).articles, **fields)
    out = compose(draft, gabarit, essai.MANIFEST, essai.PROPERTIES)
    assert integrity(out) == ()
    return paragraphs(out)


def refusal(data: bytes, **fields: object) -> dict[str, str]:
    """Codes and statements of what is refused, when it is read or when it is used."""
    with pytest.raises(Refused) as refused:
        printed(data, **fields)
    for finding in refused.value.findings:
        assert finding.constat and finding.remede and finding.location.path == "gabarit.docx"
    return {f.code: str(f) for f in refused.value.findings}


# What Word's autocorrection does to a tag


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("{{ x | default(« a ») }}", '{{ x | default("a") }}'),
        ("{{ x | default(“a”) }}", '{{ x | default("a") }}'),
        ("{{ x | default(‘a’) }}", "{{ x | default('a') }}"),
        ('{% if x == "l’action" %}', '{% if x == "l’action" %}'),
        ("{% if x == « l’action d’insertion » %}", '{% if x == "l’action d’insertion" %}'),
        ("{% if x == ‘l’action’ %}", "{% if x == 'l’action' %}"),
        ("{%\u00a0if\u00a0x –\u00a01 %}", "{% if x - 1 %}"),
        ("{% if a &lt; 3 and b &gt; 2 %}", "{% if a < 3 and b > 2 %}"),
        ('{{ "a &amp; b" }}', '{{ "a & b" }}'),
        ("{{ f(“dit « oui »”) }}", '{{ f("dit « oui »") }}'),
    ],
)
def test_a_tag_is_repaired(typed: str, read: str) -> None:
    assert repair(typed) == read


def test_an_apostrophe_inside_a_literal_is_compared_as_it_was_typed(gabarit_bytes: bytes) -> None:
    data = with_text(gabarit_bytes, "{%p if genre == “clause d’insertion” %}", "Présente", "{%p endif %}")
    assert "Présente" in printed(data, genre="clause d’insertion")
    assert "Présente" not in printed(data, genre="clause d'insertion")


def test_text_outside_tags_keeps_its_typography(gabarit_bytes: bytes) -> None:
    text = "« L’acheteur » – dit “oui” : 3\u00a0€"
    assert text in printed(with_text(gabarit_bytes, text))


def test_a_no_break_space_after_the_kind_of_tag_is_accepted(gabarit_bytes: bytes) -> None:
    assert "Vu" in printed(with_text(gabarit_bytes, "{%p\u00a0if oui\u00a0%}", "Vu", "{%p\u00a0endif %}"), oui=True)


def test_a_tag_cut_by_the_spelling_checker_is_joined(gabarit_bytes: bytes) -> None:
    cut = (
        '<w:p><w:r><w:t>Objet : {</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>{ marche</w:t>'
        "</w:r><w:r><w:t>.objet }</w:t></w:r><w:r><w:t>}</w:t></w:r></w:p>"
    )
    assert "Objet : Nettoyage des bâtiments communaux et vitrerie des écoles" in printed(with_xml(gabarit_bytes, cut))


def test_literal_braces_can_be_written(gabarit_bytes: bytes) -> None:
    assert "{{ ceci }}" in printed(with_text(gabarit_bytes, "{_{ ceci }_}"))


def test_a_row_is_repeated(gabarit_bytes: bytes) -> None:
    texts = [text.replace("\u00a0", " ").replace("\u2011", "-") for text in printed(gabarit_bytes)]
    for row in essai.FIELDS["couverture"]:
        assert row["libelle"] in texts and row["valeur"] in texts


def test_fields_of_a_footnote_are_printed(gabarit_bytes: bytes) -> None:
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Voir {{ marche.reference }}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    data = repack({**parts(gabarit_bytes), "word/footnotes.xml": notes.encode()})
    data = replaced(
        data,
        "</Types>",
        f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>',
        "[Content_Types].xml",
    )
    gabarit = read_gabarit(data, "gabarit.docx", CACHELESS)
    out = compose(essai.one(p("Texte.")), gabarit, essai.MANIFEST, essai.PROPERTIES)
    assert paragraphs(out, "word/footnotes.xml") == ["Voir 2026-014"]


# What is said, not lost


def test_an_unknown_field_is_named_with_its_place(gabarit_bytes: bytes) -> None:
    codes = refusal(with_text(gabarit_bytes, "Prix : {{ marche.prics }}"))
    assert "« prics » n’existe pas" in codes["CG314"] and "marche.prics" in codes["CG314"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ marche.objet", "CG310"),
        ("{% if projet", "CG310"),
        ("{{ marche.objet | inconnu }}", "CG314"),
        ("{{ 1 + }}", "CG310"),
        ("{{ inconnu }}", "CG314"),
        ("{{ 1 / 0 }}", "CG314"),
        ("Texte {%p if projet %}", "CG311"),
        ("{%tr for x in couverture %}", "CG311"),
        ("{{r marche.objet }}", "CG313"),
        ("{%tc for x in couverture %}", "CG313"),
        ("{{p marche.objet }}", "CG313"),
        ("{{ corps }}", "CG309"),
        ("{{ marche }}", "CG314"),
    ],
)
def test_what_cannot_be_printed_is_refused(text: str, code: str, gabarit_bytes: bytes) -> None:
    assert code in refusal(with_text(gabarit_bytes, text))


@pytest.mark.parametrize(
    "attack",
    [
        "{{ marche.__class__.__mro__ }}", "{{ ''.__class__ }}", "{{ cycler.__init__.__globals__ }}", "{{ lipsum() }}",
        "{{ couverture.clear() }}", "{{ 'a' * 10**9 }}", "{{ '%s' | format(marche) }}", "{% for a in range(99999999) %}{% endfor %}",
        "{{ self.__init__ }}", "{{ marche['__class__'] }}", "{% include 'x' %}", "{{ 'a'.__add__('b') }}",
    ],
)  # fmt: skip
def test_the_sandbox_holds(attack: str, gabarit_bytes: bytes) -> None:
    assert set(refusal(with_text(gabarit_bytes, attack.replace("<", "&lt;")))) <= {"CG310", "CG314"}


def test_a_field_in_a_comment_or_an_endnote_is_said(gabarit_bytes: bytes) -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = "<w:p><w:r><w:t>{{ marche.objet }}</w:t></w:r></w:p>"
    for name, content in (("comments", f"<w:comments {w}><w:comment w:id='1'>{note}</w:comment></w:comments>"),
                          ("endnotes", f"<w:endnotes {w}><w:endnote w:id='1'>{note}</w:endnote></w:endnotes>")):  # fmt: skip
        assert "CG312" in refusal(repack({**parts(gabarit_bytes), f"word/{name}.xml": content.encode()}))


def test_tracked_changes_are_refused(gabarit_bytes: bytes) -> None:
    tracked = '<w:p><w:del w:id="9" w:author="a"><w:r><w:delText>{{ marche.objet }}</w:delText></w:r></w:del></w:p>'
    assert "CG307" in refusal(with_xml(gabarit_bytes, tracked))


def test_the_body_must_have_one_place(gabarit_bytes: bytes) -> None:
    assert "CG309" in refusal(replaced(gabarit_bytes, "{{p corps }}", "rien"))
    assert "CG309" in refusal(with_text(gabarit_bytes, "{{p corps }}"))
    assert "CG309" in refusal(with_text(gabarit_bytes, "{{p article(“objet”) }}"))
    assert "CG311" in refusal(replaced(gabarit_bytes, "{{p corps }}", "Ici : {{p corps }}"))


def test_missing_styles_are_named(gabarit_bytes: bytes) -> None:
    data = replaced(gabarit_bytes, 'w:name w:val="List Bullet"', 'w:name w:val="Puces"', "word/styles.xml")
    assert "« list bullet »" in refusal(data)["CG308"]
    data = replaced(gabarit_bytes, '<w:numPr><w:numId w:val="3"/></w:numPr>', "", "word/styles.xml")
    assert "« list number »" in refusal(data)["CG308"]


# Articles and clauses placed one by one


def two_articles(**fields: object) -> object:
    first = essai.one(p("Un.")).articles[0]
    second = DraftArticle(Heading(1, "Prix", "2", "cgt_2"), (essai.clause("prix", [p("Deux.")]),), "prix")
    return essai.draft(first, second, **fields)


def placed(gabarit_bytes: bytes, *texts: str) -> list[str]:
    data = replaced(gabarit_bytes, "{{p corps }}", texts[0])
    data = with_text(data, *texts[1:]) if texts[1:] else data
    gabarit = read_gabarit(data, "gabarit.docx", CACHELESS)
    return paragraphs(compose(two_articles(), gabarit, essai.MANIFEST, essai.PROPERTIES))  # type: ignore[arg-type]


def test_articles_can_be_placed_one_by_one(gabarit_bytes: bytes) -> None:
    texts = placed(gabarit_bytes, "{{p article(“objet”) }}", "Entre les deux", "{{p clause('prix') }}")
    assert texts.index("Un.") < texts.index("Entre les deux") < texts.index("Deux.")


def test_a_clause_placed_nowhere_is_never_lost(gabarit_bytes: bytes) -> None:
    with pytest.raises(Refused) as refused:
        placed(gabarit_bytes, "{{p article(“objet”) }}")
    assert "« prix » est placée nulle part" in str(refused.value)


# Files that are refused before they are read


def test_other_files_are_refused() -> None:
    for data in (b"", b"bonjour", b"%PDF-1.7", b"\xd0\xcf\x11\xe0ancien .doc", repack({"a.txt": b"a"})):
        assert set(refusal(data)) == {"CG301"}


def test_a_bomb_is_refused(gabarit_bytes: bytes) -> None:
    assert "CG302" in refusal(repack({**parts(gabarit_bytes), "word/media/a.xml": b"\0" * 50_000_000}))
    many = {f"word/media/{n}.txt": b"" for n in range(2_100)}
    assert "CG302" in refusal(repack({**parts(gabarit_bytes), **many}))


def test_a_lying_size_is_refused(gabarit_bytes: bytes) -> None:
    data = bytearray(repack({**parts(gabarit_bytes), "word/styles.xml": b"<a/>" + b" " * 90_000}))
    position = data.rindex(b"word/styles.xml") - 46 + 24
    data[position : position + 4] = struct.pack("<L", 10)
    assert set(refusal(bytes(data))) == {"CG301"}


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/passwd", "word\\a.xml", "C:/a.xml", "WORD/styles.xml"])
def test_bad_names_are_refused(name: str, gabarit_bytes: bytes) -> None:
    out = io.BytesIO(gabarit_bytes)
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, b"<a/>")
    assert "CG303" in refusal(out.getvalue())


def test_macros_are_refused(gabarit_bytes: bytes) -> None:
    assert "CG304" in refusal(repack({**parts(gabarit_bytes), "word/vbaProject.bin": b"x"}))


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "frame"])
def test_links_to_elsewhere_are_refused(kind: str, gabarit_bytes: bytes) -> None:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId99" Type="{base}/{kind}" Target="http://exemple.fr/x" TargetMode="External"/></Relationships>'
    assert "CG305" in refusal(replaced(gabarit_bytes, "</Relationships>", link, "word/_rels/document.xml.rels"))


def test_a_document_type_is_refused(gabarit_bytes: bytes) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:styles'
    assert "CG306" in refusal(replaced(gabarit_bytes, "<w:styles", bomb, "word/styles.xml"))


def test_damaged_xml_is_refused(gabarit_bytes: bytes) -> None:
    assert "CG301" in refusal(replaced(gabarit_bytes, "</w:body>", ""))


# Reading once


def test_a_compiled_gabarit_comes_back_from_the_cache(
    gabarit_bytes: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_gabarit(gabarit_bytes, "a", Cache(tmp_path))
    monkeypatch.setitem(sys.modules, "clausegen.word.compilation", None)
    second = read_gabarit(gabarit_bytes, "b", Cache(tmp_path))
    assert second.compiled == first.compiled


def test_a_gabarit_is_read_once_a_process(gabarit: Gabarit) -> None:
    assert load_gabarit(gabarit.path) is gabarit


def test_a_run_whose_cache_is_full_imports_neither_docxtpl_nor_lxml(gabarit: Gabarit) -> None:
    program = (
        "import sys; from clausegen.word import load_gabarit; from clausegen.word.compose import compose\n"
        f"load_gabarit({gabarit.path!r})\n"
        "print([m for m in ('docxtpl', 'docx', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_gabarits_in_the_repository_come_from_their_script(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    subprocess.run(
        [sys.executable, str(root / "tools" / "gabarits.py"), str(tmp_path)],
        check=True,
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": ""},
    )
    for path in sorted(tmp_path.glob("*.docx")):
        assert parts(path.read_bytes()) == parts((root / "templates" / path.name).read_bytes())


def test_the_frame_has_no_english_language(gabarit_bytes: bytes) -> None:
    assert 'w:lang w:val="fr-FR"' in part(gabarit_bytes, "word/styles.xml")
    assert 'w:w="11906" w:h="16838"' in part(gabarit_bytes)
    assert 'w:val="15"' in part(gabarit_bytes, "word/settings.xml")
    assert "updateFields" not in part(gabarit_bytes, "word/settings.xml")
