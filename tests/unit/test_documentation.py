"""Generated documentation is that of today; nothing public is undocumented."""

import importlib.util
from pathlib import Path

from clausegen.drafting.filters import FILTERS
from clausegen.drafting.functions import FUNCTIONS

ROOT = Path(__file__).resolve().parents[2]


def load_tool(name):
    spec = importlib.util.spec_from_file_location(f"tools_{name}", ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_of_the_contract_file_is_that_of_the_model():
    tool = load_tool("reference")
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page()


def test_every_filter_and_function_of_clauses_is_documented():
    page = (ROOT / "docs" / "ecrire-une-clause.md").read_text(encoding="utf-8")
    missing = [name for name in (*FILTERS, *FUNCTIONS) if name not in page]
    assert missing == []


def test_no_machine_path_is_written_anywhere():
    import re
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    faults = []
    for name in listed:
        path = ROOT / name
        if path.suffix in {".docx", ".mo", ".png"} or not path.is_file():
            continue
        if re.search(r"/wo" + r"rk/|/fa" + r"rm/", path.read_text(encoding="utf-8", errors="ignore")):
            faults.append(name)
    assert faults == []
