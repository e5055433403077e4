"""Spécifications techniques et développement durable.

## Ce que la règle vérifie
Les spécifications techniques prennent en compte des objectifs de développement durable, dans les consultations engagées
depuis l’entrée en vigueur de cette obligation, hors défense et sécurité ; le règlement de la consultation dit comment.

## Pourquoi
L’article L. 2111-2 l’impose pour tout marché, sans seuil. clausegen n’écrit pas le cahier des clauses techniques : c’est là
que l’exigence doit se trouver.

## Exemple à éviter
Un cahier des clauses techniques qui ne dit rien de l’environnement ni du social.

## Écrire plutôt
Une exigence du cahier (durée de vie, réparabilité, accessibilité…), rappelée par
`parametres: {rc_environnement_specifications: …}`.

## Références
Article L. 2111-2 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau
from clausegen.legal import applicable

CODE = "CG485"
NIVEAU = Niveau.CONSEIL
TITRE = "Les spécifications techniques prennent en compte le développement durable"

PARAMETRE = "rc_environnement_specifications"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Advice while the duty holds and the contract file does not name the requirement."""
    requises = not ctx.marche.defense and applicable(ctx.baremes, "specifications_durables", ctx.date)
    if requises and not ctx.marche.parametres.get(PARAMETRE):
        yield ctx.finding(
            CODE, NIVEAU, f"parametres.{PARAMETRE}",
            "les spécifications techniques doivent prendre en compte des objectifs de développement durable, et le fichier n’en dit rien",
            f"vérifiez le cahier des clauses techniques, puis rappelez son exigence par le paramètre « {PARAMETRE} »", "ccp.L2111-2",
        )  # fmt: skip


EXEMPLES = (
    Exemple("exigence dite", "services-fcs", {"parametres": {PARAMETRE: "des produits réparables pendant dix ans"}}),
    Exemple("rien n’est dit", "services-fcs", {}, (f"parametres.{PARAMETRE}",)),
    Exemple("avant l’obligation", "services-fcs", {"date_consultation": "2026-08-10", "date_limite": "2026-10-01 12:00"}),
    Exemple("marché de défense", "services-fcs", {"defense": "oui"}),
)  # fmt: skip
