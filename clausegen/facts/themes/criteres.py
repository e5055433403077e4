"""Facts on the award criteria of a lot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clausegen.ecriture import liste, sans_accent
from clausegen.facts.registre import OUI_NON, Dit, VueLot, fait

if TYPE_CHECKING:
    from clausegen.marche.consultation import Critere, SousCritere

MOTS_ENVIRONNEMENT = ("environnement", "ecologi", "carbone", "climat", "biodiversit")


def noms(criteres: tuple[Critere, ...]) -> Iterator[str]:
    """Names of the criteria and of their sub-criteria."""
    for critere in criteres:
        yield critere.nom
        yield from (s.nom for s in critere.sous_criteres)


def _presents(trouves: list[str], absence: str) -> Dit:
    return Dit(bool(trouves), liste([f"« {t} »" for t in trouves]) or absence)


@fait("lot.faits.critere_insertion", "critère d’insertion", OUI_NON, lit=("criteres[].type", "insertion.leviers"),
      sources=("ccp.R2152-7",))  # fmt: skip
def critere_insertion(vue: VueLot) -> Dit:
    """A criterion of type insertion is announced, or the levers contain a criterion."""
    trouves = [c.nom for c in vue.lot.criteres if c.type == "insertion"]
    leviers = set(vue.lot.insertion.leviers) if vue.lot.insertion else set()
    if not trouves and leviers & {"critere", "combine"}:
        return Dit(True, "levier « critère » choisi")
    return _presents(trouves, "aucun critère d’insertion")


@fait("lot.faits.critere_apprentissage", "critère d’apprentissage", OUI_NON,
      lit=("criteres[].type", "criteres[].nom", "criteres[].sous_criteres"), sources=("ccp.R2152-7",))  # fmt: skip
def critere_apprentissage(vue: VueLot) -> Dit:
    """The type says so, or the name of a criterion of type insertion or social, or of a sub-criterion, has the word."""
    trouves = []
    for critere in vue.lot.criteres:
        nomme = critere.type in ("insertion", "social") and any("apprenti" in sans_accent(n) for n in noms((critere,)))
        if critere.type == "apprentissage" or nomme:
            trouves.append(critere.nom)
    return _presents(trouves, "aucun critère d’apprentissage")


@fait("lot.faits.critere_remuneration_equitable", "critère de rémunération équitable", OUI_NON,
      lit=("criteres[].type", "criteres[].nom", "criteres[].sous_criteres"), sources=("ccp.R2152-7",))  # fmt: skip
def critere_remuneration_equitable(vue: VueLot) -> Dit:
    """The type says so, or a name of criterion or sub-criterion contains the words."""
    trouves = [
        critere.nom
        for critere in vue.lot.criteres
        if critere.type == "remuneration_equitable"
        or any("remuneration equitable" in sans_accent(n) for n in noms((critere,)))
    ]
    return _presents(trouves, "aucun critère de rémunération équitable")


def _sur_l_environnement(sous: SousCritere) -> bool:
    """A sub-criterion of that type, or named for it, that carries a weight."""
    nomme = any(mot in sans_accent(sous.nom) for mot in MOTS_ENVIRONNEMENT)
    return bool(sous.poids) and (sous.type == "environnement" or nomme)


@fait("lot.faits.critere_environnement", "critère environnemental", OUI_NON,
      lit=("criteres[].type", "criteres[].sous_criteres"), sources=("ccp.R2152-7",))  # fmt: skip
def critere_environnement(vue: VueLot) -> Dit:
    """A criterion of that type, or a sub-criterion named for it that carries a weight."""
    trouves = []
    for critere in vue.lot.criteres:
        if critere.type == "environnement":
            trouves.append(critere.nom)
            continue
        trouves += [sous.nom for sous in critere.sous_criteres if _sur_l_environnement(sous)]
    return _presents(trouves, "aucun critère environnemental")


@fait("lot.faits.critere_unique", "critère unique", OUI_NON, lit=("criteres",), sources=("ccp.R2152-7",))
def critere_unique(vue: VueLot) -> Dit:
    """Exactly one criterion."""
    criteres = vue.lot.criteres
    return Dit(len(criteres) == 1, liste([f"« {c.nom} »" for c in criteres]) or "aucun critère")


@fait("lot.faits.heures_notees", "heures supplémentaires notées", OUI_NON,
      lit=("insertion.engagement_supplementaire.note",), sources=("ccp.R2152-11",))  # fmt: skip
def heures_notees(vue: VueLot) -> Dit:
    """Hours are due, an insertion criterion is announced, and the extra commitment is scored."""
    if not vue.faits.heures_dues:
        return Dit(False, "aucune heure n’est due")
    if not vue.faits.critere_insertion:
        return Dit(False, "aucun critère d’insertion")
    notees = bool(vue.lot.insertion.engagement_supplementaire and vue.lot.insertion.engagement_supplementaire.note)
    return Dit(notees, "l’engagement supplémentaire est noté" if notees else "l’engagement supplémentaire n’est pas noté")
