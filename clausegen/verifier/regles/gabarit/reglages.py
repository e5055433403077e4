"""Les réglages du document conviennent.

## Ce que la règle vérifie
Ni suivi des modifications enclenché, ni protection, ni publipostage, ni mise à jour des champs à l’ouverture ; le mode de compatibilité est celui de Word 2013 ou plus récent.

## Pourquoi
Word poserait une question à chaque ouverture, ou la pièce s’ouvrirait en suivi, protégée ou en mode de compatibilité.

## Exemple à éviter
Un gabarit enregistré pendant une relecture en suivi.

## Écrire plutôt
Révision › Suivi désactivé ; Fichier › Informations › Convertir.

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import lire
from clausegen.verifier.retouches import remplace, rien
from clausegen.verifier.sujets import SujetWord

CODE = "CG327"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Les réglages du document conviennent"


_REGLAGES = {
    "trackRevisions": (
        "le suivi des modifications est enclenché",
        "dans Word : Révision › Suivi des modifications, pour l’arrêter",
        Niveau.A_CORRIGER,
    ),
    "updateFields": (
        "Word demanderait à chaque ouverture s’il faut mettre les champs à jour",
        "retirez ce réglage (repartez d’un gabarit fourni)",
        Niveau.A_CORRIGER,
    ),
    "mailMerge": (
        "le document est relié à un publipostage",
        "dans Word : Publipostage › Démarrer › Document Word normal",
        Niveau.A_CORRIGER,
    ),
    "documentProtection": (
        "le document est protégé : les pièces le seraient aussi",
        "dans Word : Révision › Restreindre la modification › Désactiver",
        Niveau.CONSEIL,
    ),
}


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a setting."""
    settings = lire(sujet).decor.settings
    for name, (constat, remede, niveau) in _REGLAGES.items():
        if name in settings and settings[name] not in ("0", "false", "off"):
            yield sujet.finding(CODE, niveau, "réglages", constat, remede)
    mode = settings.get("compatibilityMode", "")
    if settings and mode.isdigit() and int(mode) < 15:
        yield sujet.finding(
            CODE,
            Niveau.CONSEIL,
            "réglages",
            "le document est en mode de compatibilité avec un ancien Word",
            "dans Word : Fichier › Informations › Convertir",
        )


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "suivi enclenché", remplace("<w:zoom", "<w:trackRevisions/><w:zoom", "word/settings.xml"), ("réglages",)
    ),
    ExempleWord(
        "mise à jour des champs",
        remplace("<w:zoom", '<w:updateFields w:val="true"/><w:zoom', "word/settings.xml"),
        ("réglages",),
    ),
)
