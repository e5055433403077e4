"""Entry point: French messages, exit codes 0–4 and 130, no traceback."""

from __future__ import annotations

import atexit
import contextlib
import gc
import gettext
import os
import sys
import traceback
from pathlib import Path

import click

from clausegen import __version__
from clausegen.cli.group import LazyGroup

LOCALE = Path(__file__).resolve().parent.parent / "locale"
INCIDENT = "clausegen-incident.txt"


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    from clausegen.library import load_library

    click.echo(f"clausegen {__version__} — bibliothèque {load_library().version}")
    ctx.exit()


@click.group(
    cls=LazyGroup,
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    context_settings={"help_option_names": ["-h", "--help", "--aide"], "max_content_width": 100},
    epilog="Pour commencer : clausegen produire exemples/plus-court/marche.yaml",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
              help="Versions du moteur et de la bibliothèque.")  # fmt: skip
def group() -> None:
    """Écrit les pièces d’un marché public (CCAP, règlement de la consultation) à partir d’un fichier de marché et
    d’une bibliothèque de clauses.
    """


def _wants_colour() -> bool | None:
    return False if os.environ.get("NO_COLOR") else None


def _incident() -> int:
    text = f"clausegen {__version__}\nPython {sys.version}\n{sys.platform}\n\n{traceback.format_exc()}"
    where = ""
    with contextlib.suppress(OSError):
        Path(INCIDENT).write_text(text, encoding="utf-8")
        where = f" Le détail est dans {INCIDENT} : joignez-le à votre signalement."
    click.echo(f"CG900 bloquant  erreur inattendue du programme ; rien n’a été perdu.{where}", err=True)
    return 3


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    gettext.bindtextdomain("messages", str(LOCALE))
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or a pipe may not be UTF-8: a character that it lacks must not stop the program.
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    # Start-up makes many objects and no garbage: fewer collections, and none at the end.
    gc.set_threshold(50_000, 20, 50)
    _leave(_run(args))


def _leave(code: int) -> None:
    """Leave without taking every object apart, which the system does at once (mypy leaves the same way)."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _run(args: list[str] | None) -> int:
    from clausegen.findings import Refused

    os.environ["LANGUAGE"] = "fr"
    try:
        result = group.main(args=args, prog_name="clausegen", standalone_mode=False, color=_wants_colour())
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrompu : aucun fichier n’a été laissé à moitié écrit.", err=True)
        return 130
    except Refused as refused:
        from clausegen.cli.report import print_findings

        print_findings(refused.findings, err=True)
        return refused.exit_code
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        return _incident()
