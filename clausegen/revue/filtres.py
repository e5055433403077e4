"""French wording of filters: « lots | length > 1 », « lots | selectattr(…) | list », « montant | ht »."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clausegen.revue.titres import SUITE, Nom

if TYPE_CHECKING:
    from clausegen.revue.francais import Francais

Tree = Any
# Filters that only lay a value out.
_MISE_EN_FORME = {"majuscule", "minuscule", "libelle", "nombre", "euros", "ht", "pourcent", "en_lettres", "date_longue", "date_heure",
                  "heure", "duree_mois", "liste", "liste_ou", "list", "lower", "upper", "trim", "int", "round", "sort", "unique",
                  "first", "last", "join", "string", "replace"}  # fmt: skip
_SUITES = {"list", "selectattr", "rejectattr", "sort", "unique", "map", "sum", "select", "reject", "first"}


def nombre_de(f: Francais, tree: Tree) -> str:
    """« lots » for « lots | length »; empty for anything else."""
    if tree[0] != "|" or tree[1] not in ("length", "count"):
        return ""
    nom = f.nommer(tree[2])
    return nom.titre if nom else f.valeur(tree[2])


def combien(quoi: str, op: str, nombre: int) -> str:
    """« plusieurs lots », « un seul lot », « lots : au moins 3 »."""
    if (op, nombre) in (("gt", 1), ("gteq", 2), ("ne", 1)):
        return "plusieurs lots concernés" if quoi == "lots concernés" else f"{quoi} : plusieurs"
    if (op, nombre) in (("eq", 1), ("lteq", 1), ("lt", 2)):
        return "un seul lot concerné" if quoi == "lots concernés" else f"{quoi} : un seul"
    if (op, nombre) in (("gt", 0), ("gteq", 1)):
        return f"{quoi} : au moins un"
    if (op, nombre) == ("eq", 0):
        return f"{quoi} : aucun"
    mots = {"eq": "", "ne": "autre que ", "gt": "plus de ", "gteq": "au moins ", "lt": "moins de ", "lteq": "au plus "}
    return f"{quoi} : {mots.get(op, '')}{nombre}"


def nommer(f: Francais, tree: Tree) -> Nom | None:
    """What a chain of filters designates: « lots dont heures d’insertion dues : oui »."""
    if tree[0] != "|" or tree[1] not in (*_SUITES, "commun"):
        return None
    filtre, source, args = tree[1], tree[2], tree[3]
    nom = f.nommer(source)
    if nom is None:
        return None
    if filtre == "commun" and args and args[0][0] == "k":
        commun = f.titres.nom(("lot", *str(args[0][1]).split(".")))
        return Nom(
            f"{commun.titre if commun else args[0][1]} (même valeur pour tous les lots)",
            *((commun.genre, commun.codes, commun.modele) if commun else ()),
        )
    if filtre in ("selectattr", "rejectattr") and args and args[0][0] == "k":
        lots = nom.modele == "lot" or nom.titre.startswith("lots")
        return Nom(f"{'lots' if nom.titre == 'lots concernés' else nom.titre} {_dont(_attribut(f, nom, args, filtre == 'selectattr'), nom.titre)}", SUITE,
                   modele="lot" if lots else nom.modele)  # fmt: skip
    if filtre == "map":
        attribut = next((v for k, v in tree[4] if k == "attribute"), None)
        return Nom(f"{f.valeur(attribut)} des {nom.titre}" if attribut else nom.titre, SUITE)
    return nom


def _dont(dit: str, avant: str) -> str:
    """« avec heures d’insertion dues », « sans facilitateur », « dont nature : travaux »."""
    et = "et " if " avec " in avant or " sans " in avant else ""
    for fin, mot in (
        (" : oui", "avec"),
        (" : prévu", "avec"),
        (" : indiqué", "avec"),
        (" : non", "sans"),
        (" : rien de prévu", "sans"),
        (" : non indiqué", "sans"),
    ):
        if dit.endswith(fin) and dit.count(" : ") == 1:
            return f"{et}{mot} {dit.removesuffix(fin)}"
    return f"{et}dont {dit}"


def _attribut(f: Francais, nom: Nom, args: list[Tree], oui: bool) -> str:
    pas = tuple(str(args[0][1]).split("."))
    quoi: Tree = ["n", "lot"] if nom.modele == "lot" else ["n", "__element"]
    if nom.modele is not None:
        f.titres.noms["__element"] = Nom("élément", modele=nom.modele)
    else:
        f.titres.noms["__element"] = Nom("")
    for p in pas:
        quoi = [".", quoi, p]
    if len(args) > 2:
        op = {
            "eq": "eq",
            "equalto": "eq",
            "==": "eq",
            "ne": "ne",
            "in": "in",
            "gt": "gt",
            "ge": "gteq",
            "lt": "lt",
            "le": "lteq",
        }.get(str(args[1][1]))
        if op:
            return f.condition(["cmp", quoi, [[op, args[2]]]], oui)
        return f"{f.valeur(quoi)} : {args[1][1]} {f.valeur(args[2])}" + ("" if oui else " (non)")
    return f.condition(quoi, oui)


def condition(f: Francais, tree: Tree, oui: bool) -> str:
    """A filter alone in a condition."""
    filtre, source, args = tree[1], tree[2], tree[3]
    if filtre == "commun" and args and args[0][0] == "k":
        nom = f.titres.nom(("lot", *str(args[0][1]).split(".")))
        titre = nom.titre if nom else str(args[0][1])
        return (
            f"{titre} : {'le même' if oui else 'différent'} pour tous les lots"
            if oui
            else f"{titre} : pas le même pour tous les lots"
        )
    if filtre in ("length", "count"):
        nom = f.nommer(source)
        return f"{nom.titre if nom else f.valeur(source)} : {'au moins un' if oui else 'aucun'}"
    nom = nommer(f, tree)
    if nom is not None and filtre in _SUITES:
        return (
            f"{'au moins un' if oui else 'aucun'} des {nom.titre}"
            if nom.titre.startswith("lots")
            else f"{nom.titre} : {'au moins un' if oui else 'aucun'}"
        )
    return ""


def valeur(f: Francais, tree: Tree) -> str:
    """A value once it went through a filter."""
    from clausegen.revue import fonctions

    filtre, source, args = tree[1], tree[2], tree[3]
    if filtre == "designation":
        return _designation(f, source, args)
    partie = fonctions.partie(source, filtre)
    if partie:
        return partie
    if filtre == "pluriel" and args:
        return f"{f.valeur(source)} ({f.valeur(args[0])})"
    if filtre in ("length", "count"):
        return f"nombre de {nombre_de(f, tree)}"
    nom = nommer(f, tree)
    if nom is not None:
        return nom.titre
    dit = f.valeur(source)
    if filtre == "majuscule":
        return dit[:1].upper() + dit[1:]
    if filtre in ("de", "a"):
        return f"{'de' if filtre == 'de' else 'à'} : {dit}"
    if filtre in ("default", "d") and args:
        return f"{dit}, à défaut {f.valeur(args[0])}"
    if filtre in _MISE_EN_FORME:
        return dit
    return f"{dit} ({filtre})"


def _designation(f: Francais, source: Tree, args: list[Tree]) -> str:
    forme = str(args[0][1]) if args else ""
    if source[0] == "list":
        return {"de": "du lot", "a": "au lot"}.get(forme, "le lot")
    nom = f.nommer(source)
    if nom is not None and nom.titre not in ("lots concernés", "lots du marché") and nom.titre.startswith("lots"):
        return {"de": "des ", "a": "aux "}.get(forme, "les ") + nom.titre
    return {"de": "du marché ou des lots", "a": "au marché ou aux lots"}.get(forme, "le marché ou les lots")
