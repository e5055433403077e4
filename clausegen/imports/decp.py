"""Published contracts (DECP, 2019 and 2022 formats): from a file to its rows, each known by its buyer and its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from clausegen.findings import Finding, Location, Niveau
from clausegen.imports import decp_valeurs as v
from clausegen.imports.decp_comment import comment
from clausegen.imports.decp_ligne import ContratDecp, Ligne, Plafond
from clausegen.imports.decp_quantites import controler, quantites
from clausegen.imports.decp_quoi import acheteur, quoi
from clausegen.imports.indices import indices_sociaux
from clausegen.imports.squelette import Note
from clausegen.legal.cpv import Nomenclature
from clausegen.sources.json_text import read_json

_LISTES = ("marche", "contrat-concession")
_RECONNUES = frozenset({"objet", "codeCPV", "acheteur", "lieuExecution", "dureeMois", "formePrix", "titulaires", "autoriteConcedante"})


def est_decp(valeurs: tuple[Any, ...]) -> bool:
    """The JSON holds published contracts."""
    return any(isinstance(ligne, Mapping) and len(_RECONNUES.intersection(ligne)) >= 2 for ligne, _ in _lignes(valeurs))


def _lignes(valeurs: tuple[Any, ...]) -> Iterator[tuple[Any, int]]:
    """Rows with their rank, from 1."""
    if len(valeurs) > 1:
        yield from ((valeur, rang) for rang, valeur in enumerate(valeurs, 1))
        return
    seule = valeurs[0]
    if isinstance(seule, Mapping) and "marches" in seule:
        seule = seule["marches"]
    if isinstance(seule, Mapping) and any(isinstance(seule.get(nom), list) for nom in _LISTES):
        seule = [ligne for nom in _LISTES if isinstance(seule.get(nom), list) for ligne in seule[nom]]
    lignes = seule if isinstance(seule, list) else [seule]
    yield from ((ligne, rang) for rang, ligne in enumerate(lignes, 1))


def lire_decp(
    path: Path, cpv: Nomenclature, valeurs: tuple[Any, ...] | None = None, plafond: Plafond | None = None
) -> tuple[ContratDecp, ...]:
    """Every contract of a file, with its findings; never raises on the content of a row.

    The key is (buyer, number): the same number at several buyers is two contracts. A key published twice is told.
    `valeurs`: what `read_json` gave, when the file was read already. `plafond`: without it the duration of a framework
    agreement is not judged.
    """
    lues = read_json(path) if valeurs is None else valeurs
    par_ligne = len(lues) > 1
    contrats = [
        importer_ligne(ligne, Location(str(path), rang, 1) if par_ligne else Location(str(path), place=f"marché n°\u00a0{rang}"), cpv, rang, plafond)
        for ligne, rang in _lignes(lues)
    ]
    return tuple(_signaler_doublons(contrats))


def importer_ligne(
    brut: Any, place: Location, cpv: Nomenclature, rang: int = 1, plafond: Plafond | None = None
) -> ContratDecp:
    """A row of the published data; never raises, whatever the row holds."""
    if not isinstance(brut, Mapping):
        constat = Finding("CG160", Niveau.A_CORRIGER, f"{v.montrer(brut)} n’est pas un marché", "cette ligne est laissée de côté", place)
        return ContratDecp("", "", rang, place, {}, {}, (constat,))
    ligne = Ligne(brut, place, cpv, plafond=plafond)
    numero = v.identifiant(brut.get("id"))
    if numero:
        ligne.poser("reference", numero)
        ligne.notes["reference"] = Note("c’est le numéro du marché publié : donnez celui de la nouvelle consultation")
    else:
        ligne.dire("CG161", "id : le numéro du marché n’est pas publié", "à saisir", "reference")
    siret = acheteur(ligne)
    quoi(ligne)
    comment(ligne)
    montant = quantites(ligne)
    titulaires = controler(ligne, indices_sociaux(ligne.objet))
    return ContratDecp(siret, numero, rang, place, ligne.arbre, ligne.notes, tuple(ligne.findings), montant, titulaires)


def _signaler_doublons(contrats: list[ContratDecp]) -> Iterator[ContratDecp]:
    cles = Counter(c.cle for c in contrats if c.cle[1])
    acheteurs: dict[str, set[str]] = {}
    for contrat in contrats:
        acheteurs.setdefault(contrat.id, set()).add(contrat.acheteur)
    for contrat in contrats:
        ajouts: list[Finding] = []
        if contrat.id and cles[contrat.cle] > 1:
            ajouts.append(Finding("CG167", Niveau.A_CORRIGER, f"le marché {contrat.id} de cet acheteur est publié {cles[contrat.cle]} fois",
                                  "gardez la publication la plus récente", contrat.place, "reference"))  # fmt: skip
        elif contrat.id and len(acheteurs[contrat.id]) > 1:
            ajouts.append(Finding("CG167", Niveau.CONSEIL, f"l’identifiant {contrat.id} est aussi celui du marché d’un autre acheteur",
                                  "ce sont deux marchés, ou un groupement de commandes : vérifiez", contrat.place, "reference"))  # fmt: skip
        yield replace(contrat, findings=(*contrat.findings, *ajouts)) if ajouts else contrat


def choisir(contrats: tuple[ContratDecp, ...], identifiant: str) -> tuple[ContratDecp, ...]:
    """Contracts of this number, or of this key (« SIRET/numéro »)."""
    acheteur, _, numero = identifiant.rpartition("/")
    trouves = tuple(c for c in contrats if c.id == identifiant)
    return trouves or tuple(c for c in contrats if c.id == numero and c.acheteur == acheteur)
