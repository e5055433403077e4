"""What each example contract is expected to give: codes of its blocking findings (none unless it is said here)."""

from __future__ import annotations

BLOQUANTS: dict[str, tuple[str, ...]] = {
    "ILLEGAL-impression-critere-rse": ("CG448",),
}

# The ten contracts of the shared folder, by the number of their case.
CAS = {
    "01": "tma-aquareel", "04": "travaux-residence", "05": "nettoyage-reserve-imagerie", "07": "chaussees-critere-insertion",
    "08": "ILLEGAL-impression-critere-rse", "12": "tramway-alternance", "18": "espaces-verts-sans-clause",
    "19": "reserve-produits-entretien", "22": "objet-insertion-cartons", "28": "formation-scolaire",
}  # fmt: skip
