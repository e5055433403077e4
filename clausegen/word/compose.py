"""A draft and a gabarit → the bytes of a Word document. Same inputs, same bytes."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from clausegen.blocks import Draft
from clausegen.findings import Finding, Refused
from clausegen.word.body import Body, check_numbers, targets
from clausegen.word.fill import HYPERLINK, Document
from clausegen.word.gabarit import CORE, NUMBERING, Gabarit
from clausegen.word.guards import fault
from clausegen.word.manifest import Manifest, ManifestClause, item_properties, write_manifest
from clausegen.word.memo import Memo
from clausegen.word.package import CONTENT_TYPES, Packed, digest_parts, pack, pack_once, write_package
from clausegen.word.sommaire import sommaire
from clausegen.word.xmltext import escape

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT_RELS, _ROOT_RELS = "word/_rels/document.xml.rels", "_rels/.rels"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = f"{_PACKAGE}/relationships/metadata/core-properties"
_ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_SHORT = 70

_memo: list[Memo] = []


@dataclass(frozen=True, slots=True)
class Properties:
    """Core properties of the document. `date` is the file's own date: that of the consultation, never the clock's."""

    title: str
    subject: str
    author: str
    date: dt.date
    keywords: str = ""
    language: str = "fr-FR"


def compose(
    draft: Draft,
    gabarit: Gabarit,
    manifest: Manifest,
    properties: Properties,
    pages: Mapping[str, int] | None = None,
    memo: Memo | None = None,
) -> bytes:
    """Bytes of the document. `pages` (heading bookmark → page) numbers the table of contents when it is known.

    Raises `Refused` when the gabarit does not fit the draft (unknown field, clause placed nowhere), `ValueError` on a
    fault of the program (a number that Word would compute otherwise, a character that XML forbids).
    """
    # Drafting is heavy to import: reading a manifest or a gabarit must not pay for it.
    from clausegen.word.rendering import render

    check_numbers(draft)
    compiled = gabarit.compiled
    document = Document(
        gabarit.frame, compiled.next_bookmark, compiled.next_num, compiled.abstract_bullet, compiled.abstract_number,
        targets=targets(draft), controls=set(compiled.controls),
    )  # fmt: skip
    placed: Counter[str] = Counter()
    body = Body(document, memo or _shared_memo(), placed, new_page=compiled.body_on_new_page)
    rendered = render(gabarit, _fields(draft, document, pages, body), document)
    _check_placed(draft, placed, gabarit.path)
    rendered[NUMBERING] = "".join((compiled.numbering[0], *document.nums, compiled.numbering[1]))
    parts = {name: pack_once(content) for name, content in gabarit.parts.items() if name not in rendered}
    for name, xml in rendered.items():
        parts[name] = _pack(xml)
    parts[_core_name(gabarit.parts)] = _pack(_core(properties))
    item = _free_item(gabarit.parts)
    parts[_DOCUMENT_RELS] = _pack(_document_relationships(gabarit.parts, document, item), once=True)
    parts[_ROOT_RELS] = pack_once(_root_relationships(gabarit.parts))
    parts[CONTENT_TYPES] = pack_once(_content_types(gabarit.parts, item))
    parts[f"customXml/itemProps{item}.xml"] = _pack(item_properties(manifest), once=True)
    parts[f"customXml/_rels/item{item}.xml.rels"] = _pack(
        _relationships(_relationship("rId1", f"{_OFFICE}/customXmlProps", f"itemProps{item}.xml")), once=True
    )
    filled = replace(
        manifest,
        gabarit_digest=gabarit.digest,
        clauses=manifest.clauses
        or tuple(ManifestClause(c.id, c.version, c.digest, c.bookmark) for c in draft.clauses()),
    )
    digest = digest_parts({name: part.digest for name, part in parts.items()})
    parts[f"customXml/item{item}.xml"] = _pack(write_manifest(filled, digest))
    return write_package(parts)


def _shared_memo() -> Memo:
    if not _memo:
        _memo.append(Memo())
    return _memo[0]


def _pack(xml: str, *, once: bool = False) -> Packed:
    """Deflated part; `once` when it is likely to come back."""
    content = (xml if xml.startswith("<?xml") else _DECLARATION + xml).encode("utf-8")
    return pack_once(content) if once else pack(content)


def _fields(draft: Draft, document: Document, pages: Mapping[str, int] | None, body: Body) -> dict[str, Any]:
    """Names that a gabarit may read: those of the draft, and what this module adds."""
    from clausegen.word.rendering import Splice

    def article(slug: str) -> Splice:
        chosen = tuple(a for a in draft.articles if a.slug == slug)
        return Splice(lambda: body.articles(chosen))

    def clause(identifier: str) -> Splice:
        chosen = [c for c in draft.clauses() if c.id == identifier]
        return Splice(lambda: "".join(body.clause(c, spaced=True) for c in chosen))

    return {
        "piece": {"titre": draft.title, "sigle": draft.piece.upper()},
        "couverture": (),
        "objet_court": draft.title,
        **draft.fields,
        "projet": draft.projet or draft.missing > 0,
        "banniere": banner(draft),
        "corps": Splice(lambda: body.articles(draft.articles)),
        "sommaire": Splice(lambda: sommaire(draft, document, pages)),
        "article": article,
        "clause": clause,
    }


def banner(draft: Draft) -> str:
    """« PROJET — 3 éléments à compléter », « PROJET » when nothing is left open."""
    if not draft.missing:
        return "PROJET"
    plural = "s" if draft.missing > 1 else ""
    return f"PROJET\u00a0— {draft.missing} élément{plural} à compléter"


def _check_placed(draft: Draft, placed: Counter[str], path: str) -> None:
    findings: list[Finding] = []
    for clause in draft.clauses():
        count = placed[clause.id]
        if count != 1:
            statement = f"la clause « {clause.id} » est placée " + ("nulle part" if not count else f"{count} fois")
            findings.append(
                fault("CG315", f"{statement} par le gabarit", "placez-la une fois, ou employez {{p corps }}", path)
            )
    if findings:
        raise Refused(findings)


def _free_item(parts: Mapping[str, bytes]) -> int:
    number = 1
    while f"customXml/item{number}.xml" in parts:
        number += 1
    return number


def _relationship(identifier: str, kind: str, target: str, mode: str = "") -> str:
    external = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"{external}/>'


def _relationships(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def _insert(xml: str, content: str, root: str) -> str:
    """`content` at the end of the root element, which may be empty."""
    closing = f"</{root}>"
    if closing in xml:
        return xml.replace(closing, content + closing, 1)
    return re.sub(rf"(<{root}[^>]*?)/>\s*$", lambda m: f"{m[1]}>{content}{closing}", xml)


def _document_relationships(parts: Mapping[str, bytes], document: Document, item: int) -> str:
    links = "".join(_relationship(i, HYPERLINK, href, "External") for href, i in document.links.items())
    own = _relationship("rIdCgManifeste", f"{_OFFICE}/customXml", f"../customXml/item{item}.xml")
    return _insert(parts[_DOCUMENT_RELS].decode("utf-8-sig"), own + links, "Relationships")


def _core_name(parts: Mapping[str, bytes]) -> str:
    """The part of the core properties, wherever the gabarit has it."""
    for found in re.finditer(r"<Relationship\b[^>]*>", parts[_ROOT_RELS].decode("utf-8-sig")):
        if _CORE_RELATION in found[0]:
            target = re.search(r'Target="/?([^"]+)"', found[0])
            return target[1] if target else CORE
    return CORE


def _root_relationships(parts: Mapping[str, bytes]) -> bytes:
    xml = parts[_ROOT_RELS].decode("utf-8-sig")
    if _CORE_RELATION not in xml:
        xml = _insert(xml, _relationship("rIdCgCore", _CORE_RELATION, CORE), "Relationships")
    return xml.encode("utf-8")


def _content_types(parts: Mapping[str, bytes], item: int) -> bytes:
    xml = parts[CONTENT_TYPES].decode("utf-8-sig")
    added = f'<Override PartName="/customXml/itemProps{item}.xml" ContentType="{_ITEM_TYPE}"/>'
    if _core_name(parts) == CORE and f'"/{CORE}"' not in xml:
        added += f'<Override PartName="/{CORE}" ContentType="{_CORE_TYPE}"/>'
    if 'Extension="xml"' not in xml:
        added = '<Default Extension="xml" ContentType="application/xml"/>' + added
    return _insert(xml, added, "Types").encode("utf-8")


def _core(properties: Properties) -> str:
    stamp = f"{properties.date.isoformat()[:10]}T00:00:00Z"
    lines = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "dc:creator": properties.author,
        "cp:keywords": properties.keywords,
        "cp:lastModifiedBy": properties.author,
        "dc:language": properties.language,
    }
    texts = "".join(f"<{tag}>{escape(' '.join(text.split()))}</{tag}>" for tag, text in lines.items() if text)
    dates = "".join(f'<dcterms:{n} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{n}>' for n in ("created", "modified"))
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{texts}{dates}</cp:coreProperties>"
    )
