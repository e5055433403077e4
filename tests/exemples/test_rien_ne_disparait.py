"""Nothing can vanish: over the whole library and the shipped contracts, everything that is written serves.

Every clause is kept and rejected, every operand is true and false, every parameter and every field changes something,
every legal meeting gives its pieces, every text of law is used. What is excepted is named here, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

import pytest

from clausegen.context import Contexte
from clausegen.expressions import condition, leaves
from clausegen.generation import prepare
from clausegen.marche import build_marche, merge
from clausegen.model import Clause
from tests.exemples.attendus import BLOQUANTS, CAS
from tests.exemples.grille import CAS as GRILLE
from tests.exemples.grille import CCAG, fautes
from tests.exemples.outils import (
    DOSSIER,
    NOMS,
    Champ,
    bibliotheque,
    champs,
    echantillon,
    etude,
    etudes_pour,
    sections_d_un_lot,
)
from tests.exemples.usages import baremes_du_conseil, baremes_inutiles, faits_inutiles, references_inutiles, tables_lues
from tests.exemples.variations import (
    COUPLES,
    effet_ailleurs,
    effet_dans,
    effet_du_champ,
    effet_du_couple,
    effet_sur_la_clause,
    est_ecrit,
)

CLAUSES = tuple(sorted(bibliotheque().clauses))
TOUJOURS = ("true", "True")

# The table of youth unemployment overseas does not exist yet (docs/doutes-juridiques.md, « Ce qui manque »).
OUTRE_MER = {"ccap-part-jeunes-outre-mer", "rc-part-jeunes-outre-mer"}
OPERANDES_A_SENS_UNIQUE = {"lot.faits.part_jeunes_outre_mer": OUTRE_MER}

# Fields that change nothing in a contract, each with its reason.
CHAMPS_MUETS = {
    "organisation": "dossier de clauses locales, lu par la ligne de commande quand les bibliothèques d’organisation existeront",
}

# Fields written in a shipped contract whose other values happen to give the same contract: they decide something there.
DECIDENT = {
    "acheteur.autorite_centrale": "seuil", "acheteur.depenses_annuelles": "seuil", "acheteur.etablissement": "comptable, avance",
    "acheteur.pouvoir_adjudicateur": "seuil", "criteres.[].poids": "ne change qu’avec un autre",
    "criteres.[].sous_criteres.[].poids": "ne change qu’avec un autre", "date_limite": "le mois zéro est donné",
    "accord_cadre.titulaires": "un nombre de titulaires est donné", "insertion.calcul.taux_insertion": "le volume est donné",
    "insertion.heures.mode": "chaque mode a ses rubriques", "insertion.heures.valeur": "volume calculé",
    "insertion.heures.motif": "le volume est déjà vraisemblable", "insertion.leviers": "déduits des autres rubriques",
    "insertion.modalites.ett": "la mise à disposition est déjà écartée", "lots.[].montant_estime": "part d’un total donné",
    "tranches.[].montant": "part d’un total donné", "insertion.heures.source": "le volume est calculé",
}  # fmt: skip
# Contracts where written values are known to be without effect, and some where all have one.
CONTRATS_SONDES = (
    "avant-le-22-aout-2026", "chaussees-critere-insertion", "formation-scolaire", "materiel-industriel", "moe-groupe-scolaire",
    "negociee-eau", "rehabilitation-tranches", "reserve-ess-aide-alimentaire", "vitrerie-pse-visites",
)  # fmt: skip


def _nomme(champ: Champ) -> str:
    return champ.nom


# The shipped contracts


def test_at_least_twenty_five_contracts_the_ten_real_ones_among_them():
    assert len(NOMS) >= 25
    assert set(CAS.values()) <= set(NOMS)
    assert set(BLOQUANTS) <= set(NOMS)


@pytest.mark.parametrize("nom", NOMS)
def test_a_contract_gives_what_its_header_announces(nom: str):
    entete = (DOSSIER / nom / "marche.yaml").read_text(encoding="utf-8").partition("\nacheteur:")[0]
    (annonce,) = re.findall(r"^# Attendu : (.+)\.$", entete, re.MULTILINE)
    attendus = BLOQUANTS.get(nom, ())
    assert annonce == (f"bloquant {', '.join(attendus)}" if attendus else "aucun constat bloquant")
    assert etude(nom).bloquants == sorted(attendus), [str(f) for f in etude(nom).constats]
    assert nom.startswith("ILLEGAL") == bool(attendus)


def test_the_list_of_contracts_names_each_of_them():
    liste = (DOSSIER / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| \[`([\w-]+)`\]\(\1/marche\.yaml\)", liste, re.MULTILINE)) == set(NOMS)


def test_the_same_contract_at_two_dates_has_other_duties_and_other_texts():
    avant, apres = etude("avant-le-22-aout-2026"), etude("apres-le-22-aout-2026")
    assert {**avant.plain, "date_consultation": ""} == {**apres.plain, "date_consultation": ""}
    faits = [(f.condition_sociale_obligatoire, f.condition_environnementale_requise, f.critere_environnemental_requis)
             for f in (avant.contexte.faits, apres.contexte.faits)]  # fmt: skip
    assert faits == [("non", False, False), ("oui", True, True)]
    assert avant.gardees < apres.gardees
    assert {c for c in apres.gardees - avant.gardees if c.startswith("note-motivation")}
    communes = avant.gardees & apres.gardees
    assert [c for c in communes if avant.texte(c).text != apres.texte(c).text]


# (a) Clauses


def test_every_clause_is_kept_and_rejected_by_a_shipped_contract():
    gardees = {nom: etude(nom).gardees for nom in NOMS}
    jamais = {c for c in CLAUSES if not any(c in g for g in gardees.values())}
    toujours = {c for c in CLAUSES if all(c in g for g in gardees.values())}
    assert jamais == OUTRE_MER & set(CLAUSES)
    # Only a clause that says so (`si: "true"`) is in every contract.
    assert toujours == {c for c in CLAUSES if bibliotheque().clauses[c].si in TOUJOURS and c in toujours}


def test_the_excepted_clauses_are_among_the_doubts():
    doutes = (DOSSIER.parent / "docs" / "doutes-juridiques.md").read_text(encoding="utf-8")
    assert all(f"`{clause}`" in doutes for clause in OUTRE_MER)


# (b) Operands


def _operandes(clause: Clause) -> set[str]:
    trouves = set(leaves(clause.si)) if clause.si not in TOUJOURS else set()
    return trouves.union(*(leaves(d.si) for d in clause.deroge if d.si))


def _contextes(clause: Clause) -> Iterator[Contexte]:
    for essai in clause.exemples:
        marche, _ = build_marche(merge(echantillon(essai.marche), dict(essai.avec)))
        if marche is not None:
            yield prepare(marche, bibliotheque())
    yield from (etude(nom).contexte for nom in NOMS)


@pytest.mark.parametrize("identifiant", CLAUSES)
def test_every_operand_is_seen_true_and_false(identifiant: str):
    clause = bibliotheque().clauses[identifiant]
    restent = {(operande, sens) for operande in _operandes(clause) for sens in (True, False)}
    for contexte in _contextes(clause):
        if not restent:
            break
        for lot in range(len(contexte.lots)):
            noms = contexte.names(clause, lot)
            restent -= {(operande, condition(operande)(noms)) for operande, _ in restent}
    excuses = {operande for operande, ids in OPERANDES_A_SENS_UNIQUE.items() if identifiant in ids}
    assert sorted(o for o, _ in restent if o not in excuses) == []


@pytest.mark.parametrize("identifiant", [c for c in CLAUSES if bibliotheque().clauses[c].deroge])
def test_every_declared_derogation_is_active_somewhere(identifiant: str):
    clause = bibliotheque().clauses[identifiant]
    restent = {d.reference for d in clause.deroge}
    for vue in etudes_pour(clause):
        restent -= {ligne.reference for ligne in vue.outline.derogations if ligne.clause == identifiant}
        if not restent:
            break
    assert restent == set()


# (c) Parameters


@pytest.mark.parametrize("identifiant", [c for c in CLAUSES if bibliotheque().clauses[c].parametres and c not in OUTRE_MER])
def test_every_parameter_changes_something(identifiant: str):
    clause = bibliotheque().clauses[identifiant]
    muets = [
        parametre.nom
        for parametre in clause.parametres.values()
        if not any(effet_sur_la_clause(clause, parametre, vue) for vue in etudes_pour(clause))
        and not any(effet_ailleurs(parametre, vue) for vue in etudes_pour(clause) if identifiant in vue.gardees)
    ]
    assert muets == []


# (d) Fields

_CHAMPS = tuple(c for c in champs() if c.genre != "parametres")  # parameters: their own test


@pytest.mark.parametrize("champ", [c for c in _CHAMPS if c.nom not in CHAMPS_MUETS], ids=_nomme)
def test_every_field_changes_something(champ: Champ):
    assert effet_du_couple(champ) if champ.nom in COUPLES else effet_du_champ(champ)


@pytest.mark.parametrize("nom", CONTRATS_SONDES)
def test_a_written_value_without_effect_is_said(nom: str):
    """Every value written in a contract changes that contract, or a finding (CG521) says that it does not, and why."""
    dits = {re.sub(r"\.\d+", ".[]", f.field) for f in etude(nom).constats if f.code == "CG521"}
    # A section that is said to be useless at its first field is said for all.
    sections = {champ.rpartition(".")[0] for champ in dits} - {""}
    muets = [c.nom for c in _CHAMPS if c.nom not in DECIDENT and est_ecrit(c, nom) and not effet_dans(c, nom)]
    assert [c for c in muets if c not in dits and c.rpartition(".")[0] not in sections] == []


def test_the_probe_meets_values_that_are_said_useless():
    assert {nom for nom in CONTRATS_SONDES if any(f.code == "CG521" for f in etude(nom).constats)} > {"formation-scolaire", "negociee-eau"}


@pytest.mark.parametrize("section", sections_d_un_lot())
def test_every_section_that_a_lot_states_for_itself_changes_something(section: str):
    assert any(effet_du_champ(champ, limite=12) for champ in sections_d_un_lot()[section])


@pytest.mark.parametrize("champ", [c for c in _CHAMPS if c.nom in CHAMPS_MUETS], ids=_nomme)
def test_an_excepted_field_is_still_without_effect(champ: Champ):
    """When this fails, something reads the field at last: take it out of `CHAMPS_MUETS`."""
    assert effet_du_champ(champ, limite=4) == ""


def test_exceptions_and_couples_name_fields_that_exist():
    assert {*CHAMPS_MUETS, *COUPLES} <= {c.nom for c in _CHAMPS}


# (e) Nature × CCAG × form × lever


@pytest.mark.parametrize(("nature", "ccag"), [(n, c) for n, liste in CCAG.items() for c in liste])
def test_every_legal_meeting_gives_all_its_pieces(nature: str, ccag: str):
    rencontres = [cas for cas in GRILLE if (cas.nature, cas.ccag) == (nature, ccag)]
    assert len(rencontres) >= 24
    assert {cas.nom: dites for cas in rencontres if (dites := fautes(cas))} == {}


# (f) The law as data

# Tables that the study of a contract does not reach.
TABLES_LUES_AILLEURS = {
    "outre_mer_ratio": "lue quand la table du chômage des jeunes outre-mer existera (OUTRE_MER)", "outre_mer_part": "même raison",
    **dict.fromkeys(baremes_du_conseil(), "arbre de décision : lue par « clausegen conseil »"),
}  # fmt: skip

# A default that repeats the CCAG is the value of the table: parameter → table and its criteria.
VALEURS_DU_CCAG: dict[str, tuple[str, dict[str, str]]] = {
    "assurance_delai": ("ccag_attestation_assurance", {}),
    "delais_travaux_delai_ordre_demarrage": ("ccag_demarrage_tardif", {"ccag": "Travaux"}),
    "commande_observations": ("ccag_observations", {}),
    "prestations_supplementaires_delai_observations": ("ccag_prix_nouveaux", {}),
    "reception_delai_decision": ("ccag_reception_decision", {}),
    "reception_delai_opr": ("ccag_reception_operations", {}),
    "penalites_contradictoire": ("ccag_contradictoire", {}),
    "penalites_donnees_securite_sans_donnees": ("ccag_securite_penalite", {"donnees_personnelles": "non"}),
    "penalites_donnees_securite_avec_donnees": ("ccag_securite_penalite", {"donnees_personnelles": "oui"}),
    "mise_en_service_mise_en_ordre_de_marche": ("ccag_tic_mise_en_ordre", {}),
    "matieres_premieres_frequence": ("ccag_revision_frequence", {"ccag": "FCS"}),
    "resiliation.interet_general": ("ccag_resiliation_indemnite", {}),
    "avance.remboursement.debut": ("avance_remboursement_debut", {}),
}


def test_every_reference_is_used():
    assert references_inutiles() == set()


def test_every_dated_value_is_named_by_a_clause_a_rule_or_a_fact():
    """Those that remain are the defaults of the contract model, compared below with their table."""
    assert baremes_inutiles() - {table for table, _ in VALEURS_DU_CCAG.values()} == set()


def test_every_table_is_read_by_a_shipped_contract_or_an_example():
    """Read for good, while contracts are studied and rules and clauses run on their own examples."""
    restent = set(bibliotheque().baremes.tables) - tables_lues() - {table for table, _ in VALEURS_DU_CCAG.values()}
    assert restent - set(TABLES_LUES_AILLEURS) == set()
    assert {nom for nom in restent if not nom.startswith("outre_mer")} <= baremes_du_conseil()


def test_every_row_of_a_table_is_found_at_its_date():
    """No row is hidden by another: its own date and criteria give it back."""
    baremes = bibliotheque().baremes
    for table in baremes.tables.values():
        for ligne in table.valeurs:
            for jour in {ligne.depuis, ligne.jusqu_a} - {None}:
                if ligne.a_partir_de is not None:
                    assert baremes.tranche(table.nom, jour, ligne.a_partir_de, **ligne.cles) is ligne, ligne
                else:
                    assert baremes.value(table.nom, jour, **ligne.cles) is ligne, ligne


def test_every_fact_is_used():
    assert faits_inutiles() == set()


@pytest.mark.parametrize("nom", VALEURS_DU_CCAG)
def test_a_default_that_repeats_the_ccag_follows_the_table(nom: str):
    table, cles = VALEURS_DU_CCAG[nom]
    marche = etude("plus-court").marche
    attendue = bibliotheque().baremes.value(table, marche.date_consultation, **cles).valeur
    parametre = bibliotheque().parametres.get(nom)
    defaut = parametre.defaut if parametre else attrgetter(nom)(marche)
    assert defaut == attendue
