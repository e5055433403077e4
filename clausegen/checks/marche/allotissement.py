"""Motif de l’absence d’allotissement.

## Ce que la règle vérifie
Un marché sans lots dit lequel des cas légaux le permet, et pourquoi cet achat y répond.

## Pourquoi
L’allotissement est la règle. Y renoncer se justifie en droit et en fait : une formule générale comme « marché unique de
prestations » ne suffit pas.

## Exemple à éviter
`motif_non_allotissement: marché unique de prestations`.

## Écrire plutôt
`motif_non_allotissement: technique` et `explication_non_allotissement: les deux maintenances portent sur le même code`.

## Références
Articles L. 2113-10, L. 2113-11 et R. 2113-2 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import sans_accent
from clausegen.findings import Finding, Niveau

CODE = "CG470"
NIVEAU = Niveau.A_CORRIGER
TITRE = "L’absence de lots est motivée par un cas légal précisé"


def _risque_d_echec(ctx: Contexte) -> bool:
    """Ground of entités adjudicatrices only, which has no code: the risk of a procedure without result."""
    motif = sans_accent(str(ctx.marche.motif_non_allotissement or ""))
    return ctx.marche.acheteur.type == "entite_adjudicatrice" and "infructueu" in motif


def check(ctx: Contexte) -> Iterator[Finding]:
    """Reason missing, reason that is none of the legal cases, or legal case without its facts."""
    marche = ctx.marche
    if marche.lots or marche.defense:
        return
    motif, champ = marche.motif_non_allotissement, "motif_non_allotissement"
    if motif is None:
        constat, remede = "le marché n’est pas alloti, et le motif n’est pas dit", "choisissez : coordination, concurrence, technique, economique"
    elif str(motif) not in type(motif).valeurs and not _risque_d_echec(ctx):
        constat = f"le motif « {motif} » n’est pas un des cas dans lesquels la loi admet de ne pas allotir"
        remede = "choisissez le cas légal (coordination, concurrence, technique, economique) et gardez votre texte comme explication"
    elif not (marche.explication_non_allotissement or "").strip():
        champ = "explication_non_allotissement"
        constat, remede = "le cas légal est nommé, mais les raisons propres à cet achat manquent", "écrivez-les en une phrase"
    else:
        return
    yield ctx.finding(CODE, NIVEAU, champ, constat, remede, "ccp.L2113-11")


EXEMPLES = (
    Exemple("cas légal expliqué", "services-fcs"),
    Exemple("marché alloti", "travaux-lots"),
    Exemple("aucun motif", "services-fcs", {"motif_non_allotissement": "", "explication_non_allotissement": ""},
            ("motif_non_allotissement",)),
    Exemple("formule générale", "services-fcs", {"motif_non_allotissement": "marché unique de prestations"},
            ("motif_non_allotissement",)),
    Exemple("entité adjudicatrice, risque de procédure infructueuse", "services-fcs",
            {"acheteur": {"type": "entite_adjudicatrice"}, "motif_non_allotissement": "risque de procédure infructueuse"}),
    Exemple("cas légal sans explication", "services-fcs", {"explication_non_allotissement": ""},
            ("explication_non_allotissement",)),
)  # fmt: skip
