"""`clausegen expliquer`."""

from __future__ import annotations

import difflib

import click


@click.command("expliquer")
@click.argument("codes", metavar="[CODE]...", nargs=-1)
def command(codes: tuple[str, ...]) -> int:
    """Explique une règle : ce qu’elle vérifie, pourquoi, ce qu’il faut éviter, ce qu’il faut écrire.

    Sans CODE : la liste de tous les codes.
    """
    from clausegen.verifier.expliquer import page_de, pages

    if not codes:
        famille = ""
        for page in pages().values():
            if page.famille != famille:
                famille = page.famille
                click.echo(f"\nCG{page.code[2]}xx — {famille}")
            click.echo(f"  {page.code}  {page.niveau.libelle:<11} {page.titre}")
        return 0
    for code in codes:
        found = page_de(code)
        if found is None:
            near = difflib.get_close_matches(code.upper(), list(pages()), n=1)
            hint = f" Vouliez-vous dire « {near[0]} » ?" if near else " La liste : clausegen expliquer."
            raise click.UsageError(f"aucune règle ne porte le code « {code} ».{hint}")
        click.echo(f"{found.code} — {found.titre} ({found.niveau.libelle})\n\n{found.texte}\n")
    return 0
