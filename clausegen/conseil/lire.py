"""Any file that holds purchases: contract (YAML, our workbook, Word piece), free workbook, published data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clausegen.conseil.achat import Achat
from clausegen.conseil.depuis_arbre import achat_publie, achats_de_l_esquisse
from clausegen.conseil.depuis_marche import Sourcing, achats_du_marche
from clausegen.conseil.depuis_tableau import lire_tableau
from clausegen.conseil.outils import Outils
from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.imports.importer import INCOMPLET
from clausegen.imports.lecture import CLASSEURS, read_contract
from clausegen.marche import Lecture as LectureMarche
from clausegen.marche import read_marche
from clausegen.sources.text import refuse

MARCHE, LOTS, PROGRAMME, PUBLIES = "marché", "lots d’un marché", "programme d’achats", "marchés publiés"
SANS_SOURCING = Sourcing({}, {})


@dataclass(frozen=True, slots=True)
class Lecture:
    """Purchases of a file. `forme`: what the file was taken for; `esquisse`: a contract file that lacks fields."""

    achats: tuple[Achat, ...]
    forme: str
    findings: tuple[Finding, ...] = ()
    esquisse: bool = False

    @property
    def programme(self) -> bool:
        """Several contracts: they are ranked."""
        return self.forme in (PROGRAMME, PUBLIES)


def lire_achats(
    path: Path, outils: Outils, sourcing: Sourcing = SANS_SOURCING, acheteur: str = "", lots: bool | None = None,
    lire: Callable[[Path], LectureMarche] = read_contract,
) -> Lecture:  # fmt: skip
    """Read a file; raises `Refused` when nothing can be advised upon. `acheteur`: kind of buyer, when the file tells none.

    `lire` reads a contract file (with the values of its organisation).
    """
    suffixe = path.suffix.lower()
    if suffixe in CLASSEURS:
        return _classeur(path, outils, sourcing, acheteur, lots, lire)
    if suffixe in (".json", ".jsonl", ".ndjson"):
        return _json(path, outils, sourcing, acheteur)
    if suffixe in (".docx", ".docm", ".doc"):
        from clausegen.imports.piece import fichier_de_la_piece

        return _marche(read_marche(path, fichier_de_la_piece(path)[0]), outils, sourcing, acheteur)
    if suffixe in (".csv", ".txt", ".pdf", ".xml", ".ods", ".odt", ".md"):
        raise refuse(str(path), "CG150", f"clausegen ne sait pas lire un fichier « {suffixe} » ici",
                     "indiquez un fichier de marché .yaml, un tableau .xlsx ou des données essentielles .json")  # fmt: skip
    return _marche(lire(path), outils, sourcing, acheteur)


def _marche(lecture: LectureMarche, outils: Outils, sourcing: Sourcing, acheteur: str) -> Lecture:
    bloquants = [f for f in lecture.findings if f.niveau is Niveau.BLOQUANT]
    if lecture.marche is not None and not bloquants:
        return Lecture(
            tuple(achats_du_marche(lecture.marche, outils, sourcing, lecture.locate)), MARCHE, lecture.findings
        )
    plain = lecture.plain if lecture.node is not None else None
    if not isinstance(plain, Mapping) or not plain.get("objet") or any(f.code not in INCOMPLET for f in bloquants):
        raise Refused(lecture.findings, lecture.exit_code)
    achats = tuple(achats_de_l_esquisse(plain, outils, sourcing, acheteur, str(lecture.path)))
    dit = Finding("CG157", Niveau.CONSEIL, f"ce fichier de marché est incomplet ({len(bloquants)} rubriques manquent)",
                  "le conseil ne s’appuie que sur ce qui est déjà écrit", Location(str(lecture.path)))  # fmt: skip
    return Lecture(achats, MARCHE, (dit,), True)


def _classeur(
    path: Path, outils: Outils, sourcing: Sourcing, acheteur: str, lots: bool | None, lire: Callable[[Path], LectureMarche]
) -> Lecture:
    from clausegen.imports.lecture_formulaire import formulaire_de
    from clausegen.sources.workbooks import read_workbook

    classeur = read_workbook(path)
    if formulaire_de(classeur):
        return _marche(lire(path), outils, sourcing, acheteur)
    lu = lire_tableau(classeur, outils, acheteur, lots)
    if not lu.achats:
        rien = Finding("CG150", Niveau.BLOQUANT, "aucun achat n’a été reconnu dans ce classeur",
                       "donnez des titres aux colonnes (objet, montant HT, CPV, durée), une ligne par marché", Location(str(path)))  # fmt: skip
        raise Refused((rien, *lu.findings))
    achats = lu.achats
    if lu.lots:
        dit = "les lignes sont lues comme les lots d’un même marché : leur somme est comparée au seuil européen"
        lu.findings.append(
            Finding(
                "CG157",
                Niveau.CONSEIL,
                dit,
                "pour un programme, ajoutez une colonne « n° marché », ou --programme",
                Location(str(path)),
            )
        )
        achats = tuple(_avec_sourcing(a, sourcing) for a in achats)
    return Lecture(achats, LOTS if lu.lots else PROGRAMME, tuple(lu.findings))


def _avec_sourcing(achat: Achat, sourcing: Sourcing) -> Achat:
    from dataclasses import replace

    fournisseurs, moyen = sourcing.compte(achat.lot), sourcing.moyen(achat.lot)
    return replace(
        achat, fournisseurs=achat.fournisseurs if fournisseurs is None else fournisseurs,
        chiffre_affaires_moyen=achat.chiffre_affaires_moyen if moyen is None else moyen,
    )  # fmt: skip


def _json(path: Path, outils: Outils, sourcing: Sourcing, acheteur: str) -> Lecture:
    from clausegen.imports.decp import est_decp, lire_decp
    from clausegen.sources.json_text import read_json

    valeurs = read_json(path)
    if est_decp(valeurs):
        contrats = lire_decp(path, outils.cpv, valeurs)
        dit = Finding("CG157", Niveau.CONSEIL, f"conseil donné comme si ces marchés étaient relancés le {outils.jour:%d/%m/%Y}, sur leur montant publié",
                      "la valeur de tout le besoin (autres lots, reconductions) peut être supérieure", Location(str(path)))  # fmt: skip
        return Lecture(tuple(achat_publie(c, outils, acheteur) for c in contrats), PUBLIES, (dit,))
    if len(valeurs) != 1 or not isinstance(valeurs[0], Mapping) or not valeurs[0]:
        raise refuse(
            str(path),
            "CG150",
            "ce fichier ne contient ni données essentielles ni fichier de marché",
            "vérifiez que c’est le bon",
        )
    return _marche(read_marche(path, json.dumps(valeurs[0], ensure_ascii=False, indent=1)), outils, sourcing, acheteur)
