"""A library already read, as JSON text: what the next run loads instead of parsing two hundred YAML files.

Values only: each list starts with the name of what it holds (a class of `_CLASSES`, a scalar of `_SCALARS`, « tuple »,
or « @ » for a place in a file), so nothing that a foreign file names can run.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from clausegen.findings import Location
from clausegen.legal.baremes import Bareme, Baremes, DateApplication, Valeur
from clausegen.legal.periods import Periode
from clausegen.legal.references import Ccag, Cellule, Public, Reference, References
from clausegen.legal.territoires import Departement, Territoires
from clausegen.model import ArticlePlan, Clause, Derogation, Exemple, Library, Parametre, Piece, SousArticle
from clausegen.values import Duree, Montant, Taux

_CLASSES: dict[str, type] = {
    c.__name__: c
    for c in (
        ArticlePlan, Bareme, Baremes, Ccag, Cellule, Clause, DateApplication, Departement, Derogation, Exemple, Library,
        Parametre, Periode, Piece, Public, Reference, References, SousArticle, Territoires, Valeur,
    )
}  # fmt: skip
_SCALARS: dict[str, Callable[..., Any]] = {
    "date": dt.date.fromisoformat, "Decimal": Decimal, "Montant": Montant, "Taux": Taux, "Duree": Duree,
}  # fmt: skip
_PLAIN = (str, int, bool, type(None))


def write_library(library: Library) -> str:
    """Text of a library; TypeError when it holds something that a snapshot cannot."""
    paths: dict[str, int] = {}
    tree = _write(library, paths)
    return json.dumps([list(paths), tree], ensure_ascii=False, separators=(",", ":"))


def _write(value: Any, paths: dict[str, int]) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return ["tuple", *(_write(item, paths) for item in value)]
    if isinstance(value, Mapping):
        return {str(key): _write(item, paths) for key, item in value.items()}
    if kind is Location:
        return ["@", paths.setdefault(value.path, len(paths)), value.line, value.column, *([value.place] if value.place else [])]
    if kind is dt.date:
        return ["date", value.isoformat()]
    if kind is Duree:
        return ["Duree", value.nombre, value.unite]
    if kind in (Decimal, Montant, Taux):
        return [kind.__name__, str(value)]
    if is_dataclass(value) and kind.__name__ in _CLASSES:
        return [kind.__name__, *(_write(getattr(value, f.name), paths) for f in fields(value))]
    if kind is list:
        return ["list", *(_write(item, paths) for item in value)]
    raise TypeError(kind)


def read_library(text: str) -> Library:
    """The library of a text; LookupError, TypeError or ValueError when it is not one that `write_library` made."""
    paths, tree = json.loads(text)

    def read(value: Any) -> Any:
        kind = type(value)
        if kind is dict:
            return {key: item if type(item) is str else read(item) for key, item in value.items()}
        if kind is not list:
            return value
        name = value[0]
        if name == "@":
            return Location(paths[value[1]], *value[2:])
        if name == "tuple":
            return tuple([item if type(item) is str else read(item) for item in value[1:]])
        if name == "list":
            return [read(item) for item in value[1:]]
        if name in _SCALARS:
            return _SCALARS[name](*value[1:])
        return _CLASSES[name](*[item if type(item) is str else read(item) for item in value[1:]])

    library = read(tree)
    if not isinstance(library, Library):
        raise TypeError("not a library")
    return library
