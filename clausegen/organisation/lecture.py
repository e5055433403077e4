"""`organisation.yaml` read, and the chain of the layers under it; every fault with its place, all at once.

Codes: CG270 (file and its fields), CG271 (values of contracts), CG272 (parameters of clauses), CG273 (chain of bases),
CG274 (charter), CG275 (contrast).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.library.reader import Fields, suggest
from clausegen.organisation.charte import lire_charte
from clausegen.organisation.modele import FICHIER, Facilitateur, Organisation, Retrait
from clausegen.sources import Node, read_yaml

CODE = "CG270"
CLES = (
    "nom", "siret", "tribunal", "base", "facilitateurs", "defauts", "parametres", "clauses", "charte",
)  # fmt: skip
FACILITATEUR = ("structure", "courriel", "telephone", "territoire", "missions")
_CIBLES = ("territoires", "natures", "cpv")
NATURES = ("travaux", "services", "fournitures", "pi", "tic", "moe", "mi")
# What belongs to one contract alone: a default there would be a wrong answer given in silence.
PROPRES_AU_MARCHE = ("reference", "objet", "date_consultation", "date_limite", "lots", "organisation", "montant_estime")


def lire_organisation(racine: Path) -> Organisation:
    """An organisation and the layers under it; `Refused` (code 2) with every fault of every file of the chain."""
    findings: list[Finding] = []
    organisation = _chaine(racine, (), Location(str(racine)), findings)
    if organisation is None or any(f.niveau is Niveau.BLOQUANT for f in findings):
        raise Refused(findings)
    return organisation


def _chaine(racine: Path, vues: tuple[Path, ...], place: Location, findings: list[Finding]) -> Organisation | None:
    fichier = racine / FICHIER
    if not fichier.is_file():
        what = "ce dossier n’existe pas" if not racine.is_dir() else f"ce dossier ne contient pas « {FICHIER} »"
        findings.append(Finding("CG273", Niveau.BLOQUANT, f"{what} : {racine}",
                                "vérifiez le chemin, ou créez-le : clausegen organisation creer DOSSIER", place))  # fmt: skip
        return None
    vrai = Path(os.path.realpath(racine))
    if vrai in vues:
        tour = " → ".join(p.name for p in (*vues[vues.index(vrai) :], vrai))
        findings.append(Finding("CG273", Niveau.BLOQUANT, f"ces organisations sont la base l’une de l’autre : {tour}",
                                "retirez l’une des lignes « base »", place))  # fmt: skip
        return None
    try:
        root = read_yaml(fichier)
    except Refused as refused:
        findings.extend(refused.findings)
        return None
    seen: list[Finding] = []
    f = Fields(root, seen, CODE, CLES, "le fichier de l’organisation")
    base = None
    if f.text("base", ""):
        base = _chaine(racine / f.text("base"), (*vues, vrai), f.values["base"].location, findings)
    organisation = Organisation(
        racine,
        f.text("nom"),
        _siret(f),
        f.text("tribunal", ""),
        base,
        tuple(_facilitateur(node, seen) for node in f.items("facilitateurs")),
        _defauts(f),
        _parametres(f),
        _retraits(f, seen),
        lire_charte(f.values["charte"], racine, f.text("nom", ""), seen) if "charte" in f.values else None,
        dict(_places(root)),
        tuple(c for c in seen if c.niveau is not Niveau.BLOQUANT),
    )
    findings.extend(c for c in seen if c.niveau is Niveau.BLOQUANT)
    return organisation


def _places(node: Node, chemin: str = "") -> Iterator[tuple[str, Location]]:
    """Dotted path → place of its value, for everything written."""
    if node.kind == "mapping":
        for cle, enfant in node.value.items():
            inside = f"{chemin}.{cle}" if chemin else cle
            yield inside, enfant.location if enfant.kind == "scalar" else node.keys[cle]
            yield from _places(enfant, inside)
    elif node.kind == "sequence":
        for rang, enfant in enumerate(node.value):
            yield f"{chemin}.{rang}", enfant.location
            yield from _places(enfant, f"{chemin}.{rang}")


def _siret(f: Fields) -> str:
    from clausegen.marche.identifiants import lire_siret

    return f.parsed("siret", lire_siret, "") or ""


def _facilitateur(node: Node, seen: list[Finding]) -> Facilitateur:
    f = Fields(node, seen, CODE, (*FACILITATEUR, *_CIBLES), "un facilitateur")
    valeurs: dict[str, Any] = {"structure": f.text("structure")}
    valeurs |= {cle: f.text(cle, "") for cle in FACILITATEUR[1:4] if f.text(cle, "")}
    if f.texts("missions"):
        valeurs["missions"] = list(f.texts("missions"))
    courriel = valeurs.get("courriel", "")
    if courriel and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", courriel):
        f.fault(
            f.place("courriel"),
            f"« {courriel} » n’est pas une adresse électronique",
            "écrivez par exemple « clauses@exemple.fr »",
        )
    natures = tuple(n.lower() for n in f.texts("natures"))
    for nature in natures:
        if nature not in NATURES:
            f.fault(
                f.place("natures"),
                f"nature inconnue « {nature} »",
                suggest(nature, NATURES) or f"natures : {', '.join(NATURES)}",
            )
    for code in f.texts("cpv"):
        if not re.fullmatch(r"\d{2,8}", code):
            f.fault(
                f.place("cpv"),
                f"« {code} » n’est pas le début d’un code CPV",
                'écrivez deux à huit chiffres, entre guillemets : "45"',
            )
    return Facilitateur(valeurs, f.texts("territoires"), natures, f.texts("cpv"), node.location)


def _defauts(f: Fields) -> dict[str, Any]:
    """Default values of contracts: names that the model knows, outside what belongs to one contract alone."""
    from clausegen.marche.chemins import champ_de, modele_de

    def check(node: Node, chemin: tuple[str, ...]) -> None:
        if node.kind != "mapping":
            return
        modele = modele_de(chemin)
        for cle, enfant in node.value.items():
            ici = (*chemin, cle)
            if chemin == () and cle in PROPRES_AU_MARCHE:
                f.findings.append(Finding("CG271", Niveau.BLOQUANT, f"« {cle} » appartient à chaque marché : il n’a pas de valeur par défaut",
                                          "retirez cette ligne", node.keys[cle]))  # fmt: skip
            elif modele is not None and champ_de(ici) is None:
                connus = list(modele.model_fields)
                f.findings.append(Finding("CG271", Niveau.BLOQUANT, f"le fichier de marché n’a pas de rubrique « {'.'.join(ici)} »",
                                          suggest(cle, connus) or f"rubriques admises ici : {', '.join(connus[:12])}", node.keys[cle]))  # fmt: skip
            elif chemin == () and cle == "parametres":
                f.findings.append(Finding("CG271", Niveau.BLOQUANT, "les paramètres de clauses ne vont pas sous « defauts »",
                                          "écrivez « parametres: » au premier niveau du fichier", node.keys[cle]))  # fmt: skip
            else:
                check(enfant, ici)

    nodes = f.mapping("defauts")
    if nodes:
        check(f.values["defauts"], ())
    return {cle: node.plain() for cle, node in nodes.items()}


def _parametres(f: Fields) -> dict[str, Any]:
    return {cle: node.plain() for cle, node in f.mapping("parametres").items()}


def _retraits(f: Fields, seen: list[Finding]) -> tuple[Retrait, ...]:
    node = f.values.get("clauses")
    if node is None or (node.kind == "scalar" and not node.value):
        return ()
    c = Fields(node, seen, CODE, ("retirer",), "« clauses »")
    out: list[Retrait] = []
    for item in c.items("retirer"):
        r = Fields(item, seen, CODE, ("id", "motif"), "un retrait")
        retrait = Retrait(r.text("id"), r.text("motif"), r.values["id"].location if "id" in r.values else item.location)
        if "motif" in r.values and not retrait.motif:
            r.fault(
                r.place("motif"),
                "le motif du retrait est vide",
                "dites pourquoi : il est imprimé dans les comptes rendus",
            )
        if retrait.id in {o.id for o in out}:
            r.fault(retrait.location, f"la clause « {retrait.id} » est retirée deux fois", "gardez une ligne")
        out.append(retrait)
    return tuple(out)
