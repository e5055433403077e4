"""Folder `clause_library/baremes/` (and the tables beside it) to `Baremes`; every fault is a finding with its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from clausegen.findings import Location
from clausegen.legal.baremes import Bareme, Baremes, DateApplication, Valeur
from clausegen.legal.periods import Periode, check_overlaps, read_period
from clausegen.legal.references import References
from clausegen.legal.shape import Reader
from clausegen.legal.territoires import load_territoires
from clausegen.sources import Node
from clausegen.values import parse_decimal, parse_duree, parse_montant, parse_taux

_FILE = frozenset({"verifie_le", "a_verifier_avant", "confiance", "source", "baremes", "dates"})
_COMMON = frozenset({"titre", "source", "confiance", "verifie_le", "a_verifier_avant", "doute"})
_BAREME = _COMMON | {"type", "unite", "cles", "tranche", "valeurs"}
_DATE = _COMMON | {"date"}
_VALEUR = frozenset({"valeur", "depuis", "jusqu_a", "source", "confiance", "verifie_le", "a_verifier_avant"})
_TYPES: dict[str, Callable[[str], Any]] = {
    "montant": parse_montant, "taux": parse_taux, "duree": parse_duree, "nombre": parse_decimal, "texte": str,
}  # fmt: skip


def load_baremes(folder: Path | str, references: References | None = None) -> Baremes:
    """Read and check every YAML file of the folder; raises `Refused` with all findings (CG400–CG430).

    Courts and CPV lists are read beside the folder. With `references`, each source must be a key of the register or
    one of its declared sources.
    """
    reader = Reader()
    tables: dict[str, Bareme] = {}
    dates: dict[str, DateApplication] = {}
    for path in reader.folder(Path(folder), ".yaml"):
        root = reader.file(path)
        if root is None:
            continue
        reader.only(root, _FILE)
        for name, node, place in reader.items(root, "baremes"):
            if name in tables:
                reader.error("CG403", f"le barème « {name} » figure déjà", "gardez-en un", place)
            tables[name] = _bareme(reader, root, name, node, references)
        for name, node, place in reader.items(root, "dates"):
            if name in dates:
                reader.error("CG403", f"la date « {name} » figure déjà", "gardez-en une", place)
            if (entry := _date(reader, root, name, node, references)) is not None:
                dates[name] = entry
    places = load_territoires(Path(folder).parent, reader)
    reader.check()
    return Baremes(tables, dates, places)


def _first(reader: Reader, key: str, *nodes: Node) -> str:
    """Text of a key in the nearest node that gives it: row, table, file."""
    return next((text for node in nodes if (text := reader.text(node, key))), "")


def _source(reader: Reader, references: References | None, place: Location, *nodes: Node) -> str:
    source = _first(reader, "source", *nodes)
    if not source:
        reader.error("CG405", "la source manque", "donnez une clé du registre ou une source déclarée", place)
    elif references is not None and source not in references and source not in references.sources:
        reader.error("CG406", f"source inconnue « {source} »", "vérifiez la clé dans « references »", place)
    return source


def _bareme(reader: Reader, root: Node, name: str, node: Node, references: References | None) -> Bareme:
    reader.only(node, _BAREME)
    kind = reader.text(node, "type", required=True)
    if kind not in _TYPES:
        reader.error("CG420", f"type inconnu « {kind} »", f"choisissez parmi {', '.join(_TYPES)}", node.location)
        kind = "texte"
    criteria: dict[str, tuple[str, ...]] = {}
    section = node.value.get("cles")
    if section is not None and reader.kind(section, "mapping"):
        for key, values in section.value.items():
            if reader.kind(values, "sequence"):
                criteria[key] = tuple(values.plain())
    table = Bareme(
        name, reader.text(node, "titre", True), kind, criteria, (),
        reader.text(node, "doute"), reader.text(node, "tranche"),
    )  # fmt: skip
    section = node.value.get("valeurs")
    if section is None or section.kind != "sequence":
        reader.error("CG405", f"le barème « {name} » n’a pas de liste « valeurs »", "ajoutez-la", node.location)
        return table
    items = [item for item in section.value if reader.kind(item, "mapping")]
    rows = tuple(_row(reader, table, (item, node, root), references) for item in items)
    _check_periods(reader, rows)
    return replace(table, valeurs=rows)


def _row(reader: Reader, table: Bareme, chain: tuple[Node, Node, Node], references: References | None) -> Valeur:
    """One value; what the row leaves out comes from its table, then from its file."""
    item, node, root = chain
    reader.only(item, _VALEUR | table.cles.keys() | ({"a_partir_de"} if table.tranche else set()))
    keys = {key: reader.text(item, key) for key in table.cles if key in item.value}
    for key, value in keys.items():
        if value not in table.cles[key]:
            place = item.value[key].location
            reader.error("CG420", f"« {value} » n’est pas admis pour « {key} »", "complétez « cles »", place)
    return Valeur(
        nom=table.nom,
        titre=table.titre,
        valeur=_parse(reader, item, "valeur", _TYPES[table.type]),
        unite=reader.text(node, "unite"),
        periode=read_period(reader, item),
        source=_source(reader, references, item.location, *chain),
        confiance=reader.confiance(item, _first(reader, "confiance", node, root)),
        verifie_le=next((day for n in chain if (day := reader.date(n, "verifie_le"))), None),
        a_verifier_avant=next((day for n in chain if (day := reader.date(n, "a_verifier_avant"))), None),
        cles=keys,
        a_partir_de=_parse(reader, item, "a_partir_de", parse_decimal) if table.tranche else None,
        location=item.location,
    )


def _parse(reader: Reader, item: Node, key: str, parse: Callable[[str], Any]) -> Any:
    text = reader.text(item, key, required=True)
    try:
        return parse(text) if text else None
    except ValueError as error:
        reader.error("CG420", str(error), "corrigez la valeur", item.value[key].location)
        return None


def _check_periods(reader: Reader, rows: Sequence[Valeur]) -> None:
    groups: dict[tuple[frozenset[tuple[str, str]], Decimal | None], list[tuple[Periode, Location]]] = {}
    for row in rows:
        groups.setdefault((frozenset(row.cles.items()), row.a_partir_de), []).append((row.periode, row.location))
    for group in groups.values():
        check_overlaps(reader, group)


def _date(reader: Reader, root: Node, name: str, node: Node, references: References | None) -> DateApplication | None:
    reader.only(node, _DATE)
    day = reader.date(node, "date")
    title = reader.text(node, "titre", required=True)
    source = _source(reader, references, node.location, node, root)
    confiance = reader.confiance(node, reader.text(root, "confiance"))
    if day is None:
        reader.error("CG405", f"la date d’application « {name} » manque", "complétez « date »", node.location)
        return None
    return DateApplication(name, title, day, source, confiance, reader.text(node, "doute"))
