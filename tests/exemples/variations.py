"""Other values for a field of the contract or for a parameter of a clause, and what changes when they are written."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from clausegen.drafting import render_clause
from clausegen.generation import prepare
from clausegen.library.clauses import decode_parameter
from clausegen.marche import Marche, merge
from clausegen.marche.lot import Parametres
from clausegen.model import Clause, Parametre
from tests.exemples.outils import NOMS, Arbre, Champ, Etude, bibliotheque, etude, etudier, exemple

_TEXTES = ("Essai 7391", "Épreuve 8402")
_FORMATS: dict[str, tuple[str, ...]] = {
    "siret": ("21149996700019", "25269997000015"),
    "courriel": ("essai@essai.example.fr", "epreuve@epreuve.example.fr"),
    "delegue_protection_donnees": ("essai@essai.example.fr", "epreuve@epreuve.example.fr"),
    "profil": ("https://essai.example.fr", "https://epreuve.example.fr"),
    "code_postal": ("75011", "97110"),
    "departement": ("75", "973"),
    "principal": ("33100000", "85312510", "45210000"),
    "secondaires": ("33100000", "85312510"),
    "nuts": ("FRK25", "FRB06"),
    "debut": ("ordre_de_service", "premier_bon", "notification"),
    "date_consultation": ("2026-08-10", "2026-09-14"),
    "date_limite": ("2027-03-01 12:00", "2027-04-02 15:00"),
    "date_questions": ("2026-12-18 12:00", "2026-12-23 15:00", "2027-01-04 12:00"),
    "date_debut": ("2028-01-03", "2028-02-01"),
}
_GENRES: dict[str, tuple[Any, ...]] = {
    "texte": _TEXTES,
    "entier": ("2", "7", "25", "2400"),
    "montant": ("7 391 €", "24 €", "73 €", "739 100 €", "73 910 000 €"),
    "taux": ("7 %", "60 %", "0 %"),
    "duree": ("8 jours", "11 semaines", "9 mois", "7 ans", "0 jours"),
    "oui_non": ("oui", "non"),
    "date": ("2027-06-15", "2027-07-16"),
    "date_heure": ("2027-01-04 12:00", "2027-01-05 15:00"),
    "mois": ("mars 2027", "avril 2027"),
    "parts": ({"jeunes": "35 %"}, {"seniors": "15 %"}),
}


def valeurs(champ: Champ) -> list[Any]:
    """Values as typed, the first being what the others are compared with."""
    nom = champ.chemin[-1]
    if champ.codes:
        unes: list[Any] = [str(code) for code in champ.codes]
    elif nom in ("date_limite",) and len(champ.chemin) > 1:
        unes = ["2026-12-18 12:00", "2026-12-21 12:00", "2026-11-20 12:00", "2026-11-23 12:00"]
    elif nom == "debut" and len(champ.chemin) > 1:
        unes = list(_GENRES[champ.genre])
    else:
        unes = list(_FORMATS.get(nom, _GENRES[champ.genre]))
    if champ.chemin[:1] == ("clauses",) and nom == "id":
        unes = ["primes", "ccap-comite-suivi", "ccap-facilitateur-coordonnees", "garantie-contractuelle"]
    return [[une] for une in unes] if champ.liste else unes


def _ecrit(arbre: Any, chemin: tuple[str, ...]) -> int:
    """How many steps of a path are written in a tree, in the item of a list that writes most of them."""
    if not chemin:
        return 0
    pas, suite = chemin[0], chemin[1:]
    if pas == "[]":
        items = arbre[:3] if isinstance(arbre, (list, tuple)) else ()
        return max((1 + _ecrit(item, suite) for item in items), default=0)
    return 1 + _ecrit(arbre[pas], suite) if isinstance(arbre, dict) and pas in arbre else 0


def poser(arbre: Arbre, chemin: tuple[str, ...], valeur: Any, rang: int = 0) -> Any | None:
    """A copy of the tree with a value at a path; None when the path leads through a value.

    `rang` is the item of the first list of the path; deeper lists give the same item, or their last.
    """
    copie: Any = copy.deepcopy(dict(arbre))
    ici = copie
    for position, (pas, suite) in enumerate(pairwise(chemin)):
        if pas == "[]":
            if rang >= len(ici) and "[]" not in chemin[:position]:
                return None
            ici = ici[min(rang, len(ici) - 1)]
            if not isinstance(ici, dict):
                return None
        elif suite == "[]":
            if not isinstance(ici.get(pas), list) or not ici[pas]:
                return None
            ici = ici[pas]
        else:
            if not isinstance(ici.get(pas), dict):
                ici[pas] = {}
            ici = ici[pas]
    ici[chemin[-1]] = valeur
    return copie


def bases(champ: Champ) -> list[str]:
    """Example contracts in the order in which a field is most likely to matter: those that write it, then its section."""
    return sorted(NOMS, key=lambda nom: -_ecrit(exemple(nom), champ.chemin))


def difference(une: Etude, autre: Etude, champ: str) -> str:
    """Where two contracts differ: the first thing found, in the order that costs least; empty when nothing does."""
    nom, clauses = f".{champ.rpartition('.')[2]}", bibliotheque().clauses
    communes = sorted(une.gardees & autre.gardees)
    lisent = [identifiant for identifiant in communes if nom in clauses[identifiant].texte]
    if dit := _texte_different(une, autre, lisent):
        return dit
    if une.decisions != autre.decisions:
        return "clauses retenues"
    defauts = [{(d.path, d.valeur) for d in e.marche.defauts_calcules if not d.path.startswith(champ)} for e in (une, autre)]
    if defauts[0] != defauts[1]:
        return "valeurs par défaut"
    dits = [{(f.code, f.niveau, f.constat) for f in e.constats} for e in (une, autre)]
    if dits[0] != dits[1]:
        return "constats"
    for ou in ("avis", "couvertures", "titres"):
        if getattr(une, ou) != getattr(autre, ou):
            return ou
    return _texte_different(une, autre, sorted(set(communes) - set(lisent)))


def _texte_different(une: Etude, autre: Etude, identifiants: Iterable[str]) -> str:
    for identifiant in identifiants:
        a, b = une.texte(identifiant), autre.texte(identifiant)
        if (a.text, a.values) != (b.text, b.values):
            return f"texte de {identifiant}"
    return ""


# Fields that cannot change alone, or matter in one contract only: (base, first writing, second writing).
_PRIX, _ENVIRONNEMENT = {"nom": "Prix", "poids": "60 %"}, {"nom": "Environnement", "type": "environnement", "poids": "40 %"}
_TECHNIQUE = {"nom": "Valeur technique", "type": "technique", "poids": "40 %"}
_SOUS = [{"nom": "Moyens", "poids": "60 %"}, {"nom": "Réduction des déchets", "type": "environnement", "poids": "40 %"}]
_DELAIS = {"nom": "Délais", "poids": "40 %"}
_REPRISE = {"chiffre_affaires": "1 150 000 €", "mois": "36", "heures_mensuelles": "700"}
COUPLES: dict[str, tuple[str, Arbre, Arbre]] = {
    "acheteur.pouvoir_adjudicateur": (
        "reserve-ess-aide-alimentaire", {"acheteur": {"pouvoir_adjudicateur": "oui"}},
        {"acheteur": {"pouvoir_adjudicateur": "non"}},
    ),
    "ouvrage_livre_iv": ("moe-groupe-scolaire", {"ouvrage_livre_iv": "oui"}, {"ouvrage_livre_iv": "non"}),
    "criteres.[].poids": (
        "plus-court", {"criteres": [_PRIX, _ENVIRONNEMENT]},
        {"criteres": [{**_PRIX, "poids": "30 %"}, {**_ENVIRONNEMENT, "poids": "70 %"}]},
    ),
    "criteres.[].sous_criteres.[].poids": (
        "plus-court", {"criteres": [_PRIX, {**_TECHNIQUE, "sous_criteres": _SOUS}]},
        {"criteres": [_PRIX, {**_TECHNIQUE, "sous_criteres": [{**_SOUS[0], "poids": "10 %"}, {**_SOUS[1], "poids": "90 %"}]}]},
    ),
    "criteres.[].sous_criteres.[].type": (
        "plus-court", {"criteres": [_PRIX, {**_TECHNIQUE, "sous_criteres": [_SOUS[0], {**_DELAIS, "type": "technique"}]}]},
        {"criteres": [_PRIX, {**_TECHNIQUE, "sous_criteres": [_SOUS[0], {**_DELAIS, "type": "environnement"}]}]},
    ),
    "pieces.[].nom": (
        "plus-court", {"pieces": ["acte d’engagement", "CCAP"]}, {"pieces": ["acte d’engagement", "programme"]},
    ),
    "pieces.[].rang": (
        "plus-court", {"pieces": [{"nom": "acte d’engagement", "rang": "1"}, {"nom": "programme", "rang": "2"}]},
        {"pieces": [{"nom": "acte d’engagement", "rang": "2"}, {"nom": "programme", "rang": "1"}]},
    ),
    "date_debut": (
        "plus-court", {"debut": "date", "date_debut": "2027-03-01"}, {"debut": "date", "date_debut": "2027-04-01"},
    ),
    "tranches.[].montant": (
        "plus-court",
        {"avance": "aucune", "tranches": [{"code": "TF", "objet": "Tout", "ferme": "oui", "montant": "40 000 €"}]},
        {"avance": "aucune", "tranches": [{"code": "TF", "objet": "Tout", "ferme": "oui", "montant": "90 000 €"}]},
    ),
    "insertion.heures.motif": (
        "plus-court", {"insertion": {"heures": {"valeur": "20"}}},
        {"insertion": {"heures": {"valeur": "20", "motif": "avis du facilitateur"}}},
    ),
    "insertion.calcul.reprise.montant_horaire": (
        "nettoyage-pourcentage-reprise",
        {"insertion": {"calcul": {"reprise": {**_REPRISE, "montant_horaire": "24 €"}}}},
        {"insertion": {"calcul": {"reprise": {**_REPRISE, "montant_horaire": "30 €"}}}},
    ),
}  # fmt: skip


def effet_du_couple(champ: Champ) -> str:
    """What separates the two contracts of a field that cannot change alone."""
    nom, *ecritures = COUPLES[champ.nom]
    une, autre = (etudier(merge(exemple(nom), ecriture)) for ecriture in ecritures)
    assert une is not None and autre is not None, champ.nom
    return difference(une, autre, champ.nom.replace(".[]", ""))


def effet_du_champ(champ: Champ, limite: int = len(NOMS)) -> str:
    """What a field changes in one of the example contracts; empty when it changes nothing."""
    for nom in bases(champ)[:limite]:
        for rang in range(3 if "[]" in champ.chemin else 1):
            premiere: Etude | None = None
            for valeur in valeurs(champ):
                arbre = poser(exemple(nom), champ.chemin, valeur, rang)
                etude = None if arbre is None else etudier(arbre)
                if etude is None:
                    continue
                if premiere is None:
                    premiere = etude
                elif dit := difference(premiere, etude, champ.nom.replace(".[]", "")):
                    return f"{nom} : {dit}"
    return ""


def est_ecrit(champ: Champ, nom: str) -> bool:
    """True when an example contract writes a field."""
    return _ecrit(exemple(nom), champ.chemin) >= len(champ.chemin)


def effet_dans(champ: Champ, nom: str) -> str:
    """What another value of a field changes in one example contract, against the contract as shipped."""
    for rang in range(3 if "[]" in champ.chemin else 1):
        for valeur in valeurs(champ):
            arbre = poser(exemple(nom), champ.chemin, valeur, rang)
            autre = None if arbre is None else etudier(arbre)
            if autre is not None and (dit := difference(etude(nom), autre, champ.nom.replace(".[]", ""))):
                return dit
    return ""


def autres_valeurs(parametre: Parametre) -> Iterator[Any]:
    """Values of a clause parameter other than its default, as typed."""
    if parametre.type == "choix":
        bruts: list[Any] = [v for v in parametre.valeurs if v != parametre.defaut]
    elif parametre.type == "oui_non":
        bruts = ["non" if parametre.defaut else "oui"]
    elif parametre.type == "liste":
        bruts = [["essai 7391", "épreuve 8402"]]
    elif parametre.type == "entier":
        depart = parametre.defaut if parametre.defaut is not None else parametre.exemple or 3
        bruts = [str(n) for n in (depart + 1, depart - 1, depart * 3, 0, 7, 12) if n != parametre.defaut]
    else:
        bruts = list(_GENRES[parametre.type])
    for brut in bruts:
        try:
            lue = decode_parameter(parametre, brut)
        except ValueError:
            continue
        if lue != parametre.defaut:
            yield brut


def _avec_parametre(etude: Etude, nom: str, brut: Any) -> Marche:
    """The same contract with one parameter written, without reading it again."""
    donnes = Parametres.lire({**etude.marche.parametres, nom: brut})
    marche = etude.marche.model_copy(update={"parametres": donnes})
    lots = tuple(lot.model_copy(update={"parametres": donnes}) for lot in etude.marche.lots_effectifs)
    marche._lots_effectifs = lots
    return marche


def effet_sur_la_clause(clause: Clause, parametre: Parametre, etude: Etude) -> bool:
    """True when a parameter changes the text of its clause in a contract that keeps it."""
    if clause.id not in etude.gardees:
        return False
    avant, decision = etude.texte(clause.id), etude.selection.decisions[clause.id]
    for brut in autres_valeurs(parametre):
        contexte = prepare(_avec_parametre(etude, parametre.nom, brut), bibliotheque())
        apres = render_clause(decision, contexte, etude.outline)
        if not apres.failed and (avant.text, avant.values) != (apres.text, apres.values):
            return True
    return False


def effet_ailleurs(parametre: Parametre, etude: Etude) -> str:
    """What a parameter changes in a contract, anywhere; empty when it changes nothing."""
    for brut in autres_valeurs(parametre):
        donnes = {**etude.plain.get("parametres", {}), parametre.nom: brut}
        autre = etudier({**etude.plain, "parametres": donnes})
        if autre is not None and (dit := difference(etude, autre, f"parametres.{parametre.nom}")):
            return dit
    return ""
