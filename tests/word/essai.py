"""A rich synthetic draft for the tests of `word`: headings, lists, tables, values, references, links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from clausegen.blocks import (
    Block,
    Cell,
    ClauseValue,
    Draft,
    DraftArticle,
    DraftClause,
    Emph,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    MissingValue,
    Paragraph,
    RefValue,
    Strong,
    Table,
    Text,
    TextValue,
    Value,
)  # fmt: skip
from clausegen.word import Manifest, Properties

FIELDS: dict[str, Any] = {
    "marche": {
        "objet": "Nettoyage des bâtiments communaux et vitrerie des écoles",
        "reference": "2026-014",
        "acheteur": {"nom": "Commune de Valmont-sur-Loire"},
    },
    "piece": {"titre": "Cahier des clauses administratives particulières", "sigle": "CCAP"},
    "couverture": [
        {"libelle": "Référence", "valeur": "2026-014"},
        {
            "libelle": "Procédure",
            "valeur": "Procédure adaptée (articles L. 2123-1 et R. 2123-1 du code de la commande publique)",
        },
        {"libelle": "Forme", "valeur": "Accord-cadre à bons de commande"},
        {"libelle": "CCAG", "valeur": "Fournitures courantes et services (2021)"},
        {"libelle": "Lots", "valeur": "Lot 1 : Bâtiments administratifs\nLot 2 : Écoles et crèches\nLot 3 : Vitrerie"},
    ],
    "objet_court": "Nettoyage des bâtiments communaux",
}
MANIFEST = Manifest("ccap", "0.1.0", "2026.1", "abc", contract="objet: Nettoyage & vitrerie\n")
PROPERTIES = Properties("CCAP — Nettoyage", "2026-014", "Commune de Valmont-sur-Loire", dt.date(2026, 12, 1))


def p(*inlines: Inline | str | int) -> Paragraph:
    """A paragraph: text, places of values, inlines."""
    return Paragraph(inl(*inlines))


def inl(*inlines: Inline | str | int) -> tuple[Inline, ...]:
    return tuple(Text(i) if isinstance(i, str) else Value(i) if isinstance(i, int) else i for i in inlines)


def ul(*items: Sequence[Block] | str) -> ListBlock:
    return ListBlock(False, 1, tuple((p(i),) if isinstance(i, str) else tuple(i) for i in items))


def ol(*items: Sequence[Block] | str, start: int = 1) -> ListBlock:
    return ListBlock(True, start, tuple((p(i),) if isinstance(i, str) else tuple(i) for i in items))


def clause(
    name: str, blocks: Sequence[Block], values: Sequence[ClauseValue] = (), heading: Heading | None = None
) -> DraftClause:
    frozen = tuple(blocks)
    return DraftClause(
        name, "1.0.0", f"cg_{name.replace('-', '_')}", repr(frozen), tuple(values), heading, "d" * 8, lambda: frozen
    )


def draft(*articles: DraftArticle, missing: int = 0, **more: Any) -> Draft:
    return Draft("ccap", str(FIELDS["piece"]["titre"]), articles, {**FIELDS, **more}, missing)


def one(*blocks: Block, values: Sequence[ClauseValue] = (), missing: int = 0) -> Draft:
    """A draft of one article, one clause."""
    article = Heading(1, "Objet du marché", "1", "cgt_1")
    return draft(DraftArticle(article, (clause("unique", blocks, values),), "objet"), missing=missing)


SENTENCES = (
    "Le titulaire transmet à l’acheteur, dans les quinze jours qui suivent la notification du marché, le nom de la personne "
    "chargée de suivre l’exécution de l’action d’insertion.",
    "L’acheteur peut, à tout moment, demander la communication des pièces qui justifient les heures réalisées.",
    "Le relevé des heures est remis au plus tard le 15 du mois qui suit la période ; passé ce délai, la pénalité prévue s’applique.",
)


def table(*rows: Sequence[str | int]) -> Table:
    cells = [tuple(Cell(inl(c), "right" if n == len(row) - 1 else "left") for n, c in enumerate(row)) for row in rows]
    return Table(cells[0], tuple(cells[1:]))


def rich(articles: int = 15, each: int = 4) -> Draft:
    """A whole CCAP, about 25 pages with the defaults."""
    titles = ("Objet du marché", "Pièces contractuelles", "Prix et règlement", "Insertion par l’activité économique")
    out = []
    for a in range(1, articles + 1):
        children: list[Heading | DraftClause] = []
        for n in range(1, each + 1):
            heading = Heading(
                2,
                f"{('Principe', 'Modalités de mise en œuvre', 'Contrôle et justification', 'Pénalités applicables au titulaire')[n % 4]}",
                f"{a}.{n}",
                f"cgt_{a}_{n}",
            )
            children.append(clause(f"c{a}-{n}", *_content(a, n), heading=heading))
        if a == 2:
            children.append(Heading(3, "Pièces générales", f"{a}.{each}.1", "cgt_2_g"))
            children.append(clause("c2-g", [p(SENTENCES[0])]))
            children.append(
                Heading(
                    3,
                    "Pièces particulières, dont la liste peut être assez longue pour tenir sur deux lignes de titre",
                    f"{a}.{each}.2",
                    "cgt_2_p",
                )
            )
            children.append(clause("c2-p", [p(SENTENCES[1])]))
        out.append(
            DraftArticle(
                Heading(1, titles[(a - 1) % 4] if a > 1 else titles[0], str(a), f"cgt_{a}"), tuple(children), f"a{a}"
            )
        )
    out.append(
        DraftArticle(
            Heading(1, "Annexes", "", "cgt_annexes", False),
            (clause("annexes", [p("Annexe 1 : liste des bâtiments.")]),),
            "annexes",
        )
    )
    return draft(*out, missing=2)


def _content(a: int, n: int) -> tuple[list[Block], list[ClauseValue]]:
    values: list[ClauseValue] = [
        TextValue("50\u00a0€"),
        RefValue("cgt_2_1", "2.1"),
        TextValue("Écoles et crèches & « vitrerie »"),
        RefValue("cgt_3", "3"),
    ]
    blocks: list[Block] = [
        p(
            SENTENCES[a % 3],
            " La pénalité est de ",
            Strong(inl(0)),
            " par heure, dans les conditions de l’article ",
            1,
            " et de l’article ",
            3,
            ".",
        ),
    ]
    if n % 4 == 0:
        blocks += [
            p("Les volumes sont les suivants\u00a0:"),
            table(
                ("Lot", "Objet", "Périmètre", "Heures"),
                ("1", "Bâtiments administratifs", SENTENCES[1], "280\u00a0h"),
                ("2", 2, "Ensemble du lot", "1\u202f250\u00a0h"),
                ("3", "Vitrerie", "", "60\u00a0h"),
            ),
            p(SENTENCES[2]),
        ]
    elif n % 2:
        blocks += [
            p("Le titulaire peut, à son choix\u00a0:"),
            ul(
                "recruter directement une personne éligible\u00a0;",
                (
                    p("recourir à la mise à disposition\u00a0:"),
                    ul(
                        "par une entreprise de travail temporaire d’insertion\u00a0;",
                        "par une association intermédiaire\u00a0;",
                    ),
                ),
                (
                    p(
                        "sous-traiter à une structure, dont la liste est publiée sur ",
                        Link("https://lemarche.inclusion.gouv.fr/", inl("le site du Marché de l’inclusion")),
                        ".",
                    ),
                    p("Cette faculté s’exerce lot par lot."),
                ),
            ),
            p(SENTENCES[0]),
        ]
    else:
        blocks += [
            p("La procédure de contrôle suit trois étapes\u00a0:"),
            ol(
                "l’acheteur adresse une mise en demeure\u00a0;",
                (p("le titulaire répond\u00a0:"), ol("par écrit\u00a0;", "dans les quinze jours\u00a0;")),
                "la pénalité est appliquée.",
            ),
            p(SENTENCES[1], LineBreak(), Emph(inl("Ces montants ne sont pas révisés.")), " ", SENTENCES[2]),
        ]
    if (a, n) in ((1, 2), (3, 1)):
        values.append(MissingValue("nom du facilitateur"))
        blocks.append(p("Le facilitateur est ", 4, ". Il accompagne le titulaire pendant toute la durée du marché."))
    return blocks, values
