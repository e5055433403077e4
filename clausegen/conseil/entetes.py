"""What officers write at the head of the columns of a programme of purchases."""

from __future__ import annotations

import re

from clausegen.imports.entetes import colonne_de, plat

# Field → what its column may be called, once folded. The first that fits wins; lots and amounts come from the estimates.
_COLONNES: tuple[tuple[str, str], ...] = (
    (
        "reference",
        r"(?:n|no|num|numero|ref|reference|code|id|identifiant)(?: du| de la| de l'| de)? ?(?:marche|consultation|affaire|operation|achat|projet|contrat)s?|reference|ref|affaire",
    ),
    (
        "fournisseurs",
        r"(?:nb|nombre)?(?: de| d')? ?(?:fournisseurs?|structures?|siae|ea ?/? ?esat)(?: inclusi(?:f|ve)s?)?(?: reperees?| reperes?| identifiees?| identifies?)?",
    ),
    (
        "chiffre_affaires",
        r"(?:ca|chiffres? d'affaires?)(?: ht)?(?: annuel)? moyens?(?: ht)?(?: des fournisseurs| des structures)?.*",
    ),
    ("lancement", r".*\b(?:lancement|publication|date de consultation|mise en ligne)\b.*|date previsionnelle|echeance"),
    (
        "heures_reprises",
        r"heures (?:mensuelles )?(?:reprises|transferables)(?: par mois)?|heures mensuelles(?: reprises| transferables)?",
    ),
    ("reprise", r"reprise(?: (?:du|de) personnel)?"),
    ("duree_ans", r"durees? (?:en )?(?:ans|annees)"),
    ("nature", r"nature|nature (?:du|de) (?:marche|l'achat)|type|type (?:de marche|d'achat)|famille|categorie"),
    ("acheteur", r"acheteur|acheteur public|pouvoir adjudicateur|collectivite|membre"),
    (
        "objet",
        r"(?:objet|intitule|libelle|designation|nom)(?: du| de la| de l'| des)? ?(?:marche|consultation|achat|besoin|projet|operation|contrat)?s?|marches?|achats?|besoins?|projets?|consultations?|contrats?",
    ),
)
# Fields of an estimate of lots that a programme uses too.
_REPRIS = {"insertion.calcul.part_main_oeuvre": "part_main_oeuvre", "insertion.calcul.heures_totales": "heures_totales",
           "insertion.calcul.cout_horaire": "cout_horaire", "insertion.calcul.taux_insertion": "taux_insertion", "cpv.principal": "cpv",
           "montant_estime": "montant", "accord_cadre.maximum": "maximum", "numero": "lot", "duree": "duree", "objet": "objet",
           "ttc": "ttc"}  # fmt: skip


def champ_de(titre: str) -> str:
    """Field that a heading names; empty when it names none that the advice uses."""
    mot = plat(titre)
    if not mot or len(mot) > 80:
        return ""
    return next((champ for champ, forme in _COLONNES if re.fullmatch(forme, mot)), "") or _REPRIS.get(
        colonne_de(titre), ""
    )
