"""The study of the hours of a lot, said: as tables, as data, as text for a terminal, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clausegen.ecriture import INSECABLE, euros, heures, liste, nombre, pourcent
from clausegen.facts.etude_heures import EtudeLot
from clausegen.hours.equivalents import equivalents
from clausegen.hours.execution import Somme
from clausegen.hours.formules import Volume

AVERTISSEMENT = (
    "Aucune formule n’a de valeur réglementaire : ces volumes sont des propositions, à arrêter avec le facilitateur et le "
    "maître d’œuvre."
)


@dataclass(frozen=True, slots=True)
class Partie:
    """A table with its title. A single column is a list."""

    titre: str
    colonnes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]


def parties(etude: EtudeLot) -> Iterator[Partie]:
    """What is to be said of a lot, in the order in which it is read; empty parts are left out."""
    trouvees = (
        _resultat(etude), _entrees(etude), _calcul(etude), _sensibilite(etude), _faisabilite(etude), _autres(etude),
        Partie("À confirmer", ("",), tuple((r,) for r in etude.reserves)),
        Partie("À la place des heures", ("",), tuple((a,) for a in etude.alternatives) if etude.pas_de_clause else ()),
    )  # fmt: skip
    return (p for p in trouvees if p.lignes)


def quatre_unites(valeur: Decimal) -> tuple[str, str, str, str]:
    """Hours, days of 7 h, weeks of 35 h, full-time posts."""
    e = equivalents(valeur)
    return heures(valeur), nombre(e.jours), nombre(e.semaines), nombre(e.etp)


def _resultat(etude: EtudeLot) -> Partie:
    lignes = []
    if etude.retenu:
        lignes.append((f"Volume du marché (d’après {etude.origine})", *quatre_unites(etude.heures)))
    if etude.etude.proposition:
        lignes.append(("Volume calculé", *quatre_unites(etude.etude.proposition.heures)))
        lignes.extend((_majuscule(v.arrondi.phrase), *quatre_unites(v.heures)) for v in etude.etude.operationnels)
    return Partie("Résultat", ("Volume", "Heures", "Jours de 7 h", "Semaines de 35 h", "ETP"), tuple(lignes))


def _entrees(etude: EtudeLot) -> Partie:
    return Partie("Données", ("Donnée", "Valeur", "Source"),
                  tuple((e.nom, e.texte, e.origine) for e in etude.etude.entrees))  # fmt: skip


def _calcul(etude: EtudeLot) -> Partie:
    volumes = [("Volume du marché", etude.retenu), ("Volume calculé", etude.etude.proposition),
               *((f"Tranche {code}", v) for code, v in etude.etude.tranches),
               (f"Pour {euros(etude.tranche)} de commandes", etude.par_tranche)]  # fmt: skip
    lignes = tuple((f"{nom} ({v.numero})" if v.numero else nom, v.explication) for nom, v in volumes if v is not None)
    if etude.estimation:
        lignes = (("Volume du marché", etude.estimation), *lignes)
    if etude.etude.manque:
        lignes = (
            *lignes,
            ("Volume calculé", f"{etude.etude.manque} ; complétez « insertion.calcul » et « montant_estime »"),
        )
    return Partie("Calcul", ("Volume", "Formule"), lignes)


def _sensibilite(etude: EtudeLot) -> Partie:
    lignes = tuple(
        (
            c.libelle + (" (choisi)" if c.choisi else ""),
            pourcent(c.repere.valeur),
            *quatre_unites(c.volume.heures),
            c.repere.reserve,
        )
        for c in etude.etude.sensibilite
    )
    return Partie("Sensibilité", ("Calibrage", "Taux", "Heures", "Jours", "Semaines", "ETP", "Réserve"), lignes)


def _faisabilite(etude: EtudeLot) -> Partie:
    lignes = []
    if etude.part is not None and etude.etude.travail:
        lignes.append(
            ("Part des heures de travail du lot", f"{pourcent(etude.part)} de {etude.etude.travail.resultat}")
        )
    if etude.personnes:
        lignes.append(
            ("Présence nécessaire pour que l’exécution ne dure pas plus longtemps", etude.personnes.explication)
        )
    if etude.etude.potentiel is not None:
        lignes.append(
            ("Activité que la reprise du personnel laisse ouverte", pourcent(max(etude.etude.potentiel, Decimal(0))))
        )
    if etude.ecart:
        sens = "de plus" if etude.ecart > 0 else "de moins"
        lignes.append(("Écart entre le volume du marché et le calcul", f"{heures(abs(etude.ecart))} {sens}"))
    if etude.penalite:
        lignes.append(("Pénalité si aucune heure n’était faite", etude.penalite.explication))
    return Partie("Faisabilité", ("Point", "Valeur"), tuple(lignes))


def _autres(etude: EtudeLot) -> Partie:
    lignes = [(libelle, actions.calcul) for libelle, actions in etude.actions]
    if etude.formation:
        lignes.append(("formation sous statut scolaire", etude.formation.explication))
    elif etude.formation_manque:
        lignes.append(("formation sous statut scolaire", etude.formation_manque))
    return Partie("Autres engagements", ("Engagement", "Volume"), tuple(lignes))


def _majuscule(texte: str) -> str:
    return texte[:1].upper() + texte[1:]


# Text


def en_texte(titre: str, etude: EtudeLot) -> str:
    """A lot for a terminal."""
    lignes = [titre, f"  {_majuscule(etude.conclusion)}."]
    for partie in parties(etude):
        lignes.append(f"  {partie.titre}")
        lignes.extend(f"    {_ligne(partie, ligne)}" for ligne in partie.lignes)
    return "\n".join(lignes)


def _ligne(partie: Partie, ligne: tuple[str, ...]) -> str:
    if len(ligne) == 1:
        return f"– {ligne[0]}"
    if partie.titre == "Données":
        return f"{ligne[0]}{INSECABLE}: {ligne[1]}    [{ligne[2]}]"
    suite = [_avec_unite(valeur, colonne) for colonne, valeur in zip(partie.colonnes[1:], ligne[1:], strict=True)]
    return f"{ligne[0]}{INSECABLE}: {' · '.join(suite)}"


def _avec_unite(valeur: str, colonne: str) -> str:
    """« 63 jours de 7 h », « 1,9 semaine »: the title of a column as the unit of its figure, plural from two on."""
    if colonne == "ETP":
        return f"{valeur}{INSECABLE}ETP"
    if not colonne.startswith(("Jours", "Semaines")):
        return valeur
    mot, _, suite = colonne.lower().partition(" ")
    # One or less, and « 1,9 »: the figure before the comma says it.
    seul = valeur.partition(",")[0] in ("0", "1")
    return f"{valeur}{INSECABLE}{mot[:-1] if seul else mot} {suite}".rstrip()


# Markdown


def en_markdown(titre: str, etude: EtudeLot) -> str:
    """A lot as a section of a Markdown document."""
    blocs = [f"## {_propre(titre)}", f"{_propre(_majuscule(etude.conclusion))}."]
    for partie in parties(etude):
        blocs.append(f"### {partie.titre}")
        if len(partie.colonnes) == 1:
            blocs.append("\n".join(f"- {_propre(ligne[0])}" for ligne in partie.lignes))
        else:
            entete = [_rangee(partie.colonnes), _rangee(("---",) * len(partie.colonnes))]
            blocs.append("\n".join((*entete, *(_rangee(tuple(map(_propre, ligne))) for ligne in partie.lignes))))
    return "\n\n".join(blocs)


def _rangee(cellules: tuple[str, ...]) -> str:
    return f"| {' | '.join(cellules)} |"


def _propre(texte: str) -> str:
    """A value typed by an officer never becomes markup."""
    for signe in "\\`*_{}[]<>|#":
        texte = texte.replace(signe, f"\\{signe}")
    return " ".join(texte.split())


# Data


def _nombre(valeur: Decimal) -> int | float:
    return int(valeur) if valeur == valeur.to_integral_value() else float(round(valeur, 6))


def _unites_json(valeur: Decimal) -> dict[str, int | float]:
    e = equivalents(valeur)
    return {
        "heures": _nombre(valeur),
        "jours": _nombre(e.jours),
        "semaines": _nombre(e.semaines),
        "etp": _nombre(e.etp),
    }


def _volume_json(volume: Volume | None) -> dict[str, Any] | None:
    if volume is None:
        return None
    return {
        "formule": volume.formule, "calcul": volume.calcul, "exact": str(round(volume.exact, 6).normalize().__format__("f")),
        "arrondi": volume.arrondi.nom, "explication": volume.explication, **_unites_json(volume.heures),
    }  # fmt: skip


def _somme_json(somme: Somme | None) -> dict[str, Any] | None:
    return (
        None
        if somme is None
        else {"formule": somme.formule, "euros": _nombre(somme.euros), "explication": somme.explication}
    )


def en_json(numero: str | None, objet: str, etude: EtudeLot) -> dict[str, Any]:
    """A lot as data. Numbers are those printed; `exact` keeps six decimals before the rounding."""
    e = etude.etude
    return {
        "lot": numero, "objet": objet, "mode": etude.mode, "conclusion": etude.conclusion, "pas_de_clause": etude.pas_de_clause,
        "raison": etude.trop_peu or e.manque, "volume": _unites_json(etude.heures),
        "marche": _volume_json(etude.retenu), "origine": etude.origine, "motif": etude.motif,
        "calcul": _volume_json(e.proposition), "manque": e.manque,
        "donnees": [
            {"nom": i.nom, "valeur": str(i.valeur.normalize().__format__("f")), "texte": i.texte, "source": i.source, "reserve": i.reserve}
            for i in e.entrees
        ],
        "arrondis_operationnels": [_volume_json(v) for v in e.operationnels],
        "pour_100_000_euros": _volume_json(etude.par_tranche),
        "tranches": [{"code": code, **(_volume_json(v) or {})} for code, v in e.tranches],
        "sensibilite": [
            {"calibrage": c.code, "taux": str(c.repere.valeur.normalize().__format__("f")), "retenu": c.choisi,
             "reserve": c.repere.reserve, **_unites_json(c.volume.heures)}
            for c in e.sensibilite
        ],
        "faisabilite": {
            "heures_de_travail": _nombre(e.travail.heures) if e.travail else None,
            "part": float(round(etude.part, 6)) if etude.part is not None else None,
            "personnes": _nombre(etude.personnes.heures) if etude.personnes else None,
            "presence": etude.personnes.explication if etude.personnes else None,
        },
        "plancher": _nombre(Decimal(e.minimum.valeur)) if e.minimum else None,
        "ecart": _nombre(etude.ecart) if etude.ecart is not None else None,
        "formation": _volume_json(etude.formation), "actions": [{"type": t, "nombre": a.nombre, "calcul": a.calcul} for t, a in etude.actions],
        "penalite": _somme_json(etude.penalite), "a_confirmer": list(etude.reserves),
        "alternatives": list(etude.alternatives) if etude.pas_de_clause else [],
    }  # fmt: skip


def total(etudes: list[EtudeLot]) -> str:
    """« Total : 560 h dans 2 lots (80 jours…) », only when several lots carry hours."""
    avec = [e for e in etudes if e.retenu]
    if len(avec) < 2:
        return ""
    somme = sum((e.heures for e in avec), Decimal(0))
    unites = liste(
        [
            _avec_unite(v, u)
            for v, u in zip(quatre_unites(somme)[1:], ("Jours de 7 h", "Semaines de 35 h", "ETP"), strict=True)
        ]
    )
    return f"Total des volumes du marché{INSECABLE}: {heures(somme)} dans {len(avec)} lots, soit environ {unites}."
