"""Une balise de paragraphe ou de ligne est seule.

## Ce que la règle vérifie
`{{p … }}` et `{%p … %}` sont seules dans leur paragraphe, `{%tr … %}` seule dans une ligne de tableau ; ni texte, ni image, ni saut de section à côté.

## Pourquoi
docxtpl retire le paragraphe ou la ligne entière : ce qui est à côté est perdu, sans erreur.

## Exemple à éviter
`Voir {{p corps }}` ; deux balises `{%p` dans un paragraphe ; `{%tr` hors d’un tableau.

## Écrire plutôt
Un paragraphe (ou une ligne) pour la balise, rien d’autre.

## Références
docs/verifier-gabarit.md ; suivi de docxtpl : 9, 30, 161.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.findings import Finding, Niveau
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.gabarits import a_la_balise, abrege, lire
from clausegen.verifier.retouches import ecrit, remplace, rien
from clausegen.verifier.sujets import SujetWord
from clausegen.word.balises import Balise, Endroit

CODE = "CG311"
NIVEAU = Niveau.BLOQUANT
TITRE = "Une balise de paragraphe ou de ligne est seule"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding a paragraph, or a row."""
    lu = lire(sujet)
    for histoire in lu.lues:
        rows: dict[int, list[Endroit]] = {}
        for at in histoire.endroits:
            if at.row:
                rows.setdefault(at.row, []).append(at)
        seen = set()
        for b in histoire.balises:
            if not b.closed or b.form not in ("p", "tr") or (b.form == "tr" and b.kind == "{{"):
                continue
            key = (b.form, b.at.row if b.form == "tr" else b.at.rank)
            if b.form == "tr" and not b.at.row:
                yield a_la_balise(
                    sujet, CODE, NIVEAU, b, f"« {abrege(b.raw)} » est hors d’un tableau", "employez « {%p … %} »"
                )
            elif key not in seen and (reste := _reste(b, rows)):
                seen.add(key)
                what = "sa ligne de tableau" if b.form == "tr" else "son paragraphe"
                # LibreOffice moves there the page break of the paragraph that follows: only the layout suffers.
                niveau = Niveau.A_CORRIGER if reste == "un saut de page" else NIVEAU
                yield a_la_balise(
                    sujet,
                    CODE,
                    niveau,
                    b,
                    f"« {abrege(b.raw)} » n’est pas seul dans {what} : {reste} serait perdu",
                    f"mettez-le seul dans {what}",
                )


def _reste(b: Balise, rows: dict[int, list[Endroit]]) -> str:
    around = rows[b.at.row] if b.form == "tr" else [b.at]
    text = " ".join(at.text if at is not b.at else at.text[: b.start] + " " + at.text[b.end :] for at in around).strip()
    if text:
        return f"« {abrege(text, 50)} »"
    held = [
        what
        for at in around
        for what in (*at.held, *(m.rpartition(" ")[0] + " ouvert ou fermé ailleurs" for m in at.marks))
    ]
    return held[0] if held else ""


EXEMPLES = (
    ExempleWord("gabarit livré", rien),
    ExempleWord(
        "texte à côté",
        ecrit("Voir {%p if projet %}", "{%p endif %}"),
        ("corps, ¶\u00a017 «\u00a0Voir {%p if projet %}\u00a0»",),
    ),
    ExempleWord(
        "hors d’un tableau",
        ecrit("{%tr for x in couverture %}", "{%p endfor %}"),
        ("corps, ¶\u00a017 «\u00a0{%tr for x in couverture %}\u00a0»",),
    ),
    ExempleWord(
        "saut de section",
        remplace("<w:pageBreakBefore/>", "<w:sectPr/>"),
        ("corps, ¶\u00a016 «\u00a0{{p corps }}\u00a0»",),
    ),
)
