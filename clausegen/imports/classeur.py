"""The workbook of an officer: sheets Marché, Lots, Critères and Aide, drawn from the model, filled from a contract.

Hidden sheets hold the lists of choices and the contract file itself: what the boxes cannot show comes back unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from clausegen.imports import criteres
from clausegen.imports.arbre import Arbre, lire
from clausegen.imports.cellules import FORMATS, vers_cellule
from clausegen.imports.formulaire import colonnes_criteres, colonnes_lots, groupes
from clausegen.marche import champ_de
from clausegen.marche.saisie import Saisie, saisie_de
from clausegen.sources.workbook_writing import TEXT, Out, Rule, SheetOut, split_text, write_workbook
from clausegen.sources.workbooks import column_letter

FORMAT = "clausegen:1"
MARQUES = {"marche": f"{FORMAT}:marche", "lots": f"{FORMAT}:lots", "criteres": f"{FORMAT}:criteres", "fichier": f"{FORMAT}:fichier"}
PREMIERE = 4
_LIGNES_LIBRES = 40
_OUI_NON = {"oui": "oui", "non": "non"}
_LARGES = {"objet", "lieu.texte", "explication", "motif", "nom", "sous_critere", "document", "methode"}
# What the model says of a whole contract and that is not true of a lot.
_AIDES_DES_LOTS = {"montant_estime": "Hors taxes, options et reconductions du lot comprises. En € HT."}
# A group of boxes is titled by its section, save where the group is the section.
_SANS_TITRE = {("acheteur",), ("cpv",), ("lieu",), ("insertion", "heures")}


class _Listes:
    """Lists of choices, each once, in columns of a hidden sheet."""

    def __init__(self) -> None:
        self.colonnes: dict[tuple[str, ...], int] = {}

    def source(self, choix: Mapping[str, str]) -> str:
        """Range of the wordings of a list."""
        mots = tuple(choix.values())
        colonne = column_letter(self.colonnes.setdefault(mots, len(self.colonnes) + 1))
        return f"Listes!${colonne}$1:${colonne}${len(mots)}"

    def feuille(self) -> SheetOut:
        """The hidden sheet."""
        hauteur = max((len(mots) for mots in self.colonnes), default=0)
        rangs = [[Out(mots[i]) if i < len(mots) else None for mots in self.colonnes] for i in range(hauteur)]
        return SheetOut("Listes", list(rangs), widths=[30] * len(self.colonnes), state="hidden")


def _regle(saisie: Saisie, cellules: str, listes: _Listes) -> Rule:
    """What the boxes of a field accept, and the help shown when one is selected."""
    aide = [sans_guillemets(saisie.aide), f"En {saisie.unite}." if saisie.unite else "", f"Exemple : {_exemple(saisie)}" if saisie.exemple else ""]
    genre, source, strict = "", "", False
    if saisie.genre == "choix" and saisie.choix:
        genre, source, strict = "list", listes.source(saisie.choix), not saisie.libre
    elif saisie.genre in ("oui_non", "interrupteur"):
        genre, source, strict = "list", listes.source(_OUI_NON), True
    elif saisie.genre == "montant":
        genre = "decimal"
    elif saisie.genre in ("date", "date_heure"):
        genre = "date"
    return Rule(cellules, genre, source, saisie.titre, " ".join(a for a in aide if a), strict)


def sans_guillemets(texte: str) -> str:
    """Advice on quotes is for the file: a box of the workbook takes none."""
    return re.sub(r'"(\d+)"', r"\1", texte.replace(", entre guillemets", "").replace(" entre guillemets", ""))


def _aide(saisie: Saisie) -> str:
    """Help beside a box: what the model says, the codes of a list of choices, the unit."""
    parties = [sans_guillemets(saisie.aide)]
    if saisie.genre == "liste":
        if saisie.choix:
            parties.append("Codes : " + ", ".join(f"{code} ({mot})" for code, mot in saisie.choix.items()) + ".")
        parties.append("Plusieurs valeurs : séparez-les par « ; ».")
    if saisie.unite:
        parties.append(f"En {saisie.unite}.")
    return " ".join(p for p in parties if p)


def _marche(arbre: Arbre, listes: _Listes) -> SheetOut:
    feuille = SheetOut("Marché", widths=[4, 38, 44, 60, 34], frozen="C3", hidden_columns=[1], repeat="1:2")
    feuille.rows.append([Out(MARQUES["marche"], "cle"), Out("Fichier de marché : répondez dans les cases claires", "titre"), *[Out(None, "titre")] * 3])
    feuille.rows.append([None, *(Out(t, "entete") for t in ("Rubrique (* : à remplir)", "Votre réponse", "Aide", "Exemple"))])
    for titre, saisies in groupes():
        feuille.rows.append([None, *(Out(t, "groupe") for t in (titre, "", "", ""))])
        section: tuple[str, ...] = ()
        for saisie in saisies:
            if saisie.chemin[:-1] != section:
                section = saisie.chemin[:-1]
                feuille.rows.extend(_sous_titre(section, titre))
            feuille.rows.append([
                Out(saisie.nom, "cle"),
                Out(f"{saisie.titre} *" if _exige(saisie) else saisie.titre, "obligatoire" if _exige(saisie) else "libelle"),
                vers_cellule(saisie, lire(arbre, saisie.chemin)), Out(_aide(saisie), "aide"), Out(_exemple(saisie), "aide"),
            ])  # fmt: skip
            feuille.rules.append(_regle(saisie, f"C{len(feuille.rows)}", listes))
    return feuille


def _sous_titre(section: tuple[str, ...], groupe: str) -> list[list[Out | None]]:
    """Row that titles the boxes of a section: « Nom », « Mission » are those of the project manager or of the coordinator."""
    info = champ_de(section) if section and section not in _SANS_TITRE else None
    if info is None or not info.title or info.title == groupe:
        return []
    return [[None, Out(info.title, "sous-groupe"), *[Out(None, "sous-groupe")] * 3]]


def _exemple(saisie: Saisie) -> str:
    """Example as an officer types it: the wording of a choice, a date in the French order."""
    exemple = (saisie.choix or {}).get(saisie.exemple, saisie.exemple)
    if saisie.genre in ("date", "date_heure"):
        return re.sub(r"^(\d{4})-(\d\d)-(\d\d)", r"\3/\2/\1", exemple)
    return exemple


def _exige(saisie: Saisie) -> bool:
    """Required in any contract: a field of a section that may be left out is required only with it."""
    return saisie.obligatoire and (len(saisie.chemin) == 1 or saisie.chemin[0] == "acheteur") and len(saisie.chemin) < 3


def _table(titre: str, marque: str, colonnes: Sequence[tuple[str, Saisie | None, str, str]], lignes: Sequence[Sequence[Out]],
           listes: _Listes) -> SheetOut:  # fmt: skip
    """A sheet with one column a field: keys (hidden), titles, help, then boxes. `colonnes`: key, field, title, help."""
    largeurs = [4, *(34 if cle in _LARGES or cle.rpartition(".")[2] in _LARGES else 18 for cle, *_ in colonnes)]
    feuille = SheetOut(titre, widths=largeurs, frozen="D4", hidden_columns=[1], hidden_rows=[1], landscape=True, repeat="2:3")
    feuille.rows.append([Out(marque, "cle"), *(Out(cle, "cle") for cle, *_ in colonnes)])
    feuille.rows.append([None, *(Out(t, "entete") for _, _, t, _ in colonnes)])
    feuille.rows.append([None, *(Out(a, "aide") for *_, a in colonnes)])
    feuille.rows.extend([None, *ligne] for ligne in lignes)
    derniere = PREMIERE + len(lignes) + _LIGNES_LIBRES
    while len(feuille.rows) < derniere:
        feuille.rows.append([None, *(_vide(s) for _, s, _, _ in colonnes)])
    for rang, (_, saisie, _, _) in enumerate(colonnes, 2):
        if saisie is not None:
            lettre = column_letter(rang)
            feuille.rules.append(_regle(saisie, f"{lettre}{PREMIERE}:{lettre}{derniere}", listes))
    return feuille


def _vide(saisie: Saisie | None) -> Out:
    return Out(None, "saisie", FORMATS.get(saisie.genre, TEXT) if saisie is not None else TEXT)


def _lots(arbre: Arbre, listes: _Listes) -> SheetOut:
    saisis = arbre.get("lots")
    lots = [lot for lot in saisis if isinstance(lot, dict)] if isinstance(saisis, list) else []
    colonnes = [(".".join(s.chemin[1:]), s, f"{s.titre} *" if s.obligatoire and len(s.chemin) == 2 and s.chemin[1] in ("numero", "objet")
                 else s.titre, _AIDES_DES_LOTS.get(".".join(s.chemin[1:])) or _aide(s)) for s in colonnes_lots()]  # fmt: skip
    lignes = [[vers_cellule(s, lire(lot, s.chemin[1:], ("lots",))) for s in colonnes_lots()] for lot in lots]
    return _table("Lots", MARQUES["lots"], colonnes, lignes, listes)


def lignes_criteres(arbre: Arbre) -> list[criteres.Ligne]:
    """Rows of the criteria of the contract and of its lots that a table can hold."""
    lignes = list(criteres.en_lignes(arbre.get("criteres")) or [])
    saisis = arbre.get("lots")
    for lot in saisis if isinstance(saisis, list) else []:
        numero = lire(lot, ("numero",), ("lots",)) if isinstance(lot, dict) else None
        if numero:
            lignes += criteres.en_lignes(lot.get("criteres"), numero) or []
    return lignes


def _criteres(arbre: Arbre, listes: _Listes) -> SheetOut:
    nom, sous, numero = saisie_de(("criteres", "nom")), saisie_de(("criteres", "sous_criteres", "nom")), saisie_de(("lots", "numero"))
    assert nom is not None and sous is not None and numero is not None
    colonnes: list[tuple[str, Saisie | None, str, str]] = [
        ("lot", None, numero.titre, "Vide : tous les lots, ou le marché sans lots."),
        ("nom", nom, nom.titre, nom.aide),
        ("sous_critere", sous, sous.titre, "À remplir sous son critère ; vide pour un critère."),
        *((s.chemin[-1], s, s.titre, _aide(s)) for s in colonnes_criteres()),
    ]
    lignes = [
        [vers_cellule(s, ligne.get(cle) or None) if s is not None else Out(ligne.get(cle) or None, "saisie", TEXT) for cle, s, _, _ in colonnes]
        for ligne in lignes_criteres(arbre)
    ]
    return _table("Critères", MARQUES["criteres"], colonnes, lignes, listes)


_MODE_D_EMPLOI = (
    ("Comment remplir", (
        "Répondez dans les cases claires des feuilles « Marché », « Lots » et « Critères » ; les autres cases sont protégées.",
        "Une case laissée vide prend la valeur par défaut de clausegen ; les rubriques suivies de * sont à remplir.",
        "Montants hors taxes. Taux avec leur signe : 5 %. Durées avec leur unité : 12 mois, 15 jours, 10 jours ouvrés.",
        "SIRET, codes CPV, codes postaux et numéros de lot : les cases sont au format « Texte », qui garde les zéros de tête.",
        "N’écrivez pas de formule : recopiez le résultat. Ne fusionnez pas de cellules.",
        "Plus de lignes qu’il n’y a de cases claires ? Ôtez la protection de la feuille (elle n’a pas de mot de passe) et continuez dessous.",
        "Lots : une ligne par lot. Un lot reprend ce que dit la feuille « Marché » : n’écrivez que ce qui diffère.",
        "Critères : une ligne par critère, puis une ligne par sous-critère. Les critères d’un lot font 100 %.",
    )),
    ("Ce que ce classeur ne montre pas", (
        "Les rubriques plus fines (tranches, options, variantes détaillées, paramètres des clauses…) s’écrivent dans le fichier de marché.",
        "Celles du fichier dont ce classeur est parti sont gardées dans une feuille masquée, et reviennent telles quelles.",
    )),
    ("Ensuite", (
        "clausegen produire LE_CLASSEUR.xlsx écrit les pièces ; clausegen nouveau DOSSIER --depuis LE_CLASSEUR.xlsx écrit le fichier de marché.",
        "Une erreur est dite avec sa feuille et sa cellule.",
    )),
)  # fmt: skip


def _mode_d_emploi(listes: Sequence[tuple[str, Mapping[str, str]]]) -> SheetOut:
    feuille = SheetOut("Aide", widths=[36, 110])
    feuille.rows.append([Out("Aide", "titre"), Out(None, "titre")])
    for titre, lignes in _MODE_D_EMPLOI:
        feuille.rows.append([Out(titre, "groupe"), Out(None, "groupe")])
        feuille.rows.extend([None, Out(ligne)] for ligne in lignes)
    feuille.rows.append([Out("Valeurs des listes", "groupe"), Out("dans le classeur, puis dans le fichier de marché", "groupe")])
    feuille.rows.extend([Out(titre, "libelle"), Out(" ; ".join(f"{mot} ({code})" for code, mot in choix.items()))] for titre, choix in listes)
    return feuille


def ecrire_classeur(arbre: Arbre, texte: str = "") -> bytes:
    """Bytes of the workbook of a contract tree (empty: a blank one). `texte` is the contract file, kept as it is."""
    listes = _Listes()
    feuilles = [_marche(arbre, listes), _lots(arbre, listes), _criteres(arbre, listes)]
    choix = {s.titre: s.choix for _, saisies in groupes() for s in saisies if s.choix}
    feuilles += [_mode_d_emploi([(t, c) for t, c in choix.items() if c]), listes.feuille()]
    if texte:
        lignes = [[Out(MARQUES["fichier"], "cle")], *([Out(morceau) for morceau in ligne] for ligne in split_text(texte))]
        feuilles.append(SheetOut("Fichier", list(lignes), widths=[120], state="hidden"))
    return write_workbook(feuilles, f"Fichier de marché {lire(arbre, ('reference',)) or ''}".strip())
