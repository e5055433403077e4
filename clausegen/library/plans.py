"""The plan of a piece: its articles in order (one YAML file a kind of document)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from clausegen.findings import Finding
from clausegen.library.reader import Fields
from clausegen.model import ArticlePlan, Piece, SousArticle
from clausegen.sources import Node, read_text, read_yaml
from clausegen.values import parse_oui_non


def _article(node: Node, findings: list[Finding]) -> ArticlePlan:
    f = Fields(node, findings, "CG205", ("slug", "titre", "numerote", "nouvelle_page", "sous_articles"), "un article du plan")
    parts = []
    for item in f.items("sous_articles"):
        s = Fields(item, findings, "CG205", ("titre", "de", "a"), "un sous-article du plan")
        parts.append(SousArticle(s.text("titre"), s.integer("de"), s.integer("a")))
    numbered = f.parsed("numerote", parse_oui_non, True)
    new_page = f.parsed("nouvelle_page", parse_oui_non, False)
    return ArticlePlan(f.text("slug"), f.text("titre"), numbered is not False, tuple(parts), bool(new_page))


def read_plan(path: Path) -> tuple[Piece, tuple[Finding, ...]]:
    """A plan and what is wrong with it (CG205)."""
    text = read_text(path)
    root = read_yaml(path, text)
    findings: list[Finding] = []
    f = Fields(root, findings, "CG205", ("slug", "sigle", "titre", "gabarit", "rang", "sur_demande", "articles"), "le plan")
    articles = tuple(_article(node, findings) for node in f.items("articles"))
    seen: set[str] = set()
    for article, node in zip(articles, f.items("articles"), strict=True):
        if article.slug in seen:
            f.fault(node.location, f"l’article « {article.slug} » figure deux fois", "gardez-en un")
        seen.add(article.slug)
    if f.text("slug") != path.stem:
        f.fault(f.place("slug"), f"« {f.text('slug')} » diffère du nom du fichier", f"écrivez « {path.stem} »")
    digest = hashlib.sha256(text.encode()).hexdigest()
    rank = f.integer("rang", 0)
    on_request = bool(f.parsed("sur_demande", parse_oui_non, False))
    piece = Piece(f.text("slug"), f.text("sigle"), f.text("titre"), f.text("gabarit"), articles, str(path), digest, rank, on_request)
    return piece, tuple(findings)
