"""Every example contract gives the text accepted for it: what a change of the library does is read, then accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausegen.essayer import comparer, contrats
from clausegen.essayer.essais import chemin_accepte, un_essai
from clausegen.library import load_library
from clausegen.organisation import Ouvreur

EXEMPLES = Path(__file__).resolve().parents[2] / "exemples"
MARCHES = contrats([EXEMPLES])
RIEN = "aucun texte n’est accepté : « clausegen essayer --accepter exemples »"
aucun_accepte = not any(chemin_accepte(m).exists() for m in MARCHES)


@pytest.fixture(scope="module")
def ouvreur():
    return Ouvreur(None, load_library())


@pytest.mark.skipif(aucun_accepte, reason=RIEN)
@pytest.mark.parametrize("marche", MARCHES, ids=[m.parent.name for m in MARCHES])
def test_the_text_of_today_is_the_accepted_one(ouvreur, marche):
    essai = un_essai(marche, ouvreur)
    assert not essai.fautes, "\n".join(map(str, essai.fautes))
    nom = marche.parent.name
    assert essai.accepte is not None, (
        f"{nom} n’a pas de texte accepté : « clausegen essayer --accepter exemples/{nom} »"
    )
    if essai.texte != essai.accepte:
        changes = ", ".join(f"{c.clause} ({c.piece}, {c.genre})" for c in comparer(essai.accepte, essai.texte))
        pytest.fail(
            f"le texte de {nom} n’est plus le texte accepté : {changes or 'numéros d’articles seuls'}. "
            f"Lisez « clausegen essayer exemples/{nom} » ; si c’est voulu, « clausegen essayer --accepter exemples »."
        )
