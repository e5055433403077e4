"""Which clauses a contract keeps, for which lots, and why — for every clause, kept or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clausegen.context import Contexte, OfLibrary
from clausegen.expressions import LimitExceeded, TemplateError, condition, leaves, operand, prepare_conditions
from clausegen.findings import Finding, Location, Niveau
from clausegen.model import Clause, Library
from clausegen.views import Vide, Vue


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a clause. `lots`: indexes of the lots concerned (all of them when the condition reads no lot).

    `cause`: « condition », « date » (not in force), « retiree » (withdrawn by the contract), « erreur ». `motif`: the
    officer's own reason, of a withdrawn clause or of one that was asked for.
    """

    clause: Clause
    retenue: bool
    lots: tuple[int, ...]
    cause: str
    motif: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Decision for every clause of the library, in the order of the pieces' plans."""

    decisions: Mapping[str, Decision]
    findings: tuple[Finding, ...]

    def kept(self, piece: str | None = None) -> tuple[Decision, ...]:
        """Kept clauses, of one piece or of all."""
        return tuple(d for d in self.decisions.values() if d.retenue and piece in (None, d.clause.piece))

    def is_kept(self, identifier: str) -> bool:
        """True when a clause is in the contract."""
        found = self.decisions.get(identifier)
        return found is not None and found.retenue


def _lots_where(clause: Clause, context: Contexte) -> tuple[int, ...]:
    if not clause.par_lot:
        return context.every_lot if context.holds(clause.si) else ()
    return tuple([i for i in context.every_lot if context.holds(clause.si, i)])


def _decide(
    clause: Clause, context: Contexte, withdrawn: Mapping[str, str], added: Mapping[str, str], findings: list[Finding]
) -> Decision:
    until = clause.en_vigueur_jusqu_a
    if context.date < clause.en_vigueur_depuis or (until is not None and context.date > until):
        return Decision(clause, False, (), "date")
    try:
        lots = _lots_where(clause, context)
    except (TemplateError, LimitExceeded, TypeError, ValueError, ArithmeticError) as error:
        place = clause.locations.get("si", Location(clause.path))
        findings.append(Finding("CG204", Niveau.BLOQUANT, f"clause « {clause.id} », condition illisible : {french(error)}",
                                "corrigez la rubrique « si » de la clause", place))  # fmt: skip
        return Decision(clause, False, (), "erreur")
    if lots and clause.id in withdrawn:
        return Decision(clause, False, lots, "retiree", withdrawn[clause.id])
    return Decision(clause, bool(lots), lots, "condition", added.get(clause.id, ""))


_TOKENS = {
    "end of print statement": "la fin de l’expression «\u00a0}}\u00a0»", "end of statement block": "la fin de l’instruction «\u00a0%}\u00a0»",
    "end of template": "la fin du texte", "integer": "un nombre", "float": "un nombre", "string": "un texte entre guillemets", "name": "un nom",
}  # fmt: skip
# Syntax errors of Jinja, the most precise first.
_SYNTAX = (
    (r"chunk after expression|got '='", "un mot ou un signe est de trop ; une comparaison s’écrit avec «\u00a0==\u00a0»"),
    (r"^unexpected '\}'$", "une accolade manque\u00a0: une expression finit par «\u00a0}}}}\u00a0», une instruction par «\u00a0%}}\u00a0»"),
    (r"^unexpected .*, expected '(.)'", "{0} manque"),
    (r"expected token '(.+?)', got '(.+?)'", "on attend ici {0}, mais on lit {1}"),
    (r"Expected an expression|unexpected '?end of", "l’expression s’arrête trop tôt\u00a0: il manque une valeur"),
    (r"unexpected char ['\"](.)", "le signe {0} n’a pas de sens ici, ou un guillemet n’est jamais fermé"),
    (r"unexpected '(.+?)'", "{0} est inattendu ici"),
    (r"Encountered unknown tag '(\w+)'", "l’instruction {0} n’existe pas, ou n’ouvre rien ici"),
    (r"No filter named '(.+?)'", "le filtre {0} n’existe pas"), (r"No test named '(.+?)'", "l’essai {0} n’existe pas"),
    (r"expected name or number", "il manque un nom après le point"),
)  # fmt: skip
# Errors met while the text is written.
_WORDS = (
    (" is undefined", " n’existe pas"), ("has no attribute", "n’a pas de rubrique"), ("division by zero", "division par zéro"),
    ("clausegen.views.Vue object", "cet objet"),
)  # fmt: skip


def french(error: Exception) -> str:
    """Reason of a Jinja or value error, as a user may read it."""
    text = str(error)
    unclosed = re.search(r"innermost block that needs to be closed is '(\w+)'", text)
    if unclosed:
        return f"« {{% {unclosed[1]} %}} » n’est jamais fermé : il manque « {{% end{unclosed[1]} %}} »"
    unsafe = re.search(r"access to attribute '(\w+)'", text)
    if unsafe:
        return f"l’accès à « {unsafe[1]} » n’est pas permis dans une clause"
    if isinstance(error, RecursionError):
        return "l’expression est imbriquée sans fin"
    for pattern, said in _SYNTAX:
        found = re.search(pattern, text)
        if found:
            return said.format(*(_TOKENS.get(g, f"«\u00a0{g}\u00a0»") for g in found.groups()))
    for english, wording in _WORDS:
        text = text.replace(english, wording)
    return text


@OfLibrary
def _in_order(library: Library) -> tuple[Clause, ...]:
    """Clauses in the order of the pieces' plans, their conditions ready."""
    clauses = tuple(clause for piece in library.pieces for clause in library.of_piece(piece))
    sources = {source for c in clauses for source in (c.si, *(d.si for d in c.deroge)) if source}
    prepare_conditions(tuple(sorted(sources)))
    return clauses


def select_clauses(context: Contexte) -> Selection:
    """Decide for every clause; `exige` and `exclut` give findings and never change a decision."""
    findings: list[Finding] = list(context.parameter_findings())
    asked = context.marche_brut.clauses
    added = {a.id: a.motif or "" for a in asked.ajouter} if asked else {}
    # The contract has the last word: a clause that it asks for comes back though the organisation withdraws it.
    withdrawn = {i: reason for i, reason in context.library.retraits.items() if i not in added}
    withdrawn.update({r.id: r.motif or "" for r in asked.retirer} if asked else {})
    decisions: dict[str, Decision] = {}
    for clause in _in_order(context.library):
        decisions[clause.id] = _decide(clause, context, withdrawn, added, findings)
    findings.extend(_requested(context, decisions))
    findings.extend(_relations(decisions))
    return Selection(decisions, tuple(findings))


def _requested(context: Contexte, decisions: Mapping[str, Decision]) -> list[Finding]:
    findings = []
    asked = context.marche_brut.clauses
    for kind, items in (("ajouter", asked.ajouter), ("retirer", asked.retirer)) if asked else ():
        for i, item in enumerate(items):
            found = decisions.get(item.id)
            field = f"clauses.{kind}.{i}.id"
            if found is None:
                findings.append(Finding("CG142", Niveau.BLOQUANT, f"aucune clause ne s’appelle « {item.id} »",
                                        "voyez la liste : clausegen clauses", field=field))  # fmt: skip
            elif kind == "ajouter" and not found.retenue:
                findings.append(Finding("CG143", Niveau.A_CORRIGER, f"la clause demandée « {found.clause.titre} » n’est pas retenue",
                                        f"voyez pourquoi : clausegen clauses MARCHE --pourquoi {item.id}", field=field))  # fmt: skip
            elif kind == "retirer" and found.cause == "condition" and not found.retenue:
                findings.append(Finding("CG143", Niveau.CONSEIL, f"la clause retirée « {found.clause.titre} » n’aurait pas été retenue",
                                        "cette ligne est inutile", field=field))  # fmt: skip
    return findings


def _relations(decisions: Mapping[str, Decision]) -> list[Finding]:
    findings = []
    for decision in decisions.values():
        if not decision.retenue:
            continue
        clause = decision.clause
        for needed in clause.exige:
            target = decisions.get(needed)
            if target is None:
                continue
            covered = target.retenue and (not target.clause.par_lot or not clause.par_lot or set(decision.lots) <= set(target.lots))
            if not covered:
                findings.append(Finding("CG250", Niveau.BLOQUANT, f"la clause « {clause.titre} » exige la clause « {target.clause.titre} », qui n’est pas retenue",
                                        "rétablissez-la, ou retirez les deux", Location(clause.path)))  # fmt: skip
        for banned in clause.exclut:
            target = decisions.get(banned)
            if target is None or not target.retenue or (banned < clause.id and clause.id in target.clause.exclut):
                continue
            if not (clause.par_lot and target.clause.par_lot) or set(decision.lots) & set(target.lots):
                findings.append(Finding("CG251", Niveau.BLOQUANT, f"les clauses « {clause.titre} » et « {target.clause.titre} » se contredisent",
                                        "n’en gardez qu’une", Location(clause.path)))  # fmt: skip
    return findings


@dataclass(frozen=True, slots=True)
class Raison:
    """One operand of a condition: what it reads, in French, its value, whether it holds; `lots` printed numbers."""

    operande: str
    titre: str
    valeur: str
    vrai: bool
    lots: str = ""


def reasons(decision: Decision, context: Contexte) -> tuple[Raison, ...]:
    """Why a clause is kept or not: each operand of its condition with its value, lot by lot when they differ."""
    out: list[Raison] = []
    for leaf in leaves(decision.clause.si):
        if leaf in ("true", "True"):
            out.append(Raison("true", "toujours", "oui", True))
            continue
        name = operand(leaf)
        seen: dict[tuple[str, bool], list[str]] = {}
        for i, lot in enumerate(context.lots if "lot." in leaf else context.lots[:1]):
            names = context.names(lot=i)
            try:
                value, holds = condition(name).value(names), condition(leaf)(names)
            except (TemplateError, LimitExceeded, TypeError, ValueError):
                value, holds = "sans objet", False
            seen.setdefault((show(value), holds), []).append(str(lot.numero) if context.marche_brut.lots else "")
        for (value_text, holds), lots in seen.items():
            several = "lot." in leaf and any(lots)
            out.append(Raison(leaf, title_of(name, context), value_text, holds, ", ".join(lots) if several else ""))
    return tuple(out)


CAUSES = {
    "date": "elle n’est pas en vigueur à la date de la consultation",
    "retiree": "le marché la retire",
    "erreur": "sa condition ne peut pas être lue",
}


def short_reason(decision: Decision, found: tuple[Raison, ...]) -> str:
    """Why a clause is kept or not, in one line: its cause, else the operands that decide (`found`: its reasons)."""
    if decision.cause in CAUSES:
        return CAUSES[decision.cause] + (f" : {decision.motif}" if decision.motif else "")
    wanted = [r for r in found if r.vrai is decision.retenue] or list(found)
    asked = [f"demandée par le marché : {decision.motif}"] if decision.motif else []
    return " ; ".join([*asked, *(f"{r.titre}{f' (lot {r.lots})' if r.lots else ''} : {r.valeur}" for r in wanted[:3])])


def title_of(name: str, context: Contexte) -> str:
    """French title of what a condition reads: a fact, a field of the contract, a parameter; else its name."""
    steps = name.split(".")
    if len(steps) > 2 and steps[-2] == "parametres" and steps[-1] in context.parametres:
        return context.parametres[steps[-1]].titre
    return context.facts.titre(name)


def show(value: Any) -> str:
    """A value in a reason: « oui », « non », « (vide) », a list, a text."""
    if isinstance(value, Vide):
        return "(vide)"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Vue):
        return "renseigné" if value else "non renseigné"
    if isinstance(value, (tuple, list, frozenset, set)):
        return ", ".join(show(v) for v in value) or "(vide)"
    return str(value)
