"""Values of a contract by kind of quantity: which field of the file a printed quantity comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from clausegen.values import Duree, Montant, Taux
from clausegen.verifier.grandeurs import Grandeur, grandeurs, nombre

_NOMBRES = ("heures", "points", "effectif", "nombre", "taux", "montant", "lot")
Cle = tuple[str, str]


class FaitsDuMarche:
    """Index of a contract: (kind, value) → paths of the fields that hold it, fields typed first, computed facts last."""

    def __init__(self, marche: Any, facts: Any = None) -> None:
        self.champs: dict[str, object] = dict(_champs(marche))
        self._index: dict[Cle, list[str]] = {}
        for path, value in self.champs.items():
            for cle in _cles(value, path):
                self._index.setdefault(cle, []).append(path)
        if facts is not None:
            scopes = [("faits", facts.marche), *((f"lots.{i}.faits", lot) for i, lot in enumerate(facts.lots))]
            for name, scope in scopes:
                for fact, value in scope:
                    for cle in _cles(value, fact):
                        self._index.setdefault(cle, []).append(f"{name}.{fact}")

    def chemin(self, grandeur: Grandeur) -> str:
        """Dotted path of the field that holds this quantity, "" when none does."""
        found = self._index.get((grandeur.genre, grandeur.valeur), [])
        hint = {"heures": "heures", "points": "poids", "taux": "poids", "montant": "penalites"}.get(grandeur.genre, "")
        return next((p for p in found if hint and hint in p), found[0] if found else "")


def _champs(section: Any, prefixe: str = "") -> Iterator[tuple[str, object]]:
    """(path, value) of every leaf of the contract that is set."""
    names = getattr(type(section), "model_fields", None)
    if names is not None:
        if not prefixe or section:
            for name in names:
                yield from _champs(getattr(section, name, None), f"{prefixe}.{name}" if prefixe else name)
    elif isinstance(section, list | tuple):
        for rank, item in enumerate(section):
            yield from _champs(item, f"{prefixe}.{rank}")
    elif isinstance(section, Mapping):
        for key, item in section.items():
            yield from _champs(item, f"{prefixe}.{key}")
    elif section is not None and section != "" and not isinstance(section, bool):
        yield prefixe, section


def _cles(value: object, path: str) -> Iterator[Cle]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, Montant):
        yield "montant", nombre(str(Decimal(value)))
    elif isinstance(value, Taux):
        percent = nombre(str(Decimal(value) * 100))
        for genre in ("taux", "points", "nombre"):
            yield genre, percent
    elif isinstance(value, Duree):
        for grandeur in grandeurs(str(value)):
            yield grandeur.genre, grandeur.valeur
    elif isinstance(value, dt.datetime):
        yield "date", value.date().isoformat()
        yield "heure limite", f"{value:%H:%M}"
    elif isinstance(value, dt.date):
        yield "date", value.isoformat()
    elif isinstance(value, int | Decimal):
        for genre in _NOMBRES:
            yield genre, nombre(str(value))
    elif isinstance(value, str):
        name = path.rpartition(".")[2]
        if name == "numero" and value.isdigit():
            yield "lot", value.lstrip("0") or "0"
        elif name == "ccag":
            yield "CCAG", value.lower()
        else:
            for grandeur in grandeurs(value):
                yield grandeur.genre, grandeur.valeur


def titre_du_champ(chemin: str) -> str:
    """French title of a dotted path of the contract, "" for a computed fact or an unknown path."""
    from clausegen.marche.chemins import champ_de

    if "faits." in chemin:
        return ""
    info = champ_de(tuple(int(p) if p.isdigit() else p for p in chemin.split(".")))
    return (info.title or "") if info is not None else ""
