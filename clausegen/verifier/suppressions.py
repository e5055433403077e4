"""« ignorer CG701 — raison »: a finding set aside where it stands, with its reason.

In a text `{# clausegen: ignorer CG701 — terme local #}`, in YAML `# clausegen: ignorer CG217 — raison`. At the end of a
line the comment holds for that line; alone on its line, for the next line that is not empty; `ignorer-fichier` holds for
the whole file. A comment without reason sets nothing aside (CG291); one that sets nothing aside is said (CG290).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausegen.findings import Finding, Location, Niveau

INUTILE, SANS_RAISON = "CG290", "CG291"
_COMMENTAIRE = re.compile(
    r"(?:\{#|#)[ \t]*clausegen[ \u00a0]*:[ \t]*(ignorer(?:-fichier)?)\b([^\n]*?)(?:[ \t]*#\}|$)", re.M
)
_DEMANDE = re.compile(r"[ \t]*((?:CG\d{3}[ ,]*)+)(?:[ \t\u00a0]*(?:—|–|--|-|:)[ \t\u00a0]*(.*))?$")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Codes set aside at a line (0: in the whole file, or at `lieu` when there is one), and why."""

    codes: tuple[str, ...]
    raison: str
    location: Location
    ligne: int = 0
    lieu: str = ""

    def couvre(self, finding: Finding) -> bool:
        """True when the comment holds for this finding (same file: the caller sees to it)."""
        if finding.code not in self.codes:
            return False
        if self.lieu:
            return finding.location.place == self.lieu
        return self.ligne in (0, finding.location.line)


def suppressions_du_texte(chemin: str, texte: str) -> tuple[Suppression, ...]:
    """Every suppression comment of a YAML or clause file."""
    lignes = texte.split("\n")
    out = []
    for found in _COMMENTAIRE.finditer(texte):
        ligne = texte.count("\n", 0, found.start()) + 1
        colonne = found.start() - texte.rfind("\n", 0, found.start())
        asked = _DEMANDE.fullmatch(found[2].rstrip())
        codes = tuple(re.findall(r"CG\d{3}", asked[1])) if asked else ()
        raison = (asked[2] or "").strip() if asked else ""
        visee = 0
        if found[1] == "ignorer":
            reste = lignes[ligne - 1].replace(found[0], "", 1).strip()
            visee = (
                ligne if reste else next((i for i in range(ligne + 1, len(lignes) + 1) if lignes[i - 1].strip()), ligne)
            )
        out.append(Suppression(codes, raison, Location(chemin, ligne, colonne), visee))
    return tuple(out)


def appliquer(
    findings: Iterable[Finding], suppressions: Sequence[Suppression], codes_actifs: Iterable[str] | None = None
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """(findings kept, those set aside) of one file; the first hold what is wrong with the comments themselves.

    `codes_actifs`: codes of the rules that were run; a comment about another rule is not called useless.
    """
    kept, aside = [], []
    used: set[int] = set()
    for finding in findings:
        by = next((i for i, s in enumerate(suppressions) if s.codes and s.raison and s.couvre(finding)), None)
        if by is None:
            kept.append(finding)
        else:
            used.add(by)
            aside.append(finding)
    active = None if codes_actifs is None else set(codes_actifs)
    for i, s in enumerate(suppressions):
        if not s.codes or not s.raison:
            manque = "le code de la règle" if not s.codes else "la raison"
            kept.append(Finding(SANS_RAISON, Niveau.A_CORRIGER, f"ce commentaire « ignorer » ne dit pas {manque} : il n’écarte rien",
                                "écrivez « clausegen: ignorer CG701 — la raison »", s.location))  # fmt: skip
        elif i not in used and (active is None or active.intersection(s.codes)):
            kept.append(Finding(INUTILE, Niveau.CONSEIL, f"ce commentaire n’écarte plus aucun constat ({', '.join(s.codes)})",
                                "retirez-le", s.location))  # fmt: skip
    return tuple(kept), tuple(aside)
