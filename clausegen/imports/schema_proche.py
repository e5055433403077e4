"""The JSON Schema that a new contract file names, so that an editor completes and checks it while it is typed."""

from __future__ import annotations

import json
import os
from pathlib import Path

from clausegen.marche import schema

NOM = "marche-1.schema.json"


def schema_pour(dossier: Path) -> tuple[str, bytes | None]:
    """Address to write in a file of this folder, and the schema to put beside it (None: one is already within reach)."""
    racine = dossier.resolve()
    for parent in (racine, *racine.parents):
        for place in (parent / NOM, parent / "schemas" / NOM):
            if place.is_file():
                return os.path.relpath(place, racine).replace(os.sep, "/"), None
    return NOM, (json.dumps(schema(), ensure_ascii=False, indent=2) + "\n").encode("utf-8")
