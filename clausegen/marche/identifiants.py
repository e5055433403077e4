"""Identifiers and addresses: SIRET, CPV, postal codes, départements, e-mail and web addresses. Zeros are kept."""

from __future__ import annotations

import re

_METROPOLE = {f"{n:02d}" for n in range(1, 96) if n != 20} | {"2A", "2B"}
_OUTRE_MER = {"971", "972", "973", "974", "975", "976", "977", "978", "984", "986", "987", "988", "989"}
_DEPARTEMENTS = _METROPOLE | _OUTRE_MER
# Saint-Barthélemy and Saint-Martin keep a postal code of Guadeloupe.
_CODES_PARTICULIERS = {"97133": "977", "97150": "978"}


def _luhn(chiffres: str) -> bool:
    total = 0
    for rang, chiffre in enumerate(reversed(chiffres)):
        valeur = int(chiffre) * (2 if rang % 2 else 1)
        total += valeur - 9 if valeur > 9 else valeur
    return total % 10 == 0


def lire_siret(texte: str) -> str:
    """14 digits without separators. A SIRET that passes is well formed; nothing says that it exists."""
    from stdnum.exceptions import ValidationError
    from stdnum.fr import siret

    chiffres = re.sub(r"[\s\u00a0\u202f.\-]", "", texte)
    if not re.fullmatch(r"[0-9]+", chiffres):
        raise ValueError(f"« {texte[:40]} » ne comporte pas que des chiffres — recopiez les 14 chiffres du SIRET")
    if len(chiffres) != 14:
        manque = " (un zéro de tête a pu se perdre)" if len(chiffres) == 13 else ""
        raise ValueError(f"{len(chiffres)} chiffres au lieu de 14{manque} — recopiez le SIRET entre guillemets")
    try:
        siret.validate(chiffres)
    except ValidationError:
        lisible = f"{chiffres[:3]} {chiffres[3:6]} {chiffres[6:9]} {chiffres[9:]}"
        if not _luhn(chiffres[:9]):
            raise ValueError(
                f"la clé de contrôle du SIREN, les neuf premiers chiffres, est fausse ({lisible}) — vérifiez-les"
            ) from None
        raise ValueError(f"la clé de contrôle est fausse ({lisible}) — vérifiez les cinq derniers chiffres") from None
    return chiffres


def lire_cpv(texte: str) -> str:
    """Eight digits, with its check digit when it was typed (« 90911200-8 »)."""
    compact = re.sub(r"\s", "", texte)
    if not re.fullmatch(r"\d{8}(-\d)?", compact, re.ASCII):
        raise ValueError(f'« {texte[:40]} » n’est pas un code CPV — écrivez les huit chiffres, par exemple "90911200"')
    return compact


def lire_code_postal(texte: str) -> str:
    """Five digits."""
    compact = re.sub(r"\s", "", texte)
    if not re.fullmatch(r"\d{5}", compact, re.ASCII):
        perdu = " (un zéro de tête a pu se perdre)" if re.fullmatch(r"\d{4}", compact, re.ASCII) else ""
        raise ValueError(
            f"« {texte[:40]} » n’est pas un code postal{perdu} — écrivez ses cinq chiffres entre guillemets"
        )
    return compact


def lire_departement(texte: str) -> str:
    """« 45 », « 01 », « 2A », « 974 »."""
    compact = re.sub(r"\s", "", texte).upper()
    code = f"0{compact}" if len(compact) == 1 else compact
    if code == "20":
        raise ValueError("la Corse compte deux départements — écrivez « 2A » ou « 2B »")
    if code not in _DEPARTEMENTS:
        raise ValueError(
            f'« {texte[:40]} » n’est pas un département — écrivez son code, par exemple "45", "2A" ou "974"'
        )
    return code


def departement_de(code_postal: str) -> str:
    """Département of a postal code; empty when none can be told."""
    if code_postal in _CODES_PARTICULIERS:
        return _CODES_PARTICULIERS[code_postal]
    if code_postal.startswith("20"):
        return "2A" if code_postal[2] in "01" else "2B"
    code = code_postal[:3] if code_postal[:2] in ("97", "98") else code_postal[:2]
    return code if code in _DEPARTEMENTS else ""


def lire_courriel(texte: str) -> str:
    """An e-mail address: something@domain."""
    if not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}", texte):
        raise ValueError(
            f"« {texte[:60]} » n’est pas une adresse électronique — écrivez par exemple marches@ville.example.fr"
        )
    return texte


def lire_url(texte: str) -> str:
    """A web address that starts with http:// or https://."""
    if not re.fullmatch(r"(?i)https?://[^\s<>\"]+", texte):
        raise ValueError(f"« {texte[:60]} » n’est pas une adresse internet — écrivez-la en entier, avec https://")
    return texte
