"""`clausegen clauses`: the catalogue, or what a contract keeps and rejects, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.report import print_findings
from clausegen.cli.sous_commandes import AvecSousCommandes
from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.generation import prepare
from clausegen.library.reader import suggest
from clausegen.model import Clause, Library
from clausegen.organisation import Atelier, Ouvreur
from clausegen.outline import Outline, number
from clausegen.selection import CAUSES, Decision, Raison, Selection, reasons, select_clauses, short_reason


def _clause_json(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id, "titre": clause.titre, "piece": clause.piece, "article": clause.article, "rang": clause.rang,
        "version": clause.version, "revue_le": clause.revue_le.isoformat(), "condition": clause.si,
        "fondements": list(clause.fondements), "parametres": list(clause.parametres), "couche": clause.couche,
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
        layer = f"  [{clause.couche}]" if clause.couche else ""
        layer += "  [retirée]" if clause.id in library.retraits else ""
        click.echo(f"  {clause.id:<42} {clause.titre}{layer}")
    click.echo(f"\n{len(clauses)} clauses, bibliothèque {library.version}")
    for identifier, motif in library.retraits.items():
        click.echo(f"Clause retirée : {identifier} — {motif}")


def _reason_line(reason: Raison) -> str:
    where = f" (lot {reason.lots})" if reason.lots else ""
    return f"    {'✔' if reason.vrai else '✘'} {reason.titre}{where} : {reason.valeur}    [{reason.operande}]"


def _decision_json(decision: Decision, context: Any, outline: Outline) -> dict[str, Any]:
    place = outline.places.get(decision.clause.id)
    found = reasons(decision, context)
    return {
        **_clause_json(decision.clause), "retenue": decision.retenue, "cause": decision.cause,
        "article_numero": place.number if place else None,
        "lots": [str(context.lots_bruts[i].numero) for i in decision.lots if context.marche_brut.lots],
        "raison": short_reason(decision, found),
        "operandes": [{"operande": r.operande, "titre": r.titre, "valeur": r.valeur, "vrai": r.vrai, "lots": r.lots} for r in found],
    }  # fmt: skip


def _why(decision: Decision, context: Any, outline: Outline) -> None:
    clause = decision.clause
    click.echo(f"Clause « {clause.titre} » ({clause.id}) : {'RETENUE' if decision.retenue else 'ÉCARTÉE'}")
    if decision.retenue:
        place = outline.places[clause.id]
        sigle = context.library.pieces[place.piece].sigle
        click.echo(f"  {sigle}, article {place.number}" if place.number else f"  {sigle}")
    if decision.cause in CAUSES:
        click.echo(f"  {CAUSES[decision.cause]}{f' : {decision.motif}' if decision.motif else ''}")
    elif decision.motif:
        click.echo(f"  le marché la demande : {decision.motif}")
    from clausegen.revue.francais import Francais

    click.echo(f"  s’applique si : {Francais(context.library).si(clause.si)}")
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
            click.echo(f"             {short_reason(decision, reasons(decision, context))}")


class Clauses(AvecSousCommandes):
    """`clausegen clauses` and what a référent does with one clause."""

    table = {
        "vers-word": ("clausegen.cli.clauses_vers_word", "Écrire des clauses dans un document Word, à relire et corriger."),
        "depuis-word": ("clausegen.cli.clauses_depuis_word", "Reprendre ces corrections, ou tirer un brouillon d’un document ordinaire."),
        "comparer": ("clausegen.cli.clauses_comparer", "Montrer le texte d’une clause, celui de sa base et leurs différences."),
        "adapter": ("clausegen.cli.clauses_adapter", "Copier une clause dans votre organisation, prête à modifier."),
        "nouvelle": ("clausegen.cli.clauses_nouvelle", "Écrire le fichier d’une clause nouvelle."),
        "journal": ("clausegen.cli.clauses_journal", "Ce qui a changé dans la bibliothèque, et ce que cela ferait à vos marchés."),
    }


@click.command("clauses", cls=Clauses)
@click.argument("marche", required=False, type=click.Path(path_type=Path))
@click.option("--pourquoi", metavar="ID", help="Pourquoi cette clause est retenue ou écartée.")
@click.option("--essayer", metavar="ID", multiple=True, help="Écrire les exemples de cette clause et les contrôler ; « toutes » pour toutes.")
@click.option("--format", "style", type=click.Choice(["texte", "json"]), default="texte", show_default=True, help="Forme de la réponse.")
@organisation_option
def command(
    marche: Path | None, pourquoi: str | None, essayer: tuple[str, ...], style: str, organisation: str | None
) -> int:
    """Liste les clauses de la bibliothèque ; avec MARCHE, celles qu’il retient et écarte, et pourquoi."""
    ouvreur = Ouvreur(organisation)
    if marche is None:
        return _without_contract(ouvreur.atelier(), pourquoi, essayer, style)
    from clausegen.cli.produire import contract_files

    ouverture = ouvreur.ouvrir(contract_files([marche])[0])
    lecture, library = ouverture.lecture, ouverture.library
    _known(library, pourquoi, essayer)
    if essayer:
        return _trials(ouverture.atelier, essayer)
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
    print_findings(ouverture.atelier.constats, err=True)
    return 0


def _known(library: Library, pourquoi: str | None, essayer: tuple[str, ...]) -> None:
    for identifier in (*([pourquoi] if pourquoi else []), *(e for e in essayer if e != "toutes")):
        if identifier not in library.clauses:
            raise _unknown(identifier, library)


def _trials(atelier: Atelier, essayer: tuple[str, ...]) -> int:
    from clausegen.cli.essais import show_trials

    # An example states the text that its file gives: a default that the organisation changes would belie it.
    library = atelier.empilement.ecrite if atelier.empilement is not None else atelier.library
    return show_trials(library, () if "toutes" in essayer else essayer)


def _without_contract(atelier: Atelier, pourquoi: str | None, essayer: tuple[str, ...], style: str) -> int:
    _known(atelier.library, pourquoi, essayer)
    if essayer:
        return _trials(atelier, essayer)
    if pourquoi is not None:
        raise click.UsageError("« --pourquoi » demande un marché : clausegen clauses MARCHE --pourquoi ID")
    _catalogue(atelier.library, style)
    print_findings(atelier.constats, err=True)
    return 0
