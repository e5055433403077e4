"""Ce que le CCAG-Travaux laisse au CCAP.

## Ce que la règle vérifie
Un marché de travaux nomme le maître d’œuvre et donne ses coordonnées, fixe les montants des pénalités pour documents
finaux tardifs et pour défaut de justification des déchets, et, s’il est alloti, donne le délai d’exécution de chaque lot.

## Pourquoi
Le CCAG-Travaux renvoie ces points aux documents particuliers : sans eux, les articles correspondants restent sans effet.

## Exemple à éviter
Un marché de travaux sans « maitrise_oeuvre » ni « penalites.autres ».

## Écrire plutôt
`maitrise_oeuvre: {nom: Atelier Lagrange, courriel: chantier@atelier.example.fr}` et
`penalites: {autres: [{manquement: documents_finaux, montant: 50 €}, {manquement: dechets, montant: 100 €}]}`.

## Références
CCAG-Travaux, articles relatifs aux définitions, aux documents après exécution, aux déchets et au calendrier des lots.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG520"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un marché de travaux complète le CCAG"

_PENALITES = {
    "documents_finaux": ("ccag.penalites.documents", "la pénalité pour remise tardive des documents finaux n’a pas de montant"),
    "dechets": ("ccag.dechets.penalite", "la pénalité pour défaut de justification des déchets n’a pas de montant"),
}


def _maitre_d_oeuvre(ctx: Contexte) -> Iterator[Finding]:
    maitre = ctx.marche.maitrise_oeuvre
    if not maitre:
        yield ctx.finding(CODE, NIVEAU, "maitrise_oeuvre", "le maître d’œuvre des travaux n’est pas nommé",
                          "donnez son nom et ses coordonnées ; si l’acheteur l’assure lui-même, nommez le service", "ccag.definitions")  # fmt: skip
    elif not (maitre.courriel or maitre.telephone or maitre.adresse):
        yield ctx.finding(CODE, NIVEAU, "maitrise_oeuvre.courriel", "les coordonnées du maître d’œuvre manquent",
                          "donnez au moins son courriel", "ccag.definitions")  # fmt: skip


def check(ctx: Contexte) -> Iterator[Finding]:
    """Maître d’œuvre, two penalties, delays of the lots."""
    if ctx.faits.regime != "travaux":
        return
    yield from _maitre_d_oeuvre(ctx)
    for lot in ctx.lots():
        fixees = {str(p.manquement) for p in lot.lot.penalites.autres}
        for manquement, (texte, constat) in _PENALITES.items():
            if manquement not in fixees:
                yield ctx.finding(CODE, NIVEAU, lot.champ("penalites.autres"), constat,
                                  f"ajoutez « penalites: {{autres: [{{manquement: {manquement}, montant: 100 €}}]}} »", texte)  # fmt: skip
        if ctx.marche.lots and not lot.lot.delais_execution:
            yield ctx.finding(CODE, NIVEAU, lot.champ("delais_execution"), "le délai d’exécution du lot n’est pas donné",
                              "ajoutez « delais_execution: [{prestation: travaux du lot, delai: 17 semaines}] »",
                              "ccag.delai-execution.calendrier-lots")  # fmt: skip


EXEMPLES = (
    Exemple("marché complet", "travaux-lots"),
    Exemple("services", "services-fcs"),
    Exemple("sans maître d’œuvre", "travaux-lots", {"maitrise_oeuvre": ""}, ("maitrise_oeuvre",)),
    Exemple("maître d’œuvre sans coordonnées", "travaux-lots", {"maitrise_oeuvre": {"courriel": "", "telephone": ""}},
            ("maitrise_oeuvre.courriel",)),
    Exemple("sans pénalités", "travaux-lots", {"penalites": ""}, ("penalites.autres",)),
    Exemple("un lot sans délai", "travaux-lots",
            {"lots": [{"numero": "1", "objet": "Toiture", "delais_execution": [{"prestation": "toiture", "delai": "8 semaines"}]},
                      {"numero": "2", "objet": "Sols"}]}, ("delais_execution",)),
)  # fmt: skip
