"""Who uses a reference, a dated table, a computed fact: clauses, rules, facts, other tables. Read in their sources."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import clausegen
from clausegen.checks import contract_rules
from clausegen.facts import registre
from clausegen.generation import prepare
from clausegen.legal import Baremes
from clausegen.marche import build_marche, merge
from clausegen.notices import reminders
from tests.checks.outils import contexte
from tests.exemples.outils import NOMS, bibliotheque, echantillon, etudier, exemple

_GUILLEMETS = re.compile(r"""["']([\w.\-]+)["']""")


@cache
def _code(motif: str = "*.py") -> str:
    dossier = Path(clausegen.__file__).parent
    return "\n".join(p.read_text(encoding="utf-8") for p in sorted(dossier.rglob(motif)))


@cache
def _clauses() -> str:
    """Texts and conditions of the whole library."""
    return "\n".join(
        "\n".join((c.texte, c.si, *(d.si for d in c.deroge))) for c in bibliotheque().clauses.values()
    )  # fmt: skip


def _cites() -> set[str]:
    """What the code and the clauses name between quotes."""
    return set(_GUILLEMETS.findall(_code())) | set(_GUILLEMETS.findall(_clauses()))


@cache
def references_inutiles() -> frozenset[str]:
    """Keys of the register that no clause, rule, fact or dated value rests upon."""
    bib = bibliotheque()
    servent = _cites()
    for clause in bib.clauses.values():
        servent.update(clause.fondements, (d.reference for d in clause.deroge))
    for fait in registre().values():
        servent.update(fait.sources)
    for table in bib.baremes.tables.values():
        servent.update(valeur.source for valeur in table.valeurs)
    servent.update(date.source for date in bib.baremes.dates.values())
    return frozenset(set(bib.references) - servent)


@cache
def baremes_inutiles() -> frozenset[str]:
    """Dated tables and named dates that no clause, rule or fact reads."""
    baremes = bibliotheque().baremes
    return frozenset({*baremes.tables, *baremes.dates} - _cites())


@cache
def baremes_du_conseil() -> frozenset[str]:
    """Tables that the decision tree reads, which has its own tests."""
    dossier = Path(clausegen.__file__).parent / "conseil"
    cites = {mot for p in dossier.rglob("*.py") for mot in _GUILLEMETS.findall(p.read_text(encoding="utf-8"))}
    return frozenset(cites & set(bibliotheque().baremes.tables))


@cache
def faits_inutiles() -> frozenset[str]:
    """Facts that no condition, text, rule, notice or other fact reads."""
    # What a text between quotes names is how the fact is declared, not a reading.
    lus = set(re.findall(r"faits\.(\w+)", _clauses())) | set(re.findall(r"\.(\w+)", re.sub(r'"[^"\n]*"', "", _code())))
    # `lots | selectattr("faits.x")` reads a fact as well.
    lus |= {nom.rpartition(".")[2] for nom in _GUILLEMETS.findall(_clauses()) if "faits." in nom}
    return frozenset(nom for nom, fait in registre().items() if fait.court not in lus)


@cache
def tables_lues() -> frozenset[str]:
    """Dated tables really looked up while the shipped contracts are studied and rules and clauses run on their examples."""
    lues: set[str] = set()
    vues: set[str] = set()
    origine = Baremes._rows

    def noter(self: Baremes, nom: str, date: Any, cles: Any) -> Any:
        lues.add(nom)
        return origine(self, nom, date, cles)

    with patch.object(Baremes, "_rows", noter):
        for nom in NOMS:
            vue = etudier(exemple(nom))
            assert vue is not None
            assert isinstance(vue.constats, tuple)
            for faits in (vue.contexte.faits, *vue.contexte.facts.lots):
                dict(faits)  # every fact, read or not
            for identifiant in vue.gardees:
                vue.texte(identifiant)
            reminders(vue.contexte)
        for regle in contract_rules():
            for essai in regle.exemples:
                regle.check(contexte(essai.marche, essai.avec))
        for clause in bibliotheque().clauses.values():
            ecrit = "bareme(" in f"{clause.texte}{clause.si}{[d.si for d in clause.deroge]}"
            for essai in clause.exemples:
                plain = merge(echantillon(essai.marche), dict(essai.avec))
                if not ecrit and "insertion" not in plain:
                    continue
                if not ecrit and str(plain["insertion"]) not in vues:
                    vues.add(str(plain["insertion"]))
                    marche, _ = build_marche(plain)
                    if marche is not None:
                        for lot in prepare(marche, bibliotheque()).facts.lots:
                            dict(lot)
                elif ecrit and (vue := etudier(plain)) is not None and clause.id in vue.gardees:
                    vue.texte(clause.id)
    return frozenset(lues)
