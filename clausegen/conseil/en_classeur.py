"""The advice as a workbook: the ranking with filters, the reasons of each lever, the data of the hours, how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from clausegen.conseil.arbre import Conseil, Statut
from clausegen.conseil.dire import AVERTISSEMENT, OBLIGATIONS, STATUTS, bilan, jour, leviers, nature
from clausegen.conseil.programme import Classement
from clausegen.conseil.raisons import Effet, Raison
from clausegen.ecriture import heures
from clausegen.sources.workbook_writing import TEXT, Out, SheetOut, write_workbook
from clausegen.sources.workbooks import column_letter

EUROS, HEURES, TAUX, MOIS = '#,##0\\ "€"', '#,##0\\ "h"', "0%", '0\\ "mois"'
# Purchases whose every lever is told: a sheet of tens of thousands of reasons is not read.
_DETAILLES = 400
_STATUTS = {
    Statut.PROPICE: "favorable",
    Statut.A_ETUDIER: "reserve",
    Statut.PEU_PROPICE: "ecarte",
    Statut.HORS_CHAMP: "ecarte",
}
_EFFETS = {Effet.RECOMMANDE: "favorable", Effet.POSSIBLE: "reserve", Effet.EXCLU: "ecarte"}
_COLONNES = (
    ("Rang", 6), ("Statut", 12), ("Référence", 16), ("Lot", 6), ("Objet", 44), ("Montant HT", 15), ("Heures", 11), ("Leviers recommandés", 22),
    ("Condition sociale", 14), ("Motif", 48), ("Secteur", 24), ("Nature", 13), ("CPV", 11), ("Durée", 9), ("Prudent", 11), ("Ambitieux", 11),
    ("Acheteur", 22), ("À savoir", 100),
)  # fmt: skip


def en_classeur(classement: Classement) -> bytes:
    """Bytes of the .xlsx, stamped so that it can be written again when nobody changed it."""
    feuilles = [_classement(classement), _leviers(classement), _hypotheses(classement), _lisez_moi(classement)]
    return write_workbook(feuilles, "Marchés propices à l’insertion", stamped=True)


def _texte(valeur: str, style: str = "texte") -> Out:
    return Out(valeur, style, TEXT)


def _nombre(valeur: Decimal | int | None, forme: str) -> Out:
    """A number, or a dash for what is not known; cents are left to the source file."""
    if valeur is None:
        return _texte("—")
    return Out(Decimal(valeur).quantize(Decimal(1)) if forme == EUROS else valeur, "texte", forme)


def _feuille(
    nom: str, titre: str, colonnes: Sequence[tuple[str, int]], lignes: Sequence[Sequence[Out]], fige: str
) -> SheetOut:
    """Title, empty row, headings with filters, rows; prints in landscape with its headings on each page."""
    rangs: list[Sequence[Out | None]] = [[Out(titre, "titre"), *(Out(None, "titre") for _ in colonnes[1:])], []]
    rangs.append([Out(c, "entete") for c, _ in colonnes])
    rangs.extend(lignes)
    fin = column_letter(len(colonnes))
    return SheetOut(nom, rangs, tuple(largeur for _, largeur in colonnes), fige, locked=False, landscape=True, repeat="1:3",
                    filtered=f"A3:{fin}{max(len(rangs), 4)}")  # fmt: skip


def _classement(classement: Classement) -> SheetOut:
    titre = (
        f"{bilan(len(classement.de(Statut.PROPICE)), len(classement.conseils))} — conseil du {jour(classement.jour)}"
    )
    lignes = [_ligne(rang, conseil) for rang, conseil in enumerate(classement.conseils, 1)]
    return _feuille("Classement", titre, _COLONNES, lignes, "F4")


def _ligne(rang: int, conseil: Conseil) -> list[Out]:
    achat, secteur = conseil.achat, conseil.rattachement.secteur
    calibres = {nom: h for nom, _, h in conseil.estimation.fourchette} if conseil.heures is not None else {}
    return [
        Out(rang, "texte"), _texte(conseil.statut.libelle, _STATUTS[conseil.statut]), _texte(achat.reference), _texte(achat.lot),
        _texte(achat.objet), _nombre(achat.montant, EUROS), _nombre(conseil.heures, HEURES), _texte(leviers(conseil)),
        _texte(OBLIGATIONS[achat.besoin.obligation], "reserve" if achat.besoin.obligation == "oui" else "texte"), _texte(conseil.motif),
        _texte(f"{secteur.nom} (potentiel {secteur.potentiel})" if secteur else "non reconnu"), _texte(nature(achat.nature)),
        _texte(achat.cpv.split("-")[0] or "—"), _nombre(achat.duree_mois, MOIS), _nombre(calibres.get("prudent"), HEURES),
        _nombre(calibres.get("ambitieux"), HEURES), _texte(achat.acheteur), _texte("\n".join(str(r) for r in conseil.remarques)),
    ]  # fmt: skip


def _leviers(classement: Classement) -> SheetOut:
    colonnes = (("Rang", 6), ("Référence", 16), ("Lot", 6), ("Objet", 36), ("Levier", 34), ("Verdict", 13), ("Raisons", 70), ("Réserves", 50),
                ("Textes", 34), ("À écrire dans le fichier de marché", 40))  # fmt: skip
    lignes = []
    for rang, conseil in enumerate(classement.conseils[:_DETAILLES], 1):
        achat = conseil.achat
        for verdict in conseil.verdicts:
            dit = verdict.effet.value.replace("exclu", "écarté") + (" (prévu)" if verdict.prevu else "")
            lignes.append([
                Out(rang, "texte"), _texte(achat.reference), _texte(achat.lot), _texte(achat.objet), _texte(verdict.titre),
                _texte(dit, _EFFETS[verdict.effet]), _texte(_liste(verdict.raisons)), _texte(_liste(verdict.reserves)),
                _texte("\n".join(verdict.textes)), _texte("" if verdict.effet is Effet.EXCLU else verdict.ecrire),
            ])  # fmt: skip
    return _feuille("Leviers et raisons", _titre_des_leviers(classement), colonnes, lignes, "E4")


def _titre_des_leviers(classement: Classement) -> str:
    suite = f" ; les {_DETAILLES} premiers rangs" if len(classement.conseils) > _DETAILLES else ""
    return f"Un levier par ligne : filtrez par verdict ou par rang{suite}"


def _liste(raisons: Sequence[Raison]) -> str:
    return "\n".join(str(r) for r in raisons)


def _hypotheses(classement: Classement) -> SheetOut:
    colonnes = (
        ("Rang", 6),
        ("Référence", 16),
        ("Objet", 40),
        ("Heures", 11),
        ("Calcul", 70),
        ("Donnée", 46),
        ("Source", 70),
        ("À confirmer", 13),
    )
    lignes = []
    for rang, conseil in enumerate(classement.conseils, 1):
        volume = conseil.estimation.volume
        if conseil.heures is None or volume is None:
            continue
        for hypothese in conseil.estimation.hypotheses:
            lignes.append([
                Out(rang, "texte"), _texte(conseil.achat.reference), _texte(conseil.achat.objet), _nombre(conseil.heures, HEURES),
                _texte(volume.explication), _texte(hypothese.texte), _texte(hypothese.source),
                _texte("à confirmer" if hypothese.a_confirmer else "non", "reserve" if hypothese.a_confirmer else "texte"),
            ])  # fmt: skip
    return _feuille("Données des heures", "D’où viennent les heures", colonnes, lignes, "D4")


def _lisez_moi(classement: Classement) -> SheetOut:
    compte = "\n".join(f"{nom} : {len(classement.de(statut))}" for statut, nom in STATUTS.items())
    propres = [
        ("Conseil du", jour(classement.jour)), ("Compte", compte),
        ("Heures", f"{heures(classement.heures)} pour les marchés propices où une clause en heures est recommandée. Calibrage équilibré, sauf taux donné ; "
                   "les colonnes « Prudent » et « Ambitieux » montrent la sensibilité."),
        ("Ordre", "Statut, puis obligation légale, puis heures, puis montant."),
        ("Statuts", "Propice : un levier porteur d’insertion est recommandé. À étudier : une donnée manque, un lot réservé est à sonder, ou une condition "
                    "sociale est obligatoire sans heures. Peu propice : trop peu d’heures, ou achat sans main-d’œuvre. Hors champ : concession, ligne illisible."),
        ("Verdicts", "Recommandé, possible, écarté : chaque verdict a ses raisons et leurs sources (feuille « Leviers et raisons »)."),
        ("Réserves", AVERTISSEMENT),
    ]  # fmt: skip
    rangs: list[Sequence[Out | None]] = [[Out("Comment lire ce classeur", "titre"), Out(None, "titre")], []]
    rangs.extend([Out(nom, "obligatoire"), Out(texte, "texte", TEXT)] for nom, texte in propres)
    return SheetOut("Lisez-moi", rangs, (16, 100), "A3", locked=False)
