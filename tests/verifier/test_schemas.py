"""Machine reports against the schemas of those who read them (`schemas/`, kept as published; see LICENCES.md)."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from clausegen.verifier.rapports import ecrire
from tests.verifier.test_rapports import BILAN, EMPTY

SCHEMAS = Path(__file__).parent / "schemas"
# What GitLab's own parser requires (app/validators/json_schemas/codeclimate.json), and its documented severities.
GITLAB = {
    "type": "object",
    "required": ["description", "fingerprint", "severity", "location", "check_name"],
    "properties": {
        "description": {"type": "string"},
        "check_name": {"type": "string"},
        "fingerprint": {"type": "string"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path"],
            "properties": {
                "path": {"type": "string"},
                "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
            },
            "anyOf": [{"required": ["lines"]}, {"required": ["positions"]}],
        },
    },
}
BILANS = pytest.mark.parametrize("bilan", [BILAN, EMPTY], ids=["faults", "none"])


@pytest.fixture(scope="module")
def sarif():
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.fixture(scope="module")
def junit():
    return etree.XMLSchema(etree.parse(str(SCHEMAS / "junit-10.xsd")))


@BILANS
def test_sarif_is_valid_against_the_oasis_schema(sarif, bilan):
    assert [error.message for error in sarif.iter_errors(json.loads(ecrire("sarif", bilan)))] == []


def test_the_sarif_schema_refuses_what_it_should(sarif):
    log = json.loads(ecrire("sarif", BILAN))
    log["runs"][0]["results"][0]["level"] = "critical"
    del log["runs"][0]["tool"]["driver"]["name"]
    assert len(list(sarif.iter_errors(log))) == 2


@BILANS
def test_junit_is_valid_against_the_xunit_schema(junit, bilan):
    junit.assertValid(etree.fromstring(ecrire("junit", bilan).encode()))


def test_the_junit_schema_refuses_what_it_should(junit):
    root = etree.fromstring(ecrire("junit", BILAN).encode())
    del root[0].attrib["tests"]
    assert not junit.validate(root)


@BILANS
def test_gitlab_issues_hold_what_its_parser_requires(bilan):
    issues = json.loads(ecrire("gitlab", bilan))
    assert len(issues) == len(bilan.findings)
    for issue in issues:
        jsonschema.validate(issue, GITLAB)
