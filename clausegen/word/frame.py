"""What the body must know of its gabarit: style ids (a Word file names its styles as it likes) and the text width."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields

TEXT_WIDTH = 9071


@dataclass(frozen=True, slots=True)
class Frame:
    """Style ids by role, and the width of the text in twips (twentieths of a point)."""

    titre1: str = "Heading1"
    titre2: str = "Heading2"
    titre3: str = "Heading3"
    titre_sans_numero: str = "TitreSansNumero"
    corps: str = "BodyText"
    puce: str = "ListBullet"
    numero: str = "ListNumber"
    suite: str = "ListContinue"
    tableau: str = "TableauClause"
    cellule: str = "TexteTableau"
    entete: str = "EnteteTableau"
    espace: str = "EspaceTableau"
    lien: str = "Hyperlink"
    a_completer: str = "ACompleter"
    sommaire1: str = "TOC1"
    sommaire2: str = "TOC2"
    width: int = TEXT_WIDTH

    @property
    def digest(self) -> str:
        """Short digest: two gabarits that dress the body alike share the memo."""
        values = "\n".join(str(getattr(self, f.name)) for f in fields(self))
        return hashlib.sha256(values.encode("utf-8")).hexdigest()[:16]

    def heading(self, level: int) -> str:
        """Style id of a numbered heading."""
        return (self.titre1, self.titre2, self.titre3)[level - 1]


# Style names as the file format knows them; Word shows the built-in ones translated (« Titre 1 »).
NAMES: Mapping[str, str] = {
    "titre1": "heading 1",
    "titre2": "heading 2",
    "titre3": "heading 3",
    "titre_sans_numero": "titre sans numéro",
    "corps": "body text",
    "puce": "list bullet",
    "numero": "list number",
    "suite": "list continue",
    "tableau": "tableau de clause",
    "cellule": "texte de tableau",
    "entete": "en-tête de tableau",
    "espace": "espace après tableau",
    "lien": "hyperlink",
    "a_completer": "à compléter",
    "sommaire1": "toc 1",
    "sommaire2": "toc 2",
}
