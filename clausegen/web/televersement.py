"""A file dropped on a screen: its name made harmless, its kind checked, before anything reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from flask import request

from clausegen.findings import Finding, Location, Niveau, Refused

_HORS_NOM = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def recevoir(champ: str, suffixes: Sequence[str]) -> tuple[str, bytes]:
    """Name (without folder) and bytes of the file sent; `Refused` (CG150) when there is none, or when it is of another kind."""
    envoi = request.files.get(champ)
    nom = nom_sur(envoi.filename or "") if envoi is not None else ""
    octets = envoi.read() if envoi is not None else b""
    admis = " ou ".join(suffixes)
    if not nom:
        raise _refus("aucun fichier n’a été choisi", f"choisissez un fichier {admis}", champ)
    suffixe = PurePosixPath(nom).suffix.lower()
    if suffixe in (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb"):
        raise _refus(f"« {nom} » peut contenir des macros", f"enregistrez-le au format {admis}, sans macro", champ)
    if suffixe not in suffixes:
        raise _refus(f"« {nom} » n’est pas un fichier {admis}", f"enregistrez-le au format {admis}", champ)
    if not octets:
        raise _refus(f"« {nom} » est vide", "vérifiez que c’est le bon fichier", champ)
    return nom, octets


def nom_sur(nom: str) -> str:
    """The last part of a name, whatever separator was used, without what could mislead a reader; 120 characters at most."""
    dernier = re.split(r"[\\/]", nom)[-1]
    propre = _HORS_NOM.sub("", dernier).strip(" .")
    tige, point, suffixe = propre.rpartition(".")
    return f"{tige[:110]}{point}{suffixe[:9]}" if point else propre[:120]


def sans_chemin(constats: Sequence[Finding], nom: str) -> tuple[Finding, ...]:
    """Findings that name the file as the user does, not as it was put aside to be read."""
    return tuple(replace(c, location=replace(c.location, path=nom)) if c.location.path else c for c in constats)


def _refus(constat: str, remede: str, champ: str) -> Refused:
    return Refused([Finding("CG150", Niveau.BLOQUANT, constat, remede, Location(), champ)])
