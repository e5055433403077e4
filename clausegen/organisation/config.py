"""What `clausegen config` shows: the values in force and the layer that each one comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausegen.findings import Location
from clausegen.model import Library
from clausegen.organisation.couches import Empilement
from clausegen.organisation.ecarts import ANCIENNE
from clausegen.organisation.gabarits import charte_de, gabarit_propre
from clausegen.organisation.modele import Organisation
from clausegen.organisation.ouvrir import Ouverture
from clausegen.organisation.priorite import feuilles, valeurs_donnees


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of the report. `nature`: identité, défaut, facilitateur, paramètre, clause, retrait, charte, gabarit, valeur."""

    nature: str
    nom: str
    valeur: str
    origine: str
    place: Location
    note: str = ""


def lignes_de_l_organisation(organisation: Organisation, empilement: Empilement) -> Iterator[Ligne]:
    """Everything that an organisation and its bases change."""
    _, origines = valeurs_donnees(organisation)
    for valeur in origines.values():
        yield Ligne("valeur par défaut", valeur.chemin, en_clair(valeur.valeur), valeur.couche, valeur.place)
    for couche in reversed(tuple(organisation.couches())):
        for facilitateur in couche.facilitateurs:
            cible = "; ".join(
                f"{nom} {', '.join(valeurs)}"
                for nom, valeurs in (
                    ("territoires", facilitateur.territoires),
                    ("natures", facilitateur.natures),
                    ("CPV", facilitateur.cpv),
                )
                if valeurs
            )
            yield Ligne(
                "facilitateur",
                str(facilitateur.valeurs["structure"]),
                cible or "tous les marchés",
                couche.nom,
                facilitateur.location,
            )
    parametres = empilement.library.parametres
    for nom, couche_nom in empilement.origines.items():
        layer = next(c for c in organisation.couches() if c.nom == couche_nom and nom in c.parametres)
        yield Ligne(
            "paramètre",
            nom,
            str(parametres[nom].defaut),
            couche_nom,
            layer.place(f"parametres.{nom}"),
            parametres[nom].titre,
        )
    constats = {f.location.path: f for f in empilement.constats if f.code == ANCIENNE}
    for identifiant, versions in empilement.versions.items():
        if versions[-1].couche:
            clause = versions[-1]
            dessous = (
                f"remplace celle de {' puis '.join(v.couche or 'la bibliothèque nationale' for v in versions[:-1])}"
                if versions[:-1]
                else "ajoutée"
            )
            note = dessous + (" — le texte de base a changé" if clause.path in constats else "")
            yield Ligne("clause", identifiant, clause.titre, clause.couche, Location(clause.path), note)
    for identifiant, motif in empilement.library.retraits.items():
        origine, _, raison = motif.partition(" : ")
        couche = next((c for c in organisation.couches() if c.nom == origine), organisation)
        place = next((r.location for r in couche.retraits if r.id == identifiant), Location(str(couche.fichier)))
        yield Ligne("clause retirée", identifiant, raison, origine, place)
    yield from _apparence(organisation, empilement.library)


def _apparence(organisation: Organisation, library: Library) -> Iterator[Ligne]:
    charte = charte_de(organisation)
    if charte is not None:
        nommes = {
            "couleur des titres": ("couleurs.titres", charte.titres), "fond des tableaux": ("couleurs.tableaux", charte.tableaux),
            "texte des tableaux": ("couleurs.texte_tableaux", charte.texte_tableaux), "filets": ("couleurs.filets", charte.filets),
            "police": ("polices.texte", charte.police), "police des titres": ("polices.titres", charte.police_titres),
            "logo": ("logo", f"{charte.logo.largeur} × {charte.logo.hauteur} points, {charte.largeur_logo:g} mm de large" if charte.logo else ""),
        }  # fmt: skip
        couches = [c for c in organisation.couches() if c.charte is not None]
        for nom, (cle, texte) in nommes.items():
            if texte:
                # The last layer that writes it; a value worked out (text of a header) goes with the last charter.
                donne = next((c for c in reversed(couches) if f"charte.{cle}" in c.places), couches[-1])
                yield Ligne("charte", nom, texte, donne.nom, donne.place(f"charte.{cle}"))
    for piece in library.pieces.values():
        propre = gabarit_propre(organisation, piece)
        if propre is not None:
            couche = next(c for c in organisation.couches() if propre.is_relative_to(c.racine))
            yield Ligne("gabarit", piece.slug, propre.name, couche.nom, Location(str(propre)))


def lignes_du_marche(ouverture: Ouverture) -> Iterator[Ligne]:
    """Every value of a contract: written in its file, taken from a layer, or worked out by the engine."""
    lecture = ouverture.lecture
    pris = {d.path: d for d in lecture.complet.defauts} if lecture.complet is not None else {}
    for chemin, valeur in feuilles_completes(lecture.plain):
        if valeur not in ("", None):
            rang = "lot du fichier de marché" if chemin.startswith("lots.") else "fichier de marché"
            yield Ligne("valeur", chemin, en_clair(valeur), rang, lecture.locate(chemin))
    for chemin, defaut in pris.items():
        place = lecture.complet.places[chemin] if lecture.complet is not None else Location()
        yield Ligne("valeur", chemin, defaut.valeur, defaut.raison.partition(" (")[0], place)
    if lecture.marche is not None:
        for defaut in lecture.marche.defauts_calcules:
            if defaut.path not in pris:
                note = "à confirmer" if defaut.a_confirmer else ""
                yield Ligne("valeur", defaut.path, defaut.valeur, f"calculé : {defaut.raison}", Location(), note)


def lignes_des_parametres(library: Library, empilement: Empilement | None) -> Iterator[Ligne]:
    """Every parameter of every clause, with its default and the layer that gives it."""
    origines = empilement.origines if empilement is not None else {}
    for clause in sorted(library.clauses.values(), key=lambda c: c.id):
        for nom, parametre in clause.parametres.items():
            origine = origines.get(nom) or clause.couche or "bibliothèque nationale"
            valeur = "(aucune)" if parametre.defaut is None else en_clair(parametre.defaut)
            yield Ligne(
                "paramètre",
                nom,
                valeur,
                origine,
                Location(clause.path),
                f"{parametre.titre} ({parametre.type}), clause {clause.id}",
            )


def feuilles_completes(arbre: object, chemin: str = "") -> Iterator[tuple[str, object]]:
    """Leaves of a contract; lots are entered, other lists are leaves."""
    if isinstance(arbre, dict):
        for cle, valeur in arbre.items():
            if cle == "lots" and isinstance(valeur, list):
                for rang, lot in enumerate(valeur):
                    yield from feuilles(lot, f"lots.{rang}")
            else:
                yield from feuilles(valeur, f"{chemin}.{cle}" if chemin else str(cle))


def en_clair(valeur: object) -> str:
    """A value as the report shows it."""
    from clausegen.sources.yaml_writing import inline

    if valeur is True or valeur is False:
        return "oui" if valeur else "non"
    if isinstance(valeur, tuple):
        return ", ".join(map(str, valeur))
    return inline(valeur) if isinstance(valeur, (list, dict)) else str(valeur)
