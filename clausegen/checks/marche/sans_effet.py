"""Rubrique écrite pour rien.

## Ce que la règle vérifie
Chaque rubrique du fichier de marché change une pièce ou un constat. Celle que rien ne lit dans ce marché est dite, avec la
raison et ce qu’il faut écrire à la place.

## Pourquoi
Une valeur écrite et ignorée trompe : le rédacteur croit que la pièce la porte. La plupart tiennent à une autre rubrique du
fichier (procédure, nature, CCAG) ; c’est l’une des deux qu’il faut corriger.

## Exemple à éviter
`procedure: negociee` et `negociation: {nombre: 3}` : tous les candidats invités négocient.

## Écrire plutôt
`candidature: {nombre_candidats: 3}`.

## Références
Aucune : cohérence du fichier.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte
from clausegen.checks.exemple import Exemple
from clausegen.checks.sans_effet import TABLE, Place, ecrits
from clausegen.findings import Finding, Niveau

CODE = "CG521"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Une rubrique écrite sert à quelque chose"


def check(ctx: Contexte) -> Iterator[Finding]:
    """One finding for each written field that nothing reads in this contract."""
    for ligne in TABLE:
        for lot in ctx.lots() if ligne.par_lot else (None,):
            racine = ctx.marche if lot is None else lot.lot
            for chemin in ligne.champs:
                for ici, section in ecrits(racine, chemin):
                    champ = ici if lot is None else lot.champ(ici)
                    if not ctx.est_un_defaut(champ) and ligne.quand(Place(ctx, lot, section)):
                        yield ctx.finding(
                            CODE, NIVEAU, champ, f"cette rubrique est sans effet ici : {ligne.raison}", ligne.remede
                        )


_DEUX_TEMPS = {"procedure": "negociee", "candidature": {"date_limite": "2026-12-20 12:00"}}
_INSERTION = {"nom": "Insertion", "type": "insertion", "poids": "10 %"}
_RESTE = [{"nom": "Prix", "poids": "50 %"}, {"nom": "Environnement", "poids": "40 %"}]
EXEMPLES = (
    Exemple("rien de trop", "services-fcs"),
    Exemple("procédure adaptée négociée", "services-fcs", {"negociation": {"nombre": "3", "attribution_sans": "non"}}),
    Exemple("nombre de candidats à négocier, procédure avec négociation", "tic-accord-cadre",
            {**_DEUX_TEMPS, "negociation": {"nombre": "3", "attribution_sans": "oui"}},
            ("negociation.attribution_sans", "negociation.nombre")),
    Exemple("négociation écartée, dialogue", "tic-accord-cadre",
            {**_DEUX_TEMPS, "procedure": "dialogue", "negociation": "non"}, ("negociation",)),
    Exemple("appel d’offres négocié", "tic-accord-cadre", {"negociation": "oui"}, ("negociation",)),
    Exemple("motif d’une procédure avec négociation", "tic-accord-cadre",
            {**_DEUX_TEMPS, "motif_procedure": "besoin à adapter"}, ("motif_procedure",)),
    Exemple("motif d’un marché sans publicité", "services-sans-clause",
            {"procedure": "sans_publicite", "motif_procedure": "urgence impérieuse"}),
    Exemple("étapes de vérification en services", "services-fcs",
            {"verification": {"etapes": [{"etape": "Essai", "delai": "10 jours"}]}}, ("verification.etapes",)),
    Exemple("étapes de vérification sans CCAG", "sans-ccag",
            {"verification": {"etapes": [{"etape": "Essai", "delai": "10 jours"}]}}),
    Exemple("données personnelles, titulaire non sous-traitant", "services-fcs",
            {"donnees_personnelles": {"finalite": "badges d’accès", "sous_traitant": "non"}}, ("donnees_personnelles.finalite",)),
    Exemple("propriété intellectuelle en maîtrise d’œuvre", "moe-ecole",
            {"propriete_intellectuelle": {"besoins": "diffusion", "option": "licence"}}, ("propriete_intellectuelle.option",)),
    Exemple("document d’un critère d’insertion", "services-fcs",
            {"criteres": [*_RESTE, {**_INSERTION, "document": "mémoire"}]}, ("criteres.2.document",)),
    Exemple("pénalité environnementale écrite deux fois", "services-fcs",
            {"environnement": {"penalite": "100 €"},
             "penalites": {"autres": [{"manquement": "environnement", "montant": "50 €", "unite": "manquement"}]}},
            ("penalites.autres.0.montant",)),
    Exemple("motif d’absence sous le seuil", "services-fcs",
            {"insertion": "", "absence_de_condition_sociale": {"motif": "lien_insuffisant", "explication": "achat sur étagère"}},
            ("absence_de_condition_sociale.motif",)),
    Exemple("facilitateur d’une clause de formation seule", "services-fcs",
            {"insertion": {"heures": "", "formation": "300", "facilitateur": {"structure": "Maison de l’emploi"}}},
            ("insertion.facilitateur.structure",)),
)  # fmt: skip
