"""A Word file examined by the rules of its kind: a gabarit, or a piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from clausegen.findings import Finding
from clausegen.marche import Lecture
from clausegen.model import Library
from clausegen.verifier.aller_retour import resume_de_la_piece
from clausegen.verifier.bilan import Controle, situe
from clausegen.verifier.execution import Choix, executer, filtrer, sans_doublons
from clausegen.verifier.regle import Cible, rules_of
from clausegen.verifier.sujets import SujetWord
from clausegen.verifier.suppressions import Suppression, appliquer, suppressions_du_texte
from clausegen.word.decor_objets import Objets


def examiner_word(
    fichiers: Sequence[tuple[Path, bytes, Cible]], library: Library, choix: Choix, *, publiable: bool = False,
    marches: Sequence[Lecture] = (),
) -> tuple[tuple[Controle, ...], tuple[Finding, ...]]:
    """Controls of Word files and the findings set aside; the pieces of one run see each other (`voisines`).

    `marches`: the contract files of the same run, for the pieces that carry none.
    """
    pieces = [
        SujetWord(str(p), data, library, publiable, marches=tuple(marches)) for p, data, cible in fichiers if cible is Cible.PIECE
    ]
    controles: list[Controle] = []
    ecartes: list[Finding] = []
    for path, data, cible in fichiers:
        sujet = SujetWord(str(path), data, library, publiable)
        if cible is Cible.PIECE:
            # What a piece remembers serves its neighbours too.
            own = next(s for s in pieces if s.chemin == str(path))
            sujet = replace(own, voisines=tuple(s for s in pieces if s.chemin != str(path)))
        found = sans_doublons(executer(rules_of(cible), sujet, str(path), choix))
        kept, aside = appliquer(found, suppressions_du_document(sujet), {r.code for r in rules_of(cible) if choix.garde(r.code)})
        shown = tuple(situe(f) for f in filtrer(kept, choix))
        resume = resume_de_la_piece(sujet) if cible is Cible.PIECE else ""
        controles.append(Controle("gabarit" if cible is Cible.GABARIT else "pièce", path.name, str(path), shown, resume))
        ecartes.extend(situe(f) for f in aside)
    return tuple(controles), tuple(ecartes)


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
