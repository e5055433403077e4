"""First draft of a clause file from an ordinary text: shape, what is to be settled, and an example skeleton.

A draft has version 0.0.0, a condition that never holds and marks « à finir » : `clausegen verifier` reports each.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass

from clausegen.model import Library
from clausegen.organisation.atelier import identifiant_de
from clausegen.revue.recomposer import basculer
from clausegen.revue.reperage import TYPES, Repere, ccag_nomme, reperer
from clausegen.sources.yaml_writing import scalar
from clausegen.word.fiche import CELLULE, Atome, Genre, Ligne
from clausegen.word.ordinaire import Passage

VERSION = "0.0.0"
MARQUE = "à finir"
_SPECIAUX = re.compile(r"[\\*_`]")


@dataclass(frozen=True, slots=True)
class Brouillon:
    """A draft: identifier, title, text of the file, what was found in it."""

    id: str
    titre: str
    fichier: str
    reperes: tuple[Repere, ...]


def brouillon(
    passage: Passage,
    library: Library,
    origine: str,
    jour: dt.date,
    piece: str = "ccap",
    article: str = "",
    identifiant: str = "",
) -> Brouillon:
    """Draft of a passage of the document named `origine`."""
    titre = passage.titre or "Titre à écrire"
    ccag = ccag_nomme("\n".join(ligne.texte for ligne in passage.lignes))
    reperes: list[Repere] = []
    corps = _corps(passage.lignes, library, ccag, reperes)
    nom = identifiant or identifiant_de(titre) or "clause-a-nommer"
    while nom in library.clauses and not identifiant:
        nom += "-brouillon"
    choisi = article or _article(titre, library, piece)
    return Brouillon(
        nom, titre, _entete(nom, titre, origine, jour, piece, choisi, library, reperes, corps) + corps, tuple(reperes)
    )


def _article(titre: str, library: Library, piece: str) -> str:
    """Article of the plan whose title, or a clause of which, is the nearest."""
    plan = library.pieces[piece]
    noms = {a.titre.lower(): a.slug for a in plan.articles} | {
        c.titre.lower(): c.article for c in library.of_piece(piece)
    }
    proche = difflib.get_close_matches(titre.lower(), noms, n=1, cutoff=0.0)
    return noms[proche[0]] if proche else plan.articles[0].slug


def _entete(
    nom: str,
    titre: str,
    origine: str,
    jour: dt.date,
    piece: str,
    article: str,
    library: Library,
    reperes: list[Repere],
    corps: str,
) -> str:
    titre_article = next((a.titre for a in library.pieces[piece].articles if a.slug == article), article)
    rang = max((c.rang for c in library.clauses.values() if c.piece == piece and c.article == article), default=0) + 1
    cles = list(dict.fromkeys(m for r in reperes for m in re.findall(r'cite\("([^"]+)"', r.propose)))
    lignes = [
        "---", f"# BROUILLON tiré de « {_ligne(origine)} », à finir : clausegen verifier dit ce qui reste.",
        f"id: {nom}", f"titre: {scalar(titre)}", f"piece: {piece}",
        f"article: {article}    # {MARQUE} : proposé d’après le titre (« {titre_article} »)", f"rang: {rang}",
        f"version: {VERSION}    # {MARQUE} : 1.0.0 quand la clause est prête", f"revue_le: {jour.isoformat()}",
        f"si: \"false\"    # {MARQUE} : condition à écrire, par exemple lot.faits.insertion_active ; « true » pour toujours",
        f"fondements: [{', '.join(cles)}]",
    ]  # fmt: skip
    valeurs = [r for r in reperes if r.genre in TYPES]
    if valeurs:
        lignes += [
            "# À paramétrer : gardez ce qui change d’un marché à l’autre, et écrivez {{ nom }} dans le texte.",
            "# parametres:",
        ]
        rangs: dict[str, int] = {}
        for r in valeurs:
            rangs[r.genre] = rangs.get(r.genre, 0) + 1
            propre = " ".join(r.mots.split())
            lignes.append(
                f"#   {nom.replace('-', '_')}_{r.genre}_{rangs[r.genre]}: {{titre: à nommer, type: {TYPES[r.genre]}, defaut: {scalar(_defaut(r, propre), flow=True)}}}    # « {propre} »"
            )
    cites = [r for r in reperes if r.genre == "article"]
    if cites:
        lignes += ["# Articles :", *(f"#   « {_ligne(r.mots)} » : {r.raison}" for r in cites)]
    temoin = next(
        (
            t.strip()
            for t in re.findall(r"[\w’ ,-]{12,60}", re.sub(r"\{[{%#].*?[}%#]\}", "\n", corps))
            if len(t.strip()) > 11
        ),
        "",
    )
    return "\n".join([
        *lignes, "exemples:", f"  - nom: clause retenue    # {MARQUE}", "    marche: services-fcs", f"    contient: [{scalar(temoin, flow=True) if temoin else ''}]",
        f"  - nom: clause écartée    # {MARQUE}", "    marche: fournitures-sans-clause", "    absente: oui", "---", "",
    ])  # fmt: skip


def _defaut(r: Repere, mots: str) -> str:
    return re.sub(r"[^\d,]", "", mots) if r.genre == "heures" else mots


def _ligne(texte: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in texte).split())


# ---------------------------------------------------------------------- text


def _corps(lignes: tuple[Ligne, ...], library: Library, ccag: str, reperes: list[Repere]) -> str:
    out: list[str] = []
    precedent: Ligne | None = None
    for ligne in lignes:
        liste = ligne.genre in (Genre.PUCE, Genre.NUMERO)
        colle = (
            precedent is not None
            and precedent.genre is ligne.genre
            and (liste or (ligne.genre is Genre.RANGEE and not ligne.entete))
        )
        if out and not colle:
            out.append("")
        niveau = min(ligne.niveau, 5) if colle else 0
        prefixe = {Genre.PUCE: "    " * niveau + "- ", Genre.NUMERO: "    " * niveau + "1. "}.get(ligne.genre, "")
        texte = _alinea(ligne, library, ccag, reperes)
        if ligne.genre is Genre.RANGEE:
            out.append(f"| {texte} |")
            if ligne.entete:
                out.append("|" + "---|" * (sum(a.texte == CELLULE for a in ligne.atomes) + 1))
        else:
            out.append(prefixe + (texte if liste else re.sub(r"^([-+#>|]|\d{1,3}(?=[.)] ))", r"\\\1", texte)))
        precedent = ligne
    return "\n".join(out) + "\n"


def _alinea(ligne: Ligne, library: Library, ccag: str, reperes: list[Repere]) -> str:
    """Markdown of a line, with what is found in it replaced or marked."""
    brut = "".join(a.texte for a in ligne.atomes) if all(len(a.texte) == 1 for a in ligne.atomes) else ligne.texte
    trouves = reperer(brut, library.references, ccag)
    reperes += trouves
    out: list[str] = []
    fin = 0
    etat = (False, False)

    def ecrire(atomes: tuple[Atome, ...]) -> None:
        nonlocal etat
        for a in atomes:
            voulu = (False, False) if a.texte == CELLULE else (a.gras, a.italique)
            if voulu != etat and not a.texte.isspace():
                basculer(out, etat, voulu)
                etat = voulu
            out.append(_caractere(a.texte, ligne.genre))

    for r in trouves:
        ecrire(ligne.atomes[fin : r.debut])
        if r.propose:
            out.append(r.propose)
        else:
            ecrire(ligne.atomes[r.debut : r.fin])
        out.append(f"{{# {MARQUE} : {_ligne(r.raison.replace('{{', '').replace('}}', ''))} #}}")
        fin = r.fin
    ecrire(ligne.atomes[fin:])
    basculer(out, etat, (False, False))
    # A brace typed in the document must not open a tag.
    return re.sub(r"\{(?=[{%#])(?![{#] (?:cite|" + MARQUE + "))", "{ ", "".join(out)).strip()


def _caractere(texte: str, genre: Genre) -> str:
    if texte == CELLULE:
        return " | "
    if texte in "\u00a0\u202f\t\n":
        return " "
    if _SPECIAUX.match(texte) or (texte == "|" and genre is Genre.RANGEE):
        return "\\" + texte
    return texte
