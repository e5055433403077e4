"""Values of the published data (DECP), cleaned without being corrected: what is doubtful is told, never guessed."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from decimal import Decimal
from typing import Any

from clausegen.ecriture import sans_accent
from clausegen.marche.chemins import court
from clausegen.marche.dates import lire_date
from clausegen.marche.identifiants import departement_de, lire_code_postal, lire_departement
from clausegen.sources.text import forbidden_character

# A filler such as 999 999 999, or an amount that no public contract reaches.
_BOUCHON = re.compile(r"9{7,}")
PLAFOND = Decimal(10) ** 12
A_CONFIRMER = Decimal(100_000_000)
UNITAIRE = Decimal(1_000)
_TYPES_DE_LIEU = {
    "code postal", "code commune", "code arrondissement", "code canton", "code departement", "code region", "code pays",
}  # fmt: skip


def montrer(valeur: Any) -> str:
    """A value as a message shows it: « text », or its JSON."""
    if isinstance(valeur, str):
        return f"« {court(valeur, 60)} »"
    return court(json.dumps(valeur, ensure_ascii=False, default=str), 40)


def texte(valeur: Any) -> str | None:
    """A text with single spaces; None when there is none; `ValueError` for another type."""
    if valeur is None:
        return None
    if isinstance(valeur, bool) or not isinstance(valeur, (str, int)):
        raise ValueError("un texte est attendu")
    propre = " ".join(str(valeur).split())
    return propre or None


def abime(valeur: str) -> bool:
    """The text lost its accents: replacement characters, question marks inside words, invisible characters."""
    if "\ufffd" in valeur or forbidden_character(valeur):
        return True
    return "://" not in valeur and re.search(r"[^\W\d_]\?+[^\W\d_]", valeur) is not None


def nombre(valeur: Any) -> tuple[Decimal | None, bool]:
    """A number and whether it was published as one; None when there is none; `ValueError` when it cannot be read."""
    if valeur is None or (isinstance(valeur, str) and not valeur.strip()):
        return None, True
    if isinstance(valeur, bool) or not isinstance(valeur, (int, float, str)):
        raise ValueError("un nombre est attendu")
    if isinstance(valeur, str):
        compact = re.sub(r"\s", "", valeur).replace(",", ".")
        if not re.fullmatch(r"-?\d{1,18}(\.\d{1,6})?", compact, re.ASCII):
            raise ValueError("un nombre est attendu")
        return Decimal(compact), False
    if isinstance(valeur, float) and not math.isfinite(valeur):
        raise ValueError("un nombre est attendu")
    return Decimal(repr(valeur)), True


def montant_plausible(montant: Decimal) -> bool:
    """False for a filler (999 999 999) or an amount out of any proportion."""
    return montant < PLAFOND and not _BOUCHON.fullmatch(str(int(montant)))


def en_euros(montant: Decimal) -> str:
    """« 43 192,50 € », as a contract file writes it."""
    arrondi = montant.quantize(Decimal("0.01"))
    entier, _, cents = f"{arrondi:,f}".replace(",", " ").partition(".")
    return f"{entier} €" if cents == "00" else f"{entier},{cents} €"


def jour(valeur: Any) -> dt.date | None:
    """A date, its time zone left out (« 2018-10-17+02:00 »); `ValueError` when it cannot be read."""
    brut = texte(valeur)
    if brut is None:
        return None
    trouve = re.match(r"\d{4}-\d{2}-\d{2}", brut, re.ASCII)
    return lire_date(trouve[0] if trouve else brut)


def type_de_lieu(valeur: Any) -> tuple[str, bool]:
    """Kind of place code without case nor accents, and whether it was written as the schema has it."""
    try:
        brut = texte(valeur)
    except ValueError:
        return "", False
    if brut is None:
        return "", True
    plie = sans_accent(brut)
    if plie not in _TYPES_DE_LIEU:
        return "", False
    return plie, brut[:1] == "C" and brut[1:] == brut[1:].lower()


def departement(code: str, genre: str, nom: str) -> str:
    """Département of a place of performance; empty when it cannot be told from its code, or from « (56) Morbihan »."""
    try:
        if genre == "code postal":
            return departement_de(lire_code_postal(code))
        if genre == "code departement":
            return lire_departement(code)
        if genre in ("code commune", "code arrondissement", "code canton"):
            debut = re.match(r"(97\d|98\d|2[AB]|\d{2})", code.upper())
            suite = {"code commune": 5, "code arrondissement": 3, "code canton": 4}[genre]
            return lire_departement(debut[1]) if debut and abs(len(code) - suite) <= (genre != "code commune") else ""
        entre = re.match(r"\((\d{2,3}|2[AB])\)", nom.upper())
        return lire_departement(entre[1]) if entre and not genre else ""
    except ValueError:
        return ""


def identifiant(valeur: Any) -> str:
    """An identifier without the spaces and tabs that were published with it; empty when it is not a text."""
    return "".join(str(valeur).split()) if isinstance(valeur, (str, int)) and not isinstance(valeur, bool) else ""


def annees_annoncees(objet: str) -> int:
    """Years from the first to the last that an object names (« 2024 à 2026 » : 3); 0 when it names one or none."""
    plage = re.search(r"\b(20[1-4]\d)\s*(?:-|–|à|a|au|/|et)\s*(20[1-4]\d)\b", objet)
    if plage is None:
        return 0
    duree = int(plage[2]) - int(plage[1]) + 1
    return duree if 2 <= duree <= 15 else 0
