"""What must never ship (practice of social clauses): no text of the library asks for it, in whatever contract.

Preference for residence outside the overseas rule, language bans, quotas of sex or origin, purchase imposed from one
structure, scoring of the general policy of firms, hours auctioned without a ceiling.
"""

from __future__ import annotations

import re

import pytest

from clausegen.blocks import DraftClause
from clausegen.checks.mots_rse import est_general, semble_general
from clausegen.drafting import clause_text
from clausegen.drafting.markdown import to_blocks
from clausegen.ecriture import nombre, sans_accent
from clausegen.marche import merge
from tests.exemples.outils import NOMS, Etude, bibliotheque, echantillon, etude, etudier, exemple

OUTRE_MER = {"ccap-part-jeunes-outre-mer", "rc-part-jeunes-outre-mer"}  # L. 2691-1: young people of the territory
_LIEU = r"(?:commune|ville|departement|region|canton|agglomeration|metropole|territoire|localite)"
JAMAIS = {
    "préférence de résidence": re.compile(
        rf"\b(?:domicili\w*|residen\w*|resid(?:e|er|ent|ant|ants)|habitant\w*)\s[^.|;:]{{0,25}}\b{_LIEU}\b(?! prioritaire)"
        r"|\b(?:embauch|recrut)\w*\s[^.|;:]{0,25}\blocal(?:e|es|ement|aux)?\b"
        r"|\bmain-d'oeuvre locale\b|\b(?:entreprise|fournisseur|candidat)s? loca(?:l|le|les|ux)\b|\bpreference locale\b"
    ),
    "langue imposée aux personnes": re.compile(
        r"\b(?:parl|maitris|compren|compris|prati)\w*\s[^.|;:]{0,25}\b(?:francais|langue)\b|\binterprete\b"
        r"|\bfrancophon"
    ),
    "quota de sexe ou d’origine": re.compile(
        r"\bquotas?\b|\b(?:au moins|minimum de|minimale? de|a hauteur de)\s[^.|;:]{0,30}\b(?:femmes|hommes|etranger\w*|immigr\w*)\b"
        r"|\bnationalite\b|\borigines? (?:ethnique|etrangere|geographique|sociale)"
    ),
    "achat imposé auprès d’une structure": re.compile(
        r"\b(?:exclusivement|obligatoirement|uniquement)\s[^.|;:]{0,40}\b(?:structure|entreprise|association) d'insertion\b"
        r"|\b(?:achete|s'adresse|fait appel|recourt)\w*\s(?:obligatoirement|exclusivement)\b"
    ),
    "politique générale notée": re.compile(
        r"\brse\b|\bresponsabilite (?:societale|sociale)\b|\bpolitique (?:generale|sociale|rse)\b|\bindex de l'egalite\b"
    ),
}  # fmt: skip

FAUTIFS = {
    "préférence de résidence": ("Les personnes recrutées sont domiciliées dans la commune.", "Le titulaire embauche localement.",
                                "Les habitants de la ville sont prioritaires.", "Les entreprises locales sont préférées."),
    "langue imposée aux personnes": ("Les ouvriers parlent couramment le français.", "Chaque salarié maîtrise la langue française.",
                                     "Le titulaire paie un interprète."),
    "quota de sexe ou d’origine": ("L’équipe compte au moins 40 % de femmes.", "Un quota est fixé.", "La nationalité est demandée."),
    "achat imposé auprès d’une structure": ("Le titulaire recourt exclusivement à Valmont Insertion.",
                                            "Les heures sont confiées exclusivement à une structure d’insertion."),
    "politique générale notée": ("La démarche RSE du candidat est notée.", "La politique sociale de l’entreprise est jugée."),
}  # fmt: skip
ADMIS = (
    "Les habitants des quartiers prioritaires de la politique de la ville sont visés en priorité.",
    "Les notices sont rédigées en français.",
    "Les documents sont remis en langue française.",
    "L’action se déroule sur le territoire du facilitateur.",
    "Les actions d’égalité portent sur l’équipe du marché.",
)


def _plie(texte: str) -> str:
    return sans_accent(texte.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " "))


# A sentence that rules the thing out says its name: « ne sont notés ni la politique générale… ».
_NIE = re.compile(r"\b(?:ne|n')\s?.*\b(?:ni|pas|aucune?)\b")


def _trouves(texte: str) -> set[str]:
    phrases = [p for p in re.split(r"(?<=[.;])\s|\n", _plie(texte)) if not _NIE.search(p)]
    return {quoi for quoi, motif in JAMAIS.items() if any(motif.search(p) for p in phrases)}


def _rendu(vue: Etude, identifiant: str) -> str:
    rendu = vue.texte(identifiant)
    return clause_text(DraftClause(identifiant, "", "", rendu.key, rendu.values, load=lambda: to_blocks(rendu.text)))


@pytest.mark.parametrize(("quoi", "phrase"), [(q, p) for q, phrases in FAUTIFS.items() for p in phrases])
def test_the_words_that_are_looked_for_are_found(quoi: str, phrase: str):
    assert quoi in _trouves(phrase)


@pytest.mark.parametrize("phrase", ADMIS)
def test_lawful_words_are_let_through(phrase: str):
    assert _trouves(phrase) == set()


def test_no_text_of_the_library_asks_for_it():
    fautes = []
    for clause in bibliotheque().clauses.values():
        if clause.id in OUTRE_MER:
            continue
        valeurs = [str(v) for p in clause.parametres.values() for v in (p.defaut, p.exemple, *p.valeurs)]
        for source in (clause.titre, *valeurs, *re.sub(r"\{[{%].*?[%}]\}", " ", clause.texte).split("\n")):
            fautes += [f"{clause.id} : {quoi} : {source[:120]}" for quoi in _trouves(source)]
    assert fautes == []


@pytest.mark.parametrize("nom", [n for n in NOMS if not n.startswith("ILLEGAL")])
def test_no_contract_prints_it(nom: str):
    vue = etude(nom)
    fautes = [f"{c} : {quoi}" for c in sorted(vue.gardees - OUTRE_MER) for quoi in _trouves(_rendu(vue, c))]
    assert fautes == []


@pytest.mark.parametrize("nom", [n for n in NOMS if not n.startswith("ILLEGAL")])
def test_no_shipped_criterion_scores_the_general_policy_of_firms(nom: str):
    noms = [(c.type, n) for lot in etude(nom).marche.lots_effectifs for c in lot.criteres for n in (c.nom, *(s.nom for s in c.sous_criteres))]
    assert [n for genre, n in noms if est_general(n, genre) or semble_general(n, genre)] == []


def test_hours_scored_always_have_a_ceiling():
    """The sub-criterion prints its ceiling, and a contract that lifts it is refused."""
    vus = 0
    for vue in (etude(n) for n in NOMS if "rc-sous-critere-volume-heures" in etude(n).gardees):
        texte = _plie(_rendu(vue, "rc-sous-critere-volume-heures"))
        for rang in vue.selection.decisions["rc-sous-critere-volume-heures"].lots:
            engagement = vue.marche.lots_effectifs[rang].insertion.engagement_supplementaire
            maximum = int(vue.contexte.facts.lots[rang].heures * engagement.plafond)
            assert f"{nombre(maximum)} heures".replace("\u202f", " ").replace("\u00a0", " ") in texte
            assert "au-dela du plafond n'apportent aucun point" in texte
            vus += 1
    assert vus
    sans = etudier(merge(exemple("restreint-travaux-hospitaliers"), {"insertion": {"engagement_supplementaire": "non"}}))
    assert sans is not None and "CG450" in sans.bloquants


def test_targeted_publics_are_an_indication_never_a_quota():
    vue = etudier(merge(echantillon("services-fcs"), {"insertion": {"publics": {"parts": {"femmes": "30 %"}}}}))
    assert vue is not None
    texte = _plie(_rendu(vue, "ccap-publics-cible"))
    assert "30 %" in texte and "indicatif" in texte and "aucune penalite" in texte


def test_residence_overseas_rests_on_its_article():
    for identifiant in sorted(OUTRE_MER & set(bibliotheque().clauses)):
        clause = bibliotheque().clauses[identifiant]
        assert {"ccp.L2691-1", "ccp.L2691-2"} & {*clause.fondements, *re.findall(r'cite\("([^"]+)"', clause.texte)}
        assert "part_jeunes_outre_mer" in clause.si
