"""Les conditions peuvent être vraies et fausses.

## Ce que la règle vérifie
Aucune condition de la clause (`si`, `{% if %}`) n’est vraie ou fausse dans tous les marchés, compte tenu de celles qui l’entourent. Toutes les combinaisons de valeurs sont essayées.

## Pourquoi
Une condition jamais vraie cache un texte qui ne s’imprimera pas ; une condition toujours vraie cache une erreur de raisonnement.

## Exemple à éviter
`si: marche.nature == "travaux" and marche.nature == "services"`

## Écrire plutôt
`si: marche.nature in ["travaux", "services"]`

## Références
docs/ecrire-une-clause.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.evaluation import Tree
from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.genres import Genre, noms_du_texte
from clausegen.verifier.lecture import Lecture, ecrire, enfants
from clausegen.verifier.logique import verdict
from clausegen.verifier.sujets import SujetClause

CODE = "CG214"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les conditions peuvent être vraies et fausses"


def _expressions(body: list[Tree]) -> Iterator[Tree]:
    """Conditions of the « if » of a text."""
    for node in body:
        if node[0] == "i":
            for _, test, inner in node[1]:
                yield test
                yield from _expressions(inner)
            yield from _expressions(node[2])
        elif node[0] == "f":
            yield from _expressions(node[5])
            yield from _expressions(node[6])


def _genres(tree: Tree, noms: dict[str, Genre], out: dict[str, Genre]) -> None:
    """Genre of each path of a condition (only closed lists matter)."""
    if tree[0] in (".", "n") and (path := ecrire(tree)):
        if path not in out:
            out[path] = Lecture(noms).genre(tree, noms)
        return
    for child in enfants(tree):
        _genres(child, noms, out)


def _lus(tree: Tree) -> set[str]:
    """Root names of an expression."""
    if tree[0] == "n":
        return {tree[1]}
    return set().union(*map(_lus, enfants(tree)))


def _sans(connus: list[Tree], noms: set[str]) -> list[Tree]:
    return [k for k in connus if not _lus(k) & noms]


def _poses(body: Tree) -> set[str]:
    """Names that a text binds."""
    out: set[str] = set()
    for node in body:
        if node[0] == "s":
            out |= {node[2]} if isinstance(node[2], str) else set(node[2])
        elif node[0] == "f":
            out |= _poses(node[5]) | _poses(node[6])
        elif node[0] == "i":
            out |= set().union(*(_poses(b[2]) for b in node[1]), _poses(node[2]))
    return out


def _parcourir(body: Tree, connus: list[Tree], genres: dict[str, Genre]) -> Iterator[tuple[int, bool]]:
    """(line, always or never) of each condition of a text that is settled, knowing those that hold there."""
    for node in body:
        if node[0] == "f":
            bound = {node[2]} if isinstance(node[2], str) else set(node[2])
            bound |= {"loop", *_poses(node[5])}
            yield from _parcourir(node[5], _sans(connus, bound), genres)
        elif node[0] == "i":
            bound = _poses([node])
            known = _sans(connus, bound)
            for line, test, inner in node[1]:
                found = None if _lus(test) & bound else verdict(test, known, genres)
                if found is not None:
                    yield line, found
                    break
                yield from _parcourir(inner, [*known, test], genres)
                known = [*known, ["not", test]]
            else:
                yield from _parcourir(node[2], known, genres)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a condition that is settled; what stands under it is not looked at."""
    if sujet.condition is None or sujet.corps is None:
        return
    noms = noms_du_texte(sujet.bibliotheque, sujet.clause.parametres)
    genres: dict[str, Genre] = {}
    for tree in (sujet.condition, *_expressions(sujet.corps)):
        _genres(tree, noms, genres)
    if sujet.clause.si not in ("true", "True"):
        found = verdict(sujet.condition, (), genres)
        if found is not None:
            remedy = "écrivez « si: true »" if found else "corrigez la condition : la clause ne serait jamais retenue"
            yield sujet.finding(
                CODE,
                NIVEAU,
                sujet.source.rubrique("si"),
                f"cette condition est {'toujours vraie' if found else 'toujours fausse'}",
                remedy,
            )
    for line, found in _parcourir(sujet.corps, [], genres):
        place = sujet.place(r"\{%[-+]?\s*(?:if|elif)\b", line)
        remedy = "retirez-la" if found else "retirez ce passage, ou corrigez la condition"
        yield sujet.finding(
            CODE,
            NIVEAU,
            place,
            f"cette condition est {'toujours vraie' if found else 'toujours fausse'} à cet endroit",
            remedy,
        )


EXEMPLES = (
    Exemple("ordinaire", '{% if marche.lots %}a{% else %}b{% endif %}', {"si": 'marche.nature == "travaux" or marche.lots'}),
    Exemple("jamais", entete={"si": '‸marche.nature == "travaux" and marche.nature == "services"'}),
    Exemple("toujours", entete={"si": '‸marche.lots or not marche.lots'}),
    Exemple("contradiction imbriquée", '{% if marche.nature == "travaux" %}\n‸{% if marche.nature == "services" %}\na\n{% endif %}\n{% endif %}'),
    Exemple("branche morte", '{% if marche.lots %}\na\n‸{% elif marche.lots %}\nb\n{% endif %}'),
    Exemple("bornes incompatibles", entete={"si": "‸marche.lots | length == 0 and marche.montant_estime > 100 and marche.montant_estime < 50"}),
    Exemple("nom redéfini", "{% set x = marche.lots %}\n{% if x %}\n{% set x = false %}\n{% endif %}\n{% if x %}a{% endif %}"),
)  # fmt: skip
