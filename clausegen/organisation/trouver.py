"""Which organisation a contract belongs to: what is asked, else what the contract says, else the nearest folder."""

from __future__ import annotations

from pathlib import Path

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.organisation.modele import FICHIER

AUCUNE = "aucune"


def dossier_de(
    explicite: str | None = None, marche: Path | None = None, champ: str = "", place: Location | None = None
) -> Path | None:
    """Folder of the organisation, None when there is none.

    In order: `explicite` (« --organisation », « aucune » for none), `champ` (the field of the contract, from the folder
    of the contract), the nearest parent folder of the contract that holds `organisation.yaml`, that of the current
    folder. `Refused` (CG273) when the folder named holds no organisation.
    """
    if explicite:
        return None if explicite == AUCUNE else _nomme(Path(explicite), Location())
    if champ and marche is not None:
        if champ == AUCUNE:
            return None
        return _nomme(marche.parent / champ, place or Location(str(marche)))
    if marche is not None:
        trouve = _au_dessus(marche.resolve().parent)
        if trouve is not None:
            return _court(trouve)
    trouve = _au_dessus(Path.cwd())
    return _court(trouve) if trouve is not None else None


def _nomme(dossier: Path, place: Location) -> Path:
    racine = dossier.parent if dossier.name == FICHIER else dossier
    if not (racine / FICHIER).is_file():
        what = (
            f"aucune organisation dans ce dossier : {racine}"
            if racine.is_dir()
            else f"ce dossier n’existe pas : {racine}"
        )
        raise Refused([Finding("CG273", Niveau.BLOQUANT, what,
                               f"donnez le dossier qui contient « {FICHIER} », ou « {AUCUNE} »", place)])  # fmt: skip
    return racine


def _au_dessus(depart: Path) -> Path | None:
    return next((d for d in (depart, *depart.parents) if (d / FICHIER).is_file()), None)


def _court(dossier: Path) -> Path:
    """The folder as a user would write it from here."""
    try:
        return dossier.relative_to(Path.cwd())
    except ValueError:
        return dossier
