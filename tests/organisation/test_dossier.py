"""The folder, how it is found, and its values under those of the contracts."""

from __future__ import annotations

import json

import pytest

SANS_FACILITATEUR = (
    "  facilitateur: {structure: Maison de l'emploi du Val, courriel: clauses@mde-val.example.fr}\n",
    "",
)
SANS_PENALITES = ("  penalites: {heure: 50 €, absence: 150 €, document: 50 €}\n", "")
SANS_PENALITES_FIN = ("  penalites: {heure: 50 €, absence: 150 €, document: 50 €}", "")


def valeurs(lancer, *arguments, **options):
    """nom → (value, origin, place) of `clausegen config`."""
    data = json.loads(lancer("config", *arguments, "--format", "json", **options).stdout)
    return {v["nom"]: (v["valeur"], v["origine"], v["lieu"]) for v in data["valeurs"]}


def test_a_new_folder_explains_itself_and_works_at_once(lancer, tmp_path, marche):
    import jsonschema

    from clausegen.sources import read_yaml

    lancer("organisation", "creer", "ville", "--nom", "Ville : l’essai", "--siret", "21459990400015")
    racine = tmp_path / "ville"
    for nom in ("organisation.yaml", "LISEZ-MOI.md", "clauses", "gabarits", "contrats", "organisation-1.schema.json"):
        assert (racine / nom).exists()
    plain = read_yaml(racine / "organisation.yaml").plain()
    assert plain["nom"] == "Ville : l’essai"
    schema = json.loads((racine / "organisation-1.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(
        {"nom": "Ville", "defauts": {"insertion": {"penalites": {"heure": "60 €"}}}}
    )
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate({"nom": "Ville", "defauts": {"insertionn": "oui"}})
    marche(racine / "contrats" / "m")
    fait = lancer("produire", "contrats/m", "-p", "ccap", "-o", "sorties", dans="ville")
    assert "Ville" not in fait.stdout  # the contract names its buyer: nothing is taken
    lancer("verifier", "organisation.yaml", dans="ville")


def test_every_example_of_the_commented_file_is_accepted_once_uncommented(lancer, tmp_path):
    lancer("organisation", "creer", "ville", "--nom", "Ville")
    fichier = tmp_path / "ville" / "organisation.yaml"
    lignes = fichier.read_text(encoding="utf-8").split("\n")
    gardees = [ligne for ligne in lignes if "base:" not in ligne and "logo:" not in ligne]
    nues = [
        ligne.replace("# ", "  " if ligne.startswith("#  ") else "", 1)
        if ligne.startswith(("#   ", "# tribunal", "# siret"))
        else ligne
        for ligne in gardees
    ]
    fichier.write_text("\n".join(nues), encoding="utf-8")
    noms = valeurs(lancer, dans="ville")
    assert noms["insertion.penalites.heure"][0] == "60 €" and noms["acheteur.tribunal"][0].startswith("tribunal")
    assert "reception_delai_opr" in noms and "primes" in noms and "Maison de l’emploi du Val" in noms


def test_an_organisation_is_never_written_over(lancer, tmp_path, organisation):
    racine = organisation("nom: La mienne\n")
    assert "existe déjà" in lancer("organisation", "creer", "ville", code=2).stderr
    assert (racine / "organisation.yaml").read_text(encoding="utf-8") == "nom: La mienne\n"


def test_it_is_found_by_the_contract_by_the_option_and_by_the_folder(lancer, tmp_path, organisation, marche):
    penalite = "defauts: {insertion: {penalites: {heure: %s €}}}\n"
    organisation("nom: Ici\n" + penalite % 61, "ici")
    organisation("nom: Autre\n" + penalite % 62, "autre")
    organisation("nom: Nommee\n" + penalite % 63, "nommee")
    dedans = marche(tmp_path / "ici" / "contrats" / "m", SANS_PENALITES_FIN)
    nomme = marche(tmp_path / "loin", SANS_PENALITES_FIN)
    nomme.write_text("organisation: ../nommee\n" + nomme.read_text(encoding="utf-8"), encoding="utf-8")
    heure = "insertion.penalites.heure"
    assert valeurs(lancer, dedans)[heure][0] == "61 €"
    assert valeurs(lancer, dedans, "--organisation", "autre")[heure][0] == "62 €"
    assert valeurs(lancer, nomme)[heure][0] == "63 €"
    assert valeurs(lancer, nomme, "--organisation", "autre")[heure][0] == "62 €"
    ailleurs = marche(tmp_path / "ailleurs", SANS_PENALITES_FIN)
    assert valeurs(lancer, ailleurs, dans="autre")[heure][0] == "62 €"
    assert heure not in valeurs(lancer, dedans, "--organisation", "aucune", dans="autre")


def test_the_contract_has_the_last_word_and_each_value_says_where_it_comes_from(lancer, tmp_path, organisation, marche):
    organisation(
        "nom: Le PLIE\ndefauts: {insertion: {penalites: {heure: 40 €, absence: 41 €}, periode: annuelle}}\n", "plie"
    )
    organisation("nom: La ville\nbase: ../plie\ndefauts:\n  insertion:\n    penalites: {heure: 70 €}\n", "ville")
    fichier = marche(
        tmp_path / "ville" / "contrats" / "m", ("{heure: 50 €, absence: 150 €, document: 50 €}", "{document: 55 €}")
    )
    noms = valeurs(lancer, fichier)
    assert noms["insertion.penalites.document"][:2] == ("55 €", "fichier de marché")
    assert noms["insertion.penalites.heure"][0] == "70 €" and "La ville" in noms["insertion.penalites.heure"][1]
    assert noms["insertion.penalites.heure"][2].endswith("organisation.yaml:5:24")
    assert noms["insertion.penalites.absence"][0] == "41 €" and "Le PLIE" in noms["insertion.penalites.absence"][1]
    assert noms["ccag"][1].startswith("calculé")
    fait = lancer("produire", fichier, "-p", "ccap", "-p", "annexe-insertion", "-o", "s", "--format", "json")
    pris = {d["champ"]: d for d in json.loads(fait.stdout)["defauts"]}
    assert (
        pris["insertion.penalites.heure"]["valeur"] == "70 €"
        and "organisation" in pris["insertion.penalites.heure"]["raison"]
    )


def test_a_piece_says_what_the_organisation_gives_and_carries_a_contract_that_stands_alone(
    lancer, tmp_path, organisation, marche
):
    from clausegen.marche import read_marche
    from clausegen.word import read_manifest
    from clausegen.word.relecture import read_document

    organisation(
        "nom: Commune de Valmont-sur-Loire\ndefauts: {insertion: {penalites: {heure: 77 €, absence: 150 €, document: 50 €}}}\n"
    )
    fichier = marche(tmp_path / "ville" / "contrats" / "m", SANS_PENALITES_FIN)
    lancer("produire", fichier, "-p", "ccap", "-o", "s")
    (piece,) = (tmp_path / "s").glob("*.docx")
    assert any(
        "77 €" in p.text.replace("\u00a0", " ").replace("\u202f", " ") for p in read_document(piece.read_bytes()).body
    )
    joint = read_manifest(piece).contract
    seul = read_marche("joint.yaml", joint)
    assert seul.marche is not None and str(seul.marche.insertion.penalites.heure.montant) == "77"


def test_a_section_left_off_is_never_switched_on_and_identity_stays_home(lancer, tmp_path, organisation, marche):
    organisation(
        'nom: Ville de Test\nsiret: "21450234600015"\ntribunal: tribunal administratif de Test\n'
        "defauts: {insertion: {penalites: {heure: 77 €}}, acheteur: {courriel: x@ville.example.fr}}\n"
    )
    sans = marche(
        tmp_path / "ville" / "contrats" / "m",
        ("insertion:\n  heures: 280\n", ""),
        SANS_FACILITATEUR,
        SANS_PENALITES_FIN,
    )
    noms = valeurs(lancer, sans)
    assert not [n for n in noms if n.startswith("insertion")]
    # Another SIRET: another buyer, whose court and address are its own.
    assert (
        noms["acheteur.siret"][0] == "21459990400015"
        and "acheteur.tribunal" not in noms
        and "acheteur.courriel" not in noms
    )
    texte = sans.read_text(encoding="utf-8").replace('nom: Commune de Valmont-sur-Loire, siret: "21459990400015", ', "")
    sans.write_text(texte, encoding="utf-8")
    noms = valeurs(lancer, sans)
    assert (
        noms["acheteur.nom"][0] == "Ville de Test" and noms["acheteur.tribunal"][0] == "tribunal administratif de Test"
    )


FACILITATEURS = """nom: Le département
facilitateurs:
  - {structure: PLIE travaux, territoires: ["45"], natures: [travaux]}
  - {structure: PLIE du Loiret, courriel: plie@exemple.fr, territoires: ["45"]}
  - {structure: Maison de Blois, territoires: [Blois]}
  - {structure: Partout ailleurs}
"""


@pytest.mark.parametrize(
    ("changements", "attendu"),
    [
        ((), "PLIE du Loiret"),
        ((("nature: services", "nature: travaux"),), "PLIE travaux"),
        (
            (('code_postal: "45001"', 'code_postal: "41000"'), ("ville: Valmont-sur-Loire", "ville: Blois")),
            "Maison de Blois",
        ),
        ((('code_postal: "45001"', 'code_postal: "75001"'),), "Partout ailleurs"),
    ],
)
def test_the_facilitator_follows_territory_and_nature(lancer, tmp_path, organisation, marche, changements, attendu):
    organisation(FACILITATEURS)
    fichier = marche(tmp_path / "ville" / "contrats" / "m", SANS_FACILITATEUR, *changements)
    assert valeurs(lancer, fichier)["insertion.facilitateur.structure"][0] == attendu


def test_each_lot_has_the_facilitator_of_its_place_and_a_named_one_is_kept(lancer, tmp_path, organisation, marche):
    organisation(FACILITATEURS)
    lots = 'lots:\n  - {numero: "1", objet: Ménage}\n  - {numero: "2", objet: Vitres, lieu: {departement: "41", texte: Blois}}\n'
    fichier = marche(tmp_path / "ville" / "contrats" / "m", SANS_FACILITATEUR)
    fichier.write_text(fichier.read_text(encoding="utf-8") + "\n" + lots, encoding="utf-8")
    noms = {n: v[0] for n, v in valeurs(lancer, fichier).items()}
    assert noms["insertion.facilitateur.structure"] == "PLIE du Loiret"
    assert noms["lots.1.insertion.facilitateur.structure"] == "Maison de Blois"
    assert "lots.0.insertion.facilitateur.structure" not in noms
    nomme = marche(tmp_path / "ville" / "contrats" / "n")
    assert valeurs(lancer, nomme)["insertion.facilitateur.structure"][1] == "fichier de marché"


def test_a_workbook_takes_the_values_too(lancer, tmp_path, organisation, marche):
    organisation("nom: Ville\ndefauts: {insertion: {penalites: {heure: 77 €}}}\n")
    source = marche(tmp_path / "m", SANS_PENALITES_FIN)
    lancer("excel", "ville/m.xlsx", "--depuis", source)
    noms = valeurs(lancer, "ville/m.xlsx")
    assert noms["insertion.penalites.heure"][0] == "77 €" and "Ville" in noms["insertion.penalites.heure"][1]


@pytest.mark.parametrize(
    "commande", [("avis",), ("heures",), ("conseiller",), ("clauses",), ("essayer",), ("verifier",)]
)
def test_every_command_goes_through_the_organisation(lancer, tmp_path, organisation, marche, commande):
    organisation(
        "nom: Ville\ndefauts: {insertion: {penalites: {heure: 50 €, absence: 150 €, document: 50 €}}}\nparametre: 1\n"
    )
    fichier = marche(tmp_path / "ville" / "contrats" / "m", SANS_PENALITES_FIN)
    dit = lancer(*commande, fichier, code=1 if commande == ("verifier",) else 2)
    assert "organisation.yaml:3:1" in dit.stderr + dit.stdout and "parametres" in dit.stderr + dit.stdout
    organisation("nom: Ville\n")
    assert (
        "organisation.yaml"
        not in lancer(*commande, fichier, code=1 if commande[0] in ("essayer", "verifier") else 0).stderr
    )
