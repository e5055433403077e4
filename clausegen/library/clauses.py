"""A clause file read into a `Clause` (conception: architecture.md, « A clause is one file »)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from clausegen.findings import Finding, Niveau
from clausegen.library.reader import Fields, parse_date
from clausegen.model import Clause, Derogation, Exemple, Parametre
from clausegen.sources import FrontMatter, Node
from clausegen.values import parse_decimal, parse_duree, parse_montant, parse_oui_non, parse_taux

KEYS = (
    "id", "titre", "piece", "article", "rang", "version", "revue_le", "en_vigueur", "si", "exige", "exclut",
    "fondements", "deroge", "parametres", "exemples", "avis", "conseil", "doutes", "famille", "satisfait_L2112_2_1", "adaptee_de",
)  # fmt: skip
PARAMETRE_KEYS = ("titre", "type", "unite", "defaut", "min", "max", "valeurs", "aide", "exemple", "completer")
DEROGE_KEYS = ("reference", "motif", "si", "ccag")
EXEMPLE_KEYS = ("nom", "marche", "avec", "contient", "ne_contient_pas", "absente")
CCAG = ("Travaux", "FCS", "PI", "TIC", "MI", "MOE")
_SCALARS: dict[str, Callable[[str], Any]] = {
    "entier": lambda t: int(parse_decimal(t)),
    "montant": parse_montant,
    "taux": parse_taux,
    "duree": parse_duree,
    "date": parse_date,
    "oui_non": parse_oui_non,
}
TYPES = ("texte", "choix", "liste", *_SCALARS)


def decode_parameter(parameter: Parametre, raw: Any) -> Any:
    """Value of a clause's own parameter from what was typed (str or list); ValueError in French.

    Returns str, int, Montant, Taux, Duree, date, bool or tuple of str; None for « null » and an empty text.
    """
    if parameter.type == "liste":
        items = raw if isinstance(raw, (list, tuple)) else [raw]
        if not all(isinstance(i, str) for i in items):
            raise ValueError("une liste de textes est attendue")
        return tuple(i for i in items if i)
    if not isinstance(raw, str):
        raise ValueError("une seule valeur est attendue")
    if raw.strip() in ("", "null", "~"):
        return None
    if parameter.type == "choix" and raw not in parameter.valeurs:
        raise ValueError(f"« {raw[:40]} » n’est pas admis — choisissez parmi : {', '.join(parameter.valeurs)}")
    value = _SCALARS[parameter.type](raw) if parameter.type in _SCALARS else raw
    if parameter.min is not None and value < parameter.min:
        raise ValueError(f"« {raw} » : au moins {parameter.min} est attendu")
    if parameter.max is not None and value > parameter.max:
        raise ValueError(f"« {raw} » : au plus {parameter.max} est attendu")
    return value


def _parameter(name: str, node: Node, findings: list[Finding]) -> Parametre:
    f = Fields(node, findings, "CG202", PARAMETRE_KEYS, f"le paramètre « {name} »")
    kind = f.text("type", "texte")
    if kind not in TYPES:
        f.fault(f.place("type"), f"type inconnu « {kind} »", f"types admis : {', '.join(TYPES)}")
        kind = "texte"
    bare = Parametre(name, f.text("titre"), kind, None, f.text("unite", ""), None, None, f.texts("valeurs"))

    def typed(key: str) -> Any:
        raw = f.plain(key)
        if raw is None:
            return None
        try:
            return decode_parameter(bare, raw)
        except ValueError as error:
            f.fault(f.place(key), f"paramètre « {name} », {key} : {error}", "corrigez cette valeur")
            return None

    return Parametre(
        name, bare.titre, kind, typed("defaut"), bare.unite, typed("min"), typed("max"), bare.valeurs,
        f.text("aide", ""), typed("exemple"), bool(f.parsed("completer", parse_oui_non, False)), node.location,
    )  # fmt: skip


def _derogation(node: Node, findings: list[Finding]) -> Derogation:
    f = Fields(node, findings, "CG202", DEROGE_KEYS, "une dérogation")
    ccag = f.texts("ccag")
    for name in ccag:
        if name not in CCAG:
            f.fault(f.place("ccag"), f"CCAG inconnu « {name} »", f"CCAG admis : {', '.join(CCAG)}")
    return Derogation(f.text("reference"), f.text("motif"), f.text("si", ""), ccag, node.location)


def _example(node: Node, findings: list[Finding]) -> Exemple:
    f = Fields(node, findings, "CG202", EXEMPLE_KEYS, "un exemple")
    return Exemple(
        f.text("nom"), f.text("marche"), f.plain("avec", {}) or {}, f.texts("contient"), f.texts("ne_contient_pas"),
        bool(f.parsed("absente", parse_oui_non, False)), node.location,
    )  # fmt: skip


AVIS = {
    "decp": ("clause_sociale", "critere_social", "marche_reserve"),
    "objectif": ("acc-all", "et-eq", "gen-eq", "hum-right", "opp", "work-cond", "other"),
    "participation": ("res-ws", "res-pub-ser"),
}


def _notice(fields: Fields, findings: list[Finding]) -> dict[str, str]:
    node = fields.values.get("avis")
    if node is None:
        return {}
    f = Fields(node, findings, "CG202", tuple(AVIS), "avis")
    out = {key: f.text(key) for key in AVIS if key in f.values}
    for key, value in out.items():
        if value not in AVIS[key]:
            f.fault(f.place(key), f"« {value} » n’est pas admis", f"valeurs admises : {', '.join(AVIS[key])}")
    return out


def _adapted(fields: Fields, findings: list[Finding]) -> tuple[str, str]:
    node = fields.values.get("adaptee_de")
    if node is None:
        return "", ""
    f = Fields(node, findings, "CG202", ("version", "empreinte"), "adaptee_de")
    return f.text("version"), f.text("empreinte")


def read_clause(path: Path, front: FrontMatter, shown: str) -> tuple[Clause | None, tuple[Finding, ...]]:
    """A clause from its file. `shown` is the path written in messages. Returns None when `id` cannot be read."""
    findings: list[Finding] = []
    f = Fields(front.meta, findings, "CG202", KEYS, "l’en-tête de la clause")
    identifier = f.text("id")
    if identifier and identifier != path.stem:
        f.fault(f.place("id"), f"l’identifiant « {identifier} » diffère du nom du fichier", f"écrivez « {path.stem} »")
    validity = Fields(front.meta.value["en_vigueur"], findings, "CG202", ("depuis", "jusqu_a"), "en_vigueur") if (
        "en_vigueur" in f.values) else None  # fmt: skip
    since = validity.parsed("depuis", parse_date, None) if validity else None
    until = validity.parsed("jusqu_a", parse_date, None) if validity else None
    if not front.body.strip():
        findings.append(Finding("CG202", Niveau.BLOQUANT, "la clause n’a pas de texte", "écrivez-le sous l’en-tête",
                                front.meta.location))  # fmt: skip
    satisfied = f.text("satisfait_L2112_2_1", "non")
    if satisfied not in ("oui", "partiel", "non"):
        f.fault(f.place("satisfait_L2112_2_1"), f"« {satisfied} » n’est pas admis", "écrivez oui, partiel ou non")
    clause = Clause(
        id=identifier,
        titre=f.text("titre"),
        piece=f.text("piece"),
        article=f.text("article"),
        rang=f.integer("rang"),
        version=f.text("version"),
        revue_le=f.parsed("revue_le", parse_date, None) or dt.date(2021, 4, 1),
        si=f.text("si") or "true",
        texte=front.body,
        path=shown,
        body_line=front.body_line,
        en_vigueur_depuis=since or dt.date(2021, 4, 1),
        en_vigueur_jusqu_a=until,
        exige=f.texts("exige"),
        exclut=f.texts("exclut"),
        fondements=f.texts("fondements"),
        deroge=tuple(_derogation(node, findings) for node in f.items("deroge")),
        parametres={name: _parameter(name, node, findings) for name, node in f.mapping("parametres").items()},
        exemples=tuple(_example(node, findings) for node in f.items("exemples")),
        satisfait_L2112_2_1=satisfied,
        famille=f.text("famille", ""),
        conseil=f.text("conseil", ""),
        doutes=f.texts("doutes"),
        avis=_notice(f, findings),
        digest=hashlib.sha256(front.text.encode("utf-8", "surrogatepass")).hexdigest(),
        locations=dict(front.meta.keys),
        adaptee_de=_adapted(f, findings),
    )
    return (clause if identifier else None), tuple(findings)
