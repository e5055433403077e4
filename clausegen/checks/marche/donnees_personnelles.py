"""Données personnelles traitées pour le compte de l’acheteur.

## Ce que la règle vérifie
Quand le titulaire traite des données pour le compte de l’acheteur, le fichier dit la finalité, les catégories de
données, les personnes concernées et la durée, et une pénalité sanctionne les manquements.

## Pourquoi
Le CCAG renvoie ces points aux documents particuliers, comme l’article 28 du RGPD : sans eux, le contrat de
sous-traitance des données est incomplet. Les CCAG-PI et CCAG-TIC fixent eux-mêmes une pénalité.

## Exemple à éviter
`donnees_personnelles: {finalite: gestion des inscriptions}` et rien d’autre.

## Écrire plutôt
`donnees_personnelles: {finalite: …, categories: […], personnes: […], duree: 6 mois}` et, dans « penalites.autres »,
`{manquement: donnees_personnelles, montant: 500 €}`.

## Références
CCAG, article relatif aux données personnelles.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.findings import Finding, Niveau

CODE = "CG463"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le traitement de données pour l’acheteur est décrit et sanctionné"

PENALITE_AU_CCAG = ("PI", "TIC")
_MANQUES = {
    "finalite": ("la finalité du traitement manque", "dites à quoi servent les données"),
    "categories": ("les catégories de données personnelles manquent", "listez-les, par exemple identité, coordonnées"),
    "personnes": ("les personnes concernées par le traitement manquent", "listez-les, par exemple les usagers, les agents"),
    "duree": ("la durée de conservation des données manque", "donnez-la, par exemple 6 mois"),
}


def check(ctx: Contexte) -> Iterator[Finding]:
    """Each item that is missing, then the penalty."""
    donnees = ctx.marche.donnees_personnelles
    if not donnees or not donnees.sous_traitant:
        return
    for nom, (constat, remede) in _MANQUES.items():
        if not getattr(donnees, nom):
            yield ctx.finding(CODE, NIVEAU, f"donnees_personnelles.{nom}", constat, remede, "ccag.donnees-personnelles.contenu")
    sanctionne = any(p.manquement == "donnees_personnelles" for lot in ctx.lots() for p in lot.lot.penalites.autres)
    if not sanctionne and str(ctx.marche.ccag) not in PENALITE_AU_CCAG:
        yield ctx.finding(
            CODE, NIVEAU, "penalites.autres", "aucune pénalité ne sanctionne un manquement relatif aux données personnelles",
            "ajoutez « {manquement: donnees_personnelles, montant: 500 €} »", "ccag.donnees-personnelles.contenu",
        )  # fmt: skip


_COMPLET = {"finalite": "inscriptions", "categories": ["identité"], "personnes": ["usagers"], "duree": "6 mois"}
_PENALITE = {"autres": [{"manquement": "donnees_personnelles", "montant": "500 €"}]}
EXEMPLES = (
    Exemple("aucune donnée", "services-fcs"),
    Exemple("traitement décrit et sanctionné", "services-fcs", {"donnees_personnelles": _COMPLET, "penalites": _PENALITE}),
    Exemple("sans pénalité", "services-fcs", {"donnees_personnelles": _COMPLET}, ("penalites.autres",)),
    Exemple("sans pénalité, celle du CCAG-TIC", "tic-accord-cadre", {"donnees_personnelles": _COMPLET}),
    Exemple("finalité seule", "tic-accord-cadre", {"donnees_personnelles": {"finalite": "inscriptions"}},
            ("donnees_personnelles.categories", "donnees_personnelles.personnes", "donnees_personnelles.duree")),
    Exemple("titulaire responsable de ses traitements", "services-fcs",
            {"donnees_personnelles": {"finalite": "gestion de ses agents", "sous_traitant": "non"}}),
)  # fmt: skip
