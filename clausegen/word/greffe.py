"""Blocks of a clause written under tracking in the dress of a document of another hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from clausegen.blocks import (
    Block,
    Cell,
    ClauseValue,
    Emph,
    FieldValue,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    MissingValue,
    Paragraph,
    RefValue,
    Strong,
    Table,
    Text,
    Value,
)
from clausegen.word.fill import field_text, missing_text
from clausegen.word.habits import Habits, Tenue, gras, italique, propre, regler, tenue
from clausegen.word.styles import W
from clausegen.word.tables import extent, widths
from clausegen.word.xmltext import attribute, run_text

_W = f"{{{W}}}"
_RETRAIT = 425
_VIDE = '<w:t xml:space="preserve"></w:t>'
Renvoi = Callable[[RefValue], str]


@dataclass
class Greffe:
    """One writing. `commentaires` and `listes` gather what goes in other parts of the package.

    `renvoi` gives what a reference prints here; `reperes` marks the headings, to find their numbers afterwards.
    """

    habits: Habits
    auteur: str
    date: str
    identifiant: int
    commentaire: int
    liste: int
    renvoi: Renvoi
    reperes: bool = False
    espace_noms: bool = False
    commentaires: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    listes: list[str] = field(default_factory=list)
    titres: list[str] = field(default_factory=list)
    _attente: tuple[str, ...] = ()

    def annoter(self, lignes: Sequence[str]) -> None:
        """A comment for the next paragraph written."""
        self._attente = (*self._attente, *lignes)

    def titre(self, niveau: int, texte: str, cle: str, numero: str = "") -> str:
        """A heading; `numero` is typed before it where the document types its numbers."""
        habit = self.habits.titre(niveau)
        ecrit = texte.upper() if habit.capitales else texte
        tape = f"{habit.avant}{numero}{habit.apres}" if numero else ""
        repere = f' w:rsidP="C6{len(self.titres):06X}"' if self.reperes else ""
        self.titres.append(cle)
        return self._p(habit.ppr, self._run(tape + ecrit, habit.rpr), habit.rpr, repere)

    def clause(self, blocs: Sequence[Block], valeurs: Sequence[ClauseValue]) -> str:
        """The text of a clause."""
        return "".join(self._bloc(b, valeurs) for b in blocs)

    def paragraphe(self, texte: str, habit: Tenue | None = None) -> str:
        """A paragraph of plain text."""
        habit = habit or self.habits.corps
        return self._p(habit.ppr, self._run(texte, habit.rpr), habit.rpr)

    def rangee(self, modele: etree._Element, textes: Sequence[str]) -> str:
        """A row like another one, with these texts in its cells."""
        cellules = []
        for cellule, texte in zip(modele.findall(f"{_W}tc"), textes, strict=True):
            paragraphe = cellule.find(f"{_W}p")
            habit = tenue(paragraphe) if paragraphe is not None else self.habits.corps
            proprietes = propre(cellule.find(f"{_W}tcPr"), ("vMerge", "tcPrChange", "cellIns", "cellDel"))
            cellules.append(
                f"<w:tc><w:tcPr>{proprietes}</w:tcPr>{self._p(habit.ppr, self._run(texte, habit.rpr), habit.rpr, fin=False)}</w:tc>"
            )
        trpr = propre(modele.find(f"{_W}trPr"), ("tblHeader", "ins", "del", "trPrChange", "cnfStyle"))
        return f"<w:tr{self._noms()}><w:trPr>{trpr or '<w:cantSplit/>'}{self._marque('ins')}</w:trPr>{''.join(cellules)}</w:tr>"

    def _bloc(self, bloc: Block, valeurs: Sequence[ClauseValue], niveau: int = 0) -> str:
        if isinstance(bloc, Paragraph):
            habit = self.habits.corps
            ppr = regler(habit.ppr, ind=f'<w:ind w:left="{_RETRAIT * niveau}"/>') if niveau else habit.ppr
            return self._p(ppr, self._runs(bloc.inlines, valeurs, habit.rpr), habit.rpr)
        if isinstance(bloc, ListBlock):
            return self._liste(bloc, valeurs, niveau)
        return self._tableau(bloc, valeurs)

    def _liste(self, bloc: ListBlock, valeurs: Sequence[ClauseValue], niveau: int) -> str:
        out = []
        numero = self._numerotee(bloc) if bloc.ordered and niveau == 0 else ""
        for rang, element in enumerate(bloc.items):
            tete, reste = (
                (element[0], element[1:]) if element and isinstance(element[0], Paragraph) else (Paragraph(()), element)
            )
            habit, ppr, signe = self._puce(bloc, rang, niveau, numero)
            out.append(
                self._p(ppr, self._signe(signe, habit.rpr) + self._runs(tete.inlines, valeurs, habit.rpr), habit.rpr)
            )
            out.extend(self._bloc(b, valeurs, niveau + 1) for b in reste)
        return "".join(out)

    def _puce(self, bloc: ListBlock, rang: int, niveau: int, numero: str) -> tuple[Tenue, str, str]:
        """Dress of an item, and the mark to type before it where the document has no such list."""
        if numero and self.habits.liste:
            habit = self.habits.liste[0]
            nombre = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numero}"/></w:numPr>'
            return habit, regler(habit.ppr, numPr=nombre), ""
        if not bloc.ordered and self.habits.puce and niveau == 0:
            return self.habits.puce, self.habits.puce.ppr, ""
        habit = self.habits.corps
        gauche = _RETRAIT * (niveau + 1)
        ppr = regler(
            habit.ppr,
            ind=f'<w:ind w:left="{gauche}" w:hanging="{_RETRAIT}"/>',
            tabs=f'<w:tabs><w:tab w:val="left" w:pos="{gauche}"/></w:tabs>',
        )
        return habit, ppr, f"{bloc.start + rang}°\t" if bloc.ordered else "–\t"

    def _numerotee(self, bloc: ListBlock) -> str:
        """A list of its own, counting like those of the document."""
        if self.habits.liste is None:
            return ""
        numero = self.liste + len(self.listes)
        self.listes.append(
            f'<w:num w:numId="{numero}"><w:abstractNumId w:val="{self.habits.liste[1]}"/><w:lvlOverride w:ilvl="0">'
            f'<w:startOverride w:val="{bloc.start}"/></w:lvlOverride></w:num>'
        )
        return str(numero)

    def _tableau(self, bloc: Table, valeurs: Sequence[ClauseValue]) -> str:
        habit = self.habits.table
        assert habit is not None
        lignes = [bloc.header, *bloc.rows]
        nombre = max(map(len, lignes))
        lignes = [(*ligne, *(Cell(()) for _ in range(nombre - len(ligne)))) for ligne in lignes]
        tailles = widths(
            [[extent(self._lu(ligne[n].inlines, valeurs)) for ligne in lignes] for n in range(nombre)],
            self.habits.largeur,
        )
        out = []
        for rang, ligne in enumerate(lignes):
            texte, cadre = (habit.texte_tete, habit.tete) if rang == 0 else (habit.texte, habit.cellule)
            cellules = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{taille}" w:type="dxa"/>{cadre}</w:tcPr>'
                + self._p(
                    _aligne(texte.ppr, cellule), self._runs(cellule.inlines, valeurs, texte.rpr), texte.rpr, fin=False
                )
                + "</w:tc>"
                for cellule, taille in zip(ligne, tailles, strict=True)
            )
            tete = "<w:tblHeader/>" if rang == 0 else ""
            out.append(f"<w:tr><w:trPr><w:cantSplit/>{tete}{self._marque('ins')}</w:trPr>{cellules}</w:tr>")
        grille = "".join(f'<w:gridCol w:w="{taille}"/>' for taille in tailles)
        return f"<w:tbl{self._noms()}><w:tblPr>{habit.proprietes}</w:tblPr><w:tblGrid>{grille}</w:tblGrid>{''.join(out)}</w:tbl>"

    def _p(self, ppr: str, runs: str, rpr: str, attributs: str = "", *, fin: bool = True) -> str:
        """A paragraph put in: its mark, its text, and the comment that waits."""
        marque = f"<w:rPr>{self._marque('ins')}{rpr}</w:rPr>" if fin else ""
        debut = bout = appel = ""
        if self._attente:
            numero = self.commentaire + len(self.commentaires)
            self.commentaires.append((numero, self._attente))
            self._attente = ()
            debut, bout = (f'<w:commentRange{b} w:id="{numero}"/>' for b in ("Start", "End"))
            appel = self._ins(f'<w:r><w:commentReference w:id="{numero}"/></w:r>')
        proprietes = f"<w:pPr>{ppr}{marque}</w:pPr>" if ppr or marque else ""
        noms = self._noms() if fin else ""
        return f"<w:p{noms}{attributs}>{proprietes}{debut}{self._ins(runs) if runs else ''}{bout}{appel}</w:p>"

    def _noms(self) -> str:
        return f' xmlns:w="{W}"' if self.espace_noms else ""

    def _marque(self, nom: str) -> str:
        date = f' w:date="{self.date}"' if self.date else ""
        self.identifiant += 1
        return f'<w:{nom} w:id="{self.identifiant - 1}" w:author="{attribute(self.auteur)}"{date}/>'

    def _ins(self, contenu: str) -> str:
        return f"{self._marque('ins')[:-2]}>{contenu}</w:ins>"

    def _run(self, texte: str, rpr: str) -> str:
        proprietes = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
        contenu = f'<w:t xml:space="preserve">{run_text(texte)}</w:t>'.replace(_VIDE, "")
        return f"<w:r>{proprietes}{contenu}</w:r>" if contenu else ""

    def _signe(self, signe: str, rpr: str) -> str:
        return self._run(signe, rpr) if signe else ""

    def _runs(self, inlines: Iterable[Inline], valeurs: Sequence[ClauseValue], rpr: str) -> str:
        out = []
        for inline in inlines:
            if isinstance(inline, Strong):
                out.append(self._runs(inline.children, valeurs, gras(rpr)))
            elif isinstance(inline, Emph):
                out.append(self._runs(inline.children, valeurs, italique(rpr)))
            elif isinstance(inline, Link):
                out.append(self._runs(inline.children, valeurs, rpr))
            elif isinstance(inline, Value) and isinstance(valeurs[inline.index], MissingValue):
                out.append(
                    self._run(
                        self._valeur(valeurs[inline.index]),
                        f'{rpr}<w:highlight w:val="yellow"/>' if "<w:sz" not in rpr else _surligne(rpr),
                    )
                )
            else:
                out.append(self._run(self._lu((inline,), valeurs), rpr))
        return "".join(out)

    def _lu(self, inlines: Iterable[Inline], valeurs: Sequence[ClauseValue]) -> str:
        out = []
        for inline in inlines:
            if isinstance(inline, Text):
                out.append(inline.text.replace("\n", " "))
            elif isinstance(inline, LineBreak):
                out.append("\n")
            elif isinstance(inline, Value):
                out.append(self._valeur(valeurs[inline.index]))
            else:
                out.append(self._lu(inline.children, valeurs))
        return "".join(out)

    def _valeur(self, valeur: ClauseValue) -> str:
        if isinstance(valeur, RefValue):
            return self.renvoi(valeur)
        if isinstance(valeur, FieldValue):
            return field_text(valeur)
        return missing_text(valeur.label) if isinstance(valeur, MissingValue) else valeur.text


def _surligne(rpr: str) -> str:
    """Highlight at the place that the format gives it: after the sizes."""
    fin = max(rpr.rfind("<w:sz "), rpr.rfind("<w:szCs "))
    coupe = rpr.index(">", fin) + 1
    return f'{rpr[:coupe]}<w:highlight w:val="yellow"/>{rpr[coupe:]}'


def _aligne(ppr: str, cellule: Cell) -> str:
    return ppr if cellule.align == "left" else regler(ppr, jc=f'<w:jc w:val="{cellule.align}"/>')
