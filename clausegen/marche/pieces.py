"""Pieces of the contract, annexes, clauses that the officer adds or removes."""

from typing import Annotated

from clausegen.marche.base import Section, champ
from clausegen.marche.types import LISTE, Entier, Texte


class PieceContractuelle(Section):
    """A piece of the contract and its rank."""

    toujours = True
    champ_principal = "nom"

    nom: Texte = champ(
        "Nom de la pièce", "Titre complet, avec sa date s’il y en a une.", "cahier des clauses techniques particulières"
    )
    rang: Entier | None = champ("Rang", "Ordre de priorité ; 1 pour la première.", "3", defaut=None)


class Annexe(Section):
    """An annex."""

    toujours = True
    champ_principal = "nom"

    nom: Texte = champ("Nom de l’annexe", "Titre complet.", "plan des locaux")
    fichier: Texte | None = champ(
        "Fichier", "Nom du fichier joint, imprimé au règlement de la consultation.", "plan.pdf", defaut=None
    )


class ClauseAjoutee(Section):
    """An optional clause that the officer asks for."""

    toujours = True
    champ_principal = "id"

    id: Texte = champ("Clause à ajouter", "Identifiant de la clause.", "primes")
    motif: Texte | None = champ(
        "Motif de l’ajout", "Facultatif ; imprimé dans les comptes rendus.", "chantier urgent", defaut=None
    )


class ClauseRetiree(Section):
    """A clause that the officer removes, with the reason that the reports print."""

    toujours = True

    id: Texte = champ("Clause à retirer", "Identifiant de la clause.", "garantie-contractuelle")
    motif: Texte = champ("Motif du retrait", "Imprimé dans les comptes rendus.", "aucune prestation à garantir")


class Clauses(Section):
    """Clauses asked for or removed."""

    ajouter: Annotated[tuple[ClauseAjoutee, ...], LISTE] = champ(
        "Clauses à ajouter", "Clauses facultatives.", [{"id": "primes"}], defaut=(), element="clause"
    )
    retirer: Annotated[tuple[ClauseRetiree, ...], LISTE] = champ(
        "Clauses à retirer", "Avec leur motif.", [{"id": "garantie-contractuelle", "motif": "rien à garantir"}], defaut=(),
        element="clause",
    )  # fmt: skip
