"""Le texte de la clause se lit.

## Ce que la règle vérifie
Chaque balise `{{ … }}` ou `{% … %}` est fermée, chaque `{% if %}` ou `{% for %}` a sa fin, les expressions sont bien formées.

## Pourquoi
Une balise mal fermée empêche d’écrire toute pièce qui contient la clause.

## Exemple à éviter
`{% if marche.lots %}…` sans `{% endif %}`.

## Écrire plutôt
`{% if marche.lots %}…{% endif %}`.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.drafting.inspection import SyntaxFault
from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.source import Balise
from clausegen.verifier.sujets import SujetClause

CODE = "CG201"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le texte de la clause se lit"


def _ouverte(sujet: SujetClause) -> Balise | None:
    """The innermost block tag that has no end."""
    stack: list[Balise] = []
    for tag in sujet.source.balises:
        if tag.genre == "{%" and tag.mot in ("if", "for"):
            stack.append(tag)
        elif tag.mot in ("endif", "endfor") and stack:
            stack.pop()
    return stack[-1] if stack else None


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding at the first place where the text cannot be read."""
    fault = sujet.lu
    if isinstance(fault, SyntaxFault):
        opened = _ouverte(sujet) if "jamais fermé" in str(fault) else None
        if opened is not None:
            yield sujet.finding(
                CODE, NIVEAU, opened.debut, f"ce texte ne peut pas être lu : {fault}", "fermez-la à sa place"
            )
            return
        line = sujet.source.ligne_du_corps + fault.line - 1
        start = sujet.source.debut_de_ligne(line)
        tag = next(
            (b for b in sujet.source.balises if start <= b.debut and sujet.source.location(b.debut).line == line), None
        )
        if tag is None:
            # A tag without its end: the first opening of the line that is no whole tag.
            starts = [sujet.source.texte.find(mark, start) for mark in ("{{", "{%", "{#")]
            end = sujet.source.texte.find("\n", start)
            start = min((s for s in starts if s >= 0 and (end < 0 or s < end)), default=start)
        yield sujet.finding(
            CODE,
            NIVEAU,
            tag.debut if tag else start,
            f"ce texte ne peut pas être lu : {fault}",
            "corrigez la balise à cette ligne",
        )


EXEMPLES = (
    Exemple("bien formé", "{% if marche.lots %}\nPar lot.\n{% endif %}"),
    Exemple("jamais fermé", "Début.\n‸{% if marche.lots %}\nPar lot."),
    Exemple("guillemets français dans une balise", "Texte ‸{% if marche.nature == « travaux » %}a{% endif %}."),
    Exemple("filtre sans nom", "Le titulaire ‸{{ marche.objet | }}."),
)  # fmt: skip
