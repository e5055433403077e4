"""Critère sur la politique générale de l’entreprise.

## Ce que la règle vérifie
Aucun critère ni sous-critère ne juge la politique générale des candidats en matière sociale, sociétale ou
environnementale (RSE, responsabilité sociétale, gouvernance, labels d’entreprise…), sans lien avec l’exécution du marché.

## Pourquoi
Le Conseil d’État a annulé une procédure pour un critère de « performance en matière de responsabilité sociale » : il
jugeait l’ensemble de l’activité de l’entreprise, indistinctement pour tous les marchés. Un critère social doit porter
sur ce qui sera fait pour exécuter le marché.

## Exemple à éviter
`{nom: Responsabilité sociale, sous_criteres: [aspects sociaux, aspects sociétaux, aspects gouvernance]}`.

## Écrire plutôt
`{nom: Insertion dans l’exécution du marché, type: insertion, sous_criteres: [Encadrement des personnes accueillies,
Parcours de formation proposés]}`.

## Références
CE, 25 mai 2018, Nantes Métropole, n° 417580 ; article L. 2152-7 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.checks.mots_rse import est_general, est_vague, semble_general
from clausegen.findings import Finding, Niveau
from clausegen.marche.consultation import Critere

CODE = "CG448"
NIVEAU = Niveau.BLOQUANT
TITRE = "Aucun critère ne juge la politique générale de l’entreprise"

TEXTE = "juris.CE-417580"
REMEDE = "jugez ce que le candidat fera pour exécuter ce marché (personnes, encadrement, actions), et nommez le critère ainsi"


def _sous_criteres_generaux(critere: Critere) -> list[str]:
    """Sub-criteria that score the firm as a whole: by their own words, or vague under a general name."""
    noms = [sous.nom for sous in critere.sous_criteres]
    generaux = [nom for nom in noms if est_general(nom, critere.type)]
    if generaux or not noms or not semble_general(critere.nom, critere.type):
        return generaux
    return noms if all(est_vague(nom) for nom in noms) else []


def _finding(ctx: Contexte, champ: str, critere: Critere) -> Finding | None:
    if generaux := _sous_criteres_generaux(critere):
        return ctx.finding(
            CODE, NIVEAU, f"{champ}.sous_criteres",
            f"le critère « {critere.nom} » note la politique générale de l’entreprise (sous-critère « {generaux[0]} »), sans lien "
            "avec l’exécution du marché", REMEDE, TEXTE,
        )  # fmt: skip
    if semble_general(critere.nom, critere.type):
        return ctx.finding(
            CODE, Niveau.A_CORRIGER, f"{champ}.nom",
            f"le nom du critère « {critere.nom} » renvoie à la politique générale de l’entreprise et non à l’exécution du marché",
            REMEDE, TEXTE,
        )  # fmt: skip
    douteux = next((s.nom for s in critere.sous_criteres if semble_general(s.nom, critere.type)), None)
    if douteux is None:
        return None
    return ctx.finding(
        CODE, Niveau.A_CORRIGER, f"{champ}.sous_criteres",
        f"le sous-critère « {douteux} » peut se lire comme la politique générale de l’entreprise", REMEDE, TEXTE,
    )  # fmt: skip


def check(ctx: Contexte) -> Iterator[Finding]:
    """Bloquant when sub-criteria score the firm as a whole; à corriger when only the name points to it."""
    for lot in ctx.lots():
        for rang, critere in enumerate(lot.lot.criteres):
            if finding := _finding(ctx, lot.champ(f"criteres.{rang}"), critere):
                yield finding


def _criteres(nom: str, *sous: str) -> dict[str, object]:
    part = {1: ("100 %",), 2: ("50 %", "50 %"), 3: ("40 %", "30 %", "30 %"), 5: ("20 %",) * 5}.get(len(sous), ())
    dernier: dict[str, object] = {"nom": nom, "poids": "15 %"}
    if sous:
        dernier["sous_criteres"] = [{"nom": s, "poids": p} for s, p in zip(sous, part, strict=True)]
    return {"criteres": [{"nom": "Prix", "poids": "50 %"},
                         {"nom": "Performances environnementales", "type": "environnement", "poids": "35 %"}, dernier]}  # fmt: skip


EXEMPLES = (
    Exemple("critères usuels", "services-fcs"),
    Exemple("objet d’insertion", "objet-insertion"),
    Exemple("critère RSE annulé par le Conseil d’État", "services-fcs",
            _criteres("Performance en matière de responsabilité sociale", "protection de l’environnement", "aspects sociaux",
                      "aspects sociétaux", "performance économique durable", "aspects gouvernance"),
            ("criteres.2.sous_criteres",)),
    Exemple("trois piliers", "services-fcs", _criteres("Démarche RSE", "volet environnemental", "volet social", "volet économique"),
            ("criteres.2.sous_criteres",)),
    Exemple("sous-critère sur la politique de l’entreprise", "services-fcs",
            _criteres("Valeur technique", "Moyens affectés au marché", "Politique sociale de la société"),
            ("criteres.2.sous_criteres",)),
    Exemple("label d’entreprise", "services-fcs", _criteres("Valeur sociale", "Label RSE ou certification ISO 26000"),
            ("criteres.2.sous_criteres",)),
    Exemple("nom général, sous-critères précis", "services-fcs",
            _criteres("RSE", "Encadrement des personnes accueillies", "Parcours de formation proposés"), ("criteres.2.nom",)),
    Exemple("nom général seul", "services-fcs", _criteres("Engagement sociétal du candidat"), ("criteres.2.nom",)),
    Exemple("démarche du candidat", "services-fcs",
            _criteres("Environnement", "Véhicules utilisés", "Démarche environnementale du candidat"),
            ("criteres.2.sous_criteres",)),
    Exemple("gouvernance d’un projet informatique", "tic-accord-cadre",
            _criteres("Valeur technique", "Gouvernance", "Gouvernance du projet")),
    Exemple("performance liée à l’exécution", "services-fcs",
            _criteres("Responsabilité sociale dans l’exécution du marché", "Tutorat des personnes en insertion")),
    Exemple("insertion", "services-fcs",
            _criteres("Performances en matière d’insertion des publics en difficulté", "Modalités d’accueil et d’intégration",
                      "Référent et formation au tutorat", "Progression de la personne")),
    Exemple("quartiers prioritaires de la politique de la ville", "services-fcs",
            _criteres("Insertion", "Recrutement d’habitants des quartiers prioritaires de la politique de la ville")),
    Exemple("politique de sécurité du système d’information", "tic-accord-cadre",
            _criteres("Qualité", "Politique de sécurité du système d’information du marché")),
    Exemple("développement durable dans les prestations", "services-fcs",
            _criteres("Développement durable", "Produits écolabellisés", "Réduction des déchets du site")),
)  # fmt: skip
