"""Le gabarit ne dépend d’aucun autre fichier.

## Ce que la règle vérifie
Ni modèle attaché (.dotx), ni image, objet ou cadre liés à une adresse ; les liens hypertexte sont permis.

## Pourquoi
La pièce irait chercher un fichier au dehors à chaque ouverture, sans que le candidat le sache ; Word ouvrirait le modèle de l’auteur.

## Exemple à éviter
Un logo lié à un dossier du réseau.

## Écrire plutôt
Le logo inséré dans le document ; le modèle « Normal » (Fichier › Options › Compléments › Modèles).

## Références
docs/verifier-gabarit.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import abrege, lire
from clausegen.verifier.retouches import relation
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import part_name

CODE = "CG305"
NIVEAU = Niveau.BLOQUANT
TITRE = "Le gabarit ne dépend d’aucun autre fichier"


_WHAT = {
    "attachedTemplate": "à un modèle",
    "image": "à une image",
    "oleObject": "à un objet",
    "frame": "à un cadre",
    "subDocument": "à un sous-document",
}


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a link."""
    for kind, target, part in lire(sujet).decor.links:
        if kind != "hyperlink":
            remede = (
                "détachez-le : Fichier › Options › Compléments › Modèles"
                if kind == "attachedTemplate"
                else "insérez-le dans le document, sans liaison"
            )
            yield sujet.finding(
                CODE,
                NIVEAU,
                part_name(part),
                f"ce document est lié {_WHAT.get(kind, 'à un fichier')} extérieur : {abrege(target, 80)}",
                remede,
            )


EXEMPLES = (
    ExempleWord("lien hypertexte", relation("hyperlink", "https://exemple.fr")),
    ExempleWord("modèle attaché", relation("attachedTemplate", "file:///C:/modeles/mairie.dotx"), ("corps",)),
    ExempleWord("logo lié", relation("image", "http://exemple.fr/logo.png"), ("corps",)),
)
