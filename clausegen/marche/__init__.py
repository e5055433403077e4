"""The contract: one definition (pydantic), its reading in French, its defaults, its lots, its JSON Schema."""

from clausegen.marche.chemins import champ_de, modele_de, section_de, sections_de, situer
from clausegen.marche.construction import build_marche
from clausegen.marche.fusion import merge
from clausegen.marche.lot import Lot
from clausegen.marche.marche import Default, Marche
from clausegen.marche.reader import Lecture, read_marche
from clausegen.marche.schema import schema

__all__ = [
    "Default",
    "Lecture",
    "Lot",
    "Marche",
    "build_marche",
    "champ_de",
    "merge",
    "modele_de",
    "read_marche",
    "schema",
    "section_de",
    "sections_de",
    "situer",
]
