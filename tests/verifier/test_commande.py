"""`clausegen verifier` and `clausegen expliquer` as their users run them; the ready-made CI files, by their commands."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clausegen.library import shipped_library, shipped_templates
from clausegen.sources import read_yaml

ROOT = Path(__file__).resolve().parents[2]
CLAUSE = shipped_library() / "socle" / "objet-du-marche.md"
CONTRACT = ROOT / "exemples" / "plus-court" / "marche.yaml"
FAULTY = (
    "---\nid: clause-neuve\ntitre: Neuve\npiece: ccap\narticle: {article}\nrang: 50\nversion: 1.0.0\nrevue_le: 2026-11-21\nsi: true\n"
    "exemples:\n  - {{nom: a, marche: services-fcs, contient: [titulaire]}}\n---\nLe titulaire remet, le cas échéant, le {{{{ marche.objett }}}}.\n"
)


@pytest.fixture
def clausegen(tmp_path):
    def run(*arguments, env=None):
        return subprocess.run(
            [sys.executable, "-m", "clausegen", *map(str, arguments)], cwd=tmp_path, capture_output=True, text=True,
            encoding="utf-8", timeout=120, env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **(env or {})},
        )  # fmt: skip

    return run


@pytest.fixture
def faulty(tmp_path):
    from clausegen.library import load_library

    path = tmp_path / "clauses" / "clause-neuve.md"
    path.parent.mkdir()
    path.write_text(FAULTY.format(article=load_library().pieces["ccap"].articles[0].slug), encoding="utf-8")
    return path


def test_a_clause_of_the_library_is_verified_alone(clausegen):
    done = clausegen("verifier", CLAUSE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("1 clause\u00a0: aucun constat")


def test_a_clause_outside_any_library_is_laid_over_the_shipped_one(clausegen, faulty):
    done = clausegen("verifier", "clauses/clause-neuve.md")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith("clauses/clause-neuve.md:13:43: CG211 bloquant") and "« objet »" in line for line in lines), lines
    assert any("CG751 conseil" in line for line in lines)


def test_a_folder_of_clauses_and_the_choice_of_codes(clausegen, faulty):
    assert clausegen("verifier", "clauses", "--ignorer", "CG211,CG206").returncode == 0
    done = clausegen("verifier", "clauses", "--choisir", "CG7", "--echec-sur", "conseil")
    assert done.returncode == 1 and "CG751" in done.stdout and "CG211" not in done.stdout


def test_a_comment_with_its_reason_sets_a_finding_aside(clausegen, faulty):
    text = faulty.read_text(encoding="utf-8").replace("objett", "objet")
    faulty.write_text(text.replace("Le titulaire remet", "{# clausegen: ignorer CG751 — formule imposée #}\nLe titulaire remet"), encoding="utf-8")
    done = clausegen("verifier", faulty, "--echec-sur", "conseil")
    assert done.returncode == 0 and "1 écarté par un commentaire" in done.stdout, done.stdout
    faulty.write_text(text.replace("Le titulaire remet", "{# clausegen: ignorer CG751 #}\nLe titulaire remet"), encoding="utf-8")
    assert {"CG291", "CG751"} <= codes(clausegen, faulty)
    faulty.write_text(text.replace("le cas échéant, ", "").replace("Le titulaire remet", "{# clausegen: ignorer CG751 — formule #}\nLe titulaire remet"), encoding="utf-8")
    assert codes(clausegen, faulty) == {"CG290"}
    faulty.write_text(text.replace("id: clause-neuve", "# clausegen: ignorer-fichier CG751 — formule imposée\nid: clause-neuve"), encoding="utf-8")
    assert codes(clausegen, faulty) == set()


def codes(clausegen, *paths):
    done = clausegen("verifier", *paths, "--format", "json")
    return {f["code"] for f in json.loads(done.stdout)["constats"]}


def test_a_comment_at_the_end_of_a_line_does_not_glue_two_paragraphs():
    from clausegen.drafting.clause import _env, keep_line_ends

    text = _env().from_string(keep_line_ends("Un. {# clausegen: ignorer CG601 — x #}\nDeux.\n{# seul #}\nTrois.")).render({})
    assert text.split("\n") == ["Un. ", "Deux.", "Trois."]


def test_the_base_is_written_then_silences_what_it_holds(clausegen, faulty, tmp_path):
    assert clausegen("verifier", faulty, "--base", "base.json", "--ecrire-base").returncode == 0
    done = clausegen("verifier", faulty, "--base", "base.json", "--echec-sur", "conseil")
    assert done.returncode == 0 and "déjà dans la base" in done.stdout
    (tmp_path / "autre.json").write_text("[]", encoding="utf-8")
    assert clausegen("verifier", faulty, "--base", "autre.json").returncode == 2
    assert clausegen("verifier", faulty, "--ecrire-base").returncode == 2


def test_reports_are_written_beside_the_text(clausegen, faulty, tmp_path):
    done = clausegen("verifier", faulty, "--rapport", "sarif:r/a.sarif", "--rapport", "junit:r/a.xml")
    assert done.returncode == 1
    assert json.loads((tmp_path / "r/a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert sorted(p.name for p in (tmp_path / "r").iterdir()) == ["a.sarif", "a.xml"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rien.md"], "CG906"), (["--rapport", "sarif"], "FORMAT:FICHIER"), (["--choisir", "204"], "n’est pas un code"),
        (["--choisir", "CG999"], "aucune règle"), (["--ignorer", "CG7,CG299"], "aucune règle"),
        (["--format", "xml"], "n’est pas admis"), (["--echec-sur", "grave"], "n’est pas admis"),
    ],
)  # fmt: skip
def test_wrong_use_is_code_2_and_french(clausegen, arguments, words):
    done = clausegen("verifier", *arguments)
    assert done.returncode == 2 and words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_contracts_are_recognised_one_by_one_and_by_folder(clausegen, tmp_path):
    done = clausegen("verifier", CONTRACT, "--format", "json")
    kinds = {c["genre"] for c in json.loads(done.stdout)["controles"]}
    assert kinds == {"marché", "essai"} and done.returncode in (0, 1)
    (tmp_path / "contrats" / "a").mkdir(parents=True)
    (tmp_path / "contrats" / "a" / "marche.yaml").write_text("objet: x\nduree_moi: 3\n", encoding="utf-8")
    done = clausegen("verifier", "contrats")
    assert done.returncode == 1 and "contrats/a/marche.yaml:2:1: CG102 bloquant" in done.stdout


def test_a_gabarit_and_a_piece_are_told_apart(clausegen, tmp_path):
    clausegen("produire", CONTRACT, "-p", "ccap", "-o", "pieces")
    piece = next((tmp_path / "pieces").glob("*.docx"))
    done = clausegen("verifier", shipped_templates() / "ccap.docx", piece, "--format", "json")
    kinds = [c["genre"] for c in json.loads(done.stdout)["controles"]]
    assert kinds.count("gabarit") == 1 and kinds.count("pièce") == 1


def test_github_is_recognised(clausegen, faulty):
    done = clausegen("verifier", faulty, env={"GITHUB_ACTIONS": "true"})
    assert "::error file=clauses/clause-neuve.md,line=13" in done.stdout


def test_explain_prints_the_page_and_the_list(clausegen):
    done = clausegen("expliquer", "cg204")
    assert done.returncode == 0 and "## Écrire plutôt" in done.stdout
    done = clausegen("expliquer")
    assert done.returncode == 0 and "CG2xx — clauses" in done.stdout and "CG110" in done.stdout
    done = clausegen("expliquer", "CG2O4")
    assert done.returncode == 2 and "Vouliez-vous dire" in done.stderr


# Ready to use


def scripts(path):
    data = read_yaml(path).plain()
    if path.name == "action.yml":
        step = data["runs"]["steps"][-1]
        names = {"CHEMINS": "clauses", "ECHEC_SUR": data["inputs"]["echec-sur"]["default"], "BASE": "", "SARIF": data["inputs"]["sarif"]["default"]}
        assert set(step["env"]) == set(names)
        return step["run"], names
    job = data["clausegen:verifier"]
    names = {k: v for k, v in job["variables"].items() if k != "CLAUSEGEN_CACHE"}
    return "\n".join(job["script"]), {**names, "CLAUSEGEN_CHEMINS": "clauses"}


@pytest.mark.parametrize(
    ("file", "reports"),
    [("github/action.yml", ["clausegen.sarif", "resume.md"]), ("gitlab/verifier.yml", ["gl-code-quality.json", "clausegen-junit.xml"])],
)
def test_the_ci_files_run(tmp_path, faulty, file, reports):
    script, names = scripts(ROOT / "ci" / file)
    binaries = tmp_path / "bin"
    binaries.mkdir()
    (binaries / "clausegen").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clausegen "$@"\n', encoding="utf-8")
    (binaries / "clausegen").chmod(0o755)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{binaries}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": "resume.md", **names}
    bash = shutil.which("bash") or "sh"
    done = subprocess.run([bash, "-e", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1, done.stderr
    for report in reports:
        assert (tmp_path / report).stat().st_size > 50
    faulty.write_text(faulty.read_text(encoding="utf-8").replace("objett", "objet"), encoding="utf-8")
    done = subprocess.run([bash, "-e", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hooks_take_the_files_that_they_say(clausegen, faulty):
    import re

    hooks = read_yaml(ROOT / ".pre-commit-hooks.yaml").plain()
    by_id = {h["id"]: h for h in hooks}
    assert re.search(by_id["clausegen-clauses"]["files"], "clause_library/socle/objet-du-marche.md")
    assert re.search(by_id["clausegen-clauses"]["files"], "clauses/clause-neuve.md")
    assert not re.search(by_id["clausegen-clauses"]["files"], "docs/ecrire-une-clause.md")
    for hook in hooks:
        program, *arguments = hook["entry"].split()
        assert program == "clausegen"
        files = {"clausegen-clauses": [faulty], "clausegen-gabarits": [shipped_templates() / "rc.docx"], "clausegen-marches": [CONTRACT]}[hook["id"]]
        done = clausegen(*arguments, *files)
        assert done.returncode in (0, 1) and "Traceback" not in done.stderr
        assert (done.returncode == 1) == (hook["id"] == "clausegen-clauses"), done.stdout + done.stderr
