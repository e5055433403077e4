"""The command line: French, lazy, without a traceback. The only door to click."""

from clausegen.cli.entry import main

__all__ = ["main"]
