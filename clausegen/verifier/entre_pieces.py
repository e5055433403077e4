"""Pieces of one contract given together: what one says and another does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from clausegen.verifier.contradictions import contradictions
from clausegen.verifier.faits_du_marche import FaitsDuMarche, titre_du_champ
from clausegen.verifier.grandeurs import grandeurs
from clausegen.verifier.lieux import lieu
from clausegen.verifier.origine import origine, releve
from clausegen.verifier.sujets import SujetWord

# What pieces may not say differently: two values of any of these fields contradict each other.
_FAITS = re.compile(
    r"heures|penalite|poids|ponderation|date_|^duree|\.duree|reconductions|numero|montant_m|montant_plafond|retenue|avance"
)


def autres_versions(sujet: SujetWord) -> Iterator[tuple[str, list[str]]]:
    """(other piece or file, values that differ) for each one of the same contract that holds another text of it."""
    yield from ((name, [c for path, c in changes if not _FAITS.search(path)]) for name, changes in _versions(sujet))


def contraires(sujet: SujetWord) -> Iterator[tuple[str, int, str]]:
    """(place, rank of the paragraph, statement) of each contradiction with another piece, or with the file given."""
    for name, changes in _versions(sujet):
        for path, change in changes:
            if _FAITS.search(path):
                yield "document", 0, f"contradiction avec {name} : {change}"
    for c in contradictions(sujet):
        for other in sujet.voisines:
            if not _meme_marche(sujet, other):
                continue
            name = PurePath(other.chemin).name
            key = (c.avant.genre, c.avant.valeur)
            still = next(
                (p for p in releve(other).body if key in {(g.genre, g.valeur) for g in grandeurs(p.text)}), None
            )
            changed = any((x.avant, x.apres.valeur) == (c.avant, c.apres.valeur) for x in contradictions(other))
            if still is not None and not changed:
                yield (lieu(sujet, c.paragraphe), c.paragraphe.rank,
                       f"cette pièce dit {c.apres.texte}, {name} dit {c.avant.texte} ({lieu(other, still)})")  # fmt: skip


def _meme_marche(one: SujetWord, other: SujetWord) -> bool:
    return bool(_reference(one)) and _reference(one) == _reference(other)


def _reference(sujet: SujetWord) -> str:
    source = origine(sujet)
    if source.lecture is not None and source.lecture.marche is not None:
        return str(source.lecture.marche.reference or "")
    return releve(sujet).subject


def _versions(sujet: SujetWord) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """(name, [(path, statement)]) of each piece or file of the same contract whose text of it differs."""
    mine = origine(sujet)
    if mine.lecture is None or mine.lecture.marche is None or not mine.joint:
        return
    others = [
        (PurePath(s.chemin).name, origine(s).lecture)
        for s in sujet.voisines
        if _meme_marche(sujet, s) and origine(s).joint
    ]
    if mine.donne is not None:
        others.append((str(mine.donne.path), mine.donne))
    own: FaitsDuMarche | None = None
    for name, lecture in others:
        if lecture is None or lecture.marche is None or lecture.source.strip() == mine.lecture.source.strip():
            continue
        own = own or FaitsDuMarche(mine.lecture.marche)
        theirs = FaitsDuMarche(lecture.marche).champs
        paths = sorted(p for p in {*own.champs, *theirs} if own.champs.get(p) != theirs.get(p))
        yield name, [(path, _dit(path, own.champs.get(path), theirs.get(path))) for path in paths]


def _dit(path: str, here: object, there: object) -> str:
    title = titre_du_champ(path)
    label = f"{title[:1].lower()}{title[1:]} ({path})" if title else path

    def shown(value: object) -> str:
        return "rien" if value is None else str(value)

    return f"{label} : {shown(here)} ici, {shown(there)} là"
