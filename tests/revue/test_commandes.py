"""The two commands as a référent runs them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from clausegen.cli.entry import group
from clausegen.findings import Refused
from clausegen.verifier.verification import Demande, verifier
from tests.revue.outils import LIBRARY, change, document, source_de, suivi, tape

CLAUSE = "ccap-insertion-principe"


def lance(*args: str) -> Result:
    result = CliRunner().invoke(group, ["clauses", *args], standalone_mode=False)
    if result.exception is not None and not isinstance(result.exception, Refused):
        raise result.exception
    return result


@pytest.fixture
def ville(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "organisation.yaml").write_text("nom: Ville de Valmont\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def corriger(source: Path, cible: Path) -> None:
    cible.write_bytes(change(source.read_bytes(), lambda r: suivi(r, "conduit une action", "mène une action")))


def test_untouched_document_writes_nothing(ville: Path) -> None:
    assert lance("vers-word", CLAUSE, "revue.docx").return_value == 0
    result = lance("depuis-word", "revue.docx", "--oui")
    assert result.return_value == 0 and "Rien à écrire" in result.output
    assert sorted(p.name for p in ville.iterdir()) == ["organisation.yaml", "revue.docx"]


def test_changes_are_shown_then_written_in_the_overlay(ville: Path) -> None:
    lance("vers-word", CLAUSE, "revue.docx")
    corriger(ville / "revue.docx", ville / "corrige.docx")
    vu = lance("depuis-word", "corrige.docx", "--voir")
    assert vu.return_value == 1 and not (ville / "clauses").exists()
    assert (
        "[−conduit−][+mène+]" in vu.output and "2 modifications suivies (Me Roche), lues comme acceptées" in vu.output
    )
    assert lance("depuis-word", "corrige.docx").return_value == 1 and not (ville / "clauses").exists()
    assert lance("depuis-word", "corrige.docx", "--oui").return_value == 0
    ecrit = (ville / "clauses" / f"{CLAUSE}.md").read_text(encoding="utf-8")
    assert "mène une action" in ecrit and "adaptee_de: {version: 1.0.0, empreinte:" in ecrit
    assert (ville / "clauses" / "_origine" / f"{CLAUSE}.md").read_text(encoding="utf-8") == source_de(CLAUSE)


def test_a_second_review_keeps_the_former_file(ville: Path) -> None:
    lance("vers-word", CLAUSE, "un.docx")
    corriger(ville / "un.docx", ville / "un-corrige.docx")
    lance("depuis-word", "un-corrige.docx", "--oui")
    premier = (ville / "clauses" / f"{CLAUSE}.md").read_text(encoding="utf-8")
    lance("vers-word", CLAUSE, "deux.docx")
    (ville / "deux.docx").write_bytes(
        change((ville / "deux.docx").read_bytes(), lambda r: tape(r, "mène une action", "organise une action"))
    )
    assert lance("depuis-word", "deux.docx", "--oui").return_value == 0
    assert "organise une action" in (ville / "clauses" / f"{CLAUSE}.md").read_text(encoding="utf-8")
    assert (ville / "clauses" / "_anciennes" / f"{CLAUSE}.md").read_text(encoding="utf-8") == premier


def test_a_file_changed_meanwhile_is_not_replaced(ville: Path) -> None:
    lance("vers-word", CLAUSE, "un.docx")
    corriger(ville / "un.docx", ville / "corrige.docx")
    lance("depuis-word", "corrige.docx", "--oui")
    path = ville / "clauses" / f"{CLAUSE}.md"
    retouche = path.read_text(encoding="utf-8").replace("quel que soit", "quel qu’il soit")
    path.write_text(retouche, encoding="utf-8")
    result = lance("depuis-word", "corrige.docx", "--oui")
    assert "CG283" in result.output
    assert path.read_text(encoding="utf-8") == retouche
    assert "mène une action" in (ville / "clauses" / "_a-relire" / f"{CLAUSE}.md").read_text(encoding="utf-8")


def test_a_folder_named_by_the_user_never_loses_a_file(ville: Path) -> None:
    lance("vers-word", CLAUSE, "revue.docx")
    corriger(ville / "revue.docx", ville / "corrige.docx")
    (ville / "sortie").mkdir()
    (ville / "sortie" / f"{CLAUSE}.md").write_text("à moi", encoding="utf-8")
    assert lance("depuis-word", "corrige.docx", "-o", "sortie", "--oui").return_value == 0
    assert (ville / "sortie" / f"{CLAUSE}.md").read_text(encoding="utf-8") == "à moi"
    assert "mène une action" in (ville / "sortie" / f"{CLAUSE}_v2.md").read_text(encoding="utf-8")


def test_an_existing_document_is_kept(ville: Path) -> None:
    (ville / "revue.docx").write_bytes(b"autre")
    lance("vers-word", CLAUSE, "revue.docx")
    assert (ville / "revue.docx").read_bytes() == b"autre" and (ville / "revue_v2.docx").exists()


def test_a_broken_field_writes_nothing(ville: Path) -> None:
    lance("vers-word", CLAUSE, "objet-du-marche", "revue.docx")

    def geste(root):  # type: ignore[no-untyped-def]
        suivi(root, "conduit une action", "mène une action")
        tape(root, "‹objet du marché›", "‹objet du march")

    (ville / "revue.docx").write_bytes(change((ville / "revue.docx").read_bytes(), geste))
    result = lance("depuis-word", "revue.docx", "--oui")
    assert isinstance(result.exception, Refused) and result.exception.exit_code == 2
    assert "objet-du-marche" in str(result.exception) and not (ville / "clauses").exists()


def test_families_and_unknown_names(ville: Path) -> None:
    result = lance("vers-word", "--lot", "marches_reserves", "reserves.docx")
    attendu = sum("/marches_reserves/" in c.path for c in LIBRARY.clauses.values())
    assert attendu > 3 and f"({attendu} clauses)" in result.output
    refus = lance("vers-word", "ccap-visite", "--lot", "soclee", "x.docx")
    assert (
        isinstance(refus.exception, Refused)
        and len(refus.exception.findings) == 2
        and "« socle »" in str(refus.exception)
    )


def _paquet(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _macros() -> bytes:
    with zipfile.ZipFile(io.BytesIO(document("objet-du-marche"))) as archive:
        return _paquet({**{n: archive.read(n) for n in archive.namelist()}, "word/vbaProject.bin": b"x"})


@pytest.mark.parametrize("brouillon", [False, True])
@pytest.mark.parametrize(
    ("data", "dit"),
    [
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "ancien .doc ou un document protégé"),
        (_macros(), "macros"),
        (document("objet-du-marche")[:2000], "n’est pas un document Word"),
        (b"", "n’est pas un document Word"),
        (_paquet({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "OpenDocument"),
    ],
    ids=["doc", "macros", "coupé", "vide", "odt"],
)  # fmt: skip
def test_documents_that_cannot_be_read(ville: Path, data: bytes, dit: str, brouillon: bool) -> None:
    (ville / "x.docx").write_bytes(data)
    result = lance("depuis-word", "x.docx", *(["--brouillon"] if brouillon else []))
    assert isinstance(result.exception, Refused) and result.exception.exit_code == 2
    assert dit in str(result.exception)
    assert (ville / "x.docx").read_bytes() == data


def test_an_ordinary_document_is_not_a_review(ville: Path) -> None:
    docx.Document().save("x.docx")
    assert "--brouillon" in str(lance("depuis-word", "x.docx").exception)


def _ancien(path: Path) -> None:
    d = docx.Document()
    d.add_heading("Article 12 – Visites du chantier", 1)
    p = d.add_paragraph("Le titulaire organise ")
    p.add_run("deux visites ").bold = True
    p.add_run("avant le 15 janvier 2027 à 14 h 30. Pénalité : 1 500 € HT, plafonnée à 10 %.")
    d.add_paragraph("gros œuvre, sous 15 jours ouvrés ;", style="List Bullet")
    d.add_paragraph("réseaux.", style="List Bullet")
    d.add_paragraph("Selon l’article 14.1.2 du CCAG-FCS et en application de l’article L. 2112-2 du code de la commande publique. "
                    "Voir l’article 5.3 du présent CCAP ; l’article 99.9 du CCAG-FCS ne s’applique pas.")  # fmt: skip
    t = d.add_table(2, 2)
    for cellule, mots in zip(
        [c for r in t.rows for c in r.cells], ["Période", "Volume", "2027", "200 heures"], strict=True
    ):
        cellule.text = mots
    d.add_heading("Nettoyage", 1)
    d.add_paragraph("Le titulaire nettoie {{ le chantier }} chaque soir.")
    d.save(str(path))


def test_a_draft_is_made_of_an_ordinary_text(ville: Path) -> None:
    _ancien(ville / "ancien.docx")
    result = lance("depuis-word", "ancien.docx", "--brouillon")
    assert result.return_value == 0 and "visites-chantier" in result.output and "nettoyage" in result.output
    texte = (ville / "clauses" / "_brouillons" / "visites-chantier.md").read_text(encoding="utf-8")
    assert "titre: Visites du chantier\n" in texte and "version: 0.0.0" in texte and "condition à écrire" in texte
    corps = texte.split("\n---\n", 1)[1]
    assert (
        "Le titulaire organise **deux visites** avant le 15 janvier 2027{# à finir : date à paramétrer #} à 14 h 30{# à finir"
        in corps
    )
    assert "- gros œuvre, sous 15 jours ouvrés{# à finir : délai à paramétrer #} ;\n- réseaux." in corps
    cle = LIBRARY.references.entries["ccag.penalites.plafond"].cellules["FCS"].article
    assert cle == "14.1.2" and 'Selon {{ cite("ccag.penalites.plafond") }}{# à finir' in corps
    assert '{{ cite("ccp.L2112-2", "de") }}' in corps
    assert "99.9 du CCAG-FCS{# à finir : article absent du registre" in corps
    assert "| Période | Volume |\n|---|---|\n| 2027 | 200 heures{# à finir" in corps
    assert "type: montant, defaut: 1 500 € HT" in texte.replace("\u00a0", " ")
    assert "{{ le chantier" not in (ville / "clauses" / "_brouillons" / "nettoyage.md").read_text(encoding="utf-8")


def test_a_draft_is_reported_until_it_is_finished(ville: Path) -> None:
    _ancien(ville / "ancien.docx")
    lance("depuis-word", "ancien.docx", "--brouillon")
    path = Path("clauses/_brouillons/nettoyage.md")
    codes = [f.code for f in verifier(Demande((path,))).findings]
    assert codes.count("CG284") >= 4
    fini = path.read_text(encoding="utf-8")
    for ligne in [ligne for ligne in fini.split("\n") if "# à finir" in ligne]:
        fini = fini.replace(ligne, ligne.split("    # à finir")[0])
    path.write_text(fini.replace("0.0.0", "1.0.0").replace('si: "false"', "si: faits.alloti"), encoding="utf-8")
    assert "CG284" not in [f.code for f in verifier(Demande((path,))).findings]


def test_drafts_do_not_reach_contracts(ville: Path) -> None:
    _ancien(ville / "ancien.docx")
    lance("depuis-word", "ancien.docx", "--brouillon")
    assert lance().return_value == 0
    assert "nettoyage" not in lance().output.split()
