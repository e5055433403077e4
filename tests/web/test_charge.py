"""Several officers at once: no error, memory bounded. Timings are in bench/web.py."""

from __future__ import annotations

import sys

import pytest

from tests.web.charge import ServeurCharge, charger

pytest.importorskip("flask")
pytestmark = pytest.mark.xdist_group("navigateur")


@pytest.mark.skipif(sys.platform == "win32", reason="la mémoire du serveur se lit dans /proc")
def test_officers_at_once():
    with ServeurCharge() as serveur:
        charger(serveur.port, 1, 1, 0, ("tma-aquareel",))
        debut = serveur.memoire()
        mesures = charger(serveur.port, 8, 2, 0, ("tma-aquareel", "plus-court"))
        fin = serveur.memoire()
    assert mesures.erreurs == []
    assert len(mesures.durees["zip"]) == 8 and len(mesures.durees["changement"]) == 16, "chacun est allé au bout"
    assert fin - debut < 300, f"la mémoire est passée de {debut:.0f} à {fin:.0f} Mo"
