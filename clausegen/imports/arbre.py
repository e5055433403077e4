"""Values in a plain contract tree (dict, list, str), whatever their short or long form.

`insertion: 280`, `insertion: {heures: 280}` and `insertion: {heures: {valeur: 280}}` hold the same value at
`insertion.heures.valeur`: it is read in any of them and written in the form that is already there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clausegen.marche.base import est_eteint, plier
from clausegen.marche.chemins import modele_de
from clausegen.marche.saisie import Saisie, couper, principal_de, saisie_de

Arbre = dict[str, Any]
Chemin = tuple[str, ...]


def est_interrupteur(valeur: Any) -> bool:
    """« oui », « non », « aucun »… for a whole section."""
    return isinstance(valeur, str) and (est_eteint(valeur) or plier(valeur) == "oui")


def lire(arbre: Any, chemin: Chemin, racine: Chemin = ()) -> str | None:
    """Text at a path, None when nothing is written there that one box can hold. Lists of texts are joined by « ; ».

    `racine` is the path of `arbre` itself in the contract: `("lots",)` for a lot.
    """
    noeud = arbre
    for rang, nom in enumerate(chemin):
        if isinstance(noeud, dict):
            noeud = noeud.get(nom)
        elif isinstance(noeud, str):
            if est_interrupteur(noeud) or principal_de((*racine, *chemin[:rang])) != nom:
                return None
        else:
            noeud = _liste_abregee((*racine, *chemin[:rang]), nom, noeud)
        if noeud is None or noeud == "":
            return None
    saisie = saisie_de((*racine, *chemin))
    if saisie is None:
        return None
    if saisie.genre == "interrupteur":
        return _interrupteur(noeud, (*racine, *chemin))
    if saisie.genre == "liste" and isinstance(noeud, list):
        simples = all(isinstance(e, str) and e.strip() and ";" not in e and "\n" not in e for e in noeud)
        return " ; ".join(e.strip() for e in noeud) if simples and noeud else None
    return noeud.strip() or None if isinstance(noeud, str) else None


def _interrupteur(noeud: Any, section: Chemin) -> str | None:
    """Whether a section is on: said by one word, or by the field that « oui » stands for."""
    if isinstance(noeud, dict):
        modele = modele_de(section)
        mots = [noeud.get(nom) for nom in (modele.au_oui if modele is not None else {})]
        return "non" if any(isinstance(mot, str) and est_eteint(mot) for mot in mots) else "oui"
    return ("non" if est_eteint(noeud) else "oui") if est_interrupteur(noeud) else None


def _liste_abregee(section: Chemin, nom: str, noeud: Any) -> Any:
    """A list written in the place of a section: only conditions of the environment may be."""
    return noeud if section == ("environnement",) and nom == "conditions" and isinstance(noeud, list) else None


def poser(arbre: Arbre, chemin: Chemin, valeur: Any, racine: Chemin = ()) -> None:
    """Write a value; a section written as a bare value takes its long form when it has to."""
    nom, reste = chemin[0], chemin[1:]
    if not reste:
        arbre[nom] = valeur
        return
    ici = (*racine, nom)
    fille = arbre.get(nom)
    principal = principal_de(ici)
    nue = len(reste) == 1 and reste[0] == principal and isinstance(valeur, str) and not est_interrupteur(valeur)
    if isinstance(fille, dict):
        poser(fille, reste, valeur, ici)
    elif isinstance(fille, str) and fille and not est_interrupteur(fille):
        if nue:
            arbre[nom] = valeur
        else:
            arbre[nom] = {principal: fille} if principal else {}
            poser(arbre[nom], reste, valeur, ici)
    elif isinstance(fille, list) and ici == ("environnement",):
        arbre[nom] = {"conditions": fille}
        poser(arbre[nom], reste, valeur, ici)
    elif nue:
        arbre[nom] = valeur
    else:
        arbre[nom] = {}
        poser(arbre[nom], reste, valeur, ici)


def ecrire(arbre: Arbre, saisie: Saisie, texte: str, racine: Chemin = ()) -> None:
    """Carry the text of a box over to the tree (not a switch of section); an empty one removes what was there."""
    chemin = saisie.chemin[len(racine) :]
    if not texte:
        retirer(arbre, chemin)
    elif saisie.genre == "liste":
        poser(arbre, chemin, couper(texte), racine)
    else:
        poser(arbre, chemin, texte, racine)


def retirer(arbre: Arbre, chemin: Chemin) -> None:
    """Remove what is written at a path, and the sections that this leaves empty."""
    nom, reste = chemin[0], chemin[1:]
    fille = arbre.get(nom)
    if not reste or isinstance(fille, (str, list)):
        arbre.pop(nom, None)
    elif isinstance(fille, dict):
        retirer(fille, reste)
        if not fille:
            del arbre[nom]


def feuilles(arbre: Any, chemin: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a tree with its path; blank keys left out."""
    if isinstance(arbre, dict):
        for nom, valeur in arbre.items():
            yield from feuilles(valeur, (*chemin, str(nom)))
    elif isinstance(arbre, list):
        for rang, valeur in enumerate(arbre):
            yield from feuilles(valeur, (*chemin, rang))
    elif isinstance(arbre, str) and arbre:
        yield chemin, arbre
