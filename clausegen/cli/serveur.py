"""`clausegen serveur`: the application for an intranet, behind a reverse proxy."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import click

from clausegen.cli.organisation_option import organisation_option
from clausegen.cli.ouvrir import exiger_web


def _locale(adresse: str) -> bool:
    try:
        return ipaddress.ip_address(adresse).is_loopback
    except ValueError:
        return adresse == "localhost"


@click.command("serveur")
@click.option("--hote", "hotes", multiple=True, required=True, metavar="NOM",
              help="Nom par lequel les navigateurs appellent l’application ; répétable.")  # fmt: skip
@click.option("--adresse", default="127.0.0.1", show_default=True, metavar="IP", help="Adresse d’écoute.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Port d’écoute.")
@click.option("--derriere-proxy", is_flag=True,
              help="Un serveur mandataire (HTTPS, authentification) précède l’application ; exigé hors de 127.0.0.1.")  # fmt: skip
@click.option("--dossier", type=click.Path(file_okay=False, path_type=Path), metavar="DOSSIER",
              help="Dossier commun des marchés. À défaut, rien n’est gardé entre deux visites.")  # fmt: skip
@organisation_option
def command(
    hotes: tuple[str, ...],
    adresse: str,
    port: int,
    derriere_proxy: bool,
    dossier: Path | None,
    organisation: str | None,
) -> int:
    """Sert l’application à un intranet, derrière un serveur mandataire.

    L’authentification et le chiffrement sont ceux du mandataire : clausegen n’a pas de mots de passe.
    """
    exiger_web()
    if not _locale(adresse) and not derriere_proxy:
        raise click.UsageError(
            "hors de 127.0.0.1, l’application ne se sert que derrière un mandataire : ajoutez --derriere-proxy"
        )
    from clausegen.web.reglages import Reglages
    from clausegen.web.serveur import servir_intranet

    if dossier is not None:
        dossier.mkdir(parents=True, exist_ok=True)
    reglages = Reglages(dossier=dossier, serveur=True, hotes=tuple(h.lower() for h in hotes), organisation=organisation)
    servir_intranet(
        adresse, port, reglages, lambda url: click.echo(f"À l’écoute : {url} (noms admis : {', '.join(hotes)})")
    )
    return 0
