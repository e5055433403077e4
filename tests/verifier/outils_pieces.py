"""Pieces produced in memory, changed as people change them in Word, and examined by the rules on pieces."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from clausegen.generation import generate
from clausegen.library import load_library, shipped_templates
from clausegen.marche import read_marche
from clausegen.verifier.regle import Cible, rules_of
from clausegen.verifier.sujets import SujetWord

RACINE = Path(__file__).parents[2]


@lru_cache(maxsize=1)
def bibliotheque():
    return load_library()


@lru_cache(maxsize=64)
def source(marche):
    """Text of a sample contract, or of an example when the name is that of its folder."""
    sample = Path(bibliotheque().root) / "_exemples" / f"{marche}.yaml"
    return (sample if sample.is_file() else RACINE / "exemples" / marche / "marche.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def _pieces(texte, joint=True):
    lecture = read_marche("marche.yaml", texte)
    assert lecture.marche is not None, lecture.findings
    production = generate(
        lecture.marche, bibliotheque(), shipped_templates(), (), texte if joint else "", lecture.locate
    )
    return {p.slug: p.data for p in production.pieces}


def pieces(marche="services-fcs", *changements, joint=True):
    """Bytes of each piece of a contract, `changements` being (before, after) in its text."""
    texte = source(marche)
    for avant, apres in changements:
        assert avant in texte, avant
        texte = texte.replace(avant, apres)
    return _pieces(texte, joint)


def parties(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def paquet(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def retouche(data, *changes):
    """The piece once changed: each change takes the parts and modifies them."""
    parts = parties(data)
    for change in changes:
        change(parts)
    return paquet(parts)


def sujet(data, chemin="piece.docx", **options):
    return SujetWord(chemin, data, bibliotheque(), **options)


def ensemble(**fichiers):
    """Subjects of several pieces given together, by name."""
    seuls = {nom: sujet(data, f"{nom}.docx") for nom, data in fichiers.items()}
    return {nom: replace(s, voisines=tuple(x for x in seuls.values() if x is not s)) for nom, s in seuls.items()}


def constats(un_sujet, *, sans=()):
    """Every finding of the rules on pieces, but those of the codes left out."""
    return [f for r in rules_of(Cible.PIECE) if r.code not in sans for f in r.check(un_sujet)]


def run_piece_rule(rule, example):
    """(places found, places expected) of an example: each expected text must be in its place, in order."""
    data = retouche(pieces(example.marche)["ccap"], example.change)
    found = [f.location.place for f in rule.check(sujet(data, publiable=example.publiable))]
    matched = [
        want if want in place.replace("\u00a0", " ") else place
        for place, want in zip(found, example.attendu, strict=False)
    ]
    return [*matched, *found[len(matched) :]], list(example.attendu)
