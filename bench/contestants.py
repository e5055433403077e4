"""The same document by three means: the engine, docxtpl with a template that holds every clause, and a bare zip."""

import io
import json
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from clausegen.blocks import DraftClause, MissingValue, TextValue
from clausegen.drafting.markdown import to_blocks
from clausegen.drafting.typography import french
from clausegen.generation import generate
from clausegen.library import shipped_templates
from clausegen.marche import build_marche, merge
from clausegen.word import Manifest, Properties, compose, load_gabarit
from clausegen.word.xmltext import run_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What someone who types a template by hand writes as plain words: names of the parties, articles cited, punctuation.
_BY_HAND = re.compile(r"titulaire|acheteur|maître d|facilitateur|article|CCAG|^\W*$", re.IGNORECASE)


def variants(plain, count):
    """Contracts that differ by their values and keep the same clauses: no document is written twice in a row."""
    contracts = []
    for n in range(count):
        change = {
            "reference": f"2026-BANC-{n:02d}",
            "objet": f"{plain['objet']} (consultation {n + 1})",
            "acheteur": {"nom": f"Service central n° {n + 1}", "adresse": f"{n + 1} allée du Banc"},
        }
        marche, findings = build_marche(merge(plain, change))
        if marche is None:
            raise SystemExit("\n".join(map(str, findings)))
        contracts.append(marche)
    return contracts


class Engine:
    """This engine, from a contract already read to the bytes: facts, selection, numbers, texts, rules, Word."""

    def __init__(self, library, contracts, piece="ccap"):
        self.library, self.contracts, self.piece = library, contracts, piece

    def one(self, marche):
        """The piece of one contract."""
        return generate(marche, self.library, shipped_templates(), (self.piece,)).pieces[0]

    def all(self):
        """Every contract, one after the other."""
        for marche in self.contracts:
            self.one(marche)

    def all_missing(self, cache):
        """The same when no clause is remembered, in memory or on disk."""
        for marche in self.contracts:
            forget(cache)
            self.one(marche)


def forget(cache):
    """Empty the memo of fragments, what the reading of texts remembers, and the cache on disk."""
    from clausegen.word.compose import _memo

    _memo.clear()
    for remembered in (to_blocks, french, run_text):
        remembered.cache_clear()
    shutil.rmtree(cache, ignore_errors=True)


class Docxtpl:
    """docxtpl alone: a template with the same paragraphs, a plain dictionary, autoescape on."""

    def __init__(self, template, contexts):
        self.template, self.contexts = template, contexts

    def one(self, context):
        """One document."""
        from docxtpl import DocxTemplate

        document = DocxTemplate(io.BytesIO(self.template))
        document.render(context, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    def all(self):
        """Every context, one after the other."""
        for context in self.contexts:
            self.one(context)

    def save(self, folder: Path):
        """What a fresh process needs."""
        (folder / "template.docx").write_bytes(self.template)
        (folder / "context.json").write_text(json.dumps(self.contexts[0]), encoding="utf-8")


class Floor:
    """The bare floor: the parts of the finished document, zipped again."""

    def __init__(self, data, count):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.count = count

    def one(self):
        """One archive."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return out.getvalue()

    def all(self):
        """As many archives as the others write documents."""
        for _ in range(self.count):
            self.one()


def hand_written(engine, every_value=True):
    """docxtpl's contestant: the drafted text of the engine in the same gabarit, a tag for each value.

    With `every_value` each value that the engine puts in becomes a tag; else only those that someone who types the
    template would not write as plain words.
    """
    drafts = [engine.one(marche).draft for marche in engine.contracts]
    contexts = [_context(draft, every_value) for draft in drafts]
    if len({tuple(sorted(context)) for context in contexts}) != 1:
        raise SystemExit("the contracts of the bench must keep the same clauses and the same values")
    return Docxtpl(_template(drafts[0], engine, every_value), contexts)


def _tagged(draft, every_value):
    """(clause, index of the value, its text) for each value that becomes a tag."""
    for clause in draft.clauses():
        for index, value in enumerate(clause.values):
            if isinstance(value, MissingValue):
                yield clause, index, f"[À compléter\u00a0: {value.label}]"
            elif isinstance(value, TextValue) and (every_value or not _BY_HAND.search(value.text)):
                yield clause, index, value.text


def _name(clause, index):
    return f"{re.sub('[^a-z0-9]', '_', clause.id)}_{index}"


def _context(draft, every_value):
    context = {_name(clause, index): text for clause, index, text in _tagged(draft, every_value)}
    marche = draft.fields["marche"]
    context |= {"acheteur": marche.acheteur.nom, "reference": str(marche.reference), "objet": french(marche.objet)}
    context["objet_court"] = draft.fields["objet_court"]
    for n, row in enumerate(draft.fields["couverture"]):
        context[f"couverture_{n}"] = french(str(row["valeur"]))
    return context


def _template(draft, engine, every_value):
    tags = {}
    for clause, index, _ in _tagged(draft, every_value):
        tags.setdefault(clause.id, {})[index] = TextValue("{{ " + _name(clause, index) + " }}")

    def tagged(child):
        if not isinstance(child, DraftClause):
            return child
        own = tags.get(child.id, {})
        return replace(child, values=tuple(own.get(n, value) for n, value in enumerate(child.values)))

    articles = tuple(replace(a, children=tuple(map(tagged, a.children))) for a in draft.articles)
    fields = {
        "marche": {"acheteur": {"nom": "{{ acheteur }}"}, "objet": "{{ objet }}", "reference": "{{ reference }}"},
        "piece": draft.fields["piece"],
        "couverture": [
            {"libelle": row["libelle"], "valeur": "{{ couverture_%d }}" % n}
            for n, row in enumerate(draft.fields["couverture"])
        ],
        "objet_court": "{{ objet_court }}",
    }
    marche = engine.contracts[0]
    gabarit = load_gabarit(shipped_templates() / engine.library.pieces[engine.piece].gabarit)
    return compose(
        replace(draft, articles=articles, fields=fields), gabarit, Manifest(engine.piece, "", "", ""),
        Properties("", "", "", marche.date_consultation),
    )


def words(data):
    """Words of a document: body, headers, footers, in the order of the parts."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                for paragraph in ElementTree.fromstring(archive.read(name)).iter(f"{W}p"):
                    found += "".join(_text(e) for e in paragraph.iter()).split()
    return found


def _text(element):
    if element.tag == f"{W}t":
        return element.text or ""
    return {f"{W}tab": " ", f"{W}br": " ", f"{W}noBreakHyphen": "\u2011"}.get(element.tag, "")
