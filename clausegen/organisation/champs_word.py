"""The table of fields as a Word file, written like any piece: a draft and a gabarit."""

from __future__ import annotations

import datetime as dt
from functools import partial

from clausegen import __version__
from clausegen.blocks import Block, Cell, Draft, DraftArticle, DraftClause, Heading, Paragraph, Table, Text
from clausegen.model import Library
from clausegen.organisation.champs import groupes
from clausegen.organisation.gabarits import gabarits_de
from clausegen.organisation.modele import Organisation
from clausegen.word import Manifest, Properties, compose

_TITRE = "Champs des gabarits"
_CONSIGNE = "Copiez une balise telle quelle dans votre gabarit. Une balise qui commence par « {{p » ou « {%p » est seule dans son paragraphe ; « {%tr » est seule dans sa ligne de tableau."


def _memes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return blocks


def ecrire_champs(library: Library, organisation: Organisation | None, piece: str = "") -> bytes:
    """Bytes of the document."""
    articles = []
    for rang, (titre, champs) in enumerate(groupes(library, piece), 1):
        rows = tuple(tuple(Cell((Text(text),)) for text in (c.balise, c.dit, c.exemple)) for c in champs)
        table = Table(tuple(Cell((Text(text),)) for text in ("Balise", "Ce qu’elle imprime", "Exemple")), rows)
        blocks: tuple[Block, ...] = (Paragraph((Text(_CONSIGNE),)), table) if rang == 1 else (table,)
        clause = DraftClause(f"champs-{rang}", "1", f"cg_champs_{rang}", f"champs-{__version__}-{rang}-{piece}-{library.digest}",
                             load=partial(_memes, blocks))  # fmt: skip
        articles.append(DraftArticle(Heading(1, titre, str(rang), f"cg_groupe_{rang}"), (clause,), f"groupe-{rang}"))
    fields = {
        "marche": {"reference": "", "objet": "Référence pour les gabarits Word", "acheteur": {"nom": organisation.nom if organisation else "clausegen"}},
        "piece": {"titre": _TITRE, "sigle": "Champs"}, "couverture": [], "objet_court": _TITRE,
    }  # fmt: skip
    draft = Draft("champs", _TITRE, tuple(articles), fields)
    plan = next(p for p in library.pieces.values() if p.gabarit == "piece.docx")
    gabarit = gabarits_de(organisation)(plan)
    properties = Properties(_TITRE, "", organisation.nom if organisation else "clausegen", dt.date(2021, 4, 1))
    return compose(draft, gabarit, Manifest("champs", __version__, library.version, library.digest), properties)
