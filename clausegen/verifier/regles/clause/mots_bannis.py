"""La clause ne demande rien d’interdit.

## Ce que la règle vérifie
Le texte ne fait pas de la résidence, de la commune, de la nationalité ou de la politique générale de l’entreprise une condition, et ne cite pas un organisme disparu (« Pôle emploi », « DIRECCTE », « Cap emploi » reste permis).

## Pourquoi
Une exigence de résidence ou de nationalité rompt l’égalité de traitement et la libre circulation ; la politique générale de l’entreprise est sans lien avec l’objet du marché.

## Exemple à éviter
`habitants de la commune`, `de nationalité française`, `Pôle emploi`

## Écrire plutôt
`personnes éligibles, validées par le facilitateur`, `France Travail`

## Références
CE, 25 mai 2018, Nantes Métropole ; articles L. 3 et L. 2112-3 du code de la commande publique.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import Exemple
from clausegen.verifier.source import refuse
from clausegen.verifier.sujets import SujetClause

CODE = "CG760"
NIVEAU = Niveau.BLOQUANT
TITRE = "La clause ne demande rien d’interdit"

_BANNIS = (
    (
        re.compile(
            r"\b(?:habitants?|résidents?|demandeurs d’emploi|personnes|salariés|jeunes|main-d’œuvre)\s+(?:\w+\s+){0,3}?(?:de la commune|de la ville(?! de Paris)|du département|de la région|du territoire communal|locaux|locale)\b",
            re.I,
        ),
        "une condition de résidence locale",
        "désignez les publics éligibles, sans lieu de résidence",
    ),
    (
        re.compile(
            r"\b(?:résid(?:er|ant|ent)|domicilié(?:e|s|es)?)\s+(?:dans|sur|à)\s+(?:la|le|l’)\s*(?:commune|ville|département|région|territoire|intercommunalité|métropole)",
            re.I,
        ),
        "une condition de résidence locale",
        "désignez les publics éligibles, sans lieu de résidence",
    ),
    (re.compile(r"\b(?:de )?nationalités?\b", re.I), "une condition de nationalité", "retirez-la"),
    (
        re.compile(
            r"\bpolitiques? (?:générale )?(?:RSE|sociale de l’entreprise|de responsabilité sociétale)|\bpolitique générale de l’entreprise|\bbilan RSE\b|\bdémarche RSE de l’entreprise",
            re.I,
        ),
        "la politique générale de l’entreprise",
        "demandez ce qui sera fait pour ce marché",
    ),
    (
        re.compile(r"\bPôle[ -]emploi\b|\bANPE\b|\bDIRECCTE\b|\bPLIE de la commune\b", re.I),
        "un organisme qui a changé de nom",
        "écrivez France Travail, DREETS…",
    ),
    (
        re.compile(
            r"\bentreprises? locales?\b|\bproducteurs? locaux\b|\bpréférence locale\b|\bfournisseurs? locaux\b", re.I
        ),
        "une préférence locale",
        "décrivez le besoin (délai, fraîcheur, circuit court), sans lieu d’établissement",
    ),
)


def check(sujet: SujetClause) -> Iterator[Finding]:
    """One finding a phrase."""
    seen = set()
    for pattern, what, remedy in _BANNIS:
        for found in pattern.finditer(sujet.source.ecrit):
            if found.start() not in seen and not refuse(sujet.source.ecrit, found.start()):
                seen.add(found.start())
                yield sujet.finding(CODE, NIVEAU, found.start(), f"« {' '.join(found[0].split())} » : {what}", remedy)


EXEMPLES = (
    Exemple("publics éligibles", "Le titulaire emploie des personnes éloignées de l’emploi."),
    Exemple("exclue par la clause", "L’éligibilité ne dépend ni de la nationalité ni du diplôme."),
    Exemple("résidence", "Le titulaire emploie des ‸habitants de la commune."),
    Exemple("domicile", "Des personnes ‸domiciliées dans le département."),
    Exemple("nationalité", "Des agents ‸de nationalité française."),
    Exemple("organisme disparu", "Inscrites à ‸Pôle emploi."),
    Exemple("politique générale", "Le candidat présente sa ‸politique RSE."),
    Exemple("préférence locale", "Il retient des ‸entreprises locales."),
)  # fmt: skip
