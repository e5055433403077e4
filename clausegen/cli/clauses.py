"""`clausegen clauses`: the catalogue, or what a contract keeps and rejects, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.generation import prepare
from clausegen.library import load_library
from clausegen.library.reader import suggest
from clausegen.model import Clause, Library
from clausegen.outline import Outline, number
from clausegen.selection import Decision, Raison, Selection, reasons, select_clauses

_CAUSES = {
    "date": "elle n’est pas en vigueur à la date de la consultation",
    "retiree": "le marché la retire",
    "erreur": "sa condition ne peut pas être lue",
}


def _clause_json(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id, "titre": clause.titre, "piece": clause.piece, "article": clause.article, "rang": clause.rang,
        "version": clause.version, "revue_le": clause.revue_le.isoformat(), "condition": clause.si,
        "fondements": list(clause.fondements), "parametres": list(clause.parametres),
    }  # fmt: skip


def _unknown(identifier: str, library: Library) -> Refused:
    hint = suggest(identifier, library.clauses) or "voyez la liste : clausegen clauses"
    return Refused([Finding("CG142", Niveau.BLOQUANT, f"aucune clause ne s’appelle « {identifier} »", hint, Location())])


def _catalogue(library: Library, style: str) -> None:
    clauses = [c for piece in library.pieces for c in library.of_piece(piece)]
    if style == "json":
        click.echo(json.dumps([_clause_json(c) for c in clauses], ensure_ascii=False, indent=2))
        return
    previous = ("", "")
    for clause in clauses:
        if (clause.piece, clause.article) != previous:
            previous = (clause.piece, clause.article)
            title = next(a.titre for a in library.pieces[clause.piece].articles if a.slug == clause.article)
            click.echo(f"\n{library.pieces[clause.piece].sigle} — {title}")
        click.echo(f"  {clause.id:<42} {clause.titre}")
    click.echo(f"\n{len(clauses)} clauses, bibliothèque {library.version}")


def _reason_line(reason: Raison) -> str:
    where = f" (lot {reason.lots})" if reason.lots else ""
    return f"    {'✔' if reason.vrai else '✘'} {reason.titre}{where} : {reason.valeur}    [{reason.operande}]"


def _short_reason(decision: Decision, found: tuple[Raison, ...]) -> str:
    if decision.cause in _CAUSES:
        return _CAUSES[decision.cause] + (f" : {decision.motif}" if decision.motif else "")
    wanted = [r for r in found if r.vrai is decision.retenue] or list(found)
    return " ; ".join(f"{r.titre}{f' (lot {r.lots})' if r.lots else ''} : {r.valeur}" for r in wanted[:3])


def _decision_json(decision: Decision, context: Any, outline: Outline) -> dict[str, Any]:
    place = outline.places.get(decision.clause.id)
    found = reasons(decision, context)
    return {
        **_clause_json(decision.clause), "retenue": decision.retenue, "cause": decision.cause,
        "article_numero": place.number if place else None,
        "lots": [str(context.lots_bruts[i].numero) for i in decision.lots if context.marche_brut.lots],
        "raison": _short_reason(decision, found),
        "operandes": [{"operande": r.operande, "titre": r.titre, "valeur": r.valeur, "vrai": r.vrai, "lots": r.lots} for r in found],
    }  # fmt: skip


def _why(decision: Decision, context: Any, outline: Outline) -> None:
    clause = decision.clause
    click.echo(f"Clause « {clause.titre} » ({clause.id}) : {'RETENUE' if decision.retenue else 'ÉCARTÉE'}")
    if decision.retenue:
        place = outline.places[clause.id]
        sigle = context.library.pieces[place.piece].sigle
        click.echo(f"  {sigle}, article {place.number}" if place.number else f"  {sigle}")
    if decision.cause in _CAUSES:
        click.echo(f"  {_CAUSES[decision.cause]}{f' : {decision.motif}' if decision.motif else ''}")
    click.echo(f"  condition : {clause.si}")
    for reason in reasons(decision, context):
        click.echo(_reason_line(reason))


def _list(selection: Selection, context: Any, outline: Outline) -> None:
    for title, kept in (("Retenues", True), ("Écartées", False)):
        chosen = [d for d in selection.decisions.values() if d.retenue is kept]
        click.echo(f"{title} ({len(chosen)})")
        for decision in chosen:
            place = outline.places.get(decision.clause.id)
            sigle = context.library.pieces[decision.clause.piece].sigle
            where = f"{sigle} {place.number}" if place else sigle
            click.echo(f"  {where:<10} {decision.clause.titre} ({decision.clause.id})")
            click.echo(f"             {_short_reason(decision, reasons(decision, context))}")


@click.command("clauses")
@click.argument("marche", required=False, type=click.Path(path_type=Path))
@click.option("--pourquoi", metavar="ID", help="Pourquoi cette clause est retenue ou écartée.")
@click.option("--essayer", metavar="ID", multiple=True, help="Écrire les exemples de cette clause et les contrôler ; « toutes » pour toutes.")
@click.option("--format", "style", type=click.Choice(["texte", "json"]), default="texte", show_default=True, help="Forme de la réponse.")
def command(marche: Path | None, pourquoi: str | None, essayer: tuple[str, ...], style: str) -> int:
    """Liste les clauses de la bibliothèque ; avec MARCHE, celles qu’il retient et écarte, et pourquoi."""
    library = load_library()
    for identifier in (*([pourquoi] if pourquoi else []), *(e for e in essayer if e != "toutes")):
        if identifier not in library.clauses:
            raise _unknown(identifier, library)
    if essayer:
        from clausegen.cli.essais import show_trials

        return show_trials(library, () if "toutes" in essayer else essayer)
    if marche is None:
        if pourquoi is not None:
            raise click.UsageError("« --pourquoi » demande un marché : clausegen clauses MARCHE --pourquoi ID")
        _catalogue(library, style)
        return 0
    from clausegen.cli.produire import contract_files
    from clausegen.imports.lecture import read_contract

    lecture = read_contract(contract_files([marche])[0])
    if lecture.marche is None or any(f.niveau is Niveau.BLOQUANT for f in lecture.findings):
        raise Refused(lecture.findings, lecture.exit_code)
    context = prepare(lecture.marche, library)
    selection = select_clauses(context)
    outline = number(selection, context)
    if style == "json":
        wanted = [selection.decisions[pourquoi]] if pourquoi else list(selection.decisions.values())
        data = [_decision_json(d, context, outline) for d in wanted]
        click.echo(json.dumps(data[0] if pourquoi else data, ensure_ascii=False, indent=2))
    elif pourquoi:
        _why(selection.decisions[pourquoi], context, outline)
    else:
        _list(selection, context, outline)
    return 0
