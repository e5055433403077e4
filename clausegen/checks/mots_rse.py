"""Words that point to the general policy of a firm, and words that tie a criterion to the contract.

Source of the rule: CE, 25 May 2018, Nantes Métropole, n° 417580. The names of criteria are free text: the words below are
those under which a general policy is met, compared without case, accents nor typography.
"""

from __future__ import annotations

import re

from clausegen.ecriture import sans_accent

# What is done for the contract, on its site or by its team is not the general policy of the firm.
_LIEN = re.compile(
    r"\b(?:du|de|des|pour|dans|lors|pendant|durant|sur|au|aux|a|par|en)\s+(?:titre|cours)?\s*(?:du|de|des)?\s*"
    r"(?:l'|(?:le|la|les|ce|cet|cette|present|presente)\s+)*"
    r"(?:marche|accord-cadre|execution|realisation|chantier|prestations?|lots?|operation|commandes?|travaux|site|missions?|objet|projet)\b"
    r"|\bd'execution\b"
)
_TOUJOURS = re.compile(
    r"\brse\b|\brso\b|\besg\b|\biso ?26000\b|\bb ?corp\b|\bentreprises? a mission\b|\braison d'etre\b"
    r"|\bsocietal(?:e|es)?\b|\bsocietaux\b|\bmecenat\b|\bindex de l'egalite\b|\bbilan social\b|\bdpef\b|\bcsrd\b"
    r"|\bgouvernance (?:de l'entreprise|responsable|d'entreprise)|\bresponsabilites? (?:sociale|ethique|environnementale)|\bresponsabilite de l'entreprise\b"
    r"|\bentreprises? (?:responsable|engagee|citoyenne|inclusive)"
)
_GOUVERNANCE = re.compile(r"\bgouvernance\b")
_POLITIQUE = re.compile(r"\bpolitiques?\b(?! de la ville| de securite| de prix| tarifaire)")
_DEMARCHE = re.compile(r"\b(?:strategie|demarche|engagement|action|charte|culture|valeur)s?\b")
_GENRES_SOCIAUX = ("insertion", "social", "egalite", "apprentissage")
_GENRES_TECHNIQUES = ("technique", "prix", "cout", "delai")
_DOMAINE = re.compile(
    r"\bsocia(?:l|le|les|ux)\b|\brh\b|\bressources humaines\b|\bsalari|\binsertion\b|\binclusi|\bhandicap|\begalite\b|\bdiversite\b"
    r"|\benvironnement|\becolog|\bdurable|\bethique|\bresponsable|\bclimat|\bcarbone\b|\bqualite de vie\b|\bparite\b"
)
_ENTREPRISE = re.compile(
    r"\b(?:entreprise|societe|groupe|structure|candidat|soumissionnaire|operateur economique|titulaire|firme|organisation)s?\b"
    r"|\b(?:general|global|interne)(?:e|es|s)?\b"
)
_EFFECTIF = re.compile(r"\b(?:effectif|personnel|masse salariale|salaries?|travailleurs handicapes)\b.*\b(?:entreprise|societe|groupe|candidat)\b")
_FACETTES = re.compile(r"^(?:environnement\w*|socia\w*|societa\w*|econom\w*|gouvernance|ethique\w*|humain\w*|durable\w*|diversite)$")
_CREUX = re.compile(
    r"^(?:aspects?|volets?|piliers?|dimensions?|performances?|protection|engagements?|demarches?|politiques?|actions?|criteres?"
    r"|theme|axe|prise|en|compte|matiere|domaine|responsabilite|developpement|respect|d[eu]?|des|l[ae]?|les|et|aux?|a|pour|sur"
    r"|une?|ses|leurs)$"
)


def est_general(nom: str, genre: str) -> bool:
    """The name scores the general policy of the firm. `genre`: type of the criterion (insertion, social, technique…)."""
    texte = sans_accent(nom)
    if _LIEN.search(texte):
        return False
    if _TOUJOURS.search(texte) or _EFFECTIF.search(texte):
        return True
    if _GOUVERNANCE.search(texte):
        return str(genre) not in _GENRES_TECHNIQUES
    if not _POLITIQUE.search(texte):
        return False
    return _du_domaine(texte, genre) or "politique generale" in texte or texte in ("politique", "politiques")


def semble_general(nom: str, genre: str) -> bool:
    """The name speaks of what the firm is or does, and may yet be about the contract: it should be made precise."""
    texte = sans_accent(nom)
    if est_general(nom, genre) or _LIEN.search(texte) or "propos" in texte:
        return est_general(nom, genre)
    return bool(_DEMARCHE.search(texte) and _ENTREPRISE.search(texte) and _du_domaine(texte, genre))


def _du_domaine(texte: str, genre: str) -> bool:
    return _DOMAINE.search(texte) is not None or str(genre) in _GENRES_SOCIAUX


def est_vague(nom: str) -> bool:
    """Nothing but the pillars of sustainable development: « aspects sociaux », « volet environnemental »."""
    texte = sans_accent(nom)
    mots = [m for m in re.findall(r"[a-z]+", texte) if not _CREUX.match(m)]
    return bool(mots) and all(_FACETTES.match(m) for m in mots) and not _LIEN.search(texte)
