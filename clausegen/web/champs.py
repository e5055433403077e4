"""Fields as a page shows them: value, default that holds, findings, and whether they mean anything in this contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clausegen.checks.contexte import LotExamine
from clausegen.checks.sans_effet import TABLE, Place
from clausegen.drafting.values import NotPrintable, text_of
from clausegen.findings import Finding
from clausegen.imports.arbre import lire
from clausegen.imports.criteres import en_lignes
from clausegen.marche.saisie import Saisie, couper, saisie_de
from clausegen.web.etat import MANQUE, Etat
from clausegen.web.pages import Chemin, Page, Tableau, ancre, sections, tableau_de

_COURT = 3


@dataclass(frozen=True)
class Champ:
    """A field on a page. `nom`: its name in the form; `ailleurs`: written in a way that one box cannot show.

    `sans_objet`: why it changes nothing in this contract (empty when it counts); `retenu`: value that holds without answer.
    """

    saisie: Saisie
    nom: str
    id: str
    valeur: str
    constats: tuple[Finding, ...] = ()
    sans_objet: str = ""
    retenu: str = ""
    raison: str = ""
    a_confirmer: bool = False
    ailleurs: bool = False
    manque: bool = False

    @property
    def choisis(self) -> tuple[str, ...]:
        """Elements of a list, as codes when they are choices."""
        return tuple(couper(self.valeur))

    @property
    def forme(self) -> str:
        """Kind of box: radio, liste, cases, texte_long, texte."""
        s = self.saisie
        if s.genre in ("oui_non", "interrupteur"):
            return "radio"
        if s.genre == "choix" and s.choix:
            return "suggestions" if s.libre else "radio" if len(s.choix) <= _COURT else "liste"
        if s.genre == "liste":
            return "cases" if s.choix and not s.libre else "texte_long"
        return "texte_long" if s.genre == "texte" and len(s.exemple) > 60 else "texte"

    @property
    def reponses(self) -> dict[str, str]:
        """Answers of a radio: value → wording."""
        return (
            {"oui": "Oui", "non": "Non"}
            if self.saisie.genre in ("oui_non", "interrupteur")
            else dict(self.saisie.choix or {})
        )

    @property
    def fautif(self) -> bool:
        """At least one finding that is not only something left to give."""
        return any(c.code not in MANQUE for c in self.constats)


@dataclass(frozen=True)
class Lignes:
    """A table on a page: each row is (rank in the file, cells); blank rows have rank -1."""

    tableau: Tableau
    id: str
    lignes: tuple[tuple[int, tuple[Champ, ...]], ...]
    constats: tuple[Finding, ...] = ()


def constats_de(etat: Etat, chemin: tuple[str | int, ...]) -> tuple[Finding, ...]:
    """Findings on a field or under it."""
    nom = ".".join(map(str, chemin))
    return tuple(c for c in etat.constats if c.field == nom or c.field.startswith(f"{nom}."))


def sans_objet(etat: Etat, page: Page) -> dict[Chemin, str]:
    """Why fields change nothing in this contract, by path under the root of the page."""
    regles = etat.regles
    if regles is None:
        return {}
    lots = list(regles.lots())
    lot: LotExamine | None = None
    if page.lot is not None:
        lot = lots[page.lot] if page.lot < len(lots) else None
    elif not regles.marche.lots:
        lot = lots[0]
    trouves: dict[Chemin, str] = {}
    for ligne in TABLE:
        if (
            (page.lot is not None and not ligne.par_lot)
            or (ligne.par_lot and lot is None)
            or any("[]" in c for c in ligne.champs)
        ):
            continue
        section = lot.lot if ligne.par_lot and lot is not None else regles.marche
        if ligne.quand(Place(regles, lot if ligne.par_lot else None, section)):
            trouves.update({tuple(c.split(".")): ligne.raison for c in ligne.champs})
    return trouves


def _inactive(page: Page, saisie: Saisie, arbre: Mapping[str, Any], etat: Etat) -> str:
    """A field of a section that is off, or of a framework agreement where there is none."""
    chemin = page.relatif(saisie)
    if len(chemin) < 2:
        return ""
    interrupteur = next((s for s in page.saisies if page.relatif(s) == chemin[:1] and s.genre == "interrupteur"), None)
    if interrupteur is not None and lire(arbre, chemin[:1], page.modele) != "oui":
        return f"la réponse à « {interrupteur.titre} » n’est pas oui"
    if chemin[0] == "accord_cadre" and etat.marche is not None and str(etat.marche.forme) == "ordinaire":
        return "le marché n’est pas un accord-cadre"
    return ""


def _sous_arbre(etat: Etat, page: Page) -> dict[str, Any]:
    noeud: Any = etat.arbre
    for pas in page.racine:
        noeud = noeud[pas] if isinstance(noeud, list) and isinstance(pas, int) and pas < len(noeud) else (
            noeud.get(pas) if isinstance(noeud, dict) else None)  # fmt: skip
    return noeud if isinstance(noeud, dict) else {}


def champs_de(etat: Etat, page: Page) -> list[tuple[str, list[Champ]]]:
    """Sections of a page with their fields."""
    arbre = _sous_arbre(etat, page)
    inutiles = sans_objet(etat, page)
    return [(titre, [_champ(etat, page, s, arbre, inutiles) for s in saisies]) for titre, saisies in sections(page)]


def _champ(etat: Etat, page: Page, saisie: Saisie, arbre: Mapping[str, Any], inutiles: Mapping[Chemin, str]) -> Champ:
    relatif = page.relatif(saisie)
    entier = (*page.racine, *relatif)
    valeur = lire(arbre, relatif, page.modele) or ""
    noeud: Any = arbre
    for nom in relatif:
        noeud = noeud.get(nom) if isinstance(noeud, dict) else None
    ailleurs = bool(not valeur and noeud)
    ecrit = bool(valeur or ailleurs)
    raison = "" if ecrit else inutiles.get(relatif, "") or _inactive(page, saisie, arbre, etat)
    retenu, pourquoi, confirmer = ("", "", False) if ecrit else _retenu(etat, page, relatif)
    constats = tuple(
        c for c in constats_de(etat, entier) if c.field == ".".join(map(str, entier)) or saisie.genre != "interrupteur"
    )
    if saisie.genre == "choix" and valeur:
        valeur = saisie.ecrire(valeur)
    if saisie.genre == "liste" and saisie.choix:
        valeur = " ; ".join(_code(saisie, e) for e in couper(valeur))
    manque = any(c.code in MANQUE for c in constats) or (".".join(map(str, entier)) in etat.manquants)
    return Champ(
        saisie,
        "c." + ".".join(relatif),
        ancre(entier),
        valeur,
        constats,
        raison,
        retenu,
        pourquoi,
        confirmer,
        ailleurs,
        manque,
    )


def _code(saisie: Saisie, texte: str) -> str:
    try:
        (valeur,) = saisie.lire(texte)
    except ValueError:
        return texte
    return str(valeur)


def _retenu(etat: Etat, page: Page, relatif: Chemin) -> tuple[str, str, bool]:
    """Value that holds though nothing is written, its reason, whether it is to be confirmed."""
    objet = etat.marche
    if objet is None:
        return "", "", False
    defauts = {d.path: d for d in objet.defauts_calcules}
    chemin = ".".join(map(str, (*page.racine, *relatif)))
    if page.lot is not None:
        lots = objet.lots_effectifs
        objet = lots[page.lot] if page.lot < len(lots) else None
    for nom in relatif[:-1]:
        objet = getattr(objet, nom, None)
        if not objet:
            return "", "", False
    valeur = getattr(objet, relatif[-1], None)
    if valeur is None or valeur == () or hasattr(valeur, "model_fields_set"):
        return "", "", False
    try:
        texte = " ; ".join(text_of(v) for v in valeur) if isinstance(valeur, tuple) else text_of(valeur)
    except NotPrintable:
        return "", "", False
    defaut = defauts.get(chemin) or defauts.get(".".join(relatif))
    return texte, defaut.raison if defaut else "", bool(defaut and defaut.a_confirmer)


def tableaux_de(etat: Etat, page: Page, vides: int = 1) -> list[Lignes]:
    """Tables of a page, with blank rows at the end."""
    arbre = _sous_arbre(etat, page)
    trouves = []
    for tableau in page.tableaux:
        noeud: Any = arbre
        for nom in tableau.chemin:
            noeud = noeud.get(nom) if isinstance(noeud, dict) else None
        items = noeud if isinstance(noeud, list) else []
        base = (*page.racine, *tableau.chemin)
        lignes = []
        for rang, item in enumerate([*items, *({} for _ in range(vides))]):
            elements = item if isinstance(item, dict) else {_principal(tableau, page): item}
            cellules = tuple(
                Champ(s, f"t.{tableau.nom}.{rang}.{s.chemin[-1]}", ancre((*base, rang, s.chemin[-1])),
                      lire(elements, (s.chemin[-1],), (*page.modele, *tableau.chemin)) or "",
                      constats_de(etat, (*base, rang, s.chemin[-1])) if rang < len(items) else ())
                for s in tableau.colonnes
            )  # fmt: skip
            lignes.append((rang if rang < len(items) else -1, cellules))
        trouves.append(
            Lignes(
                tableau,
                ancre(base),
                tuple(lignes),
                tuple(c for c in etat.constats if c.field == ".".join(map(str, base))),
            )
        )
    return trouves


def _principal(tableau: Tableau, page: Page) -> str:
    from clausegen.marche.saisie import principal_de

    return principal_de((*page.modele, *tableau.chemin)) or tableau.colonnes[0].chemin[-1]


COLONNES_CRITERES = ("nom", "sous_critere", "type", "poids", "document", "methode")


def criteres_de(etat: Etat, page: Page, vides: int = 2) -> Lignes | None:
    """Criteria of the contract or of a lot, as rows: a criterion, then its parts. None when rows cannot hold them."""
    arbre = _sous_arbre(etat, page)
    lignes = en_lignes(arbre["criteres"]) if arbre.get("criteres") else []
    if lignes is None:
        return None
    colonnes = saisies_criteres()
    base = (*page.racine, "criteres")
    rangees = []
    for rang, ligne in enumerate([*lignes, *({} for _ in range(vides))]):
        cellules = tuple(
            Champ(s, f"k.{rang}.{cle}", ancre((*base, rang, cle)), ligne.get(cle, "")) for cle, s in colonnes.items()
        )
        rangees.append((rang if rang < len(lignes) else -1, cellules))
    tableau = Tableau(
        ("criteres",), "Critères d’attribution", tableau_de(("criteres",)).aide, "critère", tuple(colonnes.values())
    )
    return Lignes(tableau, ancre(base), tuple(rangees), constats_de(etat, base))


def saisies_criteres() -> dict[str, Saisie]:
    """Columns of the rows of criteria."""
    chemins = {c: ("criteres", c) for c in COLONNES_CRITERES if c != "sous_critere"} | {
        "sous_critere": ("criteres", "sous_criteres", "nom")
    }
    trouvees = {cle: saisie_de(chemins[cle]) for cle in COLONNES_CRITERES}
    return {cle: s for cle, s in trouvees.items() if s is not None}
