"""Help, versions, French messages, the other commands."""

import json
import re

import pytest

import clausegen as package


def test_help_is_french_and_lists_every_command(clausegen):
    done = clausegen("--help")
    assert done.returncode == 0
    for word in ("Utilisation :", "Commandes\u00a0:", "produire", "clauses", "schema"):
        assert word in done.stdout
    assert not re.search(r"\b(Usage|Commands|Show|Options:)\b", done.stdout)


@pytest.mark.parametrize("command", ["produire", "clauses", "schema"])
def test_help_of_each_command(clausegen, command):
    done = clausegen(command, "--help")
    assert done.returncode == 0 and "Utilisation" in done.stdout
    assert "default" not in done.stdout and "Show this" not in done.stdout


def test_version_names_the_engine_and_the_library(clausegen):
    done = clausegen("--version")
    assert done.returncode == 0
    assert re.match(rf"clausegen {re.escape(package.__version__)} — bibliothèque \d{{4}}\.\d\d\.\d\d", done.stdout)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["produir"], ["commande inconnue", "produire"]), (["produire"], ["Il manque l’argument"]),
        (["produire", "x", "--pdff"], ["Option inconnue"]), (["produire", "x", "--format", "xml"], ["n’est pas admis"]),
        (["produire", "x", "-p", "ccpa"], ["pièce inconnue", "ccap"]), (["clauses", "--pourquoi", "x"], ["aucune clause"]),
        (["clauses", "--pourquoi", "objet-du-marche"], ["demande un marché"]),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_in_french(clausegen, arguments, words):
    done = clausegen(*arguments)
    assert done.returncode == 2
    for word in words:
        assert word in done.stderr
    assert not re.search(r"Error|Invalid|Missing|No such|Traceback", done.stderr)


def test_no_colour_when_asked_or_when_not_a_terminal(clausegen):
    for env in ({"NO_COLOR": "1"}, {}):
        assert "\x1b[" not in clausegen("produire", "absent.yaml", env=env).stderr


def test_the_catalogue(clausegen):
    done = clausegen("clauses")
    assert done.returncode == 0 and "CCAP — Clause sociale d’insertion" in done.stdout
    data = json.loads(clausegen("clauses", "--format", "json").stdout)
    assert len(data) > 100 and {"id", "titre", "condition", "fondements"} <= set(data[0])


def test_kept_and_rejected_with_reasons(clausegen, example):
    done = clausegen("clauses", example("plus-court"))
    assert done.returncode == 0
    assert "Retenues (" in done.stdout and "Écartées (" in done.stdout
    data = json.loads(clausegen("clauses", example("plus-court"), "--format", "json").stdout)
    assert all(d["raison"] for d in data)
    assert {d["retenue"] for d in data} == {True, False}


def test_why_a_clause_is_rejected(clausegen, example):
    done = clausegen("clauses", example("travaux-residence"), "--pourquoi", "ccap-globalisation-heures")
    assert "ÉCARTÉE" in done.stdout
    assert "condition" in done.stdout and "lot" in done.stdout and ("✘" in done.stdout)


def test_schema_is_written_and_validates_every_example(clausegen, example, tmp_path):
    import jsonschema

    from clausegen.sources import read_yaml

    assert clausegen("schema", "-o", "s.json").returncode == 0
    schema = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    for path in example("plus-court").parents[1].glob("*/marche.yaml"):
        jsonschema.Draft7Validator(schema).validate(read_yaml(path).plain())


def test_the_published_schema_is_the_model_of_today(example):
    from clausegen.marche import schema

    published = example("plus-court").parents[2] / "schemas" / "marche-1.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == json.loads(json.dumps(schema()))


def test_the_compiled_messages_are_those_of_the_source():
    import gettext
    import importlib.util
    import io
    from pathlib import Path

    script = Path(__file__).resolve().parents[2] / "tools" / "locale.py"
    spec = importlib.util.spec_from_file_location("tools_locale", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def messages(data):
        catalog = dict(gettext.GNUTranslations(io.BytesIO(data))._catalog)
        catalog.pop("", None)  # the header holds the date and the version of the compiler
        return catalog

    assert messages((module.FOLDER / "messages.mo").read_bytes()) == messages(module.compiled())


def test_an_unexpected_error_shows_no_traceback(tmp_path):
    import subprocess
    import sys

    script = tmp_path / "casse.py"
    script.write_text(
        "import sys, clausegen.library as l\n"
        "def boom(*a): raise RuntimeError('secret')\n"
        "l.load_library = boom\n"
        "from clausegen.cli import main\n"
        "main(['--version'])\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr and "CG900" in done.stderr
    assert "secret" in (tmp_path / "clausegen-incident.txt").read_text(encoding="utf-8")
