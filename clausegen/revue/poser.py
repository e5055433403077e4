"""Changed clauses written: in the organisation, over the file they come from and no other, the former one kept aside."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausegen.findings import Finding, Location, Niveau
from clausegen.model import Clause, Library
from clausegen.organisation.atelier import marquer
from clausegen.organisation.ecarts import texte_du_fichier
from clausegen.organisation.modele import CLAUSES, ORIGINE, Organisation
from clausegen.output import ToWrite, Written, write_all
from clausegen.revue.retour import Retouche

ANCIENNES, A_RELIRE = "_anciennes", "_a-relire"
BOUGE = "CG283"


@dataclass(frozen=True)
class Pose:
    """Where the files of a review go: (folder, file) in the order of writing, and what is to be said."""

    fichiers: tuple[tuple[Path, ToWrite], ...]
    constats: tuple[Finding, ...] = ()

    def ecrire(self) -> list[Written]:
        """Write; `Refused` (code 3) when a folder cannot take them. Copies of former files come first."""
        out: list[Written] = []
        for dossier in dict.fromkeys(d for d, _ in self.fichiers):
            out += write_all(dossier, [item for d, item in self.fichiers if d == dossier])
        return out


def dans_le_dossier(dossier: Path, retouches: Sequence[Retouche]) -> Pose:
    """Files of a folder that the user named: a file of the same name is never replaced (`_v2`)."""
    return Pose(tuple((dossier, _fichier(r.id, r.apres)) for r in retouches if r.change))


def dans_l_organisation(
    organisation: Organisation, propres: Mapping[str, Clause], library: Library, retouches: Sequence[Retouche]
) -> Pose:
    """Files of the overlay of an organisation. `propres`: its own clauses, by id; `library`: what lies under it."""
    avant: list[tuple[Path, ToWrite]] = []
    apres: list[tuple[Path, ToWrite]] = []
    constats: list[Finding] = []
    racine = organisation.racine / CLAUSES
    for r in (r for r in retouches if r.change):
        propre = propres.get(r.id)
        if propre is None:
            base = library.clauses.get(r.id)
            apres.append((racine, _fichier(r.id, _adaptee(r, base))))
            avant.append((racine / ORIGINE, _fichier(r.id, r.avant, remplacable=True)))
            continue
        chemin = Path(propre.path)
        courant = texte_du_fichier(propre, organisation.racine)
        if courant == r.avant:
            avant.append((racine / ANCIENNES, _fichier(r.id, courant)))
            apres.append((chemin.parent, _fichier(r.id, r.apres, remplace=chemin.read_bytes())))
        elif courant not in (r.apres, _adaptee(r, library.clauses.get(r.id))):
            apres.append((racine / A_RELIRE, _fichier(r.id, r.apres)))
            constats.append(Finding(BOUGE, Niveau.A_CORRIGER, f"le fichier de « {r.id} » a changé depuis que le document a été écrit : il n’est pas remplacé",
                                    f"reportez-y ce que vous gardez de {racine / A_RELIRE / r.id}.md", Location(str(chemin))))  # fmt: skip
    return Pose((*avant, *apres), tuple(constats))


def _adaptee(r: Retouche, base: Clause | None) -> str:
    """The new file, with the version and the digest of the text that was reviewed."""
    if base is None:
        return r.apres
    empreinte = hashlib.sha256(r.avant.encode("utf-8", "surrogatepass")).hexdigest()
    return marquer(r.apres, replace(base, digest=empreinte))


def _fichier(identifiant: str, texte: str, remplace: bytes | None = None, remplacable: bool = False) -> ToWrite:
    return ToWrite(
        identifiant, ".md", texte.encode("utf-8", "surrogatepass"), lambda existant: remplacable or existant == remplace
    )
