"""`clausegen organisation creer`: the folder of an organisation, explained in French inside."""

from __future__ import annotations

import json
from pathlib import Path

from clausegen.model import Library
from clausegen.organisation.modele import CLAUSES, CONTRATS, FICHIER, GABARITS, NOTICE
from clausegen.organisation.schema import NOM, schema
from clausegen.output import check_new, write_new
from clausegen.sources.yaml_writing import scalar

MARCHE = "marche-1.schema.json"

_YAML = """\
# yaml-language-server: $schema=./{schema}
# Votre organisation, pour clausegen. Une ligne qui commence par « # » est un exemple ou une explication :
# retirez le « # » (et l’espace qui le suit) pour l’employer. Vérifiez ensuite : clausegen config

nom: {nom}
{siret}
# Tribunal compétent. À ne dire que s’il ne suit pas le département d’exécution.
# tribunal: tribunal administratif d’Orléans

# Dossier d’un territoire ou d’un facilitateur (avec son organisation.yaml) dont vous reprenez les habitudes.
# base: ../territoire

# Facilitateurs, par territoire (département ou commune), nature et CPV : le premier qui convient est pris.
# Sans « territoires », « natures » ni « cpv », il convient à tous les marchés.
facilitateurs:
#   - structure: Maison de l’emploi du Val
#     courriel: clauses@mde-val.example.fr
#     telephone: 02 00 00 00 00
#     territoires: ["45", Valmont-sur-Loire]
#     natures: [travaux, services]
#     cpv: ["45", "9091"]

# Valeurs par défaut des marchés : ce que vous écririez dans chaque fichier de marché. Le marché garde le dernier mot.
# Une section que le marché n’emploie pas (insertion, réservation…) n’est jamais allumée par ces valeurs.
defauts:
#   acheteur: {{type: commune, adresse: 1 place de la Mairie, code_postal: "45001", ville: Valmont-sur-Loire, profil: https://marches.example.fr}}
#   insertion:
#     penalites: {{heure: 60 €, absence: 150 €, document: 50 €}}

# Nouvelles valeurs par défaut des paramètres de clauses (liste : clausegen config --parametres).
parametres:
#   reception_delai_opr: 15 jours

# Clauses dont votre organisation ne veut pas. Le motif est imprimé dans les comptes rendus.
clauses:
  retirer:
#     - {{id: primes, motif: "aucune prime n’est versée"}}

# Charte : appliquée aux gabarits livrés, sans ouvrir Word.
charte:
#   logo: logo.png                       # PNG ou JPEG ; ou {{fichier: logo.png, largeur: 4 cm, en_tete: oui}}
#   couleurs: {{titres: "1F3A68", tableaux: "E8EEF7"}}
#   polices: {{texte: Calibri, titres: Calibri}}
"""

_LISEZ_MOI = """\
# {nom}

Ce dossier contient ce qui est propre à votre organisation. clausegen le trouve seul pour tout marché rangé dedans, ou
pour toute commande lancée d’ici.

| Ici | Vous mettez |
|---|---|
| `organisation.yaml` | identité, facilitateurs, valeurs par défaut, clauses retirées, charte |
| `clauses/` | vos clauses : celles qui remplacent une clause de la bibliothèque, et les vôtres |
| `gabarits/` | vos gabarits Word : `ccap.docx` remplace celui du CCAP |
| `contrats/` | un dossier par marché, avec son `marche.yaml` |

Qui l’emporte, du plus faible au plus fort : ce que clausegen calcule, la bibliothèque nationale, votre base (territoire,
facilitateur), votre organisation, le fichier de marché, le lot.

Premiers pas, depuis ce dossier :

    clausegen config                              ce que votre organisation change, et d’où vient chaque valeur
    clausegen nouveau contrats/mon-marche         un fichier de marché à remplir
    clausegen config contrats/mon-marche          les valeurs de ce marché, avec leur origine
    clausegen clauses adapter ID                  copier une clause ici, prête à modifier
    clausegen clauses comparer ID                 votre texte, celui de la base, leurs différences
    clausegen clauses nouvelle                    écrire une clause à vous
    clausegen gabarit creer ccap                  copier le gabarit du CCAP, à modifier dans Word
    clausegen verifier                            tout vérifier
    clausegen clauses journal contrats            ce qui changerait dans vos marchés

Le guide complet est dans la documentation de clausegen : `docs/organisation.md`.
"""

_DOSSIERS = {
    CLAUSES: "Vos clauses, un fichier « .md » par clause. Le même identifiant qu’une clause de la bibliothèque la remplace.\n\n"
    "    clausegen clauses adapter ID\n    clausegen clauses nouvelle\n\n"
    "Ne modifiez pas le dossier « _origine » : clausegen y garde le texte de base de vos adaptations.\n",
    GABARITS: "Vos gabarits Word. « ccap.docx » remplace le gabarit livré du même nom.\n\n"
    "    clausegen gabarit creer ccap\n    clausegen gabarit champs -o champs.docx\n",
    CONTRATS: "Un dossier par marché, avec son fichier « marche.yaml ».\n\n    clausegen nouveau contrats/mon-marche\n",
}  # fmt: skip


def creer(dossier: Path, library: Library, nom: str, siret: str = "") -> tuple[Path, ...]:
    """Write the folder; `Refused` (code 2) when there is an organisation there already. Other files are left alone."""
    from clausegen.marche.schema import schema as schema_du_marche

    check_new(dossier / FICHIER)
    ligne = f'siret: "{siret}"' if siret else '# siret: "21459990400015"'
    textes = {
        Path(NOM): _json(schema(library)),
        Path(MARCHE): _json(schema_du_marche()),
        Path(NOTICE): _LISEZ_MOI.format(nom=nom),
        **{Path(nom_, NOTICE): texte for nom_, texte in _DOSSIERS.items()},
        # Last: a folder without it is not an organisation yet.
        Path(FICHIER): _YAML.format(schema=NOM, nom=scalar(nom), siret=ligne),
    }
    ecrits = []
    for path, texte in textes.items():
        if (dossier / path).exists():
            continue
        write_new(dossier / path, texte.encode("utf-8"))
        ecrits.append(dossier / path)
    return tuple(ecrits)


def _json(valeur: object) -> str:
    return json.dumps(valeur, ensure_ascii=False, indent=2) + "\n"
