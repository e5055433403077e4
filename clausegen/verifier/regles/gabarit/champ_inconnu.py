"""Les champs du gabarit existent.

## Ce que la règle vérifie
Chaque rubrique, filtre, essai ou fonction nommé par le gabarit existe ; ce qui est imprimé est une valeur et non une rubrique entière.

## Pourquoi
docxtpl imprime « rien » à la place d’un champ inconnu ; clausegen arrête la production.

## Exemple à éviter
`{{ marche.objett }}`

## Écrire plutôt
`{{ marche.objet }}`

## Références
docs/verifier-gabarit.md, docs/reference/fichier-de-marche.md ; suivi de docxtpl : 79, 298, 446.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, abrege, lire
from clausegen.verifier.lecture import voisin
from clausegen.verifier.retouches import ecrit
from clausegen.verifier.sujets import SujetWord

CODE = "CG314"
NIVEAU = Niveau.BLOQUANT
TITRE = "Les champs du gabarit existent"


_DES_CLAUSES = {
    "lot",
    "lots",
    "faits",
    "parties",
    "derogations",
    "renvoi",
    "renvoi_article",
    "cite",
    "derogation",
    "bareme",
}


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a name and a paragraph."""
    for lecture, balises in lire(sujet).lectures:
        seen = set()
        for inconnu in lecture.inconnus:
            b = balises[inconnu.ligne]
            if (inconnu.nom, b.at) in seen:
                continue
            seen.add((inconnu.nom, b.at))
            yield a_la_balise(
                sujet,
                CODE,
                NIVEAU,
                b,
                f"{inconnu.quoi} inconnu{'e' if inconnu.quoi in ('variable', 'rubrique', 'fonction') else ''}"
                f" « {inconnu.nom} » dans « {abrege(b.raw)} »",
                _remede(inconnu.nom, inconnu.connus),
            )
        for genre, ligne, source in lecture.imprimees:
            if genre.sorte in ("section", "liste") and (source, balises[ligne].at) not in seen:
                what = "une liste" if genre.sorte == "liste" else "une rubrique entière"
                if genre.sorte == "section":
                    yield a_la_balise(
                        sujet,
                        CODE,
                        NIVEAU,
                        balises[ligne],
                        f"« {abrege(source)} » est {what} : elle ne s’imprime pas",
                        f"précisez : « {source}.{next(iter(genre.attributs()), '…')} »",
                    )


def _remede(nom: str, connus: tuple[str, ...]) -> str:
    if nom in _DES_CLAUSES:
        return "ce nom n’existe que dans les clauses ; un gabarit lit « marche », « piece », « couverture », « objet_court », « projet », « banniere »"
    same = next((c for c in connus if c.lower() == nom.lower()), "")
    return (
        f"vouliez-vous dire « {same} » ?"
        if same
        else voisin(nom, connus) or f"admis : {', '.join(sorted(connus)[:12])}…"
    )


EXEMPLES = (
    ExempleWord("boucle et filtre", ecrit("{% for l in marche.lots %}{{ l.objet | majuscule }}{% endfor %}")),
    ExempleWord(
        "rubrique mal écrite", ecrit("{{ marche.objett }}"), ("corps, ¶\u00a017 «\u00a0{{ marche.objett }}\u00a0»",)
    ),
    ExempleWord(
        "majuscule automatique", ecrit("{{ Marche.objet }}"), ("corps, ¶\u00a017 «\u00a0{{ Marche.objet }}\u00a0»",)
    ),
    ExempleWord(
        "filtre inconnu",
        ecrit("{{ marche.objet | majuscules }}"),
        ("corps, ¶\u00a017 «\u00a0{{ marche.objet | majuscules }}\u00a0»",),
    ),
    ExempleWord(
        "rubrique entière", ecrit("{{ marche.acheteur }}"), ("corps, ¶\u00a017 «\u00a0{{ marche.acheteur }}\u00a0»",)
    ),
)
