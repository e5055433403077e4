"""Reports: each holds to the schema of those who read it (constraints of the published formats, restated here)."""

import io
import json
import re

import jsonschema
import pytest
from lxml import etree

from clausegen.findings import Finding, Location, Niveau
from clausegen.verifier.base import lire_base, sans_les_connus, texte_de_base
from clausegen.verifier.bilan import Bilan, Controle, empreintes
from clausegen.verifier.rapports import FORMATS, ecrire, format_du_lieu

HOSTILE = "a\x00\ud800 <b>&\"'|`\n::error::%0A]]> « é »"
FINDINGS = (
    Finding("CG212", Niveau.BLOQUANT, "filtre inconnu « euro »", "vouliez-vous dire « euros » ?", Location("clause_library/socle/a.md", 14, 37)),
    Finding("CG601", Niveau.CONSEIL, "des espaces doubles", "corrigez", Location("clause_library/socle/a.md", 15, 2)),
    Finding("CG601", Niveau.CONSEIL, "des espaces doubles", "corrigez", Location("clause_library/socle/a.md", 19, 8)),
    Finding("CG310", Niveau.BLOQUANT, "champ non fermé", "fermez-le", Location("templates/c c é.docx", 58, 1, "corps, ¶ 58, tableau 2")),
    Finding("CG484", Niveau.A_CORRIGER, HOSTILE, HOSTILE, Location("x.md")),
    Finding("CG900", Niveau.BLOQUANT, "sans lieu", ""),
)
BILAN = Bilan((
    Controle("clause", "a", "clause_library/socle/a.md", FINDINGS[:3]), Controle("gabarit", "c", "templates/c.docx", FINDINGS[3:4]),
    Controle("clause", "sans faute", "clause_library/socle/b.md"), Controle("essai", "services × ccap", "m.yaml", FINDINGS[4:]),
), duree=1.84)  # fmt: skip
EMPTY = Bilan((Controle("clause", "b", "b.md"),))

# SARIF 2.1.0, sections 3.13 to 3.30: what this program writes, and nothing else.
SARIF = {
    "type": "object", "required": ["version", "runs"], "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"}, "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {
            "type": "object", "required": ["tool"], "additionalProperties": False,
            "properties": {
                "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "tool": {"type": "object", "required": ["driver"], "additionalProperties": False, "properties": {"driver": {
                    "type": "object", "required": ["name"], "additionalProperties": False, "properties": {
                        "name": {"type": "string"}, "version": {"type": "string"},
                        "rules": {"type": "array", "uniqueItems": True, "items": {
                            "type": "object", "required": ["id"], "additionalProperties": False, "properties": {
                                "id": {"type": "string"},
                                "shortDescription": {"type": "object", "required": ["text"], "additionalProperties": False, "properties": {"text": {"type": "string"}}},
                                "help": {"type": "object", "required": ["text"], "additionalProperties": False, "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}}},
                                "defaultConfiguration": {"type": "object", "additionalProperties": False, "properties": {"level": {"enum": ["none", "note", "warning", "error"]}}},
                            }}},
                    }}}},
                "results": {"type": "array", "items": {
                    "type": "object", "required": ["message"], "additionalProperties": False, "properties": {
                        "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0},
                        "level": {"enum": ["none", "note", "warning", "error"]},
                        "message": {"type": "object", "required": ["text"], "additionalProperties": False, "properties": {"text": {"type": "string"}}},
                        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
                        "locations": {"type": "array", "items": {"type": "object", "additionalProperties": False, "properties": {
                            "logicalLocations": {"type": "array", "items": {"type": "object", "additionalProperties": False, "properties": {"fullyQualifiedName": {"type": "string"}}}},
                            "physicalLocation": {"type": "object", "required": ["artifactLocation"], "additionalProperties": False, "properties": {
                                "artifactLocation": {"type": "object", "additionalProperties": False, "properties": {"uri": {"type": "string", "pattern": "^[^ <>\"{}|\\\\^`\\u00e9]*$"}}},
                                "region": {"type": "object", "additionalProperties": False, "properties": {
                                    "startLine": {"type": "integer", "minimum": 1}, "startColumn": {"type": "integer", "minimum": 1}}},
                            }},
                        }}},
                    }}},
            }}},
    },
}  # fmt: skip
# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
GITLAB = {"type": "array", "items": {
    "type": "object", "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": {"type": "string", "minLength": 1}, "check_name": {"type": "string"},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {"type": "object", "required": ["path", "lines"], "properties": {
            "path": {"type": "string", "pattern": r"^(?!\./|/)[^\\]+$"},
            "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}}},
    }}}  # fmt: skip
JUNIT = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="testsuites"><xs:complexType><xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
 <xs:attribute name="name"/><xs:attribute name="time" type="xs:decimal"/><xs:attribute name="tests" type="xs:nonNegativeInteger"/>
 <xs:attribute name="failures" type="xs:nonNegativeInteger"/></xs:complexType></xs:element>
<xs:element name="testsuite"><xs:complexType><xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
 <xs:attribute name="name" use="required"/><xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
 <xs:attribute name="failures" type="xs:nonNegativeInteger"/><xs:attribute name="errors" type="xs:nonNegativeInteger"/></xs:complexType></xs:element>
<xs:element name="testcase"><xs:complexType><xs:sequence><xs:element name="failure" minOccurs="0"><xs:complexType mixed="true">
 <xs:attribute name="message"/><xs:attribute name="type"/></xs:complexType></xs:element><xs:element name="system-out" type="xs:string" minOccurs="0"/></xs:sequence>
 <xs:attribute name="name" use="required"/><xs:attribute name="classname"/></xs:complexType></xs:element></xs:schema>"""


@pytest.mark.parametrize("bilan", [BILAN, EMPTY], ids=["faults", "none"])
def test_sarif_holds_to_its_format(bilan):
    log = json.loads(ecrire("sarif", bilan))
    jsonschema.validate(log, SARIF)
    run = log["runs"][0]
    assert len(run["results"]) == len(bilan.findings)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@pytest.mark.parametrize("bilan", [BILAN, EMPTY], ids=["faults", "none"])
def test_gitlab_holds_to_its_format_and_no_fingerprint_repeats(bilan):
    issues = json.loads(ecrire("gitlab", bilan))
    jsonschema.validate(issues, GITLAB)
    marks = [i["fingerprint"] for i in issues]
    assert len(set(marks)) == len(marks) == len(bilan.findings)


@pytest.mark.parametrize("bilan", [BILAN, EMPTY], ids=["faults", "none"])
def test_junit_holds_to_its_format(bilan):
    root = etree.parse(io.BytesIO(ecrire("junit", bilan).encode("utf-8", "replace")))
    etree.XMLSchema(etree.fromstring(JUNIT)).assertValid(root)
    assert len(root.findall(".//testcase")) == len(bilan.controles)


def test_junit_fails_a_case_that_is_wrong_and_not_one_that_is_advised():
    root = etree.fromstring(ecrire("junit", BILAN).encode("utf-8", "replace"))
    failed = {case.get("name") for case in root.iter("testcase") if case.find("failure") is not None}
    assert failed == {"a", "c", "services × ccap"}
    assert root.get("failures") == "3" and root.get("tests") == "4"


def test_github_annotations_are_one_a_line_whatever_they_quote():
    lines = ecrire("github", BILAN).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == len(BILAN.findings) == len(lines) - 1
    assert "::error file=clause_library/socle/a.md,line=14,col=37,title=CG212 bloquant::filtre inconnu" in commands[0] + commands[1] + commands[2]
    word = next(c for c in commands if "CG310" in c)
    assert "line=" not in word and "corps, ¶ 58" in word


def test_json_and_text_and_markdown_say_everything():
    data = json.loads(ecrire("json", BILAN))
    assert len(data["constats"]) == 6 and data["comptes"] == {"bloquant": 3, "à corriger": 1, "conseil": 2}
    assert "2 clauses, 1 gabarit, 1 essai\u00a0: 3 bloquants, 1 à corriger, 2 conseils (1,8\u00a0s)" in ecrire("texte", BILAN)
    table = [line for line in ecrire("markdown", BILAN).splitlines() if line.startswith("| ")]
    assert len(table) == 1 + 6 and all(len(re.findall(r"(?<!\\)\|", line)) == 6 for line in table)


def test_a_fingerprint_survives_an_edit_elsewhere():
    moved = Finding("CG212", Niveau.BLOQUANT, FINDINGS[0].constat, FINDINGS[0].remede, Location("clause_library/socle/a.md", 90, 2))
    assert empreintes([FINDINGS[0]])[FINDINGS[0]] == empreintes([moved])[moved]


def test_the_base_hides_what_is_known_and_tells_what_is_gone(tmp_path):
    path = tmp_path / "base.json"
    path.write_text(texte_de_base(Bilan((Controle("clause", "a", "a", FINDINGS[:2]),))), encoding="utf-8")
    left = sans_les_connus(Bilan((Controle("clause", "a", "a", FINDINGS[1:3]),)), lire_base(path))
    assert left.findings == (FINDINGS[2],) and left.connus == 1 and left.disparus == 1
    assert left.code_de_sortie(Niveau.BLOQUANT) == 0 and left.code_de_sortie(Niveau.CONSEIL) == 1


def test_the_format_follows_the_place():
    assert format_du_lieu({}) == "texte" and format_du_lieu({"GITHUB_ACTIONS": "true"}) == "github"
    assert all(ecrire(style, EMPTY) for style in FORMATS)
