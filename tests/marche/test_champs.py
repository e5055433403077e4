"""Every path that the catalogues, the clauses and the conditions read exists in the model, with its French texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clausegen.marche import Marche, champ_de, sections_de
from clausegen.values import Choix

# Named otherwise by the conception page (`variantes.exigences`), or a word of the page itself.
_AUTREMENT = {"exigences_variantes", "given"}
_METHODES = {"libelle", "lots_effectifs", "defauts_calcules", "titre", "designation", "clause_type", "jours", "mois", "nombre",
             "unite", "premier_jour", "length", "alloti", "limite", "year", "month", "day", "qpv"}  # fmt: skip


def existe(chemin: str) -> bool:
    pas = [p for p in chemin.replace("[]", "").split(".") if p]
    while pas and champ_de(tuple(pas)) is None and pas[-1] in _METHODES:
        pas.pop()
    return not pas or any(champ_de((*debut, *pas)) is not None for debut in ((), ("lots",)))


def test_chemins_des_catalogues(partage: Path):
    texte = "".join(
        (partage / "catalogue" / nom).read_text(encoding="utf-8")
        for nom in ("clauses-socle.yaml", "clauses-sociales.yaml", "faits.yaml")
    )
    lus = set(re.findall(r'champ: "?([a-z_.\[\]]+)', texte))
    lus |= set(re.findall(r"\b(?:marche|lot)\.((?!faits)[a-z_.]+[a-z_])", texte))
    assert len(lus) > 150
    assert sorted(c for c in lus - _AUTREMENT if not existe(c)) == []


def test_chemins_des_clauses(racine: Path):
    clauses = list((racine / "clause_library").rglob("*.md"))
    if not clauses:
        pytest.skip("la bibliothèque n’est pas encore écrite")
    manquants = set()
    for clause in clauses:
        for chemin in re.findall(
            r"\b(?:marche|lot)\.((?!faits\b|parametres\b)[a-z_][a-z_.]*[a-z_])", clause.read_text(encoding="utf-8")
        ):
            if not existe(chemin):
                manquants.add(f"{clause.name} : {chemin}")
    assert sorted(manquants) == []


def test_chaque_champ_a_ses_textes():
    for chemin, section in sections_de(Marche):
        for nom, info in section.model_fields.items():
            ou = ".".join((*chemin, nom))
            assert info.title, ou
            assert info.title[0].isupper(), ou
            assert info.description and info.description[-1] in ".?!…", ou
            assert info.examples, ou
            for texte in (info.title, info.description):
                assert "'" not in texte, f"{ou} : apostrophe droite"


def test_libelles_des_choix():
    def sous_classes(classe):
        for fille in classe.__subclasses__():
            yield fille
            yield from sous_classes(fille)

    listes = [c for c in sous_classes(Choix) if c.valeurs]
    assert len(listes) > 30
    for liste in listes:
        for code, libelle in liste.valeurs.items():
            assert libelle and "'" not in libelle, (liste, code)
            assert liste(code).libelle == libelle
        assert set(getattr(liste, "alias", {}).values()) <= set(liste.valeurs), liste
