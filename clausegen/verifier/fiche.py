"""Documentation of a code that has no rule file: what the readers of files, texts and gabarits say by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from clausegen.findings import Niveau

BLOQUANT, A_CORRIGER, CONSEIL = Niveau.BLOQUANT, Niveau.A_CORRIGER, Niveau.CONSEIL


@dataclass(frozen=True, slots=True)
class Fiche:
    """The five headings of a page, in French."""

    code: str
    niveau: Niveau
    titre: str
    verifie: str
    pourquoi: str
    eviter: str
    ecrire: str
    references: str = "Documentation de clausegen."

    @property
    def texte(self) -> str:
        """The page, in the shape of the docstring of a rule."""
        return (
            f"{self.titre}.\n\n## Ce que la règle vérifie\n{self.verifie}\n\n## Pourquoi\n{self.pourquoi}\n\n"
            f"## Exemple à éviter\n{self.eviter}\n\n## Écrire plutôt\n{self.ecrire}\n\n## Références\n{self.references}"
        )
