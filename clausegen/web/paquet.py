"""The zip of a contract: its pieces, its file, the generation sheet, what to read first. Same bytes for same inputs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

from clausegen import __version__
from clausegen.ecriture import date_longue, nombre, pluriel
from clausegen.generation import Production
from clausegen.output import piece_stem, safe_name
from clausegen.web.etat import Etat

FICHE = "fiche-de-generation.html"
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#161616}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #ccc;padding:.35rem .6rem;text-align:left;vertical-align:top}"
    "th{background:#f5f5fe}h1,h2{color:#000091}"
)


def nom_des_pieces(production: Production) -> dict[str, str]:
    """Slug → name of the Word file, as `clausegen produire` names it."""
    reference = str(production.contexte.marche_brut.reference or "")
    return {p.slug: f"{piece_stem(reference, p.sigle, p.projet)}.docx" for p in production.pieces}


def nom_du_zip(production: Production) -> str:
    """« 2026-014_pieces.zip »."""
    suffixe = "_PROJET" if any(p.projet for p in production.pieces) else ""
    return f"{safe_name(str(production.contexte.marche_brut.reference or ''))}_pieces{suffixe}.zip"


def paquet(production: Production, etat: Etat, texte: str, marche_joint: bool = True) -> bytes:
    """Bytes of the zip. `marche_joint`: the contract file travels with the pieces (not in what is published)."""
    noms = nom_des_pieces(production)
    contenu: dict[str, bytes] = {noms[p.slug]: p.data for p in production.pieces}
    if marche_joint:
        contenu["marche.yaml"] = texte.encode("utf-8", "surrogatepass")
        contenu[FICHE] = fiche(production, etat).encode("utf-8", "replace")
    contenu["LISEZMOI.txt"] = lisezmoi(production, marche_joint).encode("utf-8", "replace")
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in contenu.items():
            archive.writestr(zipfile.ZipInfo(nom, (2020, 1, 1, 0, 0, 0)), octets, zipfile.ZIP_DEFLATED)
    return flux.getvalue()


def lisezmoi(production: Production, marche_joint: bool) -> str:
    """What is in the zip, in French; lines end as Windows expects."""
    marche = production.contexte.marche_brut
    noms = nom_des_pieces(production)
    lignes = [
        f"{marche.objet}",
        f"Consultation {marche.reference} — {marche.acheteur.nom}",
        "",
        "Contenu de ce dossier :",
    ]
    for p in production.pieces:
        reste = f" — {pluriel(p.draft.missing, 'élément')} à compléter (passages surlignés)" if p.draft.missing else ""
        lignes.append(f"- {noms[p.slug]} : {production.contexte.library.pieces[p.slug].titre}{reste}")
    if marche_joint:
        lignes += ["- marche.yaml : le fichier de marché, à garder pour reprendre ou modifier ces pièces",
                   f"- {FICHE} : les clauses retenues, leur version, les constats (à garder au dossier, à ne pas publier)"]  # fmt: skip
    if any(p.projet for p in production.pieces):
        lignes += ["", "Les pièces dont le nom finit par _PROJET ne sont pas prêtes : complétez les passages surlignés,",
                   "ou levez les constats bloquants dans clausegen, puis produisez-les de nouveau."]  # fmt: skip
    lignes += ["", "Relecture juridique nécessaire avant publication.",
               f"Produit par clausegen {__version__}, bibliothèque {production.contexte.library.version}."]  # fmt: skip
    return "\ufeff" + "\r\n".join(lignes) + "\r\n"


def fiche(production: Production, etat: Etat) -> str:
    """The generation sheet: a page that opens alone, to be kept in the file of the contract."""
    c = production.contexte
    marche = c.marche_brut
    faits = [("Objet", marche.objet), ("Référence", marche.reference), ("Acheteur", marche.acheteur.nom),
             ("Date de la consultation", date_longue(marche.date_consultation)),
             ("Clauses retenues", nombre(len(production.selection.kept()))), ("Heures d’insertion", nombre(etat.heures)),
             ("Moteur", __version__), ("Bibliothèque", f"{c.library.version} ({c.library.digest[:12]})")]  # fmt: skip
    parties = [_table(("Point", "Valeur"), faits), "<h2>Pièces et clauses</h2>"]
    for p in production.pieces:
        rangees = [(production.outline.places[d.clause.id].number, d.clause.titre, f"{d.clause.id} (version {d.clause.version})")
                   for d in production.selection.kept(p.slug)]  # fmt: skip
        parties += [
            f"<h3>{escape(c.library.pieces[p.slug].titre)}</h3>",
            _table(("Article", "Clause", "Identifiant"), rangees),
        ]
    manquants = [(p.sigle, m) for p in production.pieces for m in p.manquants]
    constats = [(f.niveau.libelle, f.constat + (f" ({f.article})" if f.article else ""), f.remede) for f in etat.fautes]
    defauts = [
        (d.path, str(d.valeur), d.raison, "à confirmer" if d.a_confirmer else "") for d in marche.defauts_calcules
    ]
    tables: tuple[tuple[str, Sequence[str], Sequence[Sequence[object]]], ...] = (
        ("À compléter", ("Pièce", "Élément"), manquants), ("Constats", ("Niveau", "Constat", "Remède"), constats),
        ("Valeurs proposées, que le fichier ne donne pas", ("Rubrique", "Valeur", "Raison", ""), defauts),
    )  # fmt: skip
    for titre, colonnes, rangees_ in tables:
        if rangees_:
            parties += [f"<h2>{titre}</h2>", _table(colonnes, rangees_)]
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Fiche de génération — {escape(str(marche.reference))}</title>'
        f"<style>{_STYLE}</style></head><body><h1>Fiche de génération</h1>{''.join(parties)}"
        "<p>Relecture juridique nécessaire avant publication.</p></body></html>\n"
    )


def _table(colonnes: Sequence[str], lignes: Sequence[Sequence[object]]) -> str:
    tete = "".join(f'<th scope="col">{escape(c)}</th>' for c in colonnes)
    corps = "".join("<tr>" + "".join(f"<td>{escape(str(v))}</td>" for v in ligne) + "</tr>" for ligne in lignes)
    return f"<table><thead><tr>{tete}</tr></thead><tbody>{corps}</tbody></table>"
