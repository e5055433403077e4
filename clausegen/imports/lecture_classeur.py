"""The workbook of an officer, read back: values by path with their cells, over the contract file that it came from.

The file kept in the workbook is the base: only the boxes that changed are carried over, so that what a box cannot show
comes back as it was, and an untouched workbook gives the very same text.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.imports import criteres
from clausegen.imports.arbre import Arbre, ecrire, lire
from clausegen.imports.cellules import depuis_cellule
from clausegen.imports.classeur import FORMAT, MARQUES, PREMIERE, lignes_criteres
from clausegen.imports.formulaire import champs_marche, colonnes_criteres, colonnes_lots
from clausegen.imports.places import Places, merges_in, ranges
from clausegen.imports.tableau import numero_et_objet
from clausegen.marche.saisie import Saisie, saisie_de
from clausegen.sources import Node, parse_yaml
from clausegen.sources.workbook_writing import join_text
from clausegen.sources.workbooks import Cell, Sheet, Workbook

_REPONSE = 3


@dataclass(slots=True)
class Formulaire:
    """What was read: the tree, the text of the file when nothing changed (else empty), places, findings."""

    arbre: Arbre
    texte: str
    places: Places
    findings: list[Finding] = field(default_factory=list)


def feuilles_du_formulaire(classeur: Workbook) -> dict[str, Sheet]:
    """Sheets of our own workbook by role (« marche », « lots »…), whatever their titles; empty for another workbook."""
    roles = {marque: role for role, marque in MARQUES.items()}
    trouvees = {roles[s.text(1, 1)]: s for s in classeur.sheets if s.text(1, 1) in roles}
    return trouvees if "marche" in trouvees else {}


def version_inconnue(classeur: Workbook) -> bool:
    """A workbook of clausegen whose boxes this version does not know."""
    debut = FORMAT.split(":")[0] + ":"
    return any(s.text(1, 1).startswith(debut) and s.text(1, 1) not in MARQUES.values() for s in classeur.sheets)


class _Lecteur:
    """One reading."""

    def __init__(self, classeur: Workbook, feuilles: dict[str, Sheet]) -> None:
        self.feuilles = feuilles
        self.findings: list[Finding] = list(classeur.findings)
        self.texte, self.origine = self._origine(classeur.path)
        self.places = Places(classeur.path, self.origine)
        self.arbre: Arbre = copy.deepcopy(self.origine.plain()) if self.origine is not None else {}

    def _origine(self, path: str) -> tuple[str, Node | None]:
        feuille = self.feuilles.get("fichier")
        if feuille is None:
            return "", None
        texte = join_text([str(c.value) for c in ligne] for rang, ligne in feuille.rows() if rang > 1)
        try:
            noeud = parse_yaml(texte, path)
        except Refused:
            noeud = None
        if noeud is None or noeud.kind != "mapping" or feuille.cut:
            self.dire("CG154", Niveau.A_CORRIGER, "le fichier de marché gardé dans la feuille masquée a été modifié : il n’est pas repris",
                      "seules les cases visibles sont lues : vérifiez les rubriques qu’elles ne montrent pas", feuille.place())  # fmt: skip
            return "", None
        return texte, noeud

    def dire(self, code: str, niveau: Niveau, constat: str, remede: str, place: Location, champ: str = "") -> None:
        self.findings.append(Finding(code, niveau, constat, remede, place, champ))

    def texte_de(self, saisie: Saisie, feuille: Sheet, cellule: Cell | None, chemin: tuple[str | int, ...]) -> str:
        """Text of a box; a fault leaves it empty and is said."""
        if cellule is None:
            return ""
        texte, constat, remede = depuis_cellule(saisie, cellule)
        place = feuille.at(cellule.row, cellule.column)
        champ = ".".join(map(str, chemin))
        if constat:
            self.places.fautes.add(chemin)
            code = "CG107" if cellule.kind == "nombre" else "CG152"
            self.dire(code, Niveau.BLOQUANT, f"{saisie.titre} : {constat}", remede, place, champ)
        elif cellule.formula:
            self.dire("CG152", Niveau.CONSEIL, f"{saisie.titre} : la valeur « {texte[:40]} » vient d’une formule ; elle est lue telle "
                      "qu’Excel l’a enregistrée", "remplacez la formule par sa valeur si elle doit rester", place, champ)  # fmt: skip
        return texte

    def marche(self) -> None:
        feuille = self.feuilles["marche"]
        lignes = {feuille.text(rang, 1): rang for rang in range(2, feuille.last_row + 1) if feuille.text(rang, 1)}
        textes: dict[Saisie, str] = {}
        for saisie in champs_marche():
            rang = lignes.get(saisie.nom)
            if rang is not None:
                self.places.cases[saisie.chemin] = feuille.at(rang, _REPONSE)
                textes[saisie] = self.texte_de(saisie, feuille, feuille.cells.get((rang, _REPONSE)), saisie.chemin)
        self._appliquer(self.arbre, textes, ())
        self._controler(feuille, lambda r, c: c == _REPONSE and r > 2)

    def _appliquer(self, arbre: Arbre, textes: dict[Saisie, str], racine: tuple[str, ...]) -> None:
        """Carry over the boxes that do not say what the tree says; switches of sections first."""
        avant = copy.deepcopy(arbre)
        for saisie, texte in sorted(textes.items(), key=lambda couple: couple[0].genre != "interrupteur"):
            chemin = saisie.chemin[len(racine):]
            ancien = lire(avant, chemin, racine)
            if saisie.egal(ancien or "", texte):
                continue
            if texte and saisie.genre == "interrupteur":
                self._interrupteur(arbre, saisie, texte, textes)
            else:
                ecrire(arbre, saisie, texte, racine)

    def _interrupteur(self, arbre: Arbre, saisie: Saisie, texte: str, textes: dict[Saisie, str]) -> None:
        nom = saisie.chemin[0]
        details = [s for s, t in textes.items() if t and s.chemin[0] == nom and len(s.chemin) > 1]
        if texte == "non" and details:
            self.dire("CG114", Niveau.BLOQUANT, f"{saisie.titre} : la réponse est « non », mais « {details[0].titre} » est rempli",
                      "répondez « oui », ou videz les précisions", self.places.cases[saisie.chemin], saisie.nom)  # fmt: skip
        elif texte != "oui" or not details:
            arbre[nom] = texte
        elif not isinstance(arbre.get(nom), dict):
            arbre.pop(nom, None)

    def _lignes(self, feuille: Sheet) -> tuple[dict[str, int], list[int]]:
        """Columns by key, and rows of boxes that hold something."""
        colonnes = {feuille.text(1, c): c for c in range(2, 60) if feuille.text(1, c)}
        rangs = sorted({r for (r, c) in feuille.cells if r >= PREMIERE and c in colonnes.values()})
        self._controler(feuille, lambda r, c: r >= PREMIERE and c in colonnes.values())
        return colonnes, rangs

    def lots(self) -> None:
        feuille = self.feuilles.get("lots")
        if feuille is None:
            return
        self.places.listes[("lots",)] = feuille.place()
        colonnes, rangs = self._lignes(feuille)
        anciens = self.arbre.get("lots")
        connus: list[Any] = list(anciens) if isinstance(anciens, list) else []
        saisis: list[dict[Saisie, str]] = []
        for index, rang in enumerate(rangs):
            textes: dict[Saisie, str] = {}
            self.places.listes[("lots", index)] = feuille.at(rang, 2)
            for saisie in colonnes_lots():
                colonne = colonnes.get(".".join(saisie.chemin[1:]))
                if colonne is not None:
                    chemin: tuple[str | int, ...] = ("lots", index, *saisie.chemin[1:])
                    self.places.cases[chemin] = feuille.at(rang, colonne)
                    texte = self.texte_de(saisie, feuille, feuille.cells.get((rang, colonne)), chemin)
                    textes[saisie] = self._numero(texte, connus) if saisie.chemin == ("lots", "numero") else texte
            saisis.append(textes)
        couples = _apparier([_nom(t) for t in saisis], [(lire(lot, ("numero",), ("lots",)), lire(lot, ("objet",), ("lots",))) for lot in connus])
        nouveaux: list[Arbre] = []
        for index, textes in enumerate(saisis):
            ancien = couples.get(index)
            base = copy.deepcopy(connus[ancien]) if ancien is not None and isinstance(connus[ancien], dict) else {}
            self._appliquer(base, textes, ("lots",))
            if ancien is not None:
                self.places.rangs[index] = ancien
            nouveaux.append(base)
        for rang in sorted(set(range(len(connus))) - set(couples.values())):
            self.dire("CG154", Niveau.CONSEIL, f"le lot n°\u00a0{lire(connus[rang], ('numero',), ('lots',)) or rang + 1} du fichier n’est plus dans la feuille : "
                      "il est retiré, avec les précisions que le classeur ne montre pas", "", feuille.place())  # fmt: skip
        if nouveaux:
            self.arbre["lots"] = nouveaux
        elif connus:
            del self.arbre["lots"]

    def _numero(self, texte: str, connus: Sequence[Any]) -> str:
        """« 1 » for « Lot n° 1 », unless the file itself calls this lot so."""
        if any(lire(lot, ("numero",), ("lots",)) == texte for lot in connus):
            return texte
        return numero_et_objet(texte)[0] or texte if texte[:3].lower() == "lot" else texte

    def les_criteres(self) -> None:
        feuille = self.feuilles.get("criteres")
        if feuille is None:
            return
        self.places.listes[("criteres",)] = feuille.place()
        colonnes, rangs = self._lignes(feuille)
        saisies = {"nom": saisie_de(("criteres", "nom")), "sous_critere": saisie_de(("criteres", "sous_criteres", "nom")),
                   "lot": saisie_de(("lots", "numero")), **{s.chemin[-1]: s for s in colonnes_criteres()}}  # fmt: skip
        par_lot: dict[str, list[tuple[int, criteres.Ligne]]] = {}
        for rang in rangs:
            ligne: criteres.Ligne = {}
            for cle, saisie in saisies.items():
                colonne = colonnes.get(cle)
                if saisie is not None and colonne is not None:
                    ligne[cle] = self.texte_de(saisie, feuille, feuille.cells.get((rang, colonne)), ("criteres", rang, cle))
            ligne["lot"] = self._numero(ligne.get("lot", ""), self.arbre.get("lots") or [])
            par_lot.setdefault(ligne["lot"], []).append((rang, ligne))
        numeros = {lire(lot, ("numero",), ("lots",)): i for i, lot in enumerate(self.arbre.get("lots") or []) if isinstance(lot, dict)}
        for lot in par_lot:
            if lot and lot not in numeros:
                place = feuille.at(par_lot[lot][0][0], colonnes["lot"])
                self.dire("CG106", Niveau.BLOQUANT, f"le lot « {lot[:20]} » n’est pas dans la feuille « Lots »",
                          "recopiez son numéro, ou laissez la case vide pour tous les lots", place)  # fmt: skip
        avant = lignes_criteres(self.arbre)
        self._poser_criteres(self.arbre, (), par_lot.get("", []), [a for a in avant if not a["lot"]], feuille, colonnes)
        for numero, index in numeros.items():
            if numero:
                lot = self.arbre["lots"][index]
                lignes = [a for a in avant if a["lot"] == numero]
                self._poser_criteres(lot, ("lots", index), par_lot.get(numero, []), lignes, feuille, colonnes)

    def _poser_criteres(self, arbre: Arbre, racine: tuple[str | int, ...], lignes: Sequence[tuple[int, criteres.Ligne]],
                        avant: Sequence[criteres.Ligne], feuille: Sheet, colonnes: dict[str, int]) -> None:  # fmt: skip
        nouveaux, rangs = criteres.depuis_lignes(ligne for _, ligne in lignes)
        for (rang, _), (critere, partie) in zip(lignes, rangs, strict=True):
            base = (*racine, "criteres", critere, *(() if partie is None else ("sous_criteres", partie)))
            self.places.listes[base] = feuille.at(rang, colonnes.get("nom", 2))
            for cle, colonne in colonnes.items():
                nom = "nom" if cle == "sous_critere" and partie is not None else cle
                if nom != "lot" and not (partie is not None and cle == "nom"):
                    self.places.cases[(*base, nom)] = feuille.at(rang, colonne)
        if _memes(avant, [ligne for _, ligne in lignes]):
            return
        if nouveaux:
            arbre["criteres"] = nouveaux
        elif avant:
            arbre.pop("criteres", None)

    def _controler(self, feuille: Sheet, case: Callable[[int, int], bool]) -> None:
        for plage in merges_in(feuille, case):
            self.dire("CG153", Niveau.A_CORRIGER, f"les cellules {plage} sont fusionnées : seule la première est lue",
                      "défusionnez-les, puis répétez la valeur", feuille.place(f"cellule {plage.split(':')[0]}"))  # fmt: skip
        masquees = sorted(r for r in feuille.hidden_rows if any(case(r, c) and row == r for row, c in feuille.cells))
        if masquees:
            self.dire("CG154", Niveau.CONSEIL, f"des lignes masquées sont lues comme les autres : {ranges(masquees)}",
                      "affichez-les, ou supprimez leur contenu", feuille.place())  # fmt: skip


def _nom(textes: dict[Saisie, str]) -> tuple[str | None, str | None]:
    par_nom = {s.chemin[-1]: t for s, t in textes.items() if len(s.chemin) == 2}
    return par_nom.get("numero") or None, par_nom.get("objet") or None


def _apparier(
    nouveaux: Sequence[tuple[str | None, str | None]], anciens: Sequence[tuple[str | None, str | None]]
) -> dict[int, int]:
    """Rows of the sheet to lots of the file: by number, else by object."""
    couples: dict[int, int] = {}
    for rang in (0, 1):
        for i, nouveau in enumerate(nouveaux):
            if i not in couples and nouveau[rang]:
                libres = [j for j, a in enumerate(anciens) if j not in couples.values() and a[rang] == nouveau[rang]]
                couples.update({i: libres[0]} if libres else {})
    return couples


def _memes(avant: Sequence[criteres.Ligne], apres: Sequence[criteres.Ligne]) -> bool:
    """Same rows, whatever the spelling of types and weights; a name repeated beside its parts counts for nothing."""
    if len(avant) != len(apres):
        return False
    saisies = {s.chemin[-1]: s for s in colonnes_criteres()}
    for une, autre in zip(avant, apres, strict=True):
        for cle in {*une, *autre} - {"lot"}:
            a, b = une.get(cle, ""), autre.get(cle, "")
            if cle == "nom" and une.get("sous_critere") and not b:
                continue
            if not (saisies[cle].egal(a, b) if cle in saisies else a == b):
                return False
    return True


def lire_formulaire(classeur: Workbook, feuilles: dict[str, Sheet]) -> Formulaire:
    """Read our own workbook; `feuilles` as `feuilles_du_formulaire` gives them."""
    lecteur = _Lecteur(classeur, feuilles)
    lecteur.marche()
    lecteur.lots()
    lecteur.les_criteres()
    for feuille in classeur.sheets:
        if feuille not in feuilles.values() and feuille.title not in ("Aide", "Listes") and feuille.cells:
            etat = "masquée " if feuille.hidden else ""
            lecteur.dire("CG154", Niveau.CONSEIL, f"cette feuille {etat}n’est pas du formulaire : elle n’est pas lue",
                         "reportez ce qui compte dans les cases du formulaire", feuille.place())  # fmt: skip
    intact = lecteur.origine is not None and lecteur.arbre == lecteur.origine.plain()
    return Formulaire(lecteur.arbre, lecteur.texte if intact else "", lecteur.places, lecteur.findings)
