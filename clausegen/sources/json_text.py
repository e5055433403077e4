"""JSON read within bounds: one document, or one object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from clausegen.findings import Refused
from clausegen.sources.text import read_text, refuse

MAX_JSON = 20_000_000
MAX_LINES = 20_000


def read_json(path: Path) -> tuple[Any, ...]:
    """Values of a JSON document (one) or of a file with one value a line; `Refused` (CG101, CG104) in French."""
    text = read_text(path, MAX_JSON)
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        raise refuse(str(path), "CG104", "ce fichier ne contient pas de JSON", "indiquez un fichier .json ou .jsonl de données essentielles")
    first, _, rest = start.partition("\n")
    if first.startswith("{") and rest.lstrip().startswith("{"):
        return _lines(text, str(path))
    return (_decode(text, str(path)),)


def _lines(text: str, path: str) -> tuple[Any, ...]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > MAX_LINES:
        raise refuse(path, "CG101", f"ce fichier compte {len(lines)} lignes (plus de {MAX_LINES})", "gardez les seuls marchés utiles")
    return tuple(_decode(line, path, number) for number, line in lines)


def _decode(text: str, path: str, first: int = 1) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _refusal(path, first + error.lineno - 1, error.colno) from None
    except (RecursionError, ValueError):
        raise _refusal(path, first, 1) from None


def _refusal(path: str, line: int, column: int) -> Refused:
    return refuse(path, "CG104", "la structure JSON est incorrecte à cet endroit", "vérifiez que le fichier est complet", line, column)
