"""What is inserted: the social clauses that a contract keeps for a piece, drafted, with why each one is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clausegen.blocks import DraftClause, Heading
from clausegen.context import Contexte
from clausegen.drafting import draft_piece
from clausegen.drafting.typography import french
from clausegen.findings import Finding
from clausegen.outline import DerogationLine, Outline, Place, number
from clausegen.selection import Decision, Selection, reasons, select_clauses

_CAUSES = 3


@dataclass(frozen=True, slots=True)
class Groupe:
    """Clauses under one sub-heading of the piece as clausegen plans it; `titre` is None when the article has none."""

    titre: Heading | None
    clauses: tuple[DraftClause, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the plan with its social clauses. `slug`: its name in the plan."""

    slug: str
    titre: Heading
    groupes: tuple[Groupe, ...]


@dataclass(frozen=True, slots=True)
class Choix:
    """Everything to insert in a piece. `reperes`: bookmark → (slug of the article, title, clause) of whatever a text cites."""

    contexte: Contexte
    selection: Selection
    articles: tuple[Article, ...]
    derogations: tuple[DerogationLine, ...]
    reperes: dict[str, tuple[str, str]]
    places: dict[str, Place]
    findings: tuple[Finding, ...]

    @property
    def clauses(self) -> tuple[DraftClause, ...]:
        """Clauses to insert, in order."""
        return tuple(c for a in self.articles for g in a.groupes for c in g.clauses)


def choisir(contexte: Contexte, piece: str) -> Choix:
    """The social clauses kept for this piece (those of a family of social clauses)."""
    selection = select_clauses(contexte)
    plan = number(selection, contexte)
    reperes = _reperes(plan, piece)
    draft, noticed = draft_piece(piece, contexte, _ailleurs_par_titre(plan, piece))
    articles = tuple(
        Article(a.slug, a.heading, groupes)
        for a in draft.articles
        if (groupes := tuple(_groupes(a.children, contexte)))
    )
    gardees = {c.id for a in articles for g in a.groupes for c in g.clauses}
    derogations = tuple(d for d in plan.derogations if d.clause in gardees)
    utiles = tuple(f for f in (*selection.findings, *plan.findings, *noticed) if f.code in ("CG201", "CG206", "CG401"))
    return Choix(contexte, selection, articles, derogations, reperes, dict(plan.places), utiles)


def _groupes(children: tuple[Heading | DraftClause, ...], contexte: Contexte) -> Iterator[Groupe]:
    titre: Heading | None = None
    clauses: list[DraftClause] = []
    for child in children:
        if isinstance(child, Heading):
            if clauses:
                yield Groupe(titre, tuple(clauses))
            titre, clauses = child, []
        elif contexte.library.clauses[child.id].famille:
            clauses.append(child)
    if clauses:
        yield Groupe(titre, tuple(clauses))


def _reperes(plan: Outline, piece: str) -> dict[str, tuple[str, str]]:
    out = {}
    for article in plan.pieces[piece]:
        out[article.heading.bookmark] = (article.slug, article.heading.text)
        for groupe in article.groupes:
            if groupe.heading is not None:
                out[groupe.heading.bookmark] = (article.slug, groupe.heading.text)
    return out


def _ailleurs_par_titre(plan: Outline, piece: str) -> Outline:
    """The plan where the articles of the other pieces are known by their title: their numbers are not those of clausegen."""
    titres = {}
    for slug, articles in plan.pieces.items():
        for article in articles if slug != piece else ():
            titres[article.heading.bookmark] = french(article.heading.text)
            titres.update(
                {g.heading.bookmark: french(g.heading.text) for g in article.groupes if g.heading is not None}
            )
    places = {
        identifiant: replace(p, number=f"«\u00a0{titres[p.bookmark]}\u00a0»") if p.piece != piece and p.number else p
        for identifiant, p in plan.places.items()
    }
    return replace(plan, places=places)


def explication(clause: DraftClause, choix: Choix) -> tuple[str, ...]:
    """Comment of a clause: where it comes from, what it rests upon, why the contract keeps it."""
    contexte = choix.contexte
    source = contexte.library.clauses[clause.id]
    decision = choix.selection.decisions[clause.id]
    lignes = [
        f"clausegen\u00a0: clause «\u00a0{source.titre}\u00a0» ({clause.id}, version {clause.version}, bibliothèque {contexte.library.version})."
    ]
    fondements = ", ".join(_citations(source.fondements, contexte))
    if fondements:
        lignes.append(f"Fondement\u00a0: {fondements}.")
    lignes.append(f"Raison\u00a0: {_raison(decision, contexte)}.")
    return tuple(lignes)


def _citations(cles: tuple[str, ...], contexte: Contexte) -> Iterator[str]:
    for cle in cles:
        try:
            texte = str(contexte.cite(cle, "nu").text)
        except KeyError:
            continue
        if texte:
            yield texte


def _raison(decision: Decision, contexte: Contexte) -> str:
    if decision.motif:
        return f"demandée par le marché ({decision.motif})"
    vues = [r for r in reasons(decision, contexte) if r.vrai][:_CAUSES]
    dites = [f"{r.titre}{f' (lot {r.lots})' if r.lots else ''}\u00a0: {r.valeur}" for r in vues]
    return " ; ".join(dites) or "elle vaut pour tous les marchés"
