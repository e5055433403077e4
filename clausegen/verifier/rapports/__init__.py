"""What a run found, in the forms that people and their tools read: one module a form, `ecrire(bilan) -> str` in each."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping

from clausegen.verifier.bilan import Bilan

FORMATS = ("texte", "json", "github", "gitlab", "sarif", "junit", "markdown")


def ecrire(format: str, bilan: Bilan) -> str:
    """The report of a run in one of the `FORMATS`."""
    if format not in FORMATS:
        raise ValueError(format)
    text: str = importlib.import_module(
        f"clausegen.verifier.rapports.{format if format != 'json' else 'json_'}"
    ).ecrire(bilan)
    # A text quoted from a damaged file may hold half a character, that no file can keep.
    return text.encode("utf-8", "replace").decode("utf-8")


def format_du_lieu(environ: Mapping[str, str] | None = None) -> str:
    """The form that suits where the program runs: GitHub's annotations in a GitHub workflow, text elsewhere.

    A GitLab job shows text; its Code Quality report is a file (`--rapport gitlab:FICHIER`).
    """
    environ = os.environ if environ is None else environ
    return "github" if environ.get("GITHUB_ACTIONS") == "true" else "texte"
