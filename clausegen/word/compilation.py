"""Compiling a gabarit: checks that need its XML, then docxtpl's patch. Imported only when the cache has nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree

from clausegen.findings import Finding, Refused
from clausegen.word.frame import NAMES, TEXT_WIDTH, Frame
from clausegen.word.gabarit import MAIN, NUMBERING, Compiled
from clausegen.word.guards import fault
from clausegen.word.propre import mark_headings
from clausegen.word.tags import Program, hide, program, repair

_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NS}}}"
_PATCHED = re.compile(r"^word/(document|header\d*|footer\d*|footnotes)\.xml$")
_VERBATIM = re.compile(r"^word/(comments|endnotes)\.xml$")
_ANY_TAG = re.compile(r"\{[{%#].*?[}%#]\}|\{[{%#].*$", re.DOTALL)
_BLOCK = re.compile(r"^\{[{%#](p|tr|tc|r)\b\s*(.*?)\s*[}%#]\}$", re.DOTALL)
_PLACED = re.compile(r"^(corps|sommaire|article\s*\(.*\)|clause\s*\(.*\))$", re.DOTALL)
_START_FROM = "partez d’un gabarit fourni"


def compile_gabarit(parts: Mapping[str, bytes], path: str) -> Compiled:
    """Everything that `compose` must know of a gabarit; `Refused` with every finding."""
    trees = {name: _parse(content, name, path) for name, content in parts.items() if _wanted(name)}
    findings = [f for name, tree in trees.items() for f in _tag_findings(name, tree, path)]
    findings += _body_findings(trees[MAIN], path)
    document = trees[MAIN]
    first = max((_number(e, "id") for e in document.iter(f"{_W}bookmarkStart")), default=0) + 1
    titles = mark_headings(document, parts.get("word/styles.xml"), first) if not findings else 0
    numbering = _numbering(trees, path, findings)
    frame = _frame(trees, path, findings)
    if findings:
        raise Refused(findings)
    programs = {name: _program(tree) for name, tree in trees.items() if _PATCHED.match(name) and _has_tags(tree)}
    controls = [_number(e, "val") for tree in trees.values() for e in tree.iterfind(f".//{_W}sdtPr/{_W}id")]
    text, next_num, bullet, number = numbering
    return Compiled(
        programs,
        frame,
        text,
        next_num,
        bullet,
        number,
        first + titles,
        tuple(sorted(set(controls))),
        _body_breaks(document),
        titles > 0 or not any("corps" in label for label in programs[MAIN].labels),
    )


def _wanted(name: str) -> bool:
    return bool(_PATCHED.match(name) or _VERBATIM.match(name)) or name in ("word/styles.xml", NUMBERING)


def _parse(content: bytes, name: str, path: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused([fault("CG301", f"ce document Word est abîmé ({name})", _START_FROM, path)]) from error


def _number(element: etree._Element, attribute: str) -> int:
    try:
        return int(element.get(f"{_W}{attribute}", "0"))
    except ValueError:
        return 0


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{_W}t"))


def _has_tags(tree: etree._Element) -> bool:
    text = _text(tree)
    return "{{" in text or "{%" in text or "{#" in text


def _paragraphs(tree: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Paragraphs that hold a tag, with their text (that of a text box inside a paragraph is not its own)."""
    for paragraph in tree.iter(f"{_W}p"):
        nested = {t for inner in paragraph.iter(f"{_W}p") if inner is not paragraph for t in inner.iter(f"{_W}t")}
        text = "".join(t.text or "" for t in paragraph.iter(f"{_W}t") if t not in nested)
        if "{{" in text or "{%" in text or "{#" in text:
            yield paragraph, text


def _tag_findings(name: str, tree: etree._Element, path: str) -> list[Finding]:
    findings = []
    if _PATCHED.match(name) and any(True for _ in tree.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")):
        remedy = "dans Word : Révision › Accepter toutes les modifications, puis enregistrez"
        findings.append(fault("CG307", "ce gabarit contient des modifications suivies", remedy, path))
    if _VERBATIM.match(name) and _has_tags(tree):
        what = "un commentaire" if "comments" in name else "une note de fin"
        findings.append(
            fault(
                "CG312",
                f"{what} contient un champ : il serait imprimé tel quel",
                "déplacez ce champ dans le texte",
                path,
            )
        )
    for paragraph, text in _paragraphs(tree):
        findings += _paragraph_findings(paragraph, text, path)
    return findings


def _paragraph_findings(paragraph: etree._Element, text: str, path: str) -> list[Finding]:
    findings = []
    place = f"paragraphe « {text.strip()[:70]} »"
    for tag in _ANY_TAG.findall(text):
        clean = repair(tag)
        closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[clean[:2]]
        if not clean.endswith(closing):
            findings.append(
                fault(
                    "CG310", f"le champ « {tag[:40]} » n’est pas fermé", f"terminez-le par « {closing} »", path, place
                )
            )
            continue
        block = _BLOCK.match(clean)
        if block is None:
            if re.match(r"\{\{\s*(corps|sommaire)\s*\}\}", clean):
                remedy = f"écrivez {clean.replace('{{', '{{p', 1)} seul dans son paragraphe"
                findings.append(
                    fault("CG309", "le corps et le sommaire remplacent un paragraphe entier", remedy, path, place)
                )
            continue
        kind, expression = block[1], block[2]
        findings += _block_findings(kind, clean, expression, paragraph, text.replace(tag, "", 1), path, place)
    return findings


def _block_findings(
    kind: str, tag: str, expression: str, paragraph: etree._Element, rest: str, path: str, place: str
) -> list[Finding]:
    if kind in ("tc", "r") or (kind == "tr" and tag.startswith("{{")):
        return [
            fault(
                "CG313",
                f"la forme « {tag[:3]}{kind} » n’est pas prise en charge",
                "employez « {{ … }} » ou « {%p … %} »",
                path,
                place,
            )
        ]
    if kind == "p" and tag.startswith("{{") and not _PLACED.match(expression):
        remedy = "un champ s’écrit « {{ … }} », sans « p »"
        return [fault("CG313", f"« {expression[:40]} » ne remplace pas un paragraphe", remedy, path, place)]
    if kind == "tr":
        row = next((a for a in paragraph.iterancestors(f"{_W}tr")), None)
        if row is None:
            return [fault("CG311", "« {%tr … %} » est hors d’un tableau", "employez « {%p … %} »", path, place)]
        rest = repair(_text(row)).replace(tag, "", 1)
    if rest.strip():
        what = "sa ligne de tableau" if kind == "tr" else "son paragraphe"
        return [
            fault(
                "CG311",
                f"« {tag[:40]} » n’est pas seul dans {what} : le reste serait perdu",
                f"mettez-le seul dans {what}",
                path,
                place,
            )
        ]
    return []


def _body_findings(document: etree._Element, path: str) -> list[Finding]:
    tags = [repair(tag) for _, text in _paragraphs(document) for tag in _ANY_TAG.findall(text)]
    blocks = [m[2] for m in map(_BLOCK.match, tags) if m and m[1] == "p"]
    bodies = blocks.count("corps")
    parts = any(b.startswith(("article", "clause")) for b in blocks)
    if bodies > 1:
        return [fault("CG309", "« {{p corps }} » est écrit plusieurs fois", "n’en gardez qu’un", path)]
    if bodies == 1 and parts:
        return [
            fault(
                "CG309", "« {{p corps }} » et des articles placés un à un se répètent", "gardez l’un ou l’autre", path
            )
        ]
    if not bodies and not parts and not any(re.match(r"\{\{\s*corps\s*\}\}", t) for t in tags):
        return [
            fault(
                "CG309",
                "le gabarit ne dit pas où va le texte",
                "ajoutez un paragraphe qui contient seulement {{p corps }}",
                path,
            )
        ]
    return []


def _body_breaks(document: etree._Element) -> bool:
    for paragraph, text in _paragraphs(document):
        if text.strip().startswith("{{p") and "corps" in text:
            found = paragraph.find(f"{_W}pPr/{_W}pageBreakBefore")
            return found is not None and found.get(f"{_W}val", "true") not in ("0", "false", "off")
    return False


def _frame(trees: Mapping[str, etree._Element], path: str, findings: list[Finding]) -> Frame:
    styles = trees.get("word/styles.xml")
    ids = _style_ids(styles) if styles is not None else {}
    missing = [name for name in NAMES.values() if name not in ids]
    if missing:
        statement = "le gabarit n’a pas les styles " + ", ".join(f"« {name} »" for name in missing)
        findings.append(fault("CG308", statement, f"{_START_FROM}, qui les contient tous", path))
        return Frame()
    size = trees[MAIN].find(f"{_W}body/{_W}sectPr/{_W}pgSz")
    margins = trees[MAIN].find(f"{_W}body/{_W}sectPr/{_W}pgMar")
    width = TEXT_WIDTH
    if size is not None and margins is not None:
        width = _number(size, "w") - _number(margins, "left") - _number(margins, "right")
    return Frame(**{role: ids[name] for role, name in NAMES.items()}, width=width if width > 2000 else TEXT_WIDTH)


def _style_ids(styles: etree._Element) -> dict[str, str]:
    ids: dict[str, str] = {}
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            ids.setdefault(name.get(f"{_W}val", "").lower(), style.get(f"{_W}styleId", ""))
    return ids


def _numbering(
    trees: Mapping[str, etree._Element], path: str, findings: list[Finding]
) -> tuple[tuple[str, str], int, int, int]:
    """The numbering part cut where numbers are added, the next free number, the two list definitions."""
    tree, styles = trees.get(NUMBERING), trees.get("word/styles.xml")
    nums = {}
    if tree is not None:
        for num in tree.iter(f"{_W}num"):
            abstract = num.find(f"{_W}abstractNumId")
            nums[_number(num, "numId")] = _number(abstract, "val") if abstract is not None else -1
    abstracts: dict[str, int] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        name, number = style.find(f"{_W}name"), style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if name is not None and number is not None:
            abstracts[name.get(f"{_W}val", "").lower()] = nums.get(_number(number, "val"), -1)
    bare = [NAMES[r] for r in ("titre1", "titre2", "titre3", "puce", "numero") if abstracts.get(NAMES[r], -1) < 0]
    if tree is None or bare:
        statement = "ces styles du gabarit ne sont pas numérotés : " + ", ".join(f"« {name} »" for name in bare)
        findings.append(
            fault("CG308", statement, f"{_START_FROM} : ses titres et ses listes portent leur numérotation", path)
        )
        return ("", ""), 1, 0, 0
    text = etree.tostring(tree, encoding="unicode")
    cut = text.find("<w:numIdMacAtCleanup")
    cut = cut if cut >= 0 else text.rindex("</w:numbering>")
    return (text[:cut], text[cut:]), max(nums) + 1, abstracts[NAMES["puce"]], abstracts[NAMES["numero"]]


def _program(tree: etree._Element) -> Program:
    from docxtpl import DocxTemplate

    xml = hide(etree.tostring(tree, encoding="unicode"))
    return program(DocxTemplate(BytesIO()).patch_xml(xml))
