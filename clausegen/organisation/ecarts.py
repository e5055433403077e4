"""A clause of an organisation beside the one that it was written over: texts, differences, and whether the base moved."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.model import Clause
from clausegen.organisation.modele import CLAUSES, ORIGINE
from clausegen.sources import read_front_matter, read_text

ANCIENNE, MUETTE, ORPHELINE = "CG234", "CG235", "CG236"
LONGUEUR = 16
_MOT = re.compile(r"\n\s*\n|\S+")
_MONTRES = 3
# What a reader of the contract never sees: a change there asks for no new reading of the adapted text.
_INVISIBLES = ("version", "revue_le", "exemples", "conseil", "doutes", "famille", "adaptee_de")


@dataclass(frozen=True, slots=True)
class Passage:
    """A change inside a text: words before it, taken away, put in, words after."""

    avant: str
    retire: str
    mis: str
    apres: str

    def __str__(self) -> str:
        return f"… {self.avant} {f'[−{self.retire}−]' if self.retire else ''}{f'[+{self.mis}+]' if self.mis else ''} {self.apres} …"


def passages(avant: str, apres: str, autour: int = 5) -> tuple[Passage, ...]:
    """Changes from a text to another, word by word."""
    a, b = _MOT.findall(avant), _MOT.findall(apres)
    out = []
    for kind, a1, a2, b1, b2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            out.append(
                Passage(
                    _suite(a[max(a1 - autour, 0) : a1]), _suite(a[a1:a2]), _suite(b[b1:b2]), _suite(a[a2 : a2 + autour])
                )
            )
    return tuple(out)


def _suite(mots: list[str]) -> str:
    return " ".join("¶" if not m.strip() else m for m in mots)


def texte_du_fichier(clause: Clause, racine: Path) -> str:
    """Whole file of a clause; `racine` is the folder of the library it comes from."""
    path = Path(clause.path)
    return read_text(path if clause.couche else racine.parent / path)


def fichier_d_origine(racine: Path, identifiant: str) -> Path:
    """Where the base text that a clause was written over is kept, in the folder of an organisation."""
    return racine / CLAUSES / ORIGINE / f"{identifiant}.md"


def origine_gardee(racine: Path, clause: Clause) -> str | None:
    """The base text as it was when the clause was adapted; None when it was not kept, or was changed since."""
    import hashlib

    path = fichier_d_origine(racine, clause.id)
    try:
        text = read_text(path)
    except Refused:
        return None
    kept = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return text if clause.adaptee_de[1] and kept.startswith(clause.adaptee_de[1]) else None


def parties(texte: str) -> tuple[dict[str, str], str]:
    """Header (key → its lines) and body of a clause file."""
    front = read_front_matter(Path("clause.md"), texte)
    lines = texte.split("\n")[1 : front.body_line - 2]
    out: dict[str, list[str]] = {}
    cle = ""
    for line in lines:
        found = re.match(r"(\w+):", line)
        cle = found[1] if found else cle
        out.setdefault(cle, []).append(line)
    return {nom: "\n".join(bloc) for nom, bloc in out.items()}, front.body.strip()


def touche_le_lecteur(avant: str, apres: str) -> bool:
    """True when something that reaches the contract changed: text, condition, parameters, legal bases, place."""
    (tete_a, corps_a), (tete_b, corps_b) = parties(avant), parties(apres)
    return corps_a != corps_b or any(
        tete_a.get(cle) != tete_b.get(cle) for cle in tete_a.keys() | tete_b.keys() if cle not in _INVISIBLES
    )


def constat_d_adaptation(clause: Clause, base: Clause | None, racine: Path, racine_base: Path) -> Finding | None:
    """What is to be said of a clause that replaces another one: its base moved, disappeared, or is not named."""
    place = clause.locations.get("adaptee_de", clause.locations.get("id", Location(clause.path)))
    version, empreinte = clause.adaptee_de
    if base is None:
        if not version and not empreinte:
            return None
        return Finding(ORPHELINE, Niveau.A_CORRIGER, f"la clause « {clause.id} » a été adaptée d’une clause qui n’existe plus dans la bibliothèque (version {version})",
                       "gardez-la comme clause propre en retirant « adaptee_de », ou supprimez ce fichier", place)  # fmt: skip
    if not empreinte:
        return Finding(MUETTE, Niveau.CONSEIL, f"la clause « {clause.id} » remplace celle de « {base.couche or 'la bibliothèque nationale'} » sans dire de quelle version elle part",
                       f"écrivez-le après relecture : clausegen clauses adapter {clause.id} --relue", place)  # fmt: skip
    if base.digest.startswith(empreinte):
        return None
    return _a_bouge(clause, base, racine, racine_base, place)


def _a_bouge(clause: Clause, base: Clause, racine: Path, racine_base: Path, place: Location) -> Finding:
    version = clause.adaptee_de[0]
    origine = origine_gardee(racine, clause)
    jadis = f"version {version}" + (f", aujourd’hui {base.version}" if base.version != version else "")
    remede = f"comparez les textes : clausegen clauses comparer {clause.id} ; puis : clausegen clauses adapter {clause.id} --relue"
    niveau = Niveau.A_CORRIGER
    if origine is None:
        votre, neuf = parties(read_text(Path(clause.path)))[1], parties(texte_du_fichier(base, racine_base))[1]
        dits = _resume(passages(neuf, votre))
        suite = f" ; du texte de base au vôtre : {dits}" if dits else " ; les deux textes sont les mêmes"
    else:
        neuf = texte_du_fichier(base, racine_base)
        if not touche_le_lecteur(origine, neuf):
            niveau = Niveau.CONSEIL
        dits = _resume(passages(parties(origine)[1], parties(neuf)[1]))
        suite = f" ; ce qui a changé : {dits}" if dits else " ; seul son en-tête a changé"
    return Finding(
        ANCIENNE,
        niveau,
        f"le texte de base de « {clause.id} » a changé depuis votre adaptation ({jadis}){suite}",
        remede,
        place,
    )


def _resume(changes: tuple[Passage, ...]) -> str:
    montres = " ".join(str(p) for p in changes[:_MONTRES])
    reste = len(changes) - _MONTRES
    return montres + (
        f" et {reste} autre{'s' if reste > 1 else ''} passage{'s' if reste > 1 else ''}" if reste > 0 else ""
    )
