"""The flow, on one screen: a contract and a library go in, bytes of Word documents come out. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clausegen import __version__
from clausegen.blocks import Draft, MissingValue
from clausegen.checks import Contexte as ContexteRegles
from clausegen.checks import run_contract_rules
from clausegen.context import Contexte
from clausegen.drafting import draft_piece, text_findings
from clausegen.drafting.markdown import TextFault
from clausegen.facts import compute
from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.model import Library, Piece
from clausegen.outline import Outline, number
from clausegen.selection import Selection, select_clauses
from clausegen.word import Gabarit, Manifest, Properties, compose, load_gabarit

# Where gabarits come from: a folder, or what chooses the one of a piece.
Gabarits = Path | Callable[[Piece], Gabarit]
UNUSABLE = ("CG201", "CG204", "CG206", "CG207")


@dataclass(frozen=True, slots=True)
class PieceProduite:
    """A piece: its draft, its bytes, what is left to complete (labels, in order), whether it has a table of contents."""

    slug: str
    sigle: str
    draft: Draft
    data: bytes
    manquants: tuple[str, ...]
    sommaire: bool = True

    @property
    def projet(self) -> bool:
        """True when the piece may not be published as it is."""
        return self.draft.projet or self.draft.missing > 0


@dataclass(frozen=True, slots=True)
class Production:
    """Everything that the generation of one contract gave. `refuse`: the law forbids writing any piece."""

    contexte: Contexte
    selection: Selection
    outline: Outline
    pieces: tuple[PieceProduite, ...]
    findings: tuple[Finding, ...]

    @property
    def refuse(self) -> bool:
        """True when a finding forbids writing anything."""
        return any(f.refuse for f in self.findings)

    @property
    def bloquant(self) -> bool:
        """True when at least one finding is blocking."""
        return any(f.niveau is Niveau.BLOQUANT for f in self.findings)


def prepare(marche: Any, library: Library) -> Contexte:
    """A contract facing a library, with its facts."""
    return Contexte(marche, compute(marche, library.references, library.baremes), library)


@dataclass(frozen=True, slots=True)
class Ebauche:
    """A contract drafted, before any Word file: what `generate` composes, and what texts are compared on."""

    contexte: Contexte
    selection: Selection
    outline: Outline
    drafts: tuple[Draft, ...]
    findings: tuple[Finding, ...]

    @property
    def refuse(self) -> bool:
        """True when a finding forbids writing anything."""
        return any(f.refuse for f in self.findings)


def sketch(
    marche: Any, library: Library, pieces: Sequence[str] = (), locate: Callable[[str], Location] = lambda _field: Location(),
    templates: Gabarits | None = None,
) -> Ebauche:  # fmt: skip
    """Choose, number and draft the pieces named (by default those that are not « sur demande »); no Word file.

    A piece without clause is left out; no piece is drafted when the law forbids it. Numbers are those of the plan; with
    `templates`, those of the gabarits that have articles of their own.
    """
    contexte = prepare(marche, library)
    selection = select_clauses(contexte)
    outline = number(selection, contexte)
    rules = ContexteRegles(marche, contexte.facts, library.references, library.baremes, locate, selection)
    findings = [*selection.findings, *outline.findings, *run_contract_rules(rules)]
    if any(f.refuse for f in findings):
        return Ebauche(contexte, selection, outline, (), tuple(findings))
    if templates is not None and not isinstance(templates, Path):
        outline = _renumber(contexte, outline, templates, pieces)
    drafts = []
    findings.extend(_pointless(library.pieces[slug]) for slug in pieces if not outline.pieces[slug])
    for slug in pieces or tuple(slug for slug, plan in library.pieces.items() if not plan.sur_demande):
        if not outline.pieces[slug]:
            continue
        draft, noticed = draft_piece(slug, contexte, outline)
        findings.extend(noticed)
        drafts.append(draft)
    return Ebauche(contexte, selection, outline, tuple(drafts), tuple(findings))


def generate(
    marche: Any, library: Library, templates: Gabarits, pieces: Sequence[str] = (), source: str = "",
    locate: Callable[[str], Location] = lambda _field: Location(), pages: Mapping[str, Mapping[str, int]] | None = None,
) -> Production:  # fmt: skip
    """Run the whole flow for the pieces named (by default those that are not « sur demande »).

    A piece without clause is not written. Raises `Refused` (exit code 2) when a clause or a gabarit cannot be used;
    legal findings come back in the result.
    """
    ebauche = sketch(marche, library, pieces, locate, templates)
    unusable = [f for f in ebauche.findings if f.code in UNUSABLE]
    if unusable:
        raise Refused(unusable)
    blocked = any(f.niveau is Niveau.BLOQUANT for f in ebauche.findings)
    produced = tuple(
        _compose(draft, ebauche.contexte, templates, source, blocked, pages or {}) for draft in ebauche.drafts
    )
    return Production(ebauche.contexte, ebauche.selection, ebauche.outline, produced, _placed(ebauche.findings, locate))


def _pointless(piece: Piece) -> Finding:
    return Finding("CG254", Niveau.CONSEIL, f"la pièce « {piece.titre} » est sans objet dans ce marché : elle n’est pas écrite",
                   "aucune de ses clauses n’est retenue", Location())  # fmt: skip


def _gabarit(plan: Piece, templates: Gabarits) -> Gabarit:
    return load_gabarit(templates / plan.gabarit) if isinstance(templates, Path) else templates(plan)


def _renumber(contexte: Contexte, outline: Outline, templates: Gabarits, pieces: Sequence[str]) -> Outline:
    """Numbers of the gabarits that have articles of their own, those of pieces only cited included."""
    own = {}
    for slug, plan in contexte.library.pieces.items():
        if not outline.pieces[slug] or (plan.sur_demande and slug not in pieces):
            continue
        try:
            gabarit = _gabarit(plan, templates)
        except Refused:
            # What is wrong with it is said when it is used.
            continue
        if gabarit.compiled.own:
            own[slug] = gabarit
    if not own:
        return outline
    # Most gabarits have no article of their own: what reads one again is imported for one.
    from clausegen.renumerotation import renumeroter

    return renumeroter(outline, contexte, own)


def _compose(
    draft: Draft,
    contexte: Contexte,
    templates: Gabarits,
    source: str,
    blocked: bool,
    pages: Mapping[str, Mapping[str, int]],
) -> PieceProduite:
    plan = contexte.library.pieces[draft.piece]
    gabarit = _gabarit(plan, templates)
    marche = contexte.marche_brut
    manifest = Manifest(
        draft.piece, __version__, contexte.library.version, contexte.library.digest, contract=source or None
    )
    properties = Properties(
        f"{plan.sigle} — {marche.objet}", str(marche.reference or ""), marche.acheteur.nom, marche.date_consultation
    )
    final = replace(draft, projet=blocked or draft.missing > 0)
    try:
        data = compose(final, gabarit, manifest, properties, pages.get(draft.piece))
    except TextFault:
        raise Refused(text_findings(final, dict(contexte.library.clauses))) from None
    missing = tuple(v.label for c in final.clauses() for v in c.values if isinstance(v, MissingValue))
    return PieceProduite(draft.piece, plan.sigle, final, data, missing, gabarit.has_contents)


def _placed(findings: Sequence[Finding], locate: Callable[[str], Location]) -> tuple[Finding, ...]:
    """Findings about a field of the contract, with the line where it was written; doubles left out."""
    out: dict[Finding, None] = {}
    for f in findings:
        if f.field and not f.location.path:
            f = Finding(f.code, f.niveau, f.constat, f.remede, locate(f.field), f.field, f.article, f.refuse)
        out[f] = None
    return tuple(out)
