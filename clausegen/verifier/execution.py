"""Rules run on a subject. A rule that raises never passes for a rule that found nothing: its failure is a finding."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from clausegen.findings import Finding, Location, Niveau
from clausegen.verifier.bilan import ECHEC_DE_REGLE
from clausegen.verifier.regle import Regle


@dataclass(frozen=True, slots=True)
class Choix:
    """Codes wanted: `choisir` empty means all; a prefix stands for a family (« CG2 », « CG48 »)."""

    choisir: tuple[str, ...] = ()
    ignorer: tuple[str, ...] = ()

    def garde(self, code: str) -> bool:
        """True when findings of this code are wanted; a crashed rule always is."""
        if code == ECHEC_DE_REGLE:
            return True
        if self.choisir and not code.startswith(self.choisir):
            return False
        return not (self.ignorer and code.startswith(self.ignorer))


def echec(code: str, nom: str, error: BaseException, chemin: str) -> Finding:
    """The finding of a rule that could not run."""
    return Finding(
        ECHEC_DE_REGLE, Niveau.BLOQUANT, f"la règle {code} ({nom}) n’a pas pu s’exécuter : {type(error).__name__}: {error}",
        "ce fichier n’a pas été vérifié par cette règle ; signalez-le", Location(chemin),
    )  # fmt: skip


def executer(regles: Iterable[Regle], sujet: Any, chemin: str, choix: Choix | None = None) -> tuple[Finding, ...]:
    """Findings of the rules wanted on a subject, `chemin` being its path in messages."""
    out: list[Finding] = []
    for regle in regles:
        if choix is not None and not choix.garde(regle.code):
            continue
        try:
            out.extend(regle.check(sujet))
        except Exception as error:
            out.append(echec(regle.code, regle.nom, error, chemin))
    return tuple(out)


def filtrer(findings: Iterable[Finding], choix: Choix) -> tuple[Finding, ...]:
    """Findings of the codes wanted."""
    return tuple(f for f in findings if choix.garde(f.code))


def sans_doublons(findings: Iterable[Finding], fautifs: Container[str] = ()) -> tuple[Finding, ...]:
    """The same, each once; those of the codes `fautifs` are left out."""
    return tuple(dict.fromkeys(f for f in findings if f.code not in fautifs))
