"""What the wording of an object tells of a social purpose, and what it only seems to tell."""

from __future__ import annotations

import re

from clausegen.ecriture import sans_accent

_RESERVE = re.compile(r"\b(?:marche|lot)s?\s+(?:\w+\s+)?reserves?\b|\breserves?\s+(?:aux?|a des)\s+(?:esat|ea|siae|structures?|entreprises? adaptees?)")
_INSERTION = re.compile(
    r"\binsertion\s+(?:sociale|professionnelle|par l'activite|et\s+(?:de\s+)?(?:la\s+)?qualification|par l'economique)"
    r"|\bqualification\s+et\s+(?:d')?insertion\b|\bparcours\s+d'insertion\b|\bactions?\s+d'insertion\b|\bmissions?\s+d'insertion\b|\bchantiers?\s+d'insertion\b"
    r"|\bmarche\s+(?:de\s+services?\s+)?d'insertion\b|\bservices?\s+d'insertion\b|\binsertion\s+professionnelles?\b"
)  # fmt: skip
# Words of other trades: urban insertion, insertion of documents, accessibility of a building, transport of pupils.
_FAUX_AMIS = re.compile(
    r"\binsertion\s+(?:urbaine|paysagere|architecturale|dans le (?:site|paysage)|d'(?:un|une)\b|de (?:documents?|pages?|publicites?|plis)|des? (?:ouvrage|voie))"
    r"|\bhandicap|\baccessibilite\b|\bpersonnes a mobilite reduite\b|\bpmr\b"
)  # fmt: skip


def indices_sociaux(objet: str) -> frozenset[str]:
    """« reserve » and « objet_insertion » when the object says so; « faux_ami » when a word only looks social."""
    texte = sans_accent(objet)
    trouves = set()
    if _RESERVE.search(texte):
        trouves.add("reserve")
    if _INSERTION.search(texte):
        trouves.add("objet_insertion")
    if _FAUX_AMIS.search(texte):
        trouves.add("faux_ami")
    return frozenset(trouves)
