"""The section « charte » of `organisation.yaml`: colours whose contrast is checked, fonts, logo."""

from __future__ import annotations

import re
from pathlib import Path

from clausegen.findings import Finding, Niveau, Refused
from clausegen.library.reader import Fields
from clausegen.sources import Node
from clausegen.sources.text import read_bytes
from clausegen.values import parse_oui_non
from clausegen.word.charte import FOND_LIVRE, Charte
from clausegen.word.images import MAX_BYTES, Image, read_image

CODE, CONTRASTE = "CG274", "CG275"
# WCAG 2.1, criterion 1.4.3 (level AA), which the RGAA takes up.
MINIMUM = 4.5
_COULEURS = {
    "bleu marine": "1F3A68", "bleu": "1D4F91", "vert": "1B6B3A", "rouge": "A61C28", "bordeaux": "6D1F3A", "violet": "59358C",
    "gris": "595959", "noir": "000000", "blanc": "FFFFFF",
}  # fmt: skip


def lire_charte(node: Node, racine: Path, nom: str, findings: list[Finding]) -> Charte | None:
    """The charter, and what is wrong with it (CG274, CG275); None when the section is blank."""
    if _blanche(node):
        return None
    f = Fields(node, findings, CODE, ("logo", "couleurs", "polices"), "la charte")
    couleurs = _section(f, "couleurs", ("titres", "tableaux", "texte_tableaux", "filets"))
    polices = _section(f, "polices", ("texte", "titres"))
    titres = _couleur(couleurs, "titres")
    tableaux = _couleur(couleurs, "tableaux")
    texte = _couleur(couleurs, "texte_tableaux")
    if couleurs is not None:
        _contraste(couleurs, "titres", titres, "FFFFFF", "des titres sur le blanc de la page")
        _contraste(couleurs, "texte_tableaux", texte, tableaux or FOND_LIVRE, "du titre des tableaux sur leur fond")
    if tableaux and not texte:
        texte = _lisible_sur(tableaux)
    logo, alternative, largeur, en_tete = _logo(f, racine, nom)
    return Charte(
        titres, tableaux, texte, _couleur(couleurs, "filets"), _police(polices, "texte"), _police(polices, "titres"),
        logo, alternative, largeur, en_tete,
    )  # fmt: skip


def _blanche(node: Node) -> bool:
    return node.kind == "scalar" and not node.value


def _section(f: Fields, cle: str, connues: tuple[str, ...]) -> Fields | None:
    node = f.values.get(cle)
    return None if node is None or _blanche(node) else Fields(node, f.findings, CODE, connues, f"« {cle} »")


def _couleur(f: Fields | None, cle: str) -> str:
    if f is None or cle not in f.values:
        return ""
    text = f.text(cle, "").lower()
    if text in _COULEURS:
        return _COULEURS[text]
    found = re.fullmatch(r"#?([0-9a-f]{6})", text)
    if found:
        return found[1].upper()
    short = re.fullmatch(r"#?([0-9a-f]{3})", text)
    if short:
        return "".join(2 * c for c in short[1]).upper()
    if text:
        f.fault(f.values[cle].location, f"« {text} » n’est pas une couleur",
                f"écrivez six chiffres hexadécimaux entre guillemets (\"1F3A68\"), ou : {', '.join(_COULEURS)}")  # fmt: skip
    else:
        f.fault(f.place(cle), f"la couleur « {cle} » est vide",
                "mettez-la entre guillemets (\"#1F3A68\") : sans eux, ce qui suit « # » est un commentaire")  # fmt: skip
    return ""


def _contraste(f: Fields, cle: str, couleur: str, fond: str, ou: str) -> None:
    from clausegen.word.couleurs import contrast

    if not couleur:
        return
    mesure = contrast(couleur, fond)
    if mesure < MINIMUM:
        dit = f"{int(mesure * 10) / 10:.1f}".replace(".", ",")
        f.findings.append(Finding(CONTRASTE, Niveau.A_CORRIGER, f"le contraste {ou} est de {dit} pour 1 : il en faut 4,5 pour être lu par tous",
                                  f"choisissez une couleur plus {'foncée' if _clair(fond) else 'claire'}", f.values[cle].location))  # fmt: skip


def _clair(fond: str) -> bool:
    return _lisible_sur(fond) == "000000"


def _lisible_sur(fond: str) -> str:
    from clausegen.word.couleurs import contrast

    return "000000" if contrast("000000", fond) >= contrast("FFFFFF", fond) else "FFFFFF"


def _police(f: Fields | None, cle: str) -> str:
    if f is None or cle not in f.values:
        return ""
    name = f.text(cle, "")
    if not re.fullmatch(r"[\w][\w .'’-]{0,59}", name):
        f.fault(
            f.place(cle),
            f"« {name[:40]} » n’est pas un nom de police",
            "écrivez son nom comme dans Word : Calibri, Arial, Marianne…",
        )
        return ""
    return name


def _logo(f: Fields, racine: Path, nom: str) -> tuple[Image | None, str, float, bool]:
    node = f.values.get("logo")
    alternative = f"Logo de {nom}" if nom else "Logo"
    if node is None or (node.kind == "scalar" and not node.value):
        return None, alternative, 40.0, False
    largeur, en_tete, fichier = 40.0, False, ""
    place = node.location
    if node.kind == "mapping":
        g = Fields(node, f.findings, CODE, ("fichier", "largeur", "texte", "en_tete"), "« logo »")
        fichier = g.text("fichier")
        alternative = g.text("texte", "") or alternative
        largeur = g.parsed("largeur", _largeur, 40.0) or 40.0
        en_tete = bool(g.parsed("en_tete", parse_oui_non, False))
        place = g.values["fichier"].location if "fichier" in g.values else place
    elif node.kind == "scalar":
        fichier = node.value.strip()
    else:
        f.fault(place, "« logo » doit être un nom de fichier", "écrivez « logo: logo.png »")
    if not fichier:
        return None, alternative, largeur, en_tete
    try:
        return read_image(read_bytes(racine / fichier, MAX_BYTES)), alternative, largeur, en_tete
    except Refused as refused:
        for found in refused.findings:
            f.fault(place, f"logo « {fichier} » : {found.constat}", found.remede)
    except ValueError as error:
        constat, _, remede = str(error).partition(" — ")
        f.fault(place, f"logo « {fichier} » : {constat}", remede)
    return None, alternative, largeur, en_tete


def _largeur(text: str) -> float:
    """« 4 cm », « 45 mm » → millimetres."""
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(cm|mm)", text.strip().lower())
    if not found:
        raise ValueError(f"« {text[:20]} » n’est pas une largeur — écrivez par exemple « 4 cm »")
    millimetres = float(found[1].replace(",", ".")) * (10 if found[2] == "cm" else 1)
    if not 5 <= millimetres <= 160:
        raise ValueError(f"« {text[:20]} » : la largeur du logo va de 5 mm à 16 cm")
    return millimetres
