"""Labels of the published data in every format, as the codes of the contract file: explicit tables, nothing guessed."""

from __future__ import annotations

from typing import Any

from clausegen.ecriture import sans_accent
from clausegen.marche.choix import Ccag, FormePrix, Procedure, Variation
from clausegen.marche.decp import LIBELLES

# Labels of 2018 and 2019, and others that were published outside any list.
_ANCIENNES = {
    "procedure concurrentielle avec negociation": "negociee",
    "procedure negociee avec mise en concurrence prealable": "negociee",
    "procedure negociee": "negociee",
    "marche negocie avec publicite et mise en concurrence prealable": "negociee",
    "marche negocie sans publicite ni mise en concurrence prealable": "sans_publicite",
    "marche public negocie sans publicite ni mise en concurrence prealable": "sans_publicite",
    "marche public sans publicite ni mise en concurrence prealable": "sans_publicite",
    "marche passe sans publicite ni mise en concurrence prealables": "sans_publicite",
    "appel d'offres": "appel_offres_ouvert",
}
PROCEDURES = {**{sans_accent(libelle): code for code, libelle in LIBELLES[Procedure].items()}, **_ANCIENNES}
FORMES = {sans_accent(libelle): code for code, libelle in LIBELLES[FormePrix].items()}
VARIATIONS = {
    **{sans_accent(libelle): code for code, libelle in LIBELLES[Variation].items()},
    "ferme": "ferme", "ferme et actualisable": "actualisable", "actualisable": "actualisable", "revisable": "revisable",
}  # fmt: skip
NATURES_DU_CCAG = {"Travaux": "travaux", "PI": "pi", "TIC": "tic", "MI": "mi", "MOE": "moe"}
_CCAG = {sans_accent(libelle): code for code, libelle in LIBELLES[Ccag].items()}
CLAUSE, CRITERE, RESERVE, AUCUNE = "Clause sociale", "Critère social", "Marché réservé", "Pas de considération sociale"


def ccag_de(brut: Any) -> str | None:
    """Code of a CCAG; None for a label that is not in the list."""
    return _CCAG.get(sans_accent(brut)) if isinstance(brut, str) else None
