"""The examples of the clauses, run: in two processes when there are many, and not again while nothing that matters moved.

What an example gives depends on its clause, its contract, the plans, the dated tables, and on what the text asks about
other clauses: a number (`renvoi`, `renvoi_article`), their presence (`retenue`), the list of derogations. The key of each
clause holds exactly that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from clausegen.findings import Finding, Location, Niveau
from clausegen.model import Clause, Library
from clausegen.trials import contract_key, run_example
from clausegen.verifier.memoire import de_liste, empreinte, en_liste, fichiers, garder, reprendre
from clausegen.verifier.parallele import coeurs, repartir

SEUIL_PARALLELE = 80
_RENVOI_ARTICLE = re.compile(r"renvoi_article\(\s*[\"']([\w-]+)")
_NUMERO = re.compile(r"\d\.\d")


@dataclass(frozen=True, slots=True)
class Essai:
    """An example run: clause, rank among its examples, text (None when the clause was left out), CCAG, derogations asked."""

    clause: str
    rang: int
    texte: str | None
    ccag: str
    enoncees: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Essais:
    """Every example run, by clause."""

    par_clause: Mapping[str, tuple[Essai, ...]]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, each once."""
        return tuple(dict.fromkeys(f for essais in self.par_clause.values() for e in essais for f in e.findings))

    @property
    def nombre(self) -> int:
        """Number of examples run."""
        return sum(map(len, self.par_clause.values()))


def essayer(library: Library, ids: Iterable[str] | None = None) -> Essais:
    """Run the examples of the clauses named (all by default), reusing what is already known."""
    wanted = set(library.clauses) if ids is None else set(ids)
    cles = _cles(library, wanted)
    known: dict[str, tuple[Essai, ...]] = {}
    todo = []
    for identifier in library.clauses:
        if identifier not in wanted:
            continue
        kept = reprendre(f"essais\n{cles[identifier]}")
        if kept is None:
            todo.append(identifier)
        else:
            known[identifier] = tuple(_relire(identifier, values) for values in kept)
    for identifier, essais in _executer(library, todo).items():
        known[identifier] = essais
        if not any(f.code == "CG905" for e in essais for f in e.findings):
            garder(f"essais\n{cles[identifier]}", [_ecrire(e) for e in essais])
    return Essais({i: known[i] for i in library.clauses if i in known})


def _ecrire(essai: Essai) -> list[Any]:
    return [essai.rang, essai.texte, essai.ccag, list(essai.enoncees), [en_liste(f) for f in essai.findings]]


def _relire(identifier: str, values: Sequence[Any]) -> Essai:
    rang, texte, ccag, enoncees, findings = values
    return Essai(identifier, rang, texte, ccag, tuple(enoncees), tuple(de_liste(f) for f in findings))


def _cles(library: Library, wanted: set[str]) -> dict[str, str]:
    root = Path(library.root)
    fixed = empreinte(
        fichiers((root / "_exemples").glob("*.yaml")), fichiers((root / "references").glob("*.yaml")),
        fichiers((root / "baremes").glob("*.yaml")), fichiers((root / "territoires").glob("*")), fichiers((root / "nomenclatures").glob("*")),
        *(f"{slug} {piece.digest}" for slug, piece in library.pieces.items()), repr(sorted(library.noms_pieces.items())),
    )  # fmt: skip
    skeleton = {c.id: _squelette(c) for c in library.clauses.values()}
    everything = empreinte(*skeleton.values())
    names = re.compile("|".join(sorted(map(re.escape, skeleton), key=len, reverse=True)) or "$^")
    by_article: dict[tuple[str, str], list[str]] = {}
    for clause in library.clauses.values():
        by_article.setdefault((clause.piece, clause.article), []).append(skeleton[clause.id])
    out = {}
    for identifier in wanted:
        clause = library.clauses[identifier]
        text = f"{clause.texte}\n{' '.join(clause.exige)}"
        parts = [clause.digest, clause.path, fixed, *(skeleton[n] for n in sorted(set(names.findall(text))))]
        parts += ["".join(by_article.get((clause.piece, slug), ())) for slug in _RENVOI_ARTICLE.findall(text)]
        expected = " ".join(t for e in clause.exemples for t in (*e.contient, *e.ne_contient_pas))
        if "derogations" in clause.texte or "parametres." in clause.texte or _NUMERO.search(expected):
            parts.append(everything)
        out[identifier] = empreinte(*parts)
    return out


def _squelette(clause: Clause) -> str:
    """What other clauses can know of one: whether it is kept, and where."""
    return repr((clause.id, clause.piece, clause.article, clause.rang, clause.si, clause.en_vigueur_depuis,
                 clause.en_vigueur_jusqu_a, [(d.reference, d.si, d.ccag) for d in clause.deroge],
                 [(p.nom, p.type, p.defaut) for p in clause.parametres.values()]))  # fmt: skip


def _executer(library: Library, ids: Sequence[str]) -> dict[str, tuple[Essai, ...]]:
    jobs = sorted(
        ((contract_key(e), i, rang) for i in ids for rang, e in enumerate(library.clauses[i].exemples)),
        key=lambda job: job[0],
    )  # fmt: skip
    # Examples of the same contract stay together: mounting it is most of the work.
    bunches: list[list[tuple[str, int]]] = []
    last, size = None, max(8, len(jobs) // (coeurs() * 6))
    for key, identifier, rang in jobs:
        if not bunches or (len(bunches[-1]) >= size and key != last):
            bunches.append([])
        bunches[-1].append((identifier, rang))
        last = key
    done = repartir(lambda pair: _un(library, *pair), bunches, SEUIL_PARALLELE)
    out: dict[str, list[Essai]] = {i: [] for i in ids}
    for essai in done:
        out[essai.clause].append(essai)
    return {i: tuple(sorted(essais, key=lambda e: e.rang)) for i, essais in out.items()}


def _un(library: Library, identifier: str, rang: int) -> Essai:
    clause = library.clauses[identifier]
    example = clause.exemples[rang]
    try:
        trial = run_example(library, clause, example)
    except Exception as error:
        place = example.location if example.location.path else Location(clause.path)
        finding = Finding("CG905", Niveau.BLOQUANT, f"clause « {clause.id} », exemple « {example.nom} » : l’essai s’est interrompu "
                          f"({type(error).__name__}: {error})", "corrigez l’exemple, ou signalez cette erreur", place)  # fmt: skip
        return Essai(identifier, rang, None, "", (), (finding,))
    return Essai(identifier, rang, trial.texte, trial.ccag, trial.enoncees, trial.findings)
