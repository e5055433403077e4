"""Checks across fields: duplicates, sums of weights, order of dates, forms that contradict each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from clausegen.findings import Finding, Location, Niveau
from clausegen.marche.chemins import situer
from clausegen.marche.consultation import Critere
from clausegen.marche.lot import Lot
from clausegen.marche.marche import Marche

Chemin = tuple[str | int, ...]
Localiser = Callable[[Chemin, bool], Location]


def _constat(code: str, niveau: Niveau, constat: str, remede: str, chemin: Chemin, locate: Localiser) -> Finding:
    return Finding(code, niveau, constat, remede, locate(chemin, False), ".".join(str(pas) for pas in chemin))


def controler(marche: Marche, locate: Localiser) -> list[Finding]:
    """Every finding across the fields of a contract that could be read."""
    return [
        *_doublons(marche, locate),
        *_criteres(marche, locate),
        *_dates(marche, locate),
        *_tranches(marche, locate),
        *_accord_cadre(marche, locate),
        *_heures(marche, locate),
    ]


def _nom(lot: Lot) -> str:
    return f"lot n°\u00a0{lot.numero} ({lot.objet})" if lot.numero else ""


def _devant(lot: Lot, texte: str) -> str:
    return f"{_nom(lot)} : {texte}" if lot.numero else texte


def _chemin(marche: Marche, rang: int, *suite: str | int) -> Chemin:
    return ("lots", rang, *suite) if marche.lots else suite


def _doublons(marche: Marche, locate: Localiser) -> Iterator[Finding]:
    yield from numeros_doubles([(rang, lot.numero or "") for rang, lot in enumerate(marche.lots)], locate)
    for nom in ("pse",):
        numeros = [p.numero for p in getattr(marche, nom)]
        for rang, numero in enumerate(numeros):
            if numero in numeros[:rang]:
                yield _constat("CG122", Niveau.BLOQUANT, f"deux PSE portent le numéro {numero}",
                               "numérotez-les différemment", (nom, rang, "numero"), locate)  # fmt: skip


def numeros_doubles(numeros: Sequence[tuple[int, str]], locate: Localiser) -> Iterator[Finding]:
    """Lots of the same number, « 4 » and « 04 » being one; each with its rank in the file."""
    vus: dict[str, int] = {}
    for rang, ecrit in numeros:
        numero = ecrit.strip().casefold()
        cle = numero.lstrip("0") or numero
        if cle and cle in vus:
            yield _constat(
                "CG122", Niveau.BLOQUANT, f"deux lots portent le numéro {ecrit.strip()} (lots {vus[cle] + 1} et {rang + 1} du fichier)",
                "numérotez-les différemment", ("lots", rang, "numero"), locate,
            )  # fmt: skip
        vus.setdefault(cle, rang)


def _pourcent(total: Decimal) -> str:
    return f"{(total * 100).normalize():f}".replace(".", ",") + " %"


def _criteres(marche: Marche, locate: Localiser) -> Iterator[Finding]:
    deja: set[int] = set()
    for rang, lot in enumerate(marche.lots_effectifs):
        if id(lot.criteres) in deja:
            continue
        deja.add(id(lot.criteres))
        propres = marche.lots and lot.criteres is not marche.criteres
        debut: Chemin = ("lots", rang, "criteres") if propres else ("criteres",)
        qui = f"{_nom(lot)}, " if propres else ""
        if not lot.criteres:
            yield sans_critere(qui, debut, locate)
            continue
        yield from poids(lot.criteres, qui, debut, locate)


def sans_critere(qui: str, ou: Chemin, locate: Localiser) -> Finding:
    """No criterion is given for the lot that `qui` names (empty: the contract)."""
    return _constat("CG123", Niveau.BLOQUANT, f"{qui}aucun critère d’attribution n’est donné", "ajoutez « criteres » et leurs poids", ou, locate)


def poids(criteres: Sequence[Critere], qui: str, debut: Chemin, locate: Localiser) -> Iterator[Finding]:
    """Weights of criteria and of their parts that do not make a whole; `qui` names the lot, if any."""
    ecrits = [c.poids for c in criteres]
    donnes = [p for p in ecrits if p is not None]
    if donnes and len(donnes) < len(ecrits):
        rang = ecrits.index(None)
        yield _constat(
            "CG123", Niveau.BLOQUANT, f"{qui}critère « {criteres[rang].nom} » : la pondération manque",
            "donnez un poids à chaque critère", (*debut, rang), locate,
        )  # fmt: skip
    elif donnes and sum(donnes) != 1:
        yield _constat(
            "CG123", Niveau.BLOQUANT, f"{qui}les poids des critères font {_pourcent(sum(donnes, Decimal(0)))} au lieu de 100 %",
            "corrigez les pondérations", debut, locate,
        )  # fmt: skip
    for rang, critere in enumerate(criteres):
        parts = [s.poids for s in critere.sous_criteres if s.poids is not None]
        if not parts:
            continue
        total = sum(parts, Decimal(0))
        if len(parts) < len(critere.sous_criteres) or total not in (Decimal(1), critere.poids):
            attendu = "100 %" + (
                f" du critère, ou {_pourcent(critere.poids)} de la note" if critere.poids is not None else ""
            )
            yield _constat(
                "CG123", Niveau.BLOQUANT,
                f"{qui}critère « {critere.nom} » : les poids des sous-critères font {_pourcent(total)} au lieu de {attendu}",
                "corrigez les pondérations", (*debut, rang, "sous_criteres"), locate,
            )  # fmt: skip


def jour(moment: dt.date) -> dt.date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def ordre_des_dates(consultation: dt.date, limite: dt.date, locate: Localiser) -> Iterator[Finding]:
    """Offers are due after the consultation starts."""
    if limite <= consultation:
        yield _constat(
            "CG124", Niveau.BLOQUANT, f"la date limite des offres ({limite:%d/%m/%Y}) n’est pas postérieure à la date de la "
            f"consultation ({consultation:%d/%m/%Y})", "corrigez l’une des deux", ("date_limite",), locate,
        )  # fmt: skip


def _dates(marche: Marche, locate: Localiser) -> Iterator[Finding]:
    consultation, limite = marche.date_consultation, marche.date_limite.date()
    if limite <= consultation:
        yield from ordre_des_dates(consultation, limite, locate)
        return
    for chemin, moment in ((("date_questions",), marche.date_questions),
                           (("candidature", "date_limite"), marche.candidature.date_limite)):  # fmt: skip
        if moment is not None and not consultation < jour(moment) <= limite:
            titre = situer(chemin, {})
            yield _constat(
                "CG124", Niveau.BLOQUANT, f"{titre} : le {jour(moment):%d/%m/%Y} n’est pas entre la consultation "
                f"({consultation:%d/%m/%Y}) et la date limite des offres ({limite:%d/%m/%Y})", "corrigez cette date", chemin, locate,
            )  # fmt: skip
    if marche.date_debut is not None and marche.date_debut <= limite:
        yield _constat(
            "CG124", Niveau.BLOQUANT, f"le marché commencerait le {marche.date_debut:%d/%m/%Y}, avant la date limite des offres",
            "corrigez la date de début", ("date_debut",), locate,
        )  # fmt: skip
    if marche.debut == "date" and marche.date_debut is None:
        yield _constat("CG124", Niveau.BLOQUANT, "le début du marché est une date, qui n’est pas donnée",
                       "écrivez la date : « debut: 2027-03-01 »", ("debut",), locate)  # fmt: skip


def _tranches(marche: Marche, locate: Localiser) -> Iterator[Finding]:
    deja: set[int] = set()
    for rang, lot in enumerate(marche.lots_effectifs):
        if not lot.tranches or id(lot.tranches) in deja:
            continue
        deja.add(id(lot.tranches))
        debut = ("tranches",) if lot.tranches is marche.tranches else _chemin(marche, rang, "tranches")
        codes = [t.code.casefold() for t in lot.tranches]
        for position, code in enumerate(codes):
            if code in codes[:position]:
                yield _constat(
                    "CG125", Niveau.BLOQUANT, _devant(lot, f"deux tranches portent le code {lot.tranches[position].code}"),
                    "donnez un code à chacune", (*debut, position, "code"), locate,
                )  # fmt: skip
        if not any(t.ferme for t in lot.tranches):
            yield _constat("CG125", Niveau.BLOQUANT, _devant(lot, "aucune tranche n’est ferme"),
                           "ajoutez « ferme: oui » à la tranche ferme", debut, locate)  # fmt: skip


def _accord_cadre(marche: Marche, locate: Localiser) -> Iterator[Finding]:
    if marche.forme == "ordinaire":
        for rang, lot in enumerate(marche.lots_effectifs):
            if lot.accord_cadre:
                yield _constat(
                    "CG126", Niveau.BLOQUANT, "un accord-cadre est décrit alors que la forme est « ordinaire »",
                    "écrivez « forme: bons_de_commande », ou retirez « accord_cadre »", _chemin(marche, rang, "accord_cadre"), locate,
                )  # fmt: skip
                return
    for rang, lot in enumerate(marche.lots_effectifs):
        ac = lot.accord_cadre
        chemin = _chemin(marche, rang, "accord_cadre")
        if ac.minimum is not None and ac.maximum is not None and ac.minimum > ac.maximum:
            yield _constat("CG126", Niveau.BLOQUANT, _devant(lot, "le minimum de l’accord-cadre dépasse son maximum"),
                           "corrigez l’un des deux", (*chemin, "minimum"), locate)  # fmt: skip
        if ac and ac.titulaires == "mono" and (ac.nombre or 0) > 1:
            yield _constat("CG126", Niveau.BLOQUANT, _devant(lot, f"{ac.nombre} titulaires sont annoncés pour un accord-cadre à un seul"),
                           "écrivez « titulaires: multi »", (*chemin, "nombre"), locate)  # fmt: skip
    partages = [lot for lot in marche.lots if lot.accord_cadre is marche.accord_cadre]
    if marche.accord_cadre and marche.accord_cadre.maximum is not None and len(partages) > 1:
        yield _constat(
            "CG127", Niveau.CONSEIL, f"le maximum de l’accord-cadre s’applique à chacun des {len(partages)} lots qui n’en donnent pas",
            "si c’est un total, écrivez le maximum de chaque lot", ("accord_cadre", "maximum"), locate,
        )  # fmt: skip


def _heures(marche: Marche, locate: Localiser) -> Iterator[Finding]:
    partages = [lot for lot in marche.lots if lot.insertion is marche.insertion]
    if marche.insertion and marche.insertion.heures and marche.insertion.heures.mode == "fixe" and len(partages) > 1:
        yield _constat(
            "CG127", Niveau.CONSEIL,
            f"les {marche.insertion.heures.valeur} heures d’insertion sont dues pour chacun des {len(partages)} lots qui n’en donnent pas",
            "si c’est un total, écrivez les heures de chaque lot", ("insertion", "heures"), locate,
        )  # fmt: skip
