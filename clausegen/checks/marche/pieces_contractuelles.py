"""Liste des pièces contractuelles.

## Ce que la règle vérifie
La liste des pièces écrite par l’acheteur contient l’acte d’engagement et le cahier des clauses administratives particulières,
avant l’offre technique du titulaire.

## Pourquoi
Une pièce absente de la liste n’est pas contractuelle : sans le cahier, ses pénalités et ses clauses d’insertion ne pourraient
être opposées. Une offre placée avant lui l’emporterait sur elles.

## Exemple à éviter
`pieces: [acte d’engagement, offre technique du titulaire, CCAP]`.

## Écrire plutôt
`pieces: [acte d’engagement, CCAP, CCTP, CCAG, offre technique du titulaire]`, ou rien : l’ordre du CCAG s’applique.

## Références
Article du CCAG sur les pièces contractuelles ; article R. 2112-3 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import sans_accent
from clausegen.findings import Finding, Niveau

CODE = "CG484"
NIVEAU = Niveau.A_CORRIGER
TITRE = "La liste des pièces contient l’acte d’engagement et le CCAP, avant l’offre"

CAHIER = ("ccap", "clauses administratives particulieres")
OFFRE = ("offre technique", "memoire technique", "memoire justificatif")


REMEDE = "ajoutez-le, ou retirez la liste : l’ordre du CCAG s’applique"


def _rang(noms: tuple[str, ...], mots: tuple[str, ...]) -> int | None:
    return next((rang for rang, nom in enumerate(noms) if any(mot in nom for mot in mots)), None)


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each piece that is missing, one for an offer placed above the CCAP."""
    noms = tuple(sans_accent(nom) for nom in ctx.faits.pieces_contractuelles)
    if not noms or ctx.est_un_defaut("pieces"):
        return
    for mots, titre in (
        (("acte d'engagement",), "l’acte d’engagement"),
        (CAHIER, "le cahier des clauses administratives particulières"),
    ):
        if _rang(noms, mots) is None:
            yield ctx.finding(CODE, NIVEAU, "pieces", f"la liste des pièces omet {titre} : il ne serait pas contractuel",
                              REMEDE if ctx.marche.ccag != "aucun" else "ajoutez-le", "ccag.pieces")  # fmt: skip
    cahier, offre = _rang(noms, CAHIER), _rang(noms, OFFRE)
    if cahier is not None and offre is not None and offre < cahier:
        yield ctx.finding(CODE, NIVEAU, "pieces", "l’offre technique prévaut sur le cahier des clauses administratives particulières",
                          "placez-la après le cahier et le CCAG", "ccag.pieces")  # fmt: skip


EXEMPLES = (
    Exemple("liste par défaut", "services-fcs"),
    Exemple("liste complète", "services-fcs", {"pieces": ["acte d’engagement", "CCAP", "CCTP", "offre technique"]}),
    Exemple("cahier oublié", "services-fcs", {"pieces": ["acte d’engagement", "CCTP"]}, ("pieces",)),
    Exemple("offre avant le cahier", "services-fcs",
            {"pieces": ["acte d’engagement", "mémoire technique du titulaire", "CCAP"]}, ("pieces",)),
)  # fmt: skip
