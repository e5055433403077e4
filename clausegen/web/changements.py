"""What a change of answers does to the clauses: those that come, those that go, those whose text is no longer the same."""

from __future__ import annotations

from dataclasses import dataclass

from clausegen.blocks import DraftClause
from clausegen.drafting.html import clause_html
from clausegen.drafting.plain import block_lines
from clausegen.web.etat import Etat

MONTREES = 6


@dataclass(frozen=True)
class Changement:
    """`genre`: « ajoutée », « retirée », « modifiée ». `html`: the text as it will print, with what changed highlighted."""

    genre: str
    id: str
    titre: str
    lieu: str
    html: str = ""


def changements(avant: Etat | None, apres: Etat) -> tuple[Changement, ...]:
    """Changes between two states of a contract, in the order of the pieces; empty when one of them is not whole."""
    if avant is None or avant.ebauche is None or apres.ebauche is None or avant is apres:
        return ()
    trouves = [
        Changement("ajoutée" if c.id not in avant.redigees else "modifiée", c.id, titre(apres, c.id), lieu(apres, c.id),
                   surligner(avant.redigees.get(c.id), c))
        for c in apres.redigees.values()
        if not _meme(avant.redigees.get(c.id), c)
    ]  # fmt: skip
    trouves += [
        Changement("retirée", i, titre(avant, i), lieu(avant, i)) for i in avant.redigees if i not in apres.redigees
    ]
    return tuple(trouves)


def _meme(un: DraftClause | None, autre: DraftClause) -> bool:
    return un is not None and un.key == autre.key and un.values == autre.values


def surligner(avant: DraftClause | None, apres: DraftClause) -> str:
    """The clause as it will print; what an earlier draft did not say is highlighted."""
    if avant is None:
        return clause_html(apres)
    if avant.key == apres.key:
        changees = {i for i, (a, b) in enumerate(zip(avant.values, apres.values, strict=False)) if a != b}
        return clause_html(apres, changees)
    deja = {tuple(block_lines(b, avant.values)) for b in avant.blocks}
    neufs = {i for i, b in enumerate(apres.blocks) if tuple(block_lines(b, apres.values)) not in deja}
    return clause_html(apres, flagged=neufs)


def titre(etat: Etat, identifiant: str) -> str:
    """Title of a clause."""
    assert etat.ebauche is not None
    return etat.ebauche.contexte.library.clauses[identifiant].titre


def lieu(etat: Etat, identifiant: str) -> str:
    """« CCAP, article 5.2 »; empty for a clause that is not kept."""
    assert etat.ebauche is not None
    place = etat.ebauche.outline.places.get(identifiant)
    if place is None:
        return ""
    sigle = etat.ebauche.contexte.library.pieces[place.piece].sigle
    return f"{sigle}, article\u00a0{place.number}" if place.number else sigle
