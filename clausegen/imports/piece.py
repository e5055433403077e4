"""A Word piece that clausegen produced: its contract file, as it was."""

from __future__ import annotations

from pathlib import Path

from clausegen.findings import Finding, Location, Niveau
from clausegen.sources.archives import read_office
from clausegen.sources.text import refuse
from clausegen.word import read_manifest, untouched


def fichier_de_la_piece(path: Path) -> tuple[str, tuple[Finding, ...]]:
    """Text of the contract file that a piece carries; `Refused` (CG151, CG170) when it carries none."""
    data = read_office(path, "docx")
    manifeste = read_manifest(data)
    if manifeste is None:
        raise refuse(str(path), "CG170", "ce document n’a pas été produit par clausegen, ou a perdu son fichier de marché",
                     "partez d’une pièce telle que clausegen l’a écrite, ou d’un classeur")  # fmt: skip
    if not manifeste.contract:
        raise refuse(str(path), "CG170", "cette pièce a été produite sans son fichier de marché (option --sans-fichier)",
                     "partez d’une autre pièce, ou du fichier de marché lui-même")  # fmt: skip
    if untouched(data):
        return manifeste.contract, ()
    return manifeste.contract, (
        Finding("CG170", Niveau.CONSEIL, "le document a été modifié depuis sa production : le fichier repris est celui de la production",
                "reportez dans le fichier de marché les modifications qui comptent", Location(str(path))),
    )  # fmt: skip
