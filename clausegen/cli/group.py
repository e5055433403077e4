"""A click group that imports a command only when it runs: `clausegen --help` stays under 0,15 s."""

from __future__ import annotations

import difflib
import importlib

import click

# name → (module, one line of help). The line is repeated nowhere: the command takes it from here.
COMMANDS: dict[str, tuple[str, str]] = {
    "ouvrir": ("clausegen.cli.ouvrir", "Ouvrir clausegen dans votre navigateur."),
    "nouveau": ("clausegen.cli.nouveau", "Créer un fichier de marché, vide ou repris d’un classeur, d’une pièce, de données publiées."),
    "excel": ("clausegen.cli.excel", "Écrire un classeur à remplir (marché, lots, critères), vide ou prérempli."),
    "cpv": ("clausegen.cli.cpv", "Chercher un code CPV par des mots."),
    "heures": ("clausegen.cli.heures", "Calculer les heures d’insertion de chaque lot, et écrire la note de calcul."),
    "conseiller": ("clausegen.cli.conseiller", "Choisir les leviers sociaux de chaque lot, ou les marchés propices d’un programme d’achats."),
    "produire": ("clausegen.cli.produire", "Écrire les pièces d’un ou de plusieurs marchés (CCAP, RC…)."),
    "clauses": ("clausegen.cli.clauses", "Lister les clauses, ou celles qu’un marché retient et écarte, et pourquoi."),
    "organisation": ("clausegen.cli.organisation", "Créer le dossier de votre organisation (valeurs, clauses, gabarits, charte)."),
    "config": ("clausegen.cli.config", "Montrer les valeurs de votre organisation ou d’un marché, et l’origine de chacune."),
    "gabarit": ("clausegen.cli.gabarit", "Copier un gabarit livré pour le modifier dans Word ; lister ses champs."),
    "avis": ("clausegen.cli.avis", "Écrire ce que les avis doivent déclarer (DECP, eForms), d’après les clauses retenues."),
    "verifier": ("clausegen.cli.verifier", "Vérifier une bibliothèque, des clauses, des gabarits, des marchés, des pièces."),
    "essayer": ("clausegen.cli.essayer", "Rédiger des marchés d’essai et comparer aux textes acceptés."),
    "comparer": ("clausegen.cli.comparer", "Comparer deux versions, clause par clause, et l’écrire en modifications suivies."),
    "inserer": ("clausegen.cli.inserer", "Insérer les clauses sociales d’un marché dans un CCAP ou un RC écrit ailleurs, en modifications suivies."),
    "expliquer": ("clausegen.cli.expliquer", "Expliquer un code de constat (CG204)."),
    "serveur": ("clausegen.cli.serveur", "Servir l’application à un intranet, derrière un serveur mandataire."),
    "schema": ("clausegen.cli.schema", "Écrire le schéma JSON du fichier de marché (aide à la saisie des éditeurs)."),
}
ALIASES = {"render": "produire", "list": "clauses", "init": "nouveau", "check": "verifier", "test": "essayer", "explain": "expliquer", "advise": "conseiller", "open": "ouvrir", "serve": "serveur"}


class FrenchFormatter(click.HelpFormatter):
    """Headings as French writes them: a no-break space before the colon."""

    def write_heading(self, heading: str) -> None:
        """« Options : »."""
        self.write(f"{'':>{self.current_indent}}{heading}\u00a0:\n")


class FrenchContext(click.Context):
    """A context whose help is laid out by `FrenchFormatter`."""

    formatter_class = FrenchFormatter


class LazyGroup(click.Group):
    """Commands of `COMMANDS`, imported on demand; unknown names get a suggestion."""

    context_class = FrenchContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        module, help_line = COMMANDS[name]
        command: click.Command = importlib.import_module(module).command
        command.short_help = help_line
        command.context_class = FrenchContext
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a French « vouliez-vous dire »."""
        if args and not args[0].startswith("-") and ALIASES.get(args[0], args[0]) not in COMMANDS:
            near = difflib.get_close_matches(args[0], list(COMMANDS), n=1)
            hint = f" Vouliez-vous dire « {near[0]} » ?" if near else f" Commandes : {', '.join(COMMANDS)}."
            raise click.UsageError(f"commande inconnue « {args[0]} ».{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing any command."""
        with formatter.section("Commandes"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])
