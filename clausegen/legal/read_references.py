"""Folder `clause_library/references/` to `References`; every fault is a finding with its file, line and column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clausegen.findings import Location
from clausegen.legal.periods import Periode, check_overlaps, read_period
from clausegen.legal.references import Ccag, Cellule, Public, Reference, References
from clausegen.legal.shape import Reader
from clausegen.sources import Node

_SECTIONS = frozenset({"ccag", "regles", "textes", "publics", "origines", "sources"})
_FILE = _SECTIONS | {"verifie_le", "etat_du_droit", "source", "depuis"}
_CCAG = frozenset(
    {"sigle", "titre", "approbation", "depuis", "jusqu_a", "dernier_article", "confiance", "lien", "versions"}
)
_COMMON = frozenset({"titre", "depuis", "jusqu_a", "regle", "doute", "source", "verifie_le", "lien"})
_REGLE = _COMMON | {"articles", "confiance"}
_TEXTE = _COMMON | {"article", "origine", "texte", "decision", "confiance", "periodes"}
_CELLULE = frozenset({"article", "confiance", "source"})
_PERIODE = frozenset({"depuis", "jusqu_a", "note"})
_PUBLIC = frozenset({"groupe", "lettre", "titre", "libelle", "note"})


def load_references(folder: Path | str) -> References:
    """Read and check every YAML file of the folder; raises `Refused` with all findings (CG400–CG409)."""
    reader = Reader()
    roots = [root for path in reader.folder(Path(folder), ".yaml") if (root := reader.file(path))]
    names: dict[str, str] = {}
    sources: dict[str, str] = {}
    links: dict[str, str] = {}
    ccag: dict[str, Ccag] = {}
    for root in roots:
        reader.only(root, _FILE)
        for code, node, _ in reader.items(root, "ccag"):
            ccag[code] = _ccag(reader, code, node)
        for prefix, node, _ in reader.items(root, "origines"):
            reader.only(node, frozenset({"nom", "lien"}))
            names[prefix], links[prefix] = reader.text(node, "nom", required=True), reader.text(node, "lien")
        if "sources" in root.value and reader.kind(root.value["sources"], "mapping"):
            sources |= {key: reader.text(root.value["sources"], key, True) for key in root.value["sources"].value}
    entries: dict[str, Reference] = {}
    publics: dict[str, Public] = {}
    for root in roots:
        found = [_regle(reader, root, ccag, *item) for item in reader.items(root, "regles")]
        found += [_texte(reader, root, names, links, *item) for item in reader.items(root, "textes")]
        for entry in found:
            if entry.cle in entries:
                reader.error("CG403", f"la clé « {entry.cle} » figure déjà ({entries[entry.cle].location})",
                             "gardez-en une", entry.location)  # fmt: skip
            if entry.source not in sources:
                reader.error("CG406", f"source inconnue « {entry.source} »", f"sources connues : {', '.join(sources)}",
                             entry.location)  # fmt: skip
            entries[entry.cle] = entry
        for code, node, _ in reader.items(root, "publics"):
            reader.only(node, _PUBLIC)
            group, letter, title, wording = (
                reader.text(node, field, required=True) for field in ("groupe", "lettre", "titre", "libelle")
            )
            publics[code] = Public(code, group, letter, title, wording, reader.text(node, "note"))
    reader.check()
    return References(entries, ccag, publics, sources, names)


def _ccag(reader: Reader, code: str, node: Node) -> Ccag:
    reader.only(node, _CCAG)
    sigle, titre, approbation, dernier = (
        reader.text(node, f, required=True) for f in ("sigle", "titre", "approbation", "dernier_article")
    )
    versions = node.value.get("versions")
    dated = {}
    if versions is not None and reader.kind(versions, "mapping"):
        dated = {article: date for article in versions.value if (date := reader.date(versions, article))}
    period, confiance, link = read_period(reader, node), reader.confiance(node), reader.text(node, "lien")
    return Ccag(code, sigle, titre, approbation, period, dernier, confiance, link, dated)


def _common(reader: Reader, root: Node, key: str, node: Node, place: Location) -> Reference:
    return Reference(
        cle=key,
        titre=reader.text(node, "titre", required=True),
        periodes=(read_period(reader, root if "depuis" in root.value and "depuis" not in node.value else node),),
        confiance="",
        source=reader.text(node, "source") or reader.text(root, "source"),
        verifie_le=reader.date(node, "verifie_le") or reader.date(root, "verifie_le"),
        lien=reader.text(node, "lien"),
        regle=reader.text(node, "regle"),
        doute=reader.text(node, "doute"),
        location=place,
    )


def _regle(reader: Reader, root: Node, ccag: dict[str, Ccag], key: str, node: Node, place: Location) -> Reference:
    reader.only(node, _REGLE)
    if not key.startswith("ccag."):
        reader.error("CG401", f"la clé « {key} » doit commencer par « ccag. »", "renommez-la", place)
    default = reader.confiance(node)
    cells: dict[str, Cellule] = {}
    section = node.value.get("articles")
    if section is not None and reader.kind(section, "mapping"):
        for code, cell in section.value.items():
            if code not in ccag:
                reader.error(
                    "CG406", f"CCAG inconnu « {code} »", f"CCAG connus : {', '.join(ccag)}", section.keys[code]
                )
            cells[code] = _cellule(reader, cell, default)
    if not cells:
        reader.error("CG405", f"la règle « {key} » ne donne aucun article", "complétez « articles »", place)
    return replace(_common(reader, root, key, node, place), cellules=cells)


def _cellule(reader: Reader, cell: Node, confiance: str) -> Cellule:
    """A number alone takes the confidence of its rule; a mapping states its own."""
    if cell.kind == "scalar":
        if not cell.value:
            reader.error("CG405", "le numéro d’article manque", "complétez-le ou retirez ce CCAG", cell.location)
        return Cellule(cell.value, confiance)
    if not reader.kind(cell, "mapping"):
        return Cellule("", "U")
    reader.only(cell, _CELLULE)
    number, source = reader.text(cell, "article", required=True), reader.text(cell, "source")
    return Cellule(number, reader.confiance(cell, confiance), source)


def _texte(
    reader: Reader, root: Node, names: dict[str, str], links: dict[str, str], key: str, node: Node, place: Location
) -> Reference:
    reader.only(node, _TEXTE)
    given = [f for f in ("article", "texte", "decision") if f in node.value]
    if len(given) != 1:
        reader.error("CG405", f"« {key} » doit donner « article », « texte » ou « decision »", "gardez-en un", place)
    prefix = key.split(".")[0]
    origin = reader.text(node, "origine") or names.get(prefix, "")
    article = reader.text(node, "article")
    if article and not origin:
        reader.error("CG406", f"origine inconnue pour « {key} »", "ajoutez le préfixe dans « origines »", place)
    base = _common(reader, root, key, node, place)
    return replace(
        base, article=article, origine=origin, texte=reader.text(node, "texte"), decision=reader.text(node, "decision"),
        confiance=reader.confiance(node), lien=base.lien or links.get(prefix, ""),
        periodes=_periods(reader, node, base.periodes),
    )  # fmt: skip


def _periods(reader: Reader, node: Node, single: tuple[Periode, ...]) -> tuple[Periode, ...]:
    section = node.value.get("periodes")
    if section is None or not reader.kind(section, "sequence"):
        return single
    if "depuis" in node.value or "jusqu_a" in node.value:
        reader.error("CG402", "« periodes » exclut « depuis » et « jusqu_a »", "gardez « periodes »", section.location)
    found: list[tuple[Periode, Location]] = []
    for item in section.value:
        if reader.kind(item, "mapping"):
            reader.only(item, _PERIODE)
            found.append((read_period(reader, item), item.location))
    check_overlaps(reader, found)
    return tuple(period for period, _ in found)
