"""French wording of the functions of a text: citations, cross-references, derogations, fields to fill, parties."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from clausegen.legal.grammar import avec_article

if TYPE_CHECKING:
    from clausegen.revue.francais import Francais

Tree = Any
_PARTIES = {
    "acheteur": {"": "l’acheteur", "a": "à l’acheteur", "de": "de l’acheteur", "majuscule": "L’acheteur"},
    "titulaire": {"": "le titulaire", "a": "au titulaire", "de": "du titulaire", "majuscule": "Le titulaire"},
    "maitre_oeuvre": {
        "": "le maître d’œuvre",
        "a": "au maître d’œuvre",
        "de": "du maître d’œuvre",
        "majuscule": "Le maître d’œuvre",
    },
}


def partie(tree: Tree, forme: str = "") -> str:
    """« du titulaire » for `parties.titulaire | de`; empty for anything else."""
    if tree[0] == "." and tree[1] == ["n", "parties"] and tree[2] in _PARTIES:
        return _PARTIES[tree[2]].get(forme, "")
    return ""


def condition(f: Francais, tree: Tree, oui: bool) -> str:
    """A call alone in a condition."""
    nom, args = _appel(tree)
    if nom == "retenue" and args:
        return f"clause {_clause(f, args[0])} {'retenue' if oui else 'non retenue'}"
    if nom == "deroge" and args:
        return f"dérogation {_regle(f, args[0])} {'prévue' if oui else 'non prévue'}"
    return ""


def valeur(f: Francais, tree: Tree) -> str:
    """What a call prints."""
    nom, args = _appel(tree)
    if not args:
        return {"a_cocher": "case à cocher"}.get(nom, "")
    premier = args[0]
    if nom == "cite":
        return _citation(f, premier, str(args[1][1]) if len(args) > 1 and args[1][0] == "k" else "le")
    if nom == "renvoi":
        return f"n° de l’article {_clause(f, premier)}"
    if nom == "renvoi_article":
        return f"n° de l’article {_article(f, premier)}"
    if nom == "piece":
        return f.library.noms_pieces.get(premier[1], premier[1]) if premier[0] == "k" else f.valeur(premier)
    if nom == "derogation":
        return f"Par dérogation au CCAG, {_regle(f, premier)},"
    if nom == "a_completer":
        return f"À compléter : {f.valeur(premier)}"
    if nom == "a_remplir":
        return f"à remplir : {f.valeur(premier)}"
    if nom == "a_cocher":
        return f"case à cocher : {f.valeur(premier)}"
    if nom == "bareme":
        return f"valeur légale : {_bareme(f, premier)}"
    if nom == "publics":
        return "publics éligibles"
    return ""


def _appel(tree: Tree) -> tuple[str, list[Tree]]:
    return (str(tree[1][1]), tree[2]) if tree[1][0] == "n" else ("", [])


def _choix(f: Francais, tree: Tree, dire: Any) -> str:
    """« X » for a key, « X ou Y » for keys chosen by a condition."""
    if tree[0] == "k":
        return str(dire(tree[1]))
    if tree[0] == "?":
        sinon = _choix(f, tree[3], dire) if tree[3] is not None else ""
        return _choix(f, tree[2], dire) + (f" ou {sinon}" if sinon else "")
    return f"selon {f.valeur(tree)}"


def _clause(f: Francais, tree: Tree) -> str:
    return _choix(f, tree, lambda identifiant: f"« {f.titre_de_clause(str(identifiant))} »")


def _article(f: Francais, tree: Tree) -> str:
    titres = {a.slug: a.titre for p in f.library.pieces.values() for a in p.articles}
    return _choix(f, tree, lambda slug: f"« {titres.get(slug, slug)} »")


def _regle(f: Francais, tree: Tree) -> str:
    references = f.library.references
    return _choix(f, tree, lambda cle: f"« {references.get(cle).titre if cle in references else cle} »")


def _bareme(f: Francais, tree: Tree) -> str:
    if tree[0] != "k":
        return f.valeur(tree)
    connu = f.library.baremes.tables.get(tree[1])
    return connu.titre if connu is not None else str(tree[1]).replace("_", " ")


def _citation(f: Francais, tree: Tree, forme: str) -> str:
    def dire(cle: str) -> str:
        return citation(f.library.references, cle, forme)

    return _choix(f, tree, dire)


def citation(references: Any, cle: str, forme: str = "le", jour: dt.date | None = None) -> str:
    """A citation outside any contract: the article of a code, or the rule of whichever CCAG applies."""
    if cle not in references:
        return cle
    reference = references.get(cle)
    if reference.est_ccag:
        debut = {"de": "de l’article du CCAG", "a": "à l’article du CCAG", "nu": "article du CCAG"}.get(
            forme, "l’article du CCAG"
        )
        return f"{debut} « {reference.titre} »"
    dit = references.cite(cle, "aucun", jour or dt.date.today(), forme)
    return str(dit.text) if dit.printable else avec_article(f"texte « {reference.titre} »", forme)
