"""From a plain tree: published data, or a contract file that is only being started."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any, TypeVar

from clausegen.conseil.achat import Achat
from clausegen.conseil.besoin import besoin_du_programme
from clausegen.conseil.depuis_marche import Sourcing
from clausegen.conseil.outils import Outils
from clausegen.conseil.secteur import rattacher
from clausegen.findings import Location
from clausegen.imports.arbre import lire
from clausegen.imports.decp_ligne import ContratDecp
from clausegen.imports.decp_quoi import CONCESSION
from clausegen.marche.choix import Nature, TypeAcheteur
from clausegen.marche.dates import lire_date
from clausegen.marche.types import lire_entier, lire_taux
from clausegen.values import parse_duree, parse_montant

_T = TypeVar("_T")
ORDINAIRE = "autre"
NATURES = tuple(Nature.valeurs)
_DOUTES = ("montant_estime", "duree", "nature", "objet")
ILLISIBLE = "[objet non publié ou illisible]"


def lu(texte: str | None, lecteur: Callable[[str], _T]) -> _T | None:
    """A value read from a text, None when there is none or it cannot be read (the reading of the file says it)."""
    if texte:
        with suppress(ValueError):
            return lecteur(texte)
    return None


def nature_de(nature: str, cpv: str, objet: str, outils: Outils) -> tuple[str, str]:
    """Nature of a purchase and what to say of it: given, else that of the CPV code, else that of the sector of its words."""
    if nature in NATURES:
        return nature, ""
    connu = outils.cpv.get(cpv) if cpv else None
    if connu is not None:
        return connu.nature, f"nature « {connu.nature} » déduite du code CPV"
    secteur = rattacher("", objet, outils.tables, outils.cpv).secteur
    if secteur is None:
        return "", ""
    return secteur.famille, f"nature « {secteur.famille} » déduite des mots de l’objet : à confirmer"


def achat_publie(contrat: ContratDecp, outils: Outils, acheteur: str = "") -> Achat:
    """A published contract, advised upon as if it were launched again on the day of the advice."""
    arbre = contrat.arbre
    if not arbre:
        dit = contrat.findings[0].constat if contrat.findings else "ligne illisible"
        return Achat(
            contrat.rang, ILLISIBLE, contrat.id, hors_champ=f"ligne laissée de côté : {dit}", place=contrat.place
        )
    objet, cpv, reserves = _objet(contrat), lire(arbre, ("cpv", "principal")) or "", _reserves(contrat)
    note = contrat.notes.get("cpv.principal")
    if not cpv and note is not None and note.proposition:
        cpv = note.proposition
        reserves += (f"code CPV complété pour ce conseil : {note.texte}",)
    nature, dite = nature_de(str(arbre.get("nature", "")), cpv, objet, outils)
    if dite and "nature" not in contrat.notes:
        reserves += (dite,)
    hors_champ = "concession : clausegen ne conseille que les marchés" if arbre.get("nature") == CONCESSION else ""
    duree = lu(lire(arbre, ("duree",)), parse_duree)
    genre = acheteur or str(lire(arbre, ("acheteur", "type")) or ORDINAIRE)
    besoin = besoin_du_programme(
        "" if hors_champ else nature, genre, contrat.montant, (cpv,), outils.jour, arbre.get("defense") == "oui", outils
    )
    return Achat(
        rang=contrat.rang, objet=objet, reference=contrat.id, acheteur=lire(arbre, ("acheteur", "nom")) or contrat.acheteur, nature=nature,
        cpv=cpv, montant=contrat.montant, duree_mois=duree.mois if duree else None, annonces=_annonces(contrat), reserves=reserves,
        hors_champ=hors_champ, besoin=besoin, place=contrat.place,
    )  # fmt: skip


def _objet(contrat: ContratDecp) -> str:
    """The object; what is left of it when it lost its accents, each sign lost shown as « ? »."""
    objet = contrat.arbre.get("objet")
    if objet:
        return str(objet)
    note = contrat.notes.get("objet")
    cite = note.texte.partition("«")[2].partition("»")[0].strip() if note is not None else ""
    return cite.replace("\ufffd", "?").strip("\u00a0 ") or ILLISIBLE


def _annonces(contrat: ContratDecp) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.constat for f in contrat.findings if f.code == "CG168"))


def _reserves(contrat: ContratDecp) -> tuple[str, ...]:
    """Findings on the data that the advice rests upon."""
    return tuple(
        dict.fromkeys(
            f.constat.replace("\ufffd", "?") for f in contrat.findings if f.field in _DOUTES and f.code != "CG161"
        )
    )


def achats_de_l_esquisse(
    arbre: Mapping[str, Any], outils: Outils, sourcing: Sourcing, acheteur: str, path: str
) -> Iterator[Achat]:
    """Lots of a contract file that cannot be built yet because it lacks fields."""
    tete = dict(arbre)
    lots: list[Mapping[str, Any]] = (
        [lot for lot in tete.get("lots") or () if isinstance(lot, Mapping)]
        if isinstance(tete.get("lots"), list)
        else []
    )
    lignes = (
        [(_champs(tete, {}), "")]
        if not lots
        else [(_champs(lot, tete), str(lot.get("numero", rang))) for rang, lot in enumerate(lots, 1)]
    )
    objets = " ".join(str(c["objet"]) for c, _ in lignes)
    premiers = _champs(tete, {})
    nature, dite = nature_de(str(tete.get("nature", "")), str(premiers["cpv"]), f"{premiers['objet']} {objets}", outils)
    montants = [c["montant"] for c, _ in lignes]
    valeur = lu(lire(tete, ("montant_estime",)), parse_montant) or (
        sum(montants, Decimal(0)) if all(m is not None for m in montants) else None
    )
    date = lu(lire(tete, ("date_consultation",)), lire_date)
    genre = lire(tete, ("acheteur", "type")) or ""
    genre = genre if genre in TypeAcheteur.valeurs else acheteur or ORDINAIRE
    cpv = tuple(str(c["cpv"]) for c, _ in lignes)
    besoin = besoin_du_programme(nature, genre, valeur, cpv, date or outils.jour, tete.get("defense") == "oui", outils)
    reprise = lire(tete, ("reprise_personnel",))
    for rang, (champs, numero) in enumerate(lignes, 1):
        yield Achat(
            rang=rang, objet=champs["objet"] or premiers["objet"] or ILLISIBLE, reference=lire(tete, ("reference",)) or "", lot=numero,
            nature=nature, cpv=champs["cpv"], montant=champs["montant"], duree_mois=champs["duree"],
            part_main_oeuvre=champs["part"], cout_horaire=champs["cout"], taux_insertion=champs["taux"], heures_totales=champs["heures"],
            reprise=None if reprise is None else reprise == "oui", fournisseurs=sourcing.compte(numero),
            chiffre_affaires_moyen=sourcing.moyen(numero), date_lancement=date, reserves=(dite,) if dite else (), besoin=besoin,
            place=Location(path),
        )  # fmt: skip


def _champs(arbre: Mapping[str, Any], tete: Mapping[str, Any]) -> dict[str, Any]:
    def texte(*chemin: str) -> str:
        racine = ("lots",) if tete else ()
        return (
            lire(dict(arbre), chemin, racine)
            or (lire(dict(tete), chemin) if chemin[0] in ("cpv", "duree", "insertion") else None)
            or ""
        )

    def calcul(nom: str, lecteur: Callable[[str], _T]) -> _T | None:
        """A value of the calculation of hours, as `clausegen heures` will read it once the file is complete."""
        return lu(texte("insertion", "calcul", nom), lecteur)

    duree = lu(texte("duree"), parse_duree)
    return {"objet": texte("objet"), "cpv": texte("cpv", "principal"), "montant": lu(texte("montant_estime"), parse_montant),
            "duree": duree.mois if duree else None, "part": calcul("part_main_oeuvre", lire_taux),
            "cout": calcul("cout_horaire", parse_montant), "taux": calcul("taux_insertion", lire_taux),
            "heures": calcul("heures_totales", lire_entier)}  # fmt: skip
