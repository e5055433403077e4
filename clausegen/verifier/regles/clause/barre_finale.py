r"""Une ligne ne finit pas par une barre oblique inverse.

## Ce que la règle vérifie
Aucune ligne ne finit par `\`.

## Pourquoi
Ce n’est pas un retour à la ligne ici : la barre s’imprime.

## Exemple à éviter
`Adresse :\` suivi d’une autre ligne.

## Écrire plutôt
Deux espaces à la fin de la ligne, ou un nouveau paragraphe.

## Références
docs/ecrire-une-clause.md ; mesures faites sur Python-Markdown 3.11.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.lignes import lignes
from clausegen.verifier.sujets import SujetClause

CODE = "CG242"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Une ligne ne finit pas par une barre oblique inverse"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a line that ends with a backslash."""
    for line in lignes(sujet.source):
        if line.texte.rstrip().endswith("\\"):
            yield sujet.finding(
                CODE,
                NIVEAU,
                line.debut + line.voile.rindex("\\"),
                "une barre oblique inverse en fin de ligne s’imprime",
                "mettez deux espaces, ou commencez un paragraphe",
            )


EXEMPLES = (
    Exemple("deux espaces", "Adresse :  \nrue Haute."),
    Exemple("barre", "Adresse :‸\\\nrue Haute."),
)  # fmt: skip
