"""`clausegen verifier`: every path given is recognised, examined, and what was found gathered in one `Bilan`."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clausegen.findings import Finding, Refused
from clausegen.library import load_library, shipped_library, shipped_templates
from clausegen.library.couches import fichiers_de_clauses, lire_couche
from clausegen.organisation import Atelier, Ouverture, Ouvreur
from clausegen.organisation.modele import NOTICE
from clausegen.organisation.trouver import dossier_de
from clausegen.verifier.bibliotheque import examiner_bibliotheque
from clausegen.verifier.bilan import Bilan, Controle, situe
from clausegen.verifier.execution import Choix, filtrer
from clausegen.verifier.marche import examiner_contrats_types, examiner_marche
from clausegen.verifier.organisation import contenu_de_l_organisation, examiner_clauses_propres, examiner_organisation
from clausegen.verifier.reconnaitre import Nature, contenu, introuvable, racine_de, reconnaitre
from clausegen.verifier.regle import Cible
from clausegen.verifier.word import GENRES, examiner_word
from clausegen.word.relecture import read_document


@dataclass(frozen=True)
class Demande:
    """What is asked. `aujourd_hui` decides what is old; `organisation` is « --organisation »."""

    chemins: tuple[Path, ...] = ()
    choix: Choix = field(default_factory=Choix)
    publiable: bool = False
    aujourd_hui: dt.date | None = None
    organisation: str | None = None


@dataclass
class _Run:
    demande: Demande
    controles: list[Controle]
    ecartes: list[Finding]
    _ouvreur: Ouvreur | None = None

    @property
    def jour(self) -> dt.date:
        return self.demande.aujourd_hui or dt.date.today()

    @property
    def ouvreur(self) -> Ouvreur:
        if self._ouvreur is None:
            self._ouvreur = Ouvreur(self.demande.organisation)
        return self._ouvreur

    def organisation(self, path: Path) -> None:
        racine = path if path.is_dir() else path.parent
        examen = examiner_organisation(racine, self.ouvreur.nationale, self.demande.choix, self.jour)
        self.controles.extend(examen.controles)
        self.ecartes.extend(examen.ecartes)

    def bibliotheque(self, racine: Path) -> None:
        examen = examiner_bibliotheque(racine, self.demande.choix, self.jour)
        self.controles.extend(examen.controles)
        self.ecartes.extend(examen.ecartes)
        try:
            library = load_library(racine)
        except Refused:
            return
        self.controles.extend(examiner_contrats_types(library, self.demande.choix))

    def clauses(self, chemins: Iterable[Path]) -> None:
        """Clause files: those of a library are examined in it, the others laid over the shipped one."""
        dedans: dict[Path, list[Path]] = {}
        dehors: list[Path] = []
        for path in chemins:
            racine = racine_de(path)
            if racine is None:
                dehors.append(path)
            else:
                dedans.setdefault(racine, []).append(path)
        for racine, seules in dedans.items():
            self._examen(racine, None, seules)
        maisons: dict[Path | None, list[Path]] = {}
        for path in dehors:
            maisons.setdefault(dossier_de(self.demande.organisation, path), []).append(path)
        for maison, siennes in maisons.items():
            if maison is None:
                self._examen(shipped_library(), siennes, None)
            else:
                examen = examiner_clauses_propres(
                    maison, self.ouvreur.nationale, self.demande.choix, self.jour, siennes
                )
                self.controles.extend(examen.controles)
                self.ecartes.extend(examen.ecartes)

    def _examen(self, racine: Path, dehors: Sequence[Path] | None, seules: Sequence[Path] | None) -> None:
        couche = lire_couche(dehors) if dehors is not None else None
        examen = examiner_bibliotheque(racine, self.demande.choix, self.jour, couche, seules)
        self.controles.extend(examen.controles)
        self.ecartes.extend(examen.ecartes)

    def marche(self, path: Path) -> None:
        controles, aside = examiner_marche(path, self.ouvreur, self.demande.choix)
        self.controles.extend(controles)
        self.ecartes.extend(aside)

    def word(self, paths: Sequence[tuple[Path, Nature]], contrats: Sequence[Path] = ()) -> None:
        """Gabarits and pieces, those of one organisation together, with its clauses, its gabarits and its charter."""
        files = [(p, p.read_bytes(), Cible.GABARIT if n is Nature.GABARIT else Cible.PIECE) for p, n in paths]
        contracts = self._contrats(contrats) if any(n is Nature.PIECE for _, n in paths) else []
        groupes: dict[Path | None, tuple[Atelier, list[tuple[Path, bytes, Cible]]]] = {}
        for path, data, cible in files:
            try:
                atelier = self._atelier_de(path, data, cible, contracts)
            except Refused as refused:
                # What is wrong with the organisation is said; its other files are examined all the same.
                found = tuple(situe(f) for f in filtrer(refused.findings, self.demande.choix))
                self.controles.append(Controle(GENRES[cible], path.name, str(path), found))
                continue
            racine = atelier.organisation.racine if atelier.organisation is not None else None
            groupes.setdefault(racine, (atelier, []))[1].append((path, data, cible))
        for atelier, siens in groupes.values():
            controles, aside = examiner_word(
                siens, atelier.library, self.demande.choix, publiable=self.demande.publiable,
                marches=[c.lecture for c in contracts], gabarits=atelier.gabarits,
            )  # fmt: skip
            self.controles.extend(controles)
            self.ecartes.extend(aside)

    def _contrats(self, contrats: Sequence[Path]) -> list[Ouverture]:
        """Contracts with the values of their organisation; what is wrong with one is said by its own examination."""
        out = []
        for path in contrats:
            with contextlib.suppress(Refused):
                out.append(self.ouvreur.ouvrir(path))
        return out

    def _atelier_de(self, path: Path, data: bytes, cible: Cible, contrats: Sequence[Ouverture]) -> Atelier:
        """Organisation of a file: that of its contract when it is given too, else the one found from its folder."""
        if cible is Cible.PIECE and contrats:
            reference = read_document(data).subject
            for contrat in contrats:
                marche = contrat.lecture.marche
                if marche is not None and reference and str(marche.reference or "") == reference:
                    return contrat.atelier
        return self.ouvreur.atelier(path)


def verifier(demande: Demande) -> Bilan:
    """Examine what is asked; without path, the organisation's folder if there is one, the shipped library and gabarits.

    Raises `Refused` (exit code 2) when a path leads to nothing that can be verified.
    """
    start = time.perf_counter()
    chemins = demande.chemins
    if not chemins:
        own = dossier_de(demande.organisation)
        chemins = (*((own,) if own is not None else ()), shipped_library(), *sorted(shipped_templates().glob("*.docx")))
    run = _Run(demande, [], [])
    todo = [(path, reconnaitre(path) if path.exists() else Nature.INCONNU) for path in _deplier(chemins)]
    lost = [introuvable(path) for path, nature in todo if nature in (Nature.INCONNU, Nature.DOSSIER)]
    if lost:
        raise Refused(lost)
    for path, nature in todo:
        if nature is Nature.ORGANISATION:
            run.organisation(path)
        elif nature is Nature.BIBLIOTHEQUE:
            run.bibliotheque(path)
        elif nature is Nature.MARCHE:
            run.marche(path)
        elif nature is Nature.COUCHE:
            run.clauses(fichiers_de_clauses(path))
    run.clauses(path for path, nature in todo if nature is Nature.CLAUSE)
    word = [(path, nature) for path, nature in todo if nature in (Nature.GABARIT, Nature.PIECE)]
    if word:
        run.word(word, [path for path, nature in todo if nature is Nature.MARCHE])
    return Bilan(tuple(run.controles), tuple(run.ecartes), duree=time.perf_counter() - start)


def _deplier(chemins: Iterable[Path]) -> tuple[Path, ...]:
    """Paths given, ordinary folders replaced by what they hold; each once."""
    out: dict[Path, None] = {}
    for path in chemins:
        nature = reconnaitre(path)
        held = contenu(path) if path.is_dir() and nature is Nature.DOSSIER else ()
        if nature is Nature.ORGANISATION and path.is_dir():
            held = (path, *contenu_de_l_organisation(path))
        out.update(dict.fromkeys(held or (path,)))
    # « clauses/*.md » names the notice that the folder was made with, too.
    if len(out) > 1:
        out = {path: None for path in out if path.name != NOTICE}
    return tuple(out)
