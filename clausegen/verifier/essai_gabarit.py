"""A gabarit tried: the example contracts are written with it, and what comes out is checked like a produced piece.

Each sheet is compared with the one that the shipped gabarit gives for the same contract: what both have is the business
of the clauses, not of this gabarit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from clausegen import __version__
from clausegen.blocks import Draft
from clausegen.drafting.markdown import TextFault
from clausegen.findings import Finding, Niveau, Refused
from clausegen.generation import sketch
from clausegen.library import shipped_templates
from clausegen.marche import build_marche
from clausegen.model import Library, Piece
from clausegen.sources import read_yaml
from clausegen.verifier.gabarits import lire, pieces_du_gabarit
from clausegen.verifier.regle import Cible, rules_of
from clausegen.verifier.sujets import SujetWord
from clausegen.word import Gabarit, Manifest, Properties, compose, load_gabarit, read_gabarit
from clausegen.word.integrity import integrity

CODE = "CG331"
# Rules on pieces that judge a document by itself; the others look for changes made by hand.
_FINITION = "CG8"
_PROJET = ("CG801", "CG819")
# What a finding on the gabarit already says, in the words of the rules on pieces.
_DEJA_DIT = {
    "CG307": ("CG817",), "CG312": ("CG800",), "CG318": ("CG38", "CG806"), "CG320": ("CG812",), "CG324": ("CG815",), "CG325": ("CG802",),
    "CG332": ("CG813",), "CG335": ("CG38", "CG803", "CG805"), "CG336": ("CG38",),
    "CG337": ("CG38", "CG805"),
}  # fmt: skip
_PIECES_COURANTES = ("ccap", "rc")
# Pieces examined by every rule, the longest ones; the others are only opened (integrity).
_EXAMINEES = 2


@dataclass(frozen=True)
class Essai:
    """One draft of an example contract. `marche` is the contract's name."""

    marche: str
    draft: Draft
    properties: Properties

    @property
    def taille(self) -> int:
        """Number of clauses."""
        return sum(1 for _ in self.draft.clauses())


@dataclass(frozen=True, slots=True)
class Vu:
    """Something seen on a piece."""

    niveau: Niveau
    constat: str
    remede: str


@dataclass
class Bilan:
    """What a trial gave: each thing seen, with the pieces (and the place in the first); `essais` counts the pieces written."""

    vus: dict[Vu, list[tuple[str, str]]] = field(default_factory=dict)
    essais: int = 0

    def note(self, finding: Finding, essai: Essai) -> None:
        """Add what was seen on a piece."""
        places = self.vus.setdefault(Vu(finding.niveau, finding.constat, finding.remede), [])
        name = f"{essai.marche} × {essai.draft.piece}"
        if not places or places[-1][0] != name:
            places.append((name, finding.location.place))


def contrats(library: Library, livre: bool) -> tuple[Path, ...]:
    """Example contracts: those of `exemples/` beside the library when there are some, with its samples.

    A shipped gabarit (`livre`) is tried on the samples only: its other trials are the tests of the project.
    """
    root = Path(library.root)
    samples = sorted((root / "_exemples").glob("*.yaml"))
    others = [] if livre else sorted((root.resolve().parent / "exemples").glob("*/marche.yaml"))
    return (*samples, *others)


@lru_cache(maxsize=64)
def _ebauches(
    path: Path, digest: str, slugs: tuple[str, ...], library: _Cle, propre: Gabarit | None = None
) -> tuple[Essai, ...]:
    """Drafts of a contract; `propre`, a gabarit with articles of its own, decides of their numbers."""
    name = path.stem if path.name != "marche.yaml" else path.parent.name
    try:
        marche, _ = build_marche(read_yaml(path).plain())
        if marche is None:
            return ()

        def gabarits(piece: Piece) -> Gabarit:
            own = propre is not None and piece.slug in slugs
            return propre if own and propre is not None else load_gabarit(shipped_templates() / piece.gabarit)

        drafts = sketch(marche, library.library, slugs, templates=gabarits if propre is not None else None).drafts
    except Refused:
        return ()
    props = Properties(name, str(marche.reference or ""), marche.acheteur.nom, marche.date_consultation)
    return tuple(Essai(name, draft, props) for draft in drafts)


@dataclass(frozen=True)
class _Cle:
    """A library known by its digest."""

    digest: str
    library: Library = field(compare=False, hash=False, repr=False)


def essayer(sujet: SujetWord) -> Bilan:
    """Write the example contracts with the gabarit, when nothing blocking was found before.

    What another rule on gabarits says already is left out.
    """
    bilan = Bilan()
    if lire(sujet).garde or lire(sujet).decor.damaged:
        return bilan
    autres = [f for rule in rules_of(Cible.GABARIT) if rule.code != CODE for f in rule.check(sujet)]
    try:
        gabarit = read_gabarit(sujet.octets, sujet.chemin)
    except Refused as refused:
        known = {f.code for f in autres}
        bilan.vus.update({Vu(f.niveau, f.constat, f.remede): [] for f in refused.findings if f.code not in known})
        return bilan
    if any(f.niveau is Niveau.BLOQUANT for f in autres):
        return bilan
    connus = tuple(p for f in autres for p in _DEJA_DIT.get(f.code, ()))
    slugs = _pieces(sujet)
    livre = _livre(sujet)
    library = sujet.bibliotheque
    cle = _Cle(library.digest, library)
    propre = gabarit if gabarit.compiled.own else None
    essais = [e for path in contrats(library, livre) for e in _ebauches(path, library.digest, slugs, cle, propre)]
    examines = set() if livre else {id(e) for e in sorted(essais, key=lambda e: -e.taille)[:_EXAMINEES]}
    for essai in essais:
        data = _ecrire(essai, gabarit, bilan)
        if data is None:
            continue
        bilan.essais += 1
        found = list(integrity(data))
        # Once a part cannot be read, the rest only follows from it.
        found = [f for f in found if f.code == "CG381"] or found
        if id(essai) in examines and not found:
            found += _nouveaux(sujet, essai, data)
        for finding in found:
            if not finding.code.startswith(connus or "-"):
                bilan.note(finding, essai)
    return bilan


def _livre(sujet: SujetWord) -> bool:
    return any(path.read_bytes() == sujet.octets for path in shipped_templates().glob("*.docx"))


def _pieces(sujet: SujetWord) -> tuple[str, ...]:
    """Pieces to write: those of this gabarit; for an unknown name, the usual ones that have the articles it places."""
    slugs = pieces_du_gabarit(sujet)
    if len(slugs) == len(sujet.bibliotheque.pieces):
        placed = {
            a.arguments[0]
            for reading, _ in lire(sujet).lectures
            for a in reading.appels
            if a.fonction == "article" and a.arguments
        }
        slugs = tuple(
            s for s in _PIECES_COURANTES
            if s in sujet.bibliotheque.pieces and placed <= {a.slug for a in sujet.bibliotheque.pieces[s].articles}
        )  # fmt: skip
    return slugs


def _ecrire(essai: Essai, gabarit: Gabarit, bilan: Bilan) -> bytes | None:
    manifest = Manifest(essai.draft.piece, __version__, "essai", "essai")
    try:
        return compose(essai.draft, gabarit, manifest, essai.properties)
    except Refused as refused:
        for finding in refused.findings:
            bilan.note(finding, essai)
    except TextFault:
        # A fault of a clause: the examination of the library says it.
        pass
    return None


def _nouveaux(sujet: SujetWord, essai: Essai, data: bytes) -> Iterator[Finding]:
    plan = sujet.bibliotheque.pieces[essai.draft.piece]
    usual = compose(
        essai.draft,
        load_gabarit(shipped_templates() / plan.gabarit),
        Manifest(plan.slug, __version__, "essai", "essai"),
        essai.properties,
    )
    known = Counter((f.code, f.constat) for f in _finition(sujet, usual))
    for finding in _finition(sujet, data):
        key = (finding.code, finding.constat)
        known[key] -= 1
        if known[key] < 0:
            yield finding


def _finition(sujet: SujetWord, data: bytes) -> Iterator[Finding]:
    piece = SujetWord("essai.docx", data, sujet.bibliotheque)
    for rule in rules_of(Cible.PIECE):
        if rule.code.startswith(_FINITION) and rule.code not in _PROJET:
            yield from rule.check(piece)
