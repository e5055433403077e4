"""The advice on a terminal, at its width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from clausegen.conseil.arbre import Conseil, Statut
from clausegen.conseil.dire import (
    AVERTISSEMENT,
    OBLIGATIONS,
    STATUTS,
    TITRES,
    bilan,
    donnees,
    en_heures,
    fourchette,
    jour,
    leviers,
    titre,
)
from clausegen.conseil.programme import Classement
from clausegen.conseil.raisons import Effet, Raison, Verdict
from clausegen.ecriture import INSECABLE, euros, heures

_PUCES = {Effet.RECOMMANDE: "✔", Effet.POSSIBLE: "·", Effet.EXCLU: "✘"}
MIN, MAX = 60, 140


def plier(texte: str, largeur: int, tete: str = "", suite: str = "") -> list[str]:
    """Lines of at most `largeur` signs; no-break spaces hold."""
    return textwrap.wrap(texte, largeur, initial_indent=tete, subsequent_indent=suite, break_on_hyphens=False) or [
        tete.rstrip()
    ]


def conseil_en_texte(conseil: Conseil, largeur: int) -> Iterator[str]:
    """Lines of the whole advice on a purchase."""
    largeur = max(MIN, min(largeur, MAX))
    yield from plier(titre(conseil), largeur, "", "  ")
    yield from plier(donnees(conseil), largeur, "  ", "  ")
    yield from plier(f"{conseil.statut.libelle.upper()} — {conseil.motif}", largeur, "  ", "    ")
    if conseil.statut is Statut.HORS_CHAMP:
        return
    obligation = conseil.achat.besoin.obligation
    yield f"  Condition sociale{INSECABLE}: {OBLIGATIONS[obligation]}"
    yield from _heures(conseil, largeur)
    for effet in (Effet.RECOMMANDE, Effet.POSSIBLE, Effet.EXCLU):
        siens = [v for v in conseil.verdicts if v.effet is effet]
        if siens:
            yield f"  {TITRES[effet]}"
        for verdict in siens:
            yield from _verdict(verdict, largeur)
    yield from _raisons("  À savoir", conseil.remarques, largeur)


def _heures(conseil: Conseil, largeur: int) -> Iterator[str]:
    estimation = conseil.estimation
    if conseil.heures is None:
        if estimation.manque:
            yield from plier(f"Heures{INSECABLE}: non calculables ({estimation.manque})", largeur, "  ", "    ")
        return
    assert estimation.volume is not None
    yield from plier(f"Heures{INSECABLE}: {estimation.volume.explication}", largeur, "  ", "    ")
    if estimation.fourchette:
        yield from plier(fourchette(conseil), largeur, "    ", "    ")
    for hypothese in estimation.hypotheses:
        yield from plier(str(hypothese), largeur, "    – ", "      ")


def _verdict(verdict: Verdict, largeur: int) -> Iterator[str]:
    prevu = ""
    if verdict.prevu:
        prevu = " [prévu dans le fichier, bien qu’écarté]" if verdict.effet is Effet.EXCLU else " [déjà prévu]"
    yield from plier(f"{verdict.titre}{prevu}", largeur, f"    {_PUCES[verdict.effet]} ", "      ")
    yield from _raisons("", (*verdict.raisons, *verdict.reserves), largeur, "        ")
    if verdict.effet is Effet.RECOMMANDE and not verdict.prevu:
        if verdict.textes:
            yield from plier("Textes : " + " ; ".join(verdict.textes), largeur, "        ", "        ")
        yield from plier(f"À écrire : {verdict.ecrire}", largeur, "        ", "        ")


def _raisons(titre_: str, raisons: Iterable[Raison], largeur: int, marge: str = "    ") -> Iterator[str]:
    liste = list(raisons)
    if titre_ and liste:
        yield titre_
    for raison in liste:
        yield from plier(str(raison), largeur, f"{marge}– ", f"{marge}  ")


def classement_en_texte(classement: Classement, largeur: int, limite: int) -> Iterator[str]:
    """A programme: suitable contracts, those to study, then a count of the others."""
    largeur = max(MIN, min(largeur, MAX))
    propices = classement.de(Statut.PROPICE)
    total = f", {heures(classement.heures)} de clause d’insertion estimées" if classement.heures else ""
    yield from plier(
        f"{bilan(len(propices), len(classement.conseils))}{total} (conseil du {jour(classement.jour)})", largeur, "", ""
    )
    rang = 0
    for statut in (Statut.PROPICE, Statut.A_ETUDIER):
        siens = classement.de(statut)
        if not siens:
            continue
        yield ""
        yield f"{STATUTS[statut]} ({len(siens)})"
        yield _ligne(("", "Objet", "Montant HT", "Heures", "Leviers recommandés"), largeur)
        for conseil in siens[:limite]:
            rang += 1
            yield from _rang(conseil, rang, largeur)
        if len(siens) > limite:
            yield f"  … et {len(siens) - limite} autres (--limite, ou -o FICHIER.xlsx pour tout avoir)"
            rang += len(siens) - limite
    yield from _ecartes(classement, largeur)
    if any(c.achat.besoin.obligation == "oui" for c in classement.conseils):
        yield ""
        yield "* condition sociale obligatoire à cette date (article et motif : --detail)"
    yield ""
    yield from plier(AVERTISSEMENT, largeur, "", "")


def _rang(conseil: Conseil, rang: int, largeur: int) -> Iterator[str]:
    achat = conseil.achat
    montant = euros(achat.montant.quantize(achat.montant.__class__(1))) if achat.montant is not None else "inconnu"
    etoile = "*" if achat.besoin.obligation == "oui" else ""
    yield _ligne(
        (f"{rang}{etoile}", " ".join(achat.objet.split()), montant, en_heures(conseil), leviers(conseil)), largeur
    )
    yield from plier(f"{achat.designation} : {conseil.motif}", largeur, "     ", "     ")


def _ligne(cellules: tuple[str, str, str, str, str], largeur: int) -> str:
    """Columns that follow the width: the object takes what the others leave."""
    fin = 22 if largeur < 100 else 34
    objet = largeur - 5 - 14 - 10 - fin - 3
    numero, quoi, montant, volume, levier = cellules
    return f"{numero:>4} {_coupe(quoi, objet):<{objet}} {_coupe(montant, 14):>14} {volume:>9} {_coupe(levier, fin)}".rstrip()


def _coupe(texte: str, place: int) -> str:
    return texte if len(texte) <= place else texte[: place - 1] + "…"


def _ecartes(classement: Classement, largeur: int) -> Iterator[str]:
    for statut in (Statut.PEU_PROPICE, Statut.HORS_CHAMP):
        siens = classement.de(statut)
        if siens:
            yield ""
            yield from plier(
                f"{STATUTS[statut]} ({len(siens)}) : motifs avec --detail, --tout ou -o FICHIER.xlsx", largeur, "", ""
            )


def ecartes_en_texte(classement: Classement, largeur: int) -> Iterator[str]:
    """The others, one line each with its reason."""
    for statut in (Statut.PEU_PROPICE, Statut.HORS_CHAMP):
        for conseil in classement.de(statut):
            yield from plier(f"{titre(conseil)[:largeur]} : {conseil.motif}", largeur, "  ", "    ")
