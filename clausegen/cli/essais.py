"""`clausegen clauses --essayer`: the examples of a clause, run and shown."""

from __future__ import annotations

import click

from clausegen.cli.report import print_findings
from clausegen.findings import Finding
from clausegen.model import Library
from clausegen.trials import run_examples


def show_trials(library: Library, identifiers: tuple[str, ...]) -> int:
    """Print the text that each example gives, then what is wrong; exit code 1 when something is."""
    faults: list[Finding] = []
    trials = run_examples(library, identifiers)
    for trial in trials:
        if identifiers:
            click.echo(f"— {trial.clause.id}, exemple « {trial.exemple.nom} »")
            click.echo(trial.texte if trial.texte is not None else "(clause écartée)")
            click.echo("")
        faults.extend(trial.findings)
    print_findings(faults, err=True)
    wrong = sum(bool(t.findings) for t in trials)
    clauses = len({t.clause.id for t in trials})
    click.echo(f"{clauses} clause{'s' if clauses > 1 else ''}, {len(trials)} exemples, {wrong} en défaut", err=True)
    return 1 if wrong else 0
