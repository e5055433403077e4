"""Texts: Jinja, typography and Markdown, from kept clauses to blocks. The only door to Jinja texts and Markdown."""

from clausegen.drafting.clause import Rendered, render_clause
from clausegen.drafting.draft import draft_piece, text_findings
from clausegen.drafting.plain import clause_text

__all__ = ["Rendered", "clause_text", "draft_piece", "render_clause", "text_findings"]
