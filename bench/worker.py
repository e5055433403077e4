"""Run in a fresh process: `worker.py cold|warm docxtpl|floor|engine FOLDER`. Prints nothing."""

import sys
from pathlib import Path

MANY = 40


def cold_docxtpl(folder):
    import io
    import json

    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO((folder / "template.docx").read_bytes()))
    document.render(json.loads((folder / "context.json").read_text(encoding="utf-8")), autoescape=True)
    document.save(folder / "out.docx")


def cold_floor(folder):
    import zipfile

    parts = {p.relative_to(folder / "parts").as_posix(): p.read_bytes() for p in (folder / "parts").rglob("*") if p.is_file()}
    with zipfile.ZipFile(folder / "floor.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def warm_docxtpl(folder):
    for _ in range(MANY):
        cold_docxtpl(folder)


def warm_floor(folder):
    for _ in range(MANY):
        cold_floor(folder)


def warm_engine(folder):
    from contestants import Engine, variants

    from clausegen.library import load_library
    from clausegen.sources import read_yaml

    contracts = variants(read_yaml(folder / "marche.yaml").plain(), 8)
    engine = Engine(load_library(), contracts)
    for _ in range(MANY // 8):
        engine.all()


globals()[f"{sys.argv[1]}_{sys.argv[2]}"](Path(sys.argv[3]))
