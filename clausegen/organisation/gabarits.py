"""The gabarit of a piece: the organisation's own (by name), else the shipped one dressed with the charter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from clausegen.library import shipped_templates
from clausegen.model import Piece
from clausegen.organisation.modele import GABARITS, Organisation
from clausegen.word import Gabarit, load_gabarit
from clausegen.word.charte import Charte, gabarit_en_charte, habiller

_HABITS = ("titres", "tableaux", "texte_tableaux", "filets", "police", "police_titres")


def charte_de(organisation: Organisation | None) -> Charte | None:
    """Charter of all the layers: each field from the last layer that gives it."""
    choisie: Charte | None = None
    for couche in organisation.couches() if organisation is not None else ():
        dessus = couche.charte
        if dessus is None or choisie is None:
            choisie = dessus or choisie
            continue
        logo = dessus if dessus.logo is not None else choisie
        choisie = replace(
            logo, **{nom: getattr(dessus, nom) or getattr(choisie, nom) for nom in _HABITS}
        )  # fmt: skip
    return choisie


def gabarit_propre(organisation: Organisation | None, piece: Piece) -> Path | None:
    """The gabarit that a layer gives for a piece: « ccap.docx » for the piece `ccap`, else that of its plan."""
    for couche in reversed(tuple(organisation.couches())) if organisation is not None else ():
        for nom in dict.fromkeys((f"{piece.slug}.docx", piece.gabarit)):
            path = couche.racine / GABARITS / nom
            if path.is_file():
                return path
    return None


def gabarits_de(organisation: Organisation | None) -> Callable[[Piece], Gabarit]:
    """What `generate` asks for the gabarit of each piece."""
    charte = charte_de(organisation)

    def choisir(piece: Piece) -> Gabarit:
        propre = gabarit_propre(organisation, piece)
        if propre is not None:
            return load_gabarit(propre)
        path = shipped_templates() / piece.gabarit
        return load_gabarit(path) if charte is None or charte.vide else gabarit_en_charte(path, charte)

    return choisir


def copie_a_modifier(organisation: Organisation | None, piece: Piece) -> bytes:
    """Bytes of the shipped gabarit of a piece, dressed with the charter, ready to be edited in Word."""
    path = shipped_templates() / piece.gabarit
    charte = charte_de(organisation)
    return habiller(path.read_bytes(), charte, str(path)) if charte is not None else path.read_bytes()
