"""A buyer's own estimate: the table of lots is found by its headings, whatever their order; what is not read is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from clausegen.findings import Finding, Niveau
from clausegen.imports.arbre import Arbre, lire, poser
from clausegen.imports.classeur import sans_guillemets
from clausegen.imports.decp_valeurs import en_euros
from clausegen.imports.entetes import SOUS_TOTAL, TOTAL, etiquette_de, plat, unite_de
from clausegen.imports.places import merges_in, ranges
from clausegen.imports.squelette import Note
from clausegen.imports.tableau import est_vide, montant_annonce, montant_de, numero_et_objet, reconduite, valeur_de
from clausegen.imports.tables import TAXES, Tableau, numero_de, tableaux
from clausegen.marche.chemins import court
from clausegen.marche.saisie import saisie_de
from clausegen.sources.workbooks import Cell, Sheet, Workbook, column_letter

_LISTES = 25


@dataclass(slots=True)
class Estimation:
    """What was recognised: tree, notes beside fields, findings."""

    arbre: Arbre = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    lots: int = 0


def lire_estimation(classeur: Workbook) -> Estimation:
    """Read a free estimate; never raises. Without table nor label recognised, the tree is empty."""
    lecture = _Lecture(Estimation(findings=list(classeur.findings)))
    visibles = [f for f in classeur.sheets if not f.hidden]
    trouves = sorted((t for f in visibles for t in tableaux(f)), key=lambda t: -t.note())
    tableau = trouves[0] if trouves else None
    fin = lecture.tableau(tableau) if tableau is not None else 0
    for feuille in visibles:
        lecture.etiquettes(feuille, tableau if tableau is not None and feuille is tableau.feuille else None, fin)
    for feuille in classeur.sheets:
        if feuille.hidden and feuille.cells:
            lecture.dire("CG154", Niveau.CONSEIL, "cette feuille est masquée : elle n’est pas lue", "affichez-la si elle compte", feuille)
        elif not feuille.hidden and feuille.cells and (tableau is None or feuille is not tableau.feuille):
            lecture.dire("CG156", Niveau.CONSEIL, "le tableau des lots est lu dans une autre feuille" if tableau else "aucun tableau de lots n’y est reconnu",
                         "un tableau se reconnaît à ses titres de colonnes : lot, objet, montant HT", feuille)  # fmt: skip
    lecture.finir()
    return lecture.sortie


class _Lecture:
    def __init__(self, sortie: Estimation) -> None:
        self.sortie = sortie
        self.non_lues: list[tuple[Sheet, Cell]] = []
        self.total: Decimal | None = None
        # Sum of the lots, None as soon as the amount of one of them cannot be read.
        self.somme: Decimal | None = Decimal(0)
        self.details: frozenset[int] = frozenset()
        # The table goes on below what was read: its sum is not that of the lots.
        self.partiel = False

    def dire(self, code: str, niveau: Niveau, constat: str, remede: str, feuille: Sheet, cellule: Cell | None = None, champ: str = "") -> None:
        place = feuille.at(cellule.row, cellule.column) if cellule is not None else feuille.place()
        self.sortie.findings.append(Finding(code, niveau, constat, remede, place, champ))

    def tableau(self, tableau: Tableau) -> int:
        """Read the lots; the last row of the table."""
        feuille = tableau.feuille
        derniere = tableau.entete
        self.details, self.partiel = tableau.details(), feuille.cut
        for rang in range(tableau.entete + 1, feuille.last_row + 1):
            ici = [c for c in tableau.colonnes if (rang, c) in feuille.cells]
            if not ici:
                continue
            montants = tableau.colonne("montant_estime")
            # After a gap, words alone no longer belong to the table.
            if rang - derniere > 3 or (rang - derniere > 1 and montants and montants not in ici):
                break
            derniere = rang
            self._ligne(tableau, rang)
        self._remarques(tableau)
        return derniere

    def _remarques(self, tableau: Tableau) -> None:
        """What is to be said of columns, merged cells and hidden rows."""
        feuille = tableau.feuille
        for colonne, champ in tableau.colonnes.items():
            entete = tableau.cellule_du_titre(colonne)
            if champ == "montant_estime" and tableau.unites[colonne] > 1:
                self.dire("CG156", Niveau.CONSEIL, f"les montants sont lus en {'milliers' if tableau.unites[colonne] == 1000 else 'millions'} d’euros",
                          "corrigez le titre de la colonne si ce n’est pas le cas", feuille, entete)  # fmt: skip
            if champ.startswith("insertion."):
                self.dire("CG156", Niveau.CONSEIL, f"« {court(tableau.titres[colonne])} » ouvre la section « insertion » des lots",
                          "complétez-la, ou retirez-la des lots sans clause", feuille, entete)  # fmt: skip
            if champ in TAXES:
                self.dire("CG156", Niveau.CONSEIL, f"la colonne {column_letter(colonne)} (taxes) n’est pas reprise", "clausegen compte hors taxes", feuille)
        for colonne in [c for c in tableau.titres if c not in tableau.colonnes][:_LISTES]:
            cellule = tableau.cellule_du_titre(colonne)
            self.dire("CG156", Niveau.CONSEIL, f"colonne « {court(tableau.titres[colonne])} » : aucune rubrique reconnue, elle n’est pas reprise",
                      "renommez-la si elle compte", feuille, cellule)  # fmt: skip
        for plage in merges_in(feuille, lambda r, c: r > tableau.entete and c in tableau.colonnes):
            self.dire("CG153", Niveau.CONSEIL, f"les cellules {plage} sont fusionnées : seule la première est lue", "défusionnez-les", feuille)
        if self.details:
            self.dire("CG156", Niveau.CONSEIL, f"les lignes de détail ne sont pas reprises, seuls les lots le sont : {ranges(sorted(self.details))}", "",
                      feuille)  # fmt: skip
        masquees = sorted(r for r in feuille.hidden_rows if r > tableau.entete and any((r, c) in feuille.cells for c in tableau.colonnes))
        if masquees:
            self.dire("CG154", Niveau.CONSEIL, f"des lignes masquées sont lues comme les autres : {ranges(masquees)}", "supprimez-les si elles ne comptent pas",
                      feuille)  # fmt: skip

    def _totaux(self, tableau: Tableau, cellules: Mapping[str, Cell | None]) -> bool:
        """The row is a total: of the table, or of the lot above; a total without its amount is listed."""
        textes = [c for c in cellules.values() if c is not None and c.kind == "texte" and TOTAL.fullmatch(plat(c.value))]
        if not textes:
            return False
        mot, montant = plat(textes[0].value), cellules.get("montant_estime")
        lu = montant_de(montant, tableau.unites[montant.column])[0] if montant is not None else None
        lu = lu if lu is not None else montant_annonce(str(textes[0].value))
        if SOUS_TOTAL.fullmatch(mot):
            lots = self.sortie.arbre.get("lots", [])
            if lots and lu is not None and "ttc" not in mot and "montant_estime" not in lots[-1]:
                lots[-1]["montant_estime"] = en_euros(lu)
                self.somme = self.somme + lu if self.somme is not None else None
        elif mot.startswith(("total", "montant total", "somme", "ensemble")) and "ttc" not in mot:
            self.total = lu if lu is not None else self.total
            if lu is None and montant is not None:
                self.non_lues.append((tableau.feuille, montant))
        return True

    def _ligne(self, tableau: Tableau, rang: int) -> None:
        feuille = tableau.feuille
        cellules = {champ: feuille.cells.get((rang, colonne)) for colonne, champ in tableau.colonnes.items()}
        if rang in self.details or self._totaux(tableau, cellules):
            return
        montant = cellules.get("montant_estime")
        lot: Arbre = {}
        for champ in ("numero", "objet"):
            cellule = cellules.get(champ)
            if cellule is not None and cellule.kind in ("texte", "nombre"):
                numero, objet = numero_et_objet(numero_de(cellule))
                for nom, texte in (("numero", numero), ("objet", objet)):
                    # The object of a lot is in its own column when there is one.
                    if texte and nom not in lot and (nom == champ or cellules.get(nom) is None or not cellules[nom]):
                        lot[nom] = texte
        if not lot.get("objet"):
            self.non_lues += [(feuille, c) for c in cellules.values() if c is not None]
            return
        lot.setdefault("numero", str(self.sortie.lots + 1))
        index = self.sortie.lots
        self.sortie.lots += 1
        for champ, cellule in cellules.items():
            if cellule is None or champ in ("numero", "objet", *TAXES):
                continue
            if est_vide(cellule):
                self.dire("CG156", Niveau.CONSEIL, f"« {court(str(cellule.value))} » est lu comme une case vide", "", feuille, cellule)
                continue
            if champ == "duree" and (partie := reconduite(cellule)):
                lot["reconductions"], cellule = partie[1], partie[0]
            saisie = saisie_de(("lots", *champ.split(".")))
            assert saisie is not None
            texte, constat, remede = valeur_de(saisie, cellule, tableau.unites[cellule.column], tableau.titres[cellule.column])
            if texte:
                poser(lot, tuple(champ.split(".")), texte, ("lots",))
                self._remarquer(feuille, cellule, saisie.titre, texte, tableau.titres[cellule.column])
            elif constat:
                self.dire("CG105", Niveau.BLOQUANT, constat, remede, feuille, cellule, f"lots.{index}.{champ}")
        lu = montant_de(montant, tableau.unites[montant.column])[0] if montant is not None else None
        # A lot above its details has its amount under them.
        if montant is not None or not self.details:
            self.somme = self.somme + lu if self.somme is not None and lu is not None else None
        self.sortie.arbre.setdefault("lots", []).append(lot)

    def _remarquer(self, feuille: Sheet, cellule: Cell, titre: str, texte: str, entete: str = "") -> None:
        """What was understood and should be checked: a stored result, a bare number of months that no title names."""
        if texte.endswith(" mois") and cellule.kind == "nombre" and "mois" not in entete.lower():
            self.dire("CG156", Niveau.CONSEIL, f"{titre} : {cellule.value} est lu comme un nombre de mois", "écrivez l’unité", feuille, cellule)
        if cellule.formula:
            self.dire("CG152", Niveau.CONSEIL, f"{titre} : « {court(texte)} » vient d’une formule, lue telle qu’Excel l’a enregistrée", "", feuille, cellule)

    def etiquettes(self, feuille: Sheet, tableau: Tableau | None, fin: int) -> None:
        """Labels and the values beside them, outside the table of this sheet (down to row `fin`)."""
        for rang, cellules in feuille.rows():
            if tableau is not None and tableau.premiere <= rang <= fin and any(c.column in tableau.colonnes for c in cellules):
                continue
            prises: set[int] = set()
            for i, cellule in enumerate(cellules):
                if cellule.column in prises or cellule.kind != "texte":
                    continue
                avant, deux_points, apres = str(cellule.value).partition(":")
                champ = etiquette_de(avant)
                valeur = cellule if deux_points and apres.strip() else cellules[i + 1] if i + 1 < len(cellules) else None
                if champ and valeur is not None:
                    if valeur is cellule:
                        valeur = Cell(cellule.row, cellule.column, "texte", apres.strip())
                    prises |= {cellule.column, valeur.column}
                    self._etiquette(feuille, champ, valeur, unite_de(avant))
            self.non_lues += [(feuille, c) for c in cellules if c.column not in prises and rang <= 200]

    def _etiquette(self, feuille: Sheet, champ: str, cellule: Cell, unite: int) -> None:
        chemin = tuple(champ.split("."))
        saisie = saisie_de(chemin)
        assert saisie is not None
        if lire(self.sortie.arbre, chemin) is not None:
            self.non_lues.append((feuille, cellule))
            return
        if champ == "duree" and (partie := reconduite(cellule)):
            self.sortie.arbre["reconductions"], cellule = partie[1], partie[0]
        texte, constat, remede = valeur_de(saisie, cellule, unite)
        if texte:
            poser(self.sortie.arbre, chemin, texte)
            self._remarquer(feuille, cellule, saisie.titre, texte)
        elif constat:
            self.dire("CG105", Niveau.A_CORRIGER, f"{saisie.titre} : {constat}", sans_guillemets(remede), feuille, cellule, champ)
            self.sortie.notes[champ] = Note(f"{constat} — {remede}" if remede else constat)

    def finir(self) -> None:
        """Totals, single lots, and the list of what was left."""
        arbre = self.sortie.arbre
        lots = arbre.get("lots", [])
        if len(lots) == 1:
            seul = arbre.pop("lots")[0]
            arbre.setdefault("objet", seul["objet"])
            for champ in [c for c in seul if c not in ("numero", "objet")]:
                arbre.setdefault(champ, seul[champ])
            lots = []
        if self.partiel or any("montant_estime" not in lot for lot in lots):
            self.somme = None
        total = self.total if self.total is not None else self.somme if len(lots) > 1 else None
        if total and lire(arbre, ("montant_estime",)) is None:
            arbre["montant_estime"] = en_euros(total)
            origine = "total du tableau" if self.total is not None else "somme des lots"
            self.sortie.notes["montant_estime"] = Note(f"{origine} : ajoutez les reconductions et les options s’il y en a")
        if self.total is not None and self.somme is not None and len(lots) > 1 and abs(self.total - self.somme) > 1:
            self.sortie.findings.append(Finding("CG162", Niveau.A_CORRIGER, f"le total du tableau ({en_euros(self.total)}) n’est pas la somme des lots "
                                                f"({en_euros(self.somme)})", "vérifiez les montants", field="montant_estime"))  # fmt: skip
        for feuille, cellule in self.non_lues[:_LISTES]:
            self.dire("CG156", Niveau.CONSEIL, f"« {court(str(cellule.value), 60)} » : non repris", "", feuille, cellule)
        if len(self.non_lues) > _LISTES:
            feuille, cellule = self.non_lues[_LISTES]
            self.dire("CG156", Niveau.CONSEIL, f"et {len(self.non_lues) - _LISTES} autres cellules non reprises, à partir de celle-ci", "", feuille, cellule)
