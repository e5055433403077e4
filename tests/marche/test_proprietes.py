"""Whatever plain tree is given: findings in French, never an exception; what is read is stable."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausegen.findings import Niveau
from clausegen.marche import Marche, build_marche, champ_de, merge, section_de, sections_de
from tests.marche.conftest import COURT

_TEXTES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "oui", "non", "aucun", "280", "-1", "5 %", "50 €", "12 mois", "2027-01-12 12:00", "01", "31/02/2027",
                     "MAPA", "travaux", "ea_esat", "\x00", "\ud800", "9" * 50, "1e400", "nan", "0 jours", "٣"]),
)  # fmt: skip
_CHAMPS = sorted({nom for _, section in sections_de(Marche) for nom in section.model_fields})
_ARBRES = st.recursive(
    _TEXTES,
    lambda enfants: st.one_of(
        st.lists(enfants, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(_CHAMPS), st.text(max_size=5)), enfants, max_size=4),
    ),
    max_leaves=12,
)
_CHEMINS = sorted({(*chemin, nom) for chemin, section in sections_de(Marche) for nom in section.model_fields})
_REGLAGES = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def juste(plain: Any) -> None:
    marche, constats = build_marche(plain)
    assert marche is not None or any(c.niveau is Niveau.BLOQUANT for c in constats)
    assert marche is None or not any(c.niveau is Niveau.BLOQUANT for c in constats)
    for constat in constats:
        str(constat).encode("utf-8")
        assert constat.constat


@_REGLAGES
@given(_ARBRES)
def test_n_importe_quel_arbre(arbre):
    juste(arbre)


@_REGLAGES
@given(st.dictionaries(st.sampled_from(sorted(Marche.model_fields)), _ARBRES, max_size=4))
def test_un_contrat_abime(changements):
    juste(merge(COURT, changements))


@_REGLAGES
@given(st.sampled_from(_CHEMINS), _ARBRES)
def test_un_champ_abime(chemin, valeur):
    changements: Any = valeur
    for i in range(len(chemin) - 1, -1, -1):
        changements = {chemin[i]: changements}
        info = champ_de(chemin[:i])
        if i and info is not None and section_de(info.annotation) is not None and "tuple" in str(info.annotation):
            changements = [changements]
    juste(merge(COURT, changements))


@_REGLAGES
@given(st.lists(st.dictionaries(st.sampled_from(["numero", "objet", *sorted(Marche.model_fields)[:30], "insertion", "duree"]), _ARBRES,
                                max_size=4), max_size=3))  # fmt: skip
def test_des_lots_abimes(lots):
    juste(merge(COURT, {"lots": lots}))


@given(st.integers(min_value=0, max_value=10**12))
def test_un_montant_se_relit(centimes):
    euros, reste = divmod(centimes, 100)
    texte = f"{euros:,}".replace(",", " ") + f",{reste:02d} €"
    marche, _ = build_marche(merge(COURT, {"montant_estime": texte}))
    assert marche is not None and marche.montant_estime is not None
    assert marche.montant_estime * 100 == centimes
