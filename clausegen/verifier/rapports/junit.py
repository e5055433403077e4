"""JUnit XML: one test case a clause, a gabarit, a contract, and a contract × piece.

Format: the schema of Jenkins' xUnit plugin (junit-10.xsd), that GitLab and GitHub reporters read.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from clausegen.findings import Finding, Niveau
from clausegen.verifier.bilan import Bilan, Controle

# Characters that XML 1.0 forbids: a text quoted from a hostile file may hold some.
_INTERDITS = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _propre(text: str) -> str:
    return _INTERDITS.sub("�", text)


def ecrire(bilan: Bilan) -> str:
    """A `testsuites` of one suite a kind of thing examined. A case fails from « à corriger » up; advice is its output."""
    kinds: dict[str, list[Controle]] = {}
    for controle in bilan.controles:
        kinds.setdefault(controle.genre, []).append(controle)
    root = ElementTree.Element("testsuites", name="clausegen verifier", time=f"{bilan.duree:.3f}")
    total = failed = 0
    for kind, controles in kinds.items():
        failures = sum(any(map(_echoue, c.findings)) for c in controles)
        suite = ElementTree.SubElement(
            root, "testsuite", name=kind, tests=str(len(controles)), failures=str(failures), errors="0"
        )
        total, failed = total + len(controles), failed + failures
        for controle in controles:
            case = ElementTree.SubElement(suite, "testcase", classname=kind, name=_propre(controle.nom))
            faults = [f for f in controle.findings if _echoue(f)]
            if faults:
                first = ElementTree.SubElement(case, "failure", message=_propre(faults[0].constat), type=faults[0].code)
                first.text = _propre("\n".join(map(str, faults)))
            advice = [f for f in controle.findings if not _echoue(f)]
            if advice:
                ElementTree.SubElement(case, "system-out").text = _propre("\n".join(map(str, advice)))
    root.set("tests", str(total))
    root.set("failures", str(failed))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _echoue(finding: Finding) -> bool:
    return finding.niveau > Niveau.CONSEIL
