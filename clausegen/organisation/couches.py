"""The national library with the layers of an organisation laid over it: clauses, withdrawals, defaults of parameters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clausegen.findings import Finding, Niveau, Refused
from clausegen.library.clauses import decode_parameter
from clausegen.library.couches import Couche, fichiers_de_clauses, lire_couche, poser
from clausegen.library.reader import suggest
from clausegen.model import Clause, Library
from clausegen.organisation.ecarts import constat_d_adaptation
from clausegen.organisation.modele import CLAUSES, Organisation

RETRAIT, PARAMETRE, CONSEQUENCE = "CG237", "CG272", "CG238"


@dataclass(frozen=True)
class Empilement:
    """Result: the library of the organisation, what is to be said of it, and for each clause what each layer gave.

    `versions`: id → clauses from the national one to the one in force; `origines`: name of a parameter → layer that
    changed its default; `dessous`: libraries under each layer, by folder of the layer; `ecrite`: the same library with
    the defaults that the clause files have, which are those of their examples.
    """

    library: Library
    constats: tuple[Finding, ...]
    versions: Mapping[str, tuple[Clause, ...]]
    origines: Mapping[str, str]
    dessous: Mapping[str, Library]
    couches: Mapping[str, Couche]
    ecrite: Library


def empiler(library: Library, organisation: Organisation) -> Empilement:
    """Lay every layer of an organisation; blocking findings are returned too (see `bibliotheque_de`)."""
    findings: list[Finding] = []
    versions = {i: [c] for i, c in library.clauses.items()}
    origines: dict[str, str] = {}
    dessous: dict[str, Library] = {}
    couches: dict[str, Couche] = {}
    national = Path(library.root)
    # Parameters are changed at the end: a clause laid over another is compared with the text as its file has it.
    for couche in organisation.couches():
        dessous[str(couche.racine)] = library
        posee = lire_couche(fichiers_de_clauses(couche.racine / CLAUSES), couche.nom)
        couches[str(couche.racine)] = posee
        for clause in posee.clauses.values():
            found = constat_d_adaptation(clause, library.clauses.get(clause.id), couche.racine, national)
            if found is not None:
                findings.append(found)
            versions.setdefault(clause.id, []).append(clause)
        library, faults = poser(library, posee)
        findings.extend(faults)
        findings.extend(couche.constats)
        library = _retirer(library, couche, posee, findings)
    ecrite = library
    for couche in organisation.couches():
        library = _regler(library, couche, origines, findings)
    laid = {i: tuple(v) for i, v in versions.items()}
    return Empilement(library, tuple(findings), laid, origines, dessous, couches, ecrite)


def _retirer(library: Library, couche: Organisation, posee: Couche, findings: list[Finding]) -> Library:
    # A layer that brings a clause again takes it back from those that withdrew it under it.
    retraits = {i: motif for i, motif in library.retraits.items() if i not in posee.clauses}
    for retrait in couche.retraits:
        clause = library.clauses.get(retrait.id)
        if clause is None:
            findings.append(Finding(RETRAIT, Niveau.BLOQUANT, f"aucune clause ne s’appelle « {retrait.id} » : elle ne peut pas être retirée",
                                    suggest(retrait.id, library.clauses) or "voyez la liste : clausegen clauses", retrait.location))  # fmt: skip
            continue
        if retrait.id in posee.clauses:
            findings.append(Finding(RETRAIT, Niveau.BLOQUANT, f"la clause « {retrait.id} » est à la fois retirée et écrite ({posee.clauses[retrait.id].path})",
                                    "supprimez le fichier, ou la ligne du retrait", retrait.location))  # fmt: skip
        for autre in library.clauses.values():
            if (
                retrait.id in autre.exige
                and autre.id not in {r.id for r in couche.retraits}
                and autre.id not in retraits
            ):
                findings.append(Finding(CONSEQUENCE, Niveau.CONSEIL, f"la clause retirée « {retrait.id} » est exigée par « {autre.id} »",
                                        "retirez aussi celle-ci, ou adaptez-la : les marchés qui la gardent seront bloqués", retrait.location))  # fmt: skip
        retraits[retrait.id] = f"{couche.nom} : {retrait.motif}"
    if retraits == library.retraits:
        return library
    return replace(library, retraits=retraits, digest=_digest(library.digest, json.dumps(retraits, sort_keys=True)))


def _regler(library: Library, couche: Organisation, origines: dict[str, str], findings: list[Finding]) -> Library:
    """Defaults of parameters changed by a layer."""
    if not couche.parametres:
        return library
    connus = library.parametres
    voulus: dict[str, Any] = {}
    for nom, brut in couche.parametres.items():
        place = couche.place(f"parametres.{nom}")
        parametre = connus.get(nom)
        if parametre is None:
            findings.append(Finding(PARAMETRE, Niveau.BLOQUANT, f"aucune clause n’a de paramètre « {nom} »",
                                    suggest(nom, connus) or "voyez la liste : clausegen config", place))  # fmt: skip
            continue
        try:
            voulus[nom] = decode_parameter(parametre, brut)
        except ValueError as error:
            findings.append(Finding(PARAMETRE, Niveau.BLOQUANT, f"paramètre « {nom} » ({parametre.titre}) : {error}",
                                    "corrigez cette valeur", place))  # fmt: skip
    if not voulus:
        return library
    clauses = {}
    for identifiant, clause in library.clauses.items():
        siens = {nom: voulus[nom] for nom in clause.parametres if nom in voulus}
        if siens:
            regles = {nom: replace(p, defaut=siens[nom]) if nom in siens else p for nom, p in clause.parametres.items()}
            clause = replace(clause, parametres=regles)
        clauses[identifiant] = clause
    origines.update(dict.fromkeys(voulus, couche.nom))
    return replace(
        library, clauses=clauses, digest=_digest(library.digest, json.dumps(couche.parametres, sort_keys=True))
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def bibliotheque_de(library: Library, organisation: Organisation) -> Empilement:
    """The same, or `Refused` (code 2) with every finding when something forbids the use of the layers."""
    empilement = empiler(library, organisation)
    if any(f.niveau is Niveau.BLOQUANT for f in empilement.constats):
        raise Refused(empilement.constats)
    return empilement
