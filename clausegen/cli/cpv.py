"""`clausegen cpv`: search in the CPV nomenclature."""

from __future__ import annotations

import json

import click

from clausegen.library import shipped_library


@click.command("cpv")
@click.argument("texte", metavar="TEXTE...", nargs=-1, required=True)
@click.option("--limite", type=click.IntRange(1, 200), default=15, show_default=True, help="Nombre de codes au plus.")
@click.option("--format", "style", type=click.Choice(["texte", "json"]), default="texte", show_default=True, help="Forme de la réponse.")
def command(texte: tuple[str, ...], limite: int, style: str) -> int:
    """Cherche les codes CPV de quelques mots (« nettoyage de bureaux »), ou ceux qui commencent par des chiffres.

    Code de sortie : 1 quand aucun code n’est trouvé.
    """
    from clausegen.legal.cpv import load_cpv

    codes = load_cpv(shipped_library()).chercher(" ".join(texte), limite)
    if style == "json":
        data = [{"code": c.code, "libelle": c.libelle, "nature": c.nature} for c in codes]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    for code in codes if style == "texte" else ():
        click.echo(f"{code.code}  {code.libelle}  ({code.nature})")
    if not codes:
        click.echo("Aucun code : essayez un mot plus général (« nettoyage », « peinture »), au singulier.", err=True)
    return 0 if codes else 1
