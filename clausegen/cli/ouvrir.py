"""`clausegen ouvrir`: the application in the browser, on this computer only."""

from __future__ import annotations

from pathlib import Path

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.findings import Finding, Niveau, Refused


def exiger_web() -> None:
    """`Refused` (code 4) when the extra « web » is not installed."""
    import importlib.util

    if any(importlib.util.find_spec(nom) is None for nom in ("flask", "waitress")):
        raise Refused([Finding("CG906", Niveau.BLOQUANT, "l’application web n’est pas installée",
                               "installez-la : pip install 'clausegen[web]'")], 4)  # fmt: skip


@click.command("ouvrir")
@click.option("--dossier", type=click.Path(file_okay=False, path_type=Path), metavar="DOSSIER",
              help="Dossier des marchés (un sous-dossier chacun). À défaut : « Marchés clausegen », dans vos documents.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port ; à défaut, un port libre.")
@click.option("--sans-navigateur", is_flag=True, help="Ne pas ouvrir le navigateur : l’adresse est affichée.")
@organisation_option
def command(dossier: Path | None, port: int, sans_navigateur: bool, organisation: str | None) -> int:
    """Ouvre clausegen dans votre navigateur.

    L’application ne répond qu’à cet ordinateur, et n’appelle aucun autre site. Arrêt : Ctrl+C.
    """
    exiger_web()
    from clausegen.web.serveur import dossier_par_defaut, ouvrir

    ou = dossier or dossier_par_defaut()
    # The folder of one contract stands for the folder that holds it.
    ou = ou.resolve().parent if (ou / "marche.yaml").is_file() else ou
    try:
        ou.mkdir(parents=True, exist_ok=True)
    except OSError as erreur:
        raise Refused([Finding("CG902", Niveau.BLOQUANT, f"le dossier des marchés ne peut pas être créé : {ou} ({erreur.strerror})",
                               "choisissez-en un autre avec --dossier")], 3) from None  # fmt: skip

    def dire(adresse: str) -> None:
        click.echo(f"Marchés : {ou}\nAdresse (à usage unique) : {adresse}\nPour arrêter : Ctrl+C.")

    ouvrir(ou, port, organisation, dire, not sans_navigateur)
    return 0
