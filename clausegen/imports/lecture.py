"""A contract, whatever file it comes in: YAML, or a workbook of clausegen."""

from __future__ import annotations

from pathlib import Path

from clausegen.findings import Refused
from clausegen.marche import Lecture, read_marche
from clausegen.marche.socle import Socle
from clausegen.sources.text import refuse

CLASSEURS = (".xlsx", ".xlsm", ".xls", ".xltx", ".xltm", ".xlsb", ".ods")
_AUTRES = (".docx", ".docm", ".doc", ".json", ".jsonl", ".ndjson")
NOUVEAU = "créez d’abord le fichier de marché : clausegen nouveau DOSSIER --depuis ce fichier"


def read_contract(path: Path | str, socle: Socle | None = None) -> Lecture:
    """Read a contract file or a workbook of clausegen. Never raises on what a user gave: see `findings`.

    `socle` gives the values that the contract takes where it says nothing.
    """
    chemin = Path(path)
    suffixe = chemin.suffix.lower()
    try:
        if suffixe in CLASSEURS:
            # Most contracts are YAML: what opens workbooks is imported for a workbook.
            from clausegen.imports.lecture_formulaire import lecture_du_classeur
            from clausegen.sources.workbooks import read_workbook

            return lecture_du_classeur(read_workbook(chemin), socle)
        if suffixe in _AUTRES and chemin.is_file():
            raise refuse(str(chemin), "CG150", "ce fichier n’est pas un fichier de marché", NOUVEAU)
    except Refused as refus:
        return Lecture(None, refus.findings, "", chemin)
    return read_marche(chemin, socle=socle)
