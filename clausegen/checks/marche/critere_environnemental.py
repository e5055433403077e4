"""Critère environnemental.

## Ce que la règle vérifie
Depuis le 21 août 2026, l’un au moins des critères d’attribution de chaque lot prend en compte les caractéristiques
environnementales de l’offre. Un critère unique n’est admis que s’il porte sur le coût.

## Pourquoi
L’article R. 2152-7 l’impose à tous les marchés, hors défense et sécurité. Une procédure sans ce critère est irrégulière.

## Exemple à éviter
`criteres: [{nom: Prix, poids: 60 %}, {nom: Valeur technique, poids: 40 %}]`.

## Écrire plutôt
Les mêmes, avec `{nom: Performances environnementales, type: environnement, poids: 10 %}`, ou un sous-critère pondéré de
type « environnement ».

## Références
Articles L. 2152-7 et R. 2152-7 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import sans_accent
from clausegen.facts.themes.criteres import MOTS_ENVIRONNEMENT
from clausegen.findings import Finding, Niveau

CODE = "CG446"
NIVEAU = Niveau.BLOQUANT
TITRE = "Un critère d’attribution prend en compte l’environnement"


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant without such a criterion; advice when a single cost criterion does not say that it includes it."""
    if not ctx.faits.critere_environnemental_requis or ctx.marche.procedure == "sans_publicite":
        return
    for lot in ctx.lots():
        criteres = lot.lot.criteres
        if not criteres or lot.faits.critere_environnement:
            continue
        if not lot.faits.critere_unique:
            yield ctx.finding(
                CODE, NIVEAU, lot.champ("criteres"), "aucun critère ne prend en compte les caractéristiques environnementales de l’offre",
                "ajoutez un critère ou un sous-critère pondéré, et indiquez « type: environnement »", "ccp.R2152-7",
            )  # fmt: skip
        elif criteres[0].type != "prix" and (finding := _unique(ctx, lot)):
            yield finding


def _unique(ctx: Contexte, lot: LotExamine) -> Finding | None:
    """A single criterion must be a cost; nothing is said of one whose method or parts name the environment."""
    critere = lot.lot.criteres[0]
    if critere.type != "cout":
        return ctx.finding(
            CODE, NIVEAU, lot.champ("criteres"), f"le critère unique « {critere.nom} » ne porte pas sur le coût",
            "un critère unique ne peut être que le coût, environnement compris : ajoutez d’autres critères", "ccp.R2152-7",
        )  # fmt: skip
    textes = (critere.nom, critere.methode or "", *(s.nom for s in critere.sous_criteres))
    if any(mot in sans_accent(texte) for texte in textes for mot in (*MOTS_ENVIRONNEMENT, "cycle de vie")):
        return None
    return ctx.finding(
        CODE, Niveau.CONSEIL, lot.champ("criteres"),
        "critère unique du coût : il doit prendre en compte les caractéristiques environnementales de l’offre",
        "dites-le dans sa méthode, par exemple le coût du cycle de vie", "ccp.R2152-7",
    )  # fmt: skip


_SANS = [{"nom": "Prix", "poids": "60 %"}, {"nom": "Valeur technique", "poids": "40 %"}]
_AOUT = {"date_consultation": "2026-08-20", "date_limite": "2026-10-01 12:00"}
EXEMPLES = (
    Exemple("critère environnemental", "services-fcs"),
    Exemple("aucun critère environnemental", "services-fcs", {"criteres": _SANS}, ("criteres",)),
    Exemple("avant le 21 août 2026", "services-fcs", {"criteres": _SANS, **_AOUT}),
    Exemple("le 21 août 2026", "services-fcs", {"criteres": _SANS, **_AOUT, "date_consultation": "2026-08-21"}, ("criteres",)),
    Exemple("marché de défense", "services-fcs", {"criteres": _SANS, "defense": "oui"}),
    Exemple("sous-critère pondéré", "services-fcs",
            {"criteres": [{"nom": "Prix", "poids": "60 %"},
                          {"nom": "Valeur technique", "poids": "40 %", "sous_criteres": [
                              {"nom": "Moyens", "poids": "70 %"},
                              {"nom": "Réduction des déchets", "type": "environnement", "poids": "30 %"}]}]}),
    Exemple("un lot sans critère environnemental", "travaux-lots",
            {"lots": [{"numero": "1", "objet": "Toiture", "criteres": _SANS}, {"numero": "2", "objet": "Sols"}]},
            ("lots.0.criteres",)),
    Exemple("coût du cycle de vie seul", "services-fcs",
            {"criteres": [{"nom": "Coût", "type": "cout", "poids": "100 %", "methode": "coût du cycle de vie"}]}),
    Exemple("coût seul, sans précision", "services-fcs", {"criteres": [{"nom": "Coût", "type": "cout", "poids": "100 %"}]},
            ("criteres",)),
    Exemple("valeur technique seule", "services-fcs",
            {"criteres": [{"nom": "Valeur technique", "type": "technique", "poids": "100 %"}]}, ("criteres",)),
)  # fmt: skip
