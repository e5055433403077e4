"""From a free workbook: a programme of purchases, one contract a line, or the lots of one contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from clausegen.conseil.achat import Achat
from clausegen.conseil.entetes import champ_de
from clausegen.conseil.outils import Outils
from clausegen.conseil.regroupement import regrouper
from clausegen.conseil.valeurs_tableau import lire_cellule
from clausegen.findings import Finding, Niveau
from clausegen.imports.entetes import TOTAL, plat, unite_de
from clausegen.imports.tableau import numero_et_objet
from clausegen.marche.chemins import court
from clausegen.sources.workbooks import Cell, Sheet, Workbook, column_letter

_LIGNES_D_ENTETE = 60
_LISTES = 25


@dataclass(frozen=True, slots=True)
class _Table:
    feuille: Sheet
    entete: int
    colonnes: dict[int, str]
    unites: dict[int, int]


@dataclass(slots=True)
class LectureTableau:
    """Purchases read, what is to be said. `lots`: the lines are the lots of one contract."""

    achats: tuple[Achat, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    lots: bool = False


def lire_tableau(classeur: Workbook, outils: Outils, acheteur: str, lots: bool | None = None) -> LectureTableau:
    """Read every visible table; never raises. `lots` None: a column of lots without one of contracts means lots."""
    sortie = LectureTableau(findings=list(classeur.findings))
    lignes: list[dict[str, Any]] = []
    tables = []
    for feuille in classeur.sheets:
        if feuille.hidden and feuille.cells:
            sortie.findings.append(
                _dire("CG154", feuille, "cette feuille est masquée : elle n’est pas lue", "affichez-la si elle compte")
            )
            continue
        table = _table(feuille)
        if table is None:
            if feuille.cells:
                sortie.findings.append(_dire("CG156", feuille, "aucun tableau d’achats n’y est reconnu",
                                             "un tableau se reconnaît à ses titres de colonnes : objet, montant HT, CPV, durée"))  # fmt: skip
            continue
        tables.append(table)
        _remarques(table, sortie)
        lignes.extend(_lignes(table, outils, sortie))
    champs = {c for t in tables for c in t.colonnes.values()}
    sortie.lots = lots if lots is not None else "lot" in champs and "reference" not in champs
    sortie.achats = regrouper(lignes, outils, acheteur, sortie.lots)
    return sortie


def _table(feuille: Sheet) -> _Table | None:
    """The row of headings that names most fields, in the first rows."""
    meilleure: _Table | None = None
    for rang, cellules in feuille.rows():
        if rang > _LIGNES_D_ENTETE:
            break
        colonnes: dict[int, str] = {}
        for cellule in cellules:
            champ = champ_de(cellule.value) if cellule.kind == "texte" else ""
            if champ and champ not in colonnes.values():
                colonnes[cellule.column] = champ
        if len(set(colonnes.values()) - {"ttc"}) < 2 or not {"objet", "lot"} & set(colonnes.values()):
            continue
        if meilleure is None or len(colonnes) > len(meilleure.colonnes):
            unites = {c: unite_de(str(feuille.cells[(rang, c)].value)) for c in colonnes}
            meilleure = _Table(feuille, rang, colonnes, unites)
    return meilleure


def _dire(
    code: str, feuille: Sheet, constat: str, remede: str, cellule: Cell | None = None, niveau: Niveau = Niveau.CONSEIL
) -> Finding:
    return Finding(
        code,
        niveau,
        constat,
        remede,
        feuille.at(cellule.row, cellule.column) if cellule is not None else feuille.place(),
    )


def _remarques(table: _Table, sortie: LectureTableau) -> None:
    feuille = table.feuille
    for colonne, champ in table.colonnes.items():
        entete = feuille.cells[(table.entete, colonne)]
        if champ in ("montant", "maximum", "chiffre_affaires") and table.unites[colonne] > 1:
            unite = "milliers" if table.unites[colonne] == 1000 else "millions"
            sortie.findings.append(
                _dire(
                    "CG156",
                    feuille,
                    f"« {court(str(entete.value))} » : montants lus en {unite} d’euros",
                    "corrigez le titre si ce n’est pas le cas",
                    entete,
                )
            )
        if champ == "ttc":
            sortie.findings.append(
                _dire(
                    "CG156",
                    feuille,
                    f"la colonne {column_letter(colonne)} (toutes taxes comprises) n’est pas reprise",
                    "clausegen compte hors taxes",
                    entete,
                )
            )
    autres = [c for (r, _), c in feuille.cells.items() if r == table.entete and c.column not in table.colonnes]
    for cellule in autres[:_LISTES]:
        sortie.findings.append(
            _dire(
                "CG156",
                feuille,
                f"colonne « {court(str(cellule.value))} » : elle n’est pas utilisée par le conseil",
                "",
                cellule,
            )
        )
    if any(r > table.entete for r in feuille.hidden_rows):
        sortie.findings.append(
            _dire(
                "CG154",
                feuille,
                "des lignes masquées sont lues comme les autres",
                "supprimez-les si elles ne comptent pas",
            )
        )


def _lignes(table: _Table, outils: Outils, sortie: LectureTableau) -> Iterator[dict[str, Any]]:
    feuille = table.feuille
    for rang, cellules in feuille.rows():
        ici = {table.colonnes[c.column]: c for c in cellules if c.column in table.colonnes}
        if rang <= table.entete or not ici:
            continue
        textes = [plat(c.value) for c in ici.values() if c.kind == "texte"]
        if any(TOTAL.fullmatch(t) for t in textes if t) and not (ici.get("objet") and ici.get("cpv")):
            continue
        ligne: dict[str, Any] = {
            "reserves": [],
            "place": feuille.at(rang, min(c.column for c in ici.values())),
            "feuille": feuille.title,
        }
        for champ, cellule in ici.items():
            _poser(ligne, champ, cellule, table, outils, sortie)
        if not ligne.get("objet"):
            if len(ici) > 1 or ligne.get("lot"):
                premiere = min(ici.values(), key=lambda c: c.column)
                sortie.findings.append(
                    _dire(
                        "CG156",
                        feuille,
                        "ligne sans objet : elle n’est pas étudiée",
                        "donnez l’objet de l’achat",
                        premiere,
                        Niveau.A_CORRIGER,
                    )
                )
            continue
        yield ligne


def _poser(
    ligne: dict[str, Any], champ: str, cellule: Cell, table: _Table, outils: Outils, sortie: LectureTableau
) -> None:
    if champ == "ttc":
        return
    if champ == "objet" and cellule.kind in ("texte", "nombre"):
        numero, objet = (
            numero_et_objet(str(cellule.value))
            if "lot" not in table.colonnes.values()
            else ("", " ".join(str(cellule.value).split()))
        )
        ligne["objet"] = objet or str(cellule.value).strip()
        if numero and "lot" not in ligne:
            ligne["lot"] = numero
        return
    if champ == "lot" and cellule.kind in ("texte", "nombre"):
        numero, objet = numero_et_objet(str(cellule.value))
        ligne["lot"] = numero or str(cellule.value).strip()
        if objet and "objet" not in table.colonnes.values():
            ligne["objet"] = objet
            ligne["lot"] = numero
        return
    valeur, constat, remede = lire_cellule(champ, cellule, table.unites[cellule.column], outils, ligne["reserves"])
    if valeur is not None:
        ligne[champ] = valeur
    elif constat:
        sortie.findings.append(_dire("CG105", table.feuille, constat, remede, cellule, Niveau.A_CORRIGER))
        ligne["reserves"].append(f"cellule {cellule.ref} non lue : {constat}")
