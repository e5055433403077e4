"""A Word file examined by the rules of its kind: a gabarit, or a piece."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from clausegen.findings import Finding
from clausegen.generation import Gabarits
from clausegen.marche import Lecture
from clausegen.model import Library
from clausegen.verifier.aller_retour import resume_de_la_piece
from clausegen.verifier.bilan import ECHEC_DE_REGLE, Controle, situe
from clausegen.verifier.execution import Choix, executer, filtrer, sans_doublons
from clausegen.verifier.memoire import de_liste, empreinte, en_liste, garder, reprendre
from clausegen.verifier.memoire import fichiers as contenus
from clausegen.verifier.parallele import repartir
from clausegen.verifier.regle import Cible, rules_of
from clausegen.verifier.sujets import SujetWord
from clausegen.verifier.suppressions import Suppression, appliquer, suppressions_du_texte
from clausegen.word.decor_objets import Objets

GENRES = {Cible.GABARIT: "gabarit", Cible.PIECE: "pièce"}


def examiner_word(
    fichiers: Sequence[tuple[Path, bytes, Cible]],
    library: Library,
    choix: Choix,
    *,
    publiable: bool = False,
    marches: Sequence[Lecture] = (),
    gabarits: Gabarits | None = None,
) -> tuple[tuple[Controle, ...], tuple[Finding, ...]]:
    """Controls of Word files and the findings set aside; the pieces of one run see each other (`voisines`).

    `marches`: the contract files of the same run, for the pieces that carry none. `library` and `gabarits` (None: the
    shipped ones) are those that the pieces were written with.
    """
    pieces = [
        SujetWord(str(p), data, library, publiable, marches=tuple(marches), gabarits=gabarits)
        for p, data, cible in fichiers
        if cible is Cible.PIECE
    ]
    controles: list[Controle] = []
    ecartes: list[Finding] = []
    dits = _gabarits([(p, data) for p, data, cible in fichiers if cible is Cible.GABARIT], library, choix, publiable)
    for path, data, cible in fichiers:
        sujet = SujetWord(str(path), data, library, publiable)
        if cible is Cible.PIECE:
            # What a piece remembers serves its neighbours too.
            own = next(s for s in pieces if s.chemin == str(path))
            sujet = replace(own, voisines=tuple(s for s in pieces if s.chemin != str(path)))
        found = (
            dits[path] if cible is Cible.GABARIT else sans_doublons(executer(rules_of(cible), sujet, str(path), choix))
        )
        kept, aside = appliquer(
            found, suppressions_du_document(sujet), {r.code for r in rules_of(cible) if choix.garde(r.code)}
        )
        shown = tuple(situe(f) for f in filtrer(kept, choix))
        resume = resume_de_la_piece(sujet) if cible is Cible.PIECE else ""
        controles.append(Controle(GENRES[cible], path.name, str(path), shown, resume))
        ecartes.extend(situe(f) for f in aside)
    return tuple(controles), tuple(ecartes)


def _gabarits(
    fichiers: Sequence[tuple[Path, bytes]], library: Library, choix: Choix, publiable: bool
) -> dict[Path, tuple[Finding, ...]]:
    """Findings of each gabarit, several at once; not sought again while neither it, nor what it is tried on, changes."""
    if not fichiers:
        return {}
    root = Path(library.root)
    monde = empreinte(
        library.digest, str(root), repr(choix), repr(publiable), contenus(root.glob("*/*.yaml")),
        contenus((root.resolve().parent / "exemples").glob("*/marche.yaml")),
    )  # fmt: skip
    cles = {path: empreinte("gabarit", str(path), hashlib.sha256(data).hexdigest(), monde) for path, data in fichiers}
    kept = {path: reprendre(cle) for path, cle in cles.items()}
    todo = [(path, data) for path, data in fichiers if kept[path] is None]

    def examiner(fichier: tuple[Path, bytes]) -> tuple[Finding, ...]:
        path, data = fichier
        sujet = SujetWord(str(path), data, library, publiable)
        return sans_doublons(executer(rules_of(Cible.GABARIT), sujet, str(path), choix))

    out = {path: tuple(map(de_liste, found)) for path, found in kept.items() if found is not None}
    for (path, _), found in zip(todo, repartir(examiner, [[t] for t in todo], 2), strict=True):
        out[path] = found
        if not any(f.code == ECHEC_DE_REGLE for f in found):
            garder(cles[path], [en_liste(f) for f in found])
    return out


def suppressions_du_document(sujet: SujetWord) -> tuple[Suppression, ...]:
    """Comments « clausegen: ignorer CG3xx — raison » of a Word file: each holds for the paragraph where it is anchored.

    « ignorer-fichier » holds for the whole file, which is the way for what stands outside the body.
    """
    if b"clausegen" not in sujet.parts.get("word/comments.xml", b""):
        return ()
    out = []
    for _, text, found in Objets(sujet.parts).comments:
        for asked in suppressions_du_texte(sujet.chemin, f"# {text}"):
            whole = "ignorer-fichier" in text
            place = replace(asked.location, line=found.rank, column=1 if found.rank else 0, place=found.place)
            out.append(replace(asked, location=place, ligne=0, lieu="" if whole else found.place))
    return tuple(out)
