"""A command that is also the head of others: `clausegen clauses`, `clausegen clauses comparer`."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

# name → (module, one line of help)
Table = Mapping[str, tuple[str, str]]


def _charger(module: str) -> click.Command:
    from clausegen.cli.group import FrenchContext

    command: click.Command = importlib.import_module(module).command
    command.context_class = FrenchContext
    return command


class AvecSousCommandes(click.Command):
    """Runs one of `table` when the first argument is its name, else itself."""

    table: Table = {}

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of the command that the first argument names."""
        if args and args[0] in self.table:
            module, _ = self.table[args[0]]
            return _charger(module).make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then the other commands."""
        super().format_options(ctx, formatter)
        with formatter.section("Autres commandes"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])


class Famille(click.Group):
    """A head that does nothing by itself: `clausegen organisation creer`."""

    table: Table = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        return _charger(self.table[cmd_name][0]) if cmd_name in self.table else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a French message."""
        if args and not args[0].startswith("-") and args[0] not in self.table:
            raise click.UsageError(f"commande inconnue « {args[0]} ». Commandes : {', '.join(self.table)}.", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing any command."""
        with formatter.section("Commandes"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])
