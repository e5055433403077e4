"""The folder of an organisation examined: its file, its layers, its clauses; its gabarits and contracts are named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from clausegen.findings import Finding, Refused
from clausegen.library import shipped_library
from clausegen.library.couches import Couche, lire_couche
from clausegen.model import Clause, Library
from clausegen.organisation.couches import Empilement, empiler
from clausegen.organisation.lecture import lire_organisation
from clausegen.organisation.modele import CONTRATS, FICHIER, GABARITS
from clausegen.verifier.bibliotheque import Examen, examiner_bibliotheque
from clausegen.verifier.bilan import Controle, situe
from clausegen.verifier.execution import Choix, filtrer, sans_doublons


@dataclass(frozen=True)
class ExamenOrganisation:
    """Result: controls, findings set aside, and what else is to be examined in the folder."""

    controles: tuple[Controle, ...]
    ecartes: tuple[Finding, ...] = ()


def est_organisation(path: Path) -> bool:
    """A folder with `organisation.yaml`, or that file."""
    return (path / FICHIER).is_file() if path.is_dir() else path.name == FICHIER


def contenu_de_l_organisation(racine: Path) -> tuple[Path, ...]:
    """Gabarits and contracts of the folder."""
    gabarits = [p for p in sorted((racine / GABARITS).glob("*.docx")) if not p.name.startswith("~$")]
    return (*gabarits, *sorted((racine / CONTRATS).glob("*/marche.yaml")))


def examiner_organisation(racine: Path, library: Library, choix: Choix, jour: dt.date) -> ExamenOrganisation:
    """Examine the file, the layers and the clauses of an organisation (those of its bases too, which it relies on)."""
    fichier = str(racine / FICHIER)
    try:
        organisation = lire_organisation(racine)
    except Refused as refused:
        return ExamenOrganisation((Controle("organisation", fichier, fichier, _dits(refused.findings, choix)),))
    empilement = empiler(library, organisation)
    # What is wrong inside a clause file is said with that file.
    propres = [f for f in empilement.constats if f.code not in ("CG200", "CG201", "CG202", "CG203")]
    controle = Controle("organisation", organisation.nom, fichier, _dits(propres, choix), _resume(empilement))
    couche = couche_entiere(empilement)
    if not couche.clauses and not couche.findings:
        return ExamenOrganisation((controle,))
    examen = examiner_bibliotheque(shipped_library(), choix, jour, couche)
    return ExamenOrganisation((controle, *examen.controles), examen.ecartes)


def examiner_clauses_propres(
    racine: Path, library: Library, choix: Choix, jour: dt.date, seules: Iterable[Path]
) -> Examen:
    """Some clause files of an organisation, facing everything that it lays over the library."""
    empilement = empiler(library, lire_organisation(racine))
    posees, demandees = couche_entiere(empilement), tuple(seules)
    # A draft, or a text kept aside for comparison, is in none of the folders that are laid: it is examined over them.
    connus = {path.resolve() for path in posees.chemins.values()}
    aside = lire_couche(path for path in demandees if path.resolve() not in connus)
    couche = Couche(
        {**posees.clauses, **aside.clauses}, {**posees.chemins, **aside.chemins}, (*posees.findings, *aside.findings)
    )
    return examiner_bibliotheque(shipped_library(), choix, jour, couche, demandees)


def couche_entiere(empilement: Empilement) -> Couche:
    """All the layers as one: the last clause of each id."""
    clauses: dict[str, Clause] = {}
    chemins: dict[str, Path] = {}
    findings: list[Finding] = []
    for couche in empilement.couches.values():
        clauses.update(couche.clauses)
        chemins.update(couche.chemins)
        findings.extend(couche.findings)
    return Couche(clauses, chemins, tuple(findings))


def _resume(empilement: Empilement) -> str:
    """« 1 clause remplacée, 2 ajoutées ; retirées : primes (Ville : aucune prime) »."""
    siennes = [v for v in empilement.versions.values() if v[-1].couche]
    remplacees = sum(len(v) > 1 for v in siennes)
    retirees = ", ".join(f"{i} ({motif})" for i, motif in empilement.library.retraits.items())
    return f"clauses remplacées : {remplacees} ; ajoutées : {len(siennes) - remplacees} ; retirées : {retirees or 'aucune'}"


def _dits(findings: Iterable[Finding], choix: Choix) -> tuple[Finding, ...]:
    return tuple(situe(f) for f in filtrer(sans_doublons(findings), choix))
