"""Names printed for the parties: those that the CCAG of the contract gives them (lower case, with their article)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parties:
    """Buyer, firm, and maître d'œuvre of the works."""

    acheteur: str = "l’acheteur"
    titulaire: str = "le titulaire"
    maitre_oeuvre: str = "le maître d’œuvre"


PARTIES = {
    "Travaux": Parties(acheteur="le maître d’ouvrage"),
    "MOE": Parties(acheteur="le maître d’ouvrage", titulaire="le maître d’œuvre"),
    "FCS": Parties(),
    "PI": Parties(),
    "TIC": Parties(),
    "MI": Parties(),
    "aucun": Parties(),
}
