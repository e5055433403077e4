"""From a contract and the frozen library to numbered text: selection, numbers, renvois, derogations, golden text."""

import datetime as dt

import pytest

from clausegen.drafting import clause_text, draft_piece
from clausegen.generation import prepare
from clausegen.library import load_library
from clausegen.marche import build_marche
from clausegen.outline import number
from clausegen.selection import reasons, select_clauses

LOTS = [
    {"numero": "04", "objet": "Étanchéité", "insertion": {"heures": "100"}},
    {"numero": "11", "objet": "Carrelage", "insertion": "non"},
    {"numero": "16", "objet": "Électricité", "insertion": {"heures": "250"}},
]


def run(library, plain):
    marche, findings = build_marche(plain)
    assert marche is not None, findings
    context = prepare(marche, library)
    selection = select_clauses(context)
    return context, selection, number(selection, context)


def text(library, plain, piece="ccap"):
    context, _selection, outline = run(library, plain)
    draft, findings = draft_piece(piece, context, outline)
    lines = []
    for article in draft.articles:
        lines.append(f"{article.heading.number} {article.heading.text}".strip())
        for child in article.children:
            lines.append(f"{child.number} {child.text}" if hasattr(child, "level") else clause_text(child))
    return "\n".join(lines), draft, findings


GOLDEN = """\
1 Objet
Le marché a pour objet : Entretien de « l’hôtel » & annexes <b>.
Le titulaire s’engage envers l’acheteur ; voir l’article 3 et, au règlement, l’article 1 du RC.
2 Insertion
2.1 Engagement
Le titulaire réserve 280 heures d’insertion, au titre du marché.
2.2 Suivi
Facilitateur : Maison de l’emploi, [À compléter : Téléphone du facilitateur].
3 Pénalités
Chaque heure due et non faite coûte 50 €, De l’article 16.1.5 du CCAG-FCS fixant la procédure.
Par dérogation à l’article 14.1.3 du CCAG-FCS, la pénalité est due dès le premier euro. Le total des pénalités reste plafonné.
4 Dérogations
Article du CCAP | Article du CCAG | Objet
3 | 14.1.3 | Exonération écartée"""


def folded(value):
    return value.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2011", "-")


def test_golden_text(library, services):
    got, draft, findings = text(library, services)
    assert folded(got) == GOLDEN
    assert draft.missing == 1
    assert findings == ()


def test_an_article_without_clause_takes_no_number(library, services):
    services["insertion"] = "non"
    got, _, _ = text(library, services)
    numbered = [line for line in folded(got).split("\n") if line[:2] in ("1 ", "2 ", "3 ")]
    assert numbered == ["1 Objet", "2 Dérogations"]
    assert "Insertion" not in got
    assert "2 Dérogations" in got
    assert "Le marché ne déroge pas au CCAG." in got


def test_a_clause_concerns_only_the_lots_that_satisfy_its_condition(library, services):
    services["lots"] = LOTS
    context, selection, _ = run(library, services)
    assert selection.decisions["heures"].lots == (0, 2)
    got, _, _ = text(library, services)
    flat = folded(got)
    assert "2 Insertion — lots n° 04 et 16" in flat
    assert "les lots n° 04 et 16" in flat and "lot n° 16 : 250 heures" in flat
    assert "Carrelage" in flat and "lot n° 11 :" not in flat
    assert [r.lots for r in reasons(selection.decisions["heures"], context)] == ["04, 16", "11"]


def test_every_decision_has_its_reason(library, services):
    context, selection, _ = run(library, services)
    for decision in selection.decisions.values():
        found = reasons(decision, context)
        assert found and all(r.titre and r.valeur for r in found)
        assert decision.retenue == (all(r.vrai for r in found))


def test_a_parameter_changes_the_text_and_the_derogations(library, services):
    services["parametres"] = {"sans_plafond": "oui", "mention": "*non* | {{ x }} <w:p/>"}
    got, _, _ = text(library, services)
    assert "Mention : *non* | {{ x }} <w:p/>." in folded(got)
    assert "Par dérogation à l’article 14.1.2 du CCAG-FCS, le total des pénalités n’a pas de plafond." in folded(got)
    assert "3 | 14.1.2 | Plafond écarté" in folded(got)


def test_an_unknown_parameter_is_a_finding_with_a_suggestion(library, services):
    services["parametres"] = {"sans_plafon": "oui"}
    _, selection, _ = run(library, services)
    (finding,) = [f for f in selection.findings if f.code == "CG140"]
    assert "sans_plafond" in finding.remede and finding.field == "parametres.sans_plafon"


def test_a_missing_or_contradictory_clause_is_a_finding_and_changes_nothing(library, services):
    services["clauses"] = {"retirer": [{"id": "penalite", "motif": "essai"}]}
    _, selection, _ = run(library, services)
    assert not selection.is_kept("penalite") and selection.is_kept("heures")
    assert [f.code for f in selection.findings] == ["CG250"]


def test_the_rc_cites_the_ccap_and_an_end_heading_has_no_number(library, services):
    got, draft, _ = text(library, services, "rc")
    assert "Pénalité : article 3 du CCAP." in folded(got)
    assert draft.articles[-1].heading.numbered is False
    assert folded(got).split("\n")[-2:] == ["Annexes", "Annexe : cadre de réponse « Insertion »."]


def test_a_clause_holds_from_its_date_to_its_date(library, services, figee, tmp_path):
    import shutil

    copy = tmp_path / "clause_library"
    shutil.copytree(figee, copy)
    path = copy / "socle" / "lots.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("si: faits.alloti", 'si: "true"\nen_vigueur: {depuis: 2027-01-01, jusqu_a: 2027-12-31}'),
        encoding="utf-8",
    )
    changed = load_library(copy)
    for day, kept in (("2026-12-31", False), ("2027-01-01", True), ("2027-12-31", True), ("2028-01-01", False)):
        services["date_consultation"] = day
        services["date_limite"] = str(dt.date.fromisoformat(day) + dt.timedelta(days=40)) + " 12:00"
        _, selection, _ = run(changed, services)
        assert selection.is_kept("lots") is kept
        assert selection.decisions["lots"].cause == ("condition" if kept else "date")


def broken(figee, tmp_path, name, old, new):
    import shutil

    copy = tmp_path / "clause_library"
    shutil.copytree(figee, copy)
    path = next(copy.rglob(f"{name}.md"))
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new), encoding="utf-8")
    return load_library(copy)


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "word", "line"),
    [
        ("objet", "{% endif %}", "", "CG201", "endif", 15),
        ("objet", "marche.objet", "marche.objett", "CG206", "objett", 13),
        ("objet", "| majuscule", "| majusculle", "CG201", "majusculle", 15),
        ("objet", '"penalite"', '"penalites"', "CG206", "penalites", 15),
        ("objet", "Le marché a", "{% for a in range(9000) %}{% for b in range(9000) %}{% endfor %}{% endfor %}Le marché a", "CG206", "boucle", 13),
        ("penalite", "{{ derogation(\"ccag.penalites.exoneration\") }}", "", "CG253", "exoneration", 16),
        ("penalite", "ccag.insertion.penalites", "ccag.insertion.penalite", "CG206", "registre", 16),
        ("suivi", "{{ lot.insertion.facilitateur.structure }}", "{{ lot.insertion }}", "CG206", "rubrique entière", 11),
    ],
)  # fmt: skip
def test_a_faulty_clause_is_told_with_its_file_and_line(figee, services, tmp_path, name, old, new, code, word, line):
    changed = broken(figee, tmp_path, name, old, new)
    _, _, findings = text(changed, services)
    (finding,) = [f for f in findings if f.code == code]
    assert word in finding.constat
    assert finding.location.path.endswith(f"{name}.md")
    assert finding.location.line == line
    assert finding.remede


def test_a_condition_that_reads_nothing_known_is_a_finding(figee, services, tmp_path):
    changed = broken(figee, tmp_path, "suivi", "lot.faits.insertion_active", "lot.faits.insertion_actif")
    _, selection, _ = run(changed, services)
    (finding,) = [f for f in selection.findings if f.code == "CG204"]
    assert "insertion_actif" in finding.constat and finding.location.line == 9


def test_reading_is_a_pure_function(library, services):
    assert text(library, services)[0] == text(library, services)[0]
