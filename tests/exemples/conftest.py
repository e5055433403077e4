"""Every example contract produced once, converted once."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from clausegen.generation import generate
from clausegen.library import load_library, shipped_templates
from clausegen.marche import read_marche

ROOT = Path(__file__).resolve().parents[2] / "exemples"
NAMES = sorted(p.parent.name for p in ROOT.glob("*/marche.yaml"))


@dataclass(frozen=True)
class Produced:
    lecture: object
    production: object

    def piece(self, slug):
        return next(p for p in self.production.pieces if p.slug == slug)


@pytest.fixture(scope="session")
def library():
    return load_library()


@pytest.fixture(scope="session")
def produced(library):
    """Production of every example, by name."""
    out = {}
    for name in NAMES:
        lecture = read_marche(ROOT / name / "marche.yaml")
        assert lecture.marche is not None, [str(f) for f in lecture.findings]
        production = generate(lecture.marche, library, shipped_templates(), (), lecture.source, lecture.locate)
        out[name] = Produced(lecture, production)
    return out


@pytest.fixture(scope="session")
def pdf_texts(produced, require_tool, tmp_path_factory):
    """Text of every CCAP and RC as LibreOffice prints it: {(example, piece): [page, …]}."""
    soffice, pdftotext = require_tool("soffice"), require_tool("pdftotext")
    folder = tmp_path_factory.mktemp("pieces")
    for name, item in produced.items():
        for slug in ("ccap", "rc"):
            (folder / f"{name}__{slug}.docx").write_bytes(item.piece(slug).data)
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{folder}/profil", "--headless", "--convert-to", "pdf", "--outdir", str(folder),
         *map(str, sorted(folder.glob("*.docx")))],
        check=True, capture_output=True, timeout=1800,
    )  # fmt: skip
    texts = {}
    for docx in folder.glob("*.docx"):
        pdf = docx.with_suffix(".pdf")
        assert pdf.exists(), f"LibreOffice wrote nothing for {docx.name}"
        done = subprocess.run([pdftotext, "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=120)
        name, _, slug = docx.stem.partition("__")
        texts[name, slug] = done.stdout.decode("utf-8").rstrip("\f").split("\f")
    return texts
