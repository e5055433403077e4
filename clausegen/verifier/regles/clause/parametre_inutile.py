"""Chaque paramètre déclaré sert.

## Ce que la règle vérifie
Chaque nom de `parametres:` est lu par le texte ou par la condition de la clause, ou par `lot.parametres`.

## Pourquoi
L’acheteur remplit une case qui ne change rien à la pièce.

## Exemple à éviter
Un paramètre `visite_nombre` que le texte ne cite pas.

## Écrire plutôt
`{{ visite_nombre }}` dans le texte, ou le paramètre retiré.

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.sujets import SujetClause

CODE = "CG217"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Chaque paramètre déclaré sert"


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a parameter that nothing reads."""
    if sujet.corps is None or sujet.condition is None:
        return
    read = sujet.lecture.lus | sujet.lecture_si.lus
    conditions = " ".join(d.si for d in sujet.clause.deroge)
    quoted = {
        word for call in sujet.source.balises for word in call.contenu.replace('"', " ").replace(".", " ").split()
    }
    for name, parameter in sujet.clause.parametres.items():
        if name in read or name in conditions or (name in quoted and f"parametres.{name}" in sujet.source.texte):
            continue
        place = sujet.place_du_parametre(name)
        yield sujet.finding(
            CODE,
            NIVEAU,
            place,
            f"le paramètre « {name} » ({parameter.titre}) ne sert nulle part",
            "employez-le dans le texte, ou retirez-le",
        )


EXEMPLES = (
    Exemple("employé", "Un délai de {{ visite_delai }}.", {"parametres": "\n  visite_delai: {titre: Délai, type: duree, defaut: 5 jours}"}),
    Exemple("inutile", "Un délai.", {"parametres": "\n  ‸visite_delai: {titre: Délai, type: duree, defaut: 5 jours}"}),
)  # fmt: skip
