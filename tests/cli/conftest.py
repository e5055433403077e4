"""Running the real command line, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def clausegen(tmp_path):
    """`clausegen("produire", …)` → completed process (text). Runs in an empty folder."""

    def run(*arguments, env=None, timeout=120):
        return subprocess.run(
            [sys.executable, "-m", "clausegen", *map(str, arguments)],
            cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=timeout,
            env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        )  # fmt: skip

    return run


@pytest.fixture
def example():
    return lambda name: ROOT / "exemples" / name / "marche.yaml"
