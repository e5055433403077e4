"""Is a Word file whole? The rules that a schema does not hold: references that point somewhere, ids used once, pairs
that close. Run at every generation (a few milliseconds); openxml-audit completes them in the tests.

Codes: CG380 package, CG381 XML, CG382 id used twice, CG383 unbalanced pair, CG384 reference to nothing, CG385 structure.
Everything found is a fault of the engine or of the gabarit, never of the contract.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import cast

from lxml import etree

from clausegen.findings import Finding, Location, Niveau
from clausegen.sources.zips import ZIP_ERRORS
from clausegen.word.structure import structure_faults

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = {"w": W, "r": R}
_W = f"{{{W}}}"
_VAL, _ID, _NAME = f"{_W}val", f"{_W}id", f"{_W}name"
_TYPES = "[Content_Types].xml"
_STORY = re.compile(r"^word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$")
_REFERENCE = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+\"?([^\s\"\\]+)")
_REMEDY = "ce document ne s’ouvrirait pas bien dans Word : signalez-le avec le gabarit employé"


def _xpath(expression: str) -> Callable[[etree._Element], set[str]]:
    """The distinct strings that an expression finds in a tree."""
    compiled = etree.XPath(expression, namespaces=_NS, smart_strings=False)
    return lambda tree: {str(found) for found in cast("list[str]", compiled(tree))}


_R_IDS = _xpath("//@r:*")
_STYLE_USES = (f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle")
_STYLE_LINKS = (f"{_W}basedOn", f"{_W}next", f"{_W}link")
_NUM_USES = _xpath("//w:numPr/w:numId/@w:val")
_ANCHORS = _xpath("//w:hyperlink/@w:anchor")
_NOTES = {kind: _xpath(f"//w:{kind}Reference/@w:id") for kind in ("footnote", "endnote", "comment")}

Trees = Mapping[str, etree._Element]


def integrity(data: bytes) -> tuple[Finding, ...]:
    """Every fault found in a .docx, none when it is whole."""
    return tuple(
        Finding(code, Niveau.BLOQUANT, statement, _REMEDY, Location(place=place))
        for code, place, statement in _faults(data)
    )


Fault = tuple[str, str, str]


def _faults(data: bytes) -> Iterator[Fault]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            parts = {name: archive.read(name) for name in names if not name.endswith("/")}
    except ZIP_ERRORS as error:
        yield "CG380", "", f"le fichier n’est pas une archive lisible ({error})"
        return
    for name in _twice(n.lower() for n in names):
        yield "CG380", name, "élément présent deux fois dans l’archive"
    trees: dict[str, etree._Element] = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(content, _parser())
            except etree.XMLSyntaxError as error:
                yield "CG381", name, f"XML illisible ({error.msg})"
    yield from _package_faults(parts, trees)
    stories = {name: tree for name, tree in trees.items() if _STORY.match(name)}
    if "word/document.xml" not in stories:
        yield "CG380", "word/document.xml", "le corps du document manque"
        return
    yield from _style_faults(trees, stories)
    yield from _number_faults(trees, stories)
    yield from _mark_faults(stories)
    yield from _note_faults(stories)
    for name, tree in stories.items():
        for statement in structure_faults(parts[name], tree):
            yield "CG385", name, statement


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _twice(values: Iterable[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


def _package_faults(parts: Mapping[str, bytes], trees: Trees) -> Iterator[Fault]:
    types = trees.get(_TYPES)
    if types is None:
        yield "CG380", _TYPES, "la liste des types de contenu manque"
    else:
        overrides = [e.get("PartName", "").lstrip("/") for e in types if str(e.tag).endswith("Override")]
        defaults = {e.get("Extension", "").lower() for e in types if str(e.tag).endswith("Default")}
        for name in _twice(overrides):
            yield "CG380", name, "type de contenu déclaré deux fois"
        for name in overrides:
            if name not in parts:
                yield "CG380", name, "type de contenu d’un élément absent"
        known = set(overrides)
        for name in parts:
            generic = name.rpartition(".")[2].lower()
            needs_own = name.startswith("word/") and generic == "xml"
            if name != _TYPES and name not in known and (generic not in defaults or needs_own):
                yield "CG380", name, "élément sans type de contenu"
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            yield from _relationship_faults(name, tree, parts, trees)


def _relationship_faults(name: str, tree: etree._Element, parts: Mapping[str, bytes], trees: Trees) -> Iterator[Fault]:
    folder, _, base = name.rpartition("/")
    rels_name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
    rels = [trees.get(rels_name)] + ([trees.get("_rels/.rels")] if name == _TYPES else [])
    known: set[str] = set()
    for place, relations in zip((folder, ""), rels, strict=False):
        if relations is None:
            continue
        ids = [e.get("Id", "") for e in relations]
        known |= set(ids)
        for identifier in _twice(ids):
            yield "CG382", rels_name, f"relation « {identifier} » en double"
        for relation in relations:
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                continue
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(place, target))
            if full not in parts:
                yield "CG384", rels_name, f"relation vers un élément absent : {full}"
    if name.startswith("word/"):
        for identifier in sorted(_R_IDS(tree) - known):
            yield "CG384", name, f"relation inconnue : {identifier}"


def _values(tree: etree._Element, tags: Iterable[str]) -> set[str]:
    return {element.get(_VAL, "") for element in tree.iter(*tags)}


def _style_faults(trees: Trees, stories: Trees) -> Iterator[Fault]:
    styles = trees.get("word/styles.xml")
    ids = [s.get(f"{_W}styleId", "") for s in styles.iter(f"{_W}style")] if styles is not None else []
    for identifier in _twice(ids):
        yield "CG382", "word/styles.xml", f"style « {identifier} » défini deux fois"
    known = set(ids)
    for name, tree in stories.items():
        for identifier in sorted(_values(tree, _STYLE_USES) - known):
            yield "CG384", name, f"style inconnu : {identifier}"
    if styles is not None:
        for identifier in sorted(_values(styles, _STYLE_LINKS) - known):
            yield "CG384", "word/styles.xml", f"style inconnu : {identifier}"


def _number_faults(trees: Trees, stories: Trees) -> Iterator[Fault]:
    name = "word/numbering.xml"
    tree = trees.get(name)
    nums = [n.get(f"{_W}numId", "") for n in tree.iter(f"{_W}num")] if tree is not None else []
    abstracts = [a.get(f"{_W}abstractNumId", "") for a in tree.iter(f"{_W}abstractNum")] if tree is not None else []
    for identifier in _twice(nums):
        yield "CG382", name, f"numérotation {identifier} définie deux fois"
    for identifier in _twice(abstracts):
        yield "CG382", name, f"modèle de numérotation {identifier} défini deux fois"
    if tree is not None:
        used = {a.get(_VAL, "") for a in tree.iterfind(f"{_W}num/{_W}abstractNumId")}
        for identifier in sorted(used - set(abstracts)):
            yield "CG384", name, f"modèle de numérotation inconnu : {identifier}"
    users = dict(stories)
    if "word/styles.xml" in trees:
        users["word/styles.xml"] = trees["word/styles.xml"]
    for user, content in users.items():
        for identifier in sorted(_NUM_USES(content) - set(nums) - {"0"}):
            yield "CG384", user, f"numérotation inconnue : {identifier}"


def _mark_faults(stories: Trees) -> Iterator[Fault]:
    """Bookmarks, fields, controls; what points at a bookmark."""
    ids: list[str] = []
    names: list[str] = []
    pointed: dict[str, str] = {}
    for story, tree in stories.items():
        opened: set[str] = set()
        for mark in tree.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd"):
            identifier = mark.get(_ID, "")
            if mark.tag == f"{_W}bookmarkStart":
                ids.append(identifier)
                names.append(mark.get(_NAME, ""))
                opened.add(identifier)
            elif identifier in opened:
                opened.remove(identifier)
            else:
                yield "CG383", story, f"fin de signet {identifier} sans début"
        for identifier in sorted(opened):
            yield "CG383", story, f"signet {identifier} sans fin"
        for target in _ANCHORS(tree):
            pointed.setdefault(target, story)
        for instruction in _instructions(tree):
            found = _REFERENCE.match(instruction)
            if found:
                pointed.setdefault(found[1], story)
        yield from _field_faults(story, tree)
    for identifier in _twice(ids):
        yield "CG382", "signets", f"signet {identifier} en double"
    for name in _twice(n.lower() for n in names):
        yield "CG382", "signets", f"nom de signet « {name} » en double"
    for target in sorted(set(pointed) - set(names) - {"_top"}):
        yield "CG384", pointed[target], f"renvoi vers un signet absent : {target}"
    controls = (c for tree in stories.values() for c in tree.iterfind(f".//{_W}sdtPr/{_W}id"))
    for identifier in _twice(c.get(_VAL, "") for c in controls):
        yield "CG382", "contrôles", f"contrôle de contenu {identifier} en double"


def _instructions(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter(f"{_W}instrText", f"{_W}fldSimple"):
        yield (element.text if element.tag == f"{_W}instrText" else element.get(f"{_W}instr")) or ""


def _field_faults(story: str, tree: etree._Element) -> Iterator[Fault]:
    opened: list[bool] = []
    for mark in tree.iter(f"{_W}fldChar"):
        kind = mark.get(f"{_W}fldCharType")
        if kind == "begin":
            opened.append(False)
        elif not opened or (kind == "separate" and opened[-1]):
            yield "CG383", story, f"champ mal ouvert ou mal fermé ({kind})"
        elif kind == "separate":
            opened[-1] = True
        else:
            opened.pop()
    if opened:
        yield "CG383", story, "champ sans fin"


def _note_faults(stories: Trees) -> Iterator[Fault]:
    for kind, uses in _NOTES.items():
        notes = stories.get(f"word/{kind}s.xml")
        known = {n.get(_ID, "") for n in notes.iter(f"{_W}{kind}")} if notes is not None else set()
        for story, tree in stories.items():
            for identifier in sorted(uses(tree) - known):
                yield "CG384", story, f"note ou commentaire absent : {kind} {identifier}"
