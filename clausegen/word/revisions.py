"""Two stories → one under tracking: accepting everything gives the second, rejecting everything gives the first."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from clausegen.word.apparier import Bloc, apparier
from clausegen.word.jetons import Jeton, Plume, canonique, jetons, texte_de
from clausegen.word.styles import W

_W = f"{{{W}}}"
_VAL, _ID, _NAME = f"{_W}val", f"{_W}id", f"{_W}name"
_STRUCTURE = ("pStyle", "numPr", "jc", "ind", "outlineLvl", "pageBreakBefore")
# Order of a paragraph's properties up to what this module adds.
_APRES_RPR = ("sectPr", "pPrChange")
Genre = Callable[[etree._Element], None]


class Fusion:
    """Merges the stories of two documents. `adopter` makes an element of the first fit the package of the second."""

    def __init__(self, plume: Plume, adopter: Genre, signets_gardes: set[str]) -> None:
        self._plume = plume
        self._adopter = adopter
        self._connus = signets_gardes
        self._retires: set[str] = set()

    def histoire(self, avant: etree._Element, apres: etree._Element) -> None:
        """Rewrite `apres` (a body, a header, a cell) in place with the changes from `avant`."""
        blocs_a, fin_a = blocs(avant)
        blocs_b, fin_b = blocs(apres)
        section = apres.find(f"{_W}sectPr")
        proprietes = apres.find(f"{_W}tcPr")
        neufs = list(self._blocs(blocs_a, blocs_b))
        for enfant in list(apres):
            if enfant is not section and enfant is not proprietes:
                apres.remove(enfant)
        rang = 0 if proprietes is None else 1
        for n, element in enumerate([*neufs, *self._marques_anciennes(fin_a), *(copy.deepcopy(m) for m in fin_b)]):
            element.tail = None
            apres.insert(rang + n, element)

    def _blocs(self, avant: Sequence[Bloc], apres: Sequence[Bloc]) -> Iterator[etree._Element]:
        for nature, a, b in apparier(avant, apres, finir_ensemble=True):
            if a >= 0:
                yield from self._marques_anciennes(avant[a].marques)
            if b >= 0:
                yield from (copy.deepcopy(m) for m in apres[b].marques)
            if nature == "pair":
                yield self._paire(avant[a], apres[b])
            elif nature == "del":
                yield from self._entier(avant[a], "del")
            else:
                yield from self._entier(apres[b], "ins")

    def _paire(self, a: Bloc, b: Bloc) -> etree._Element:
        element = copy.deepcopy(b.element)
        if a.genre == "p":
            self._paragraphe(a.element, element)
        elif a.genre == "tbl":
            self._table(a.element, element)
        elif a.genre == "sdt":
            ancien, neuf = a.element.find(f"{_W}sdtContent"), element.find(f"{_W}sdtContent")
            if ancien is not None and neuf is not None:
                self.histoire(ancien, neuf)
        return element

    def _paragraphe(self, avant: etree._Element, element: etree._Element) -> None:
        """`element`, a copy of the new paragraph, rewritten with what changed."""
        avant = self._adopte(avant)
        anciens, fin_a = jetons(avant)
        neufs, fin_b = jetons(element)
        corps: list[etree._Element] = []
        orphelines = [m for j in anciens for m in j.marques] + fin_a
        for jeton in anciens:
            jeton.marques = []
        for nature, a1, a2, b1, b2 in _pas(anciens, neufs):
            if nature == "equal":
                corps.extend(self._plume.ecrire(neufs[b1:b2]))
            else:
                corps.extend(self._plume.ecrire(anciens[a1:a2], "del"))
                corps.extend(self._plume.ecrire(neufs[b1:b2], "ins"))
        corps.extend(copy.deepcopy(m) for m in fin_b)
        gardees = list(self._marques_anciennes(orphelines))
        debuts = [m for m in gardees if m.tag.endswith("Start")]
        fins = [m for m in gardees if m.tag.endswith("End")]
        self._proprietes(avant, element)
        for enfant in [e for e in element if e.tag != f"{_W}pPr"]:
            element.remove(enfant)
        element.extend([*debuts, *corps, *fins])

    def _proprietes(self, avant: etree._Element, element: etree._Element) -> None:
        anciennes, neuves = avant.find(f"{_W}pPr"), element.find(f"{_W}pPr")
        if _structure(anciennes) == _structure(neuves):
            return
        if neuves is None:
            neuves = etree.Element(f"{_W}pPr")
            element.insert(0, neuves)
        change = self._plume.marque("pPrChange")
        garde = copy.deepcopy(anciennes) if anciennes is not None else etree.Element(f"{_W}pPr")
        for nom in ("rPr", "sectPr", "pPrChange"):
            for ote in garde.findall(f"{_W}{nom}"):
                garde.remove(ote)
        change.append(garde)
        neuves.append(change)

    def _entier(self, bloc: Bloc, genre: str) -> Iterator[etree._Element]:
        """A whole block put in or taken away."""
        element = copy.deepcopy(bloc.element) if genre == "ins" else self._adopte(bloc.element)
        if bloc.genre == "sdt" and genre == "del":
            contenu = element.find(f"{_W}sdtContent")
            for interieur in blocs(contenu)[0] if contenu is not None else ():
                yield from self._entier(interieur, genre)
            return
        for paragraphe in list(element.iter(f"{_W}p")):
            self._revise(paragraphe, genre)
        for ligne in element.iter(f"{_W}tr"):
            self._ligne(ligne, genre)
        yield element

    def _revise(self, paragraphe: etree._Element, genre: str) -> None:
        suite, fin = jetons(paragraphe)
        marques = [m for j in suite for m in j.marques] + fin
        for jeton in suite if genre == "del" else ():
            jeton.marques = []
        corps = list(self._plume.ecrire(suite, genre))
        if genre == "del":
            gardees = list(self._marques_anciennes(marques))
            corps = [
                *(m for m in gardees if m.tag.endswith("Start")),
                *corps,
                *(m for m in gardees if m.tag.endswith("End")),
            ]
        else:
            corps.extend(copy.deepcopy(m) for m in fin)
        for enfant in [e for e in paragraphe if e.tag != f"{_W}pPr"]:
            paragraphe.remove(enfant)
        paragraphe.extend(corps)
        parent = paragraphe.getparent()
        # The mark of the last paragraph of a cell goes with its row.
        if parent is None or parent.tag != f"{_W}tc" or paragraphe is not parent.findall(f"{_W}p")[-1]:
            marquer_fin(paragraphe, self._plume.marque(genre))

    def _ligne(self, ligne: etree._Element, genre: str) -> None:
        proprietes = ligne.find(f"{_W}trPr")
        if proprietes is None:
            proprietes = etree.Element(f"{_W}trPr")
            ligne.insert(1 if ligne.find(f"{_W}tblPrEx") is not None else 0, proprietes)
        if not len(proprietes):
            # The format asks for one property at least beside the change.
            etree.SubElement(proprietes, f"{_W}cantSplit").set(_VAL, "off")
        proprietes.append(self._plume.marque(genre))

    def _table(self, avant: etree._Element, element: etree._Element) -> None:
        lignes_a, lignes_b = list(_rangs(avant)), list(_rangs(element))
        largeurs = [e.get(f"{_W}w") for e in element.iterfind(f"{_W}tblGrid/{_W}gridCol")]
        neuves: list[etree._Element] = []
        for nature, a, b in apparier(lignes_a, lignes_b):
            if nature == "pair":
                neuve = copy.deepcopy(lignes_b[b].element)
                for ancienne, cellule in zip(
                    lignes_a[a].element.findall(f"{_W}tc"), neuve.findall(f"{_W}tc"), strict=True
                ):
                    self.histoire(ancienne, cellule)
                neuves.append(neuve)
            else:
                bloc = lignes_a[a] if nature == "del" else lignes_b[b]
                neuves.extend(self._entier(bloc, nature))
                if nature == "del":
                    _ajuster(neuves[-1], largeurs)
        for ligne in element.findall(f"{_W}tr"):
            element.remove(ligne)
        element.extend(neuves)

    def _adopte(self, element: etree._Element) -> etree._Element:
        copie = copy.deepcopy(element)
        self._adopter(copie)
        return copie

    def _marques_anciennes(self, marques: Sequence[etree._Element]) -> Iterator[etree._Element]:
        """Bookmarks of the first document whose name the second has not: references may point at them again."""
        for marque in marques:
            identifiant = marque.get(_ID, "")
            nom = marque.get(_NAME)
            if marque.tag == f"{_W}bookmarkStart" and nom and nom not in self._connus:
                self._retires.add(identifiant)
            elif marque.tag != f"{_W}bookmarkEnd" or identifiant not in self._retires:
                continue
            copie = copy.deepcopy(marque)
            copie.set(_ID, f"9{identifiant.zfill(5)}")
            yield copie


def marquer_fin(paragraphe: etree._Element, marque: etree._Element) -> None:
    """Put a revision on the mark of a paragraph."""
    proprietes = paragraphe.find(f"{_W}pPr")
    if proprietes is None:
        proprietes = etree.Element(f"{_W}pPr")
        paragraphe.insert(0, proprietes)
    rpr = proprietes.find(f"{_W}rPr")
    if rpr is None:
        rpr = etree.Element(f"{_W}rPr")
        rang = next((n for n, e in enumerate(proprietes) if e.tag in [f"{_W}{t}" for t in _APRES_RPR]), len(proprietes))
        proprietes.insert(rang, rpr)
    rpr.insert(0, marque)


def blocs(parent: etree._Element) -> tuple[list[Bloc], list[etree._Element]]:
    """Blocks of a story or a cell with the bookmarks before each, and the bookmarks after the last."""
    out: list[Bloc] = []
    marques: list[etree._Element] = []
    ouverts: dict[str, str] = {}
    for element in parent:
        nom = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if nom in ("bookmarkStart", "bookmarkEnd"):
            marques.append(element)
            _suivre(element, nom, ouverts)
        elif nom in ("p", "tbl", "sdt"):
            debut = list(element.iter(f"{_W}bookmarkStart")) if nom == "p" else []
            for marque in debut:
                _suivre(marque, "bookmarkStart", ouverts)
            clause = next((n for n in reversed(ouverts.values()) if n.startswith("cg_")), "")
            out.append(_bloc(nom, element, clause, marques))
            marques = []
            for marque in element.iter(f"{_W}bookmarkEnd") if nom == "p" else ():
                _suivre(marque, "bookmarkEnd", ouverts)
    return out, marques


def _suivre(marque: etree._Element, nom: str, ouverts: dict[str, str]) -> None:
    if nom == "bookmarkStart":
        ouverts[marque.get(_ID, "")] = marque.get(_NAME, "")
    else:
        ouverts.pop(marque.get(_ID, ""), None)


def _bloc(nom: str, element: etree._Element, clause: str, marques: list[etree._Element]) -> Bloc:
    style = element.find(f"{_W}pPr/{_W}pStyle") if nom == "p" else element.find(f"{_W}tblPr/{_W}tblStyle")
    largeur = len(element.findall(f"{_W}tblGrid/{_W}gridCol")) if nom == "tbl" else 0
    texte = texte_de(element) if nom == "p" else "\n".join(texte_de(p) for p in element.iter(f"{_W}p"))
    bornes = [e.get(f"{_W}fldCharType") for e in element.iter(f"{_W}fldChar")] if nom == "p" else []
    ouvre = bornes.count("begin") > bornes.count("end")
    return Bloc(nom, element, style.get(_VAL, "") if style is not None else "", texte, clause, largeur, marques, ouvre)


def _rangs(table: etree._Element) -> Iterator[Bloc]:
    for ligne in table.findall(f"{_W}tr"):
        cellules = ligne.findall(f"{_W}tc")
        yield Bloc("tr", ligne, "", " | ".join(texte_de(c) for c in cellules), largeur=len(cellules))


def _ajuster(ligne: etree._Element, largeurs: Sequence[str | None]) -> None:
    """A row of the old table takes the columns of the new one."""
    cellules = ligne.findall(f"{_W}tc")
    for cellule, largeur in zip(cellules, largeurs, strict=False):
        taille = cellule.find(f"{_W}tcPr/{_W}tcW")
        if taille is not None and largeur and len(cellules) == len(largeurs):
            taille.set(f"{_W}w", largeur)


def _structure(proprietes: etree._Element | None) -> tuple[str, ...]:
    if proprietes is None:
        return ("",) * len(_STRUCTURE)
    return tuple(canonique(proprietes.find(f"{_W}{nom}")) for nom in _STRUCTURE)


def _pas(anciens: Sequence[Jeton], neufs: Sequence[Jeton]) -> list[tuple[str, int, int, int, int]]:
    """Steps from tokens to tokens; a space alone between two changes belongs to them."""
    bruts = difflib.SequenceMatcher(
        None, [j.cle for j in anciens], [j.cle for j in neufs], autojunk=False
    ).get_opcodes()
    out: list[tuple[str, int, int, int, int]] = []
    for n, (nature, a1, a2, b1, b2) in enumerate(bruts):
        entre = 0 < n < len(bruts) - 1 and nature == "equal" and all(j.blanc and not j.marques for j in neufs[b1:b2])
        change = "replace" if entre or nature != "equal" else "equal"
        if out and change == "replace" and out[-1][0] == "replace":
            out[-1] = ("replace", out[-1][1], a2, out[-1][3], b2)
        else:
            out.append((change, a1, a2, b1, b2))
    return out
