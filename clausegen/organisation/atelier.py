"""Clause files written for a référent: a base clause copied to be adapted, a new clause, an adaptation read again."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.library.reader import suggest
from clausegen.model import Clause, Library
from clausegen.organisation.couches import Empilement
from clausegen.organisation.ecarts import LONGUEUR, fichier_d_origine, texte_du_fichier
from clausegen.organisation.modele import CLAUSES, Organisation
from clausegen.output import check_new, write_new, write_text
from clausegen.sources import read_text
from clausegen.sources.yaml_writing import scalar

_ADAPTEE = re.compile(r"^adaptee_de:.*(?:\n[ \t]+.*)*\n", re.MULTILINE)


def base_de(empilement: Empilement, organisation: Organisation, identifiant: str) -> Clause:
    """The clause of this id under a layer; `Refused` (CG142) when there is none."""
    library = empilement.dessous[str(organisation.racine)]
    if identifiant not in library.clauses:
        own = empilement.couches[str(organisation.racine)].clauses
        what = (f"la clause « {identifiant} » est propre à votre organisation : elle n’a pas de texte de base" if identifiant in own
                else f"aucune clause ne s’appelle « {identifiant} »")  # fmt: skip
        hint = f"modifiez son fichier : {own[identifiant].path}" if identifiant in own else (
            suggest(identifiant, library.clauses) or "voyez la liste : clausegen clauses")  # fmt: skip
        raise Refused([Finding("CG142", Niveau.BLOQUANT, what, hint)])
    return library.clauses[identifiant]


def adapter(empilement: Empilement, organisation: Organisation, identifiant: str) -> Path:
    """Copy the base clause in the organisation, with the version it was taken from; `Refused` when it is there already."""
    base = base_de(empilement, organisation, identifiant)
    texte = texte_du_fichier(base, Path(empilement.library.root))
    cible = organisation.racine / CLAUSES / f"{identifiant}.md"
    check_new(cible)
    write_new(cible, marquer(texte, base).encode("utf-8"))
    write_text(fichier_d_origine(organisation.racine, identifiant), texte)
    return cible


def relue(empilement: Empilement, organisation: Organisation, identifiant: str) -> tuple[Path, str]:
    """Say that the adapted clause was read against the base of today: file, version. The text is not touched."""
    base = base_de(empilement, organisation, identifiant)
    own = empilement.couches[str(organisation.racine)].clauses.get(identifiant)
    if own is None:
        raise Refused([Finding("CG142", Niveau.BLOQUANT, f"votre organisation n’adapte pas la clause « {identifiant} »",
                               f"copiez-la d’abord : clausegen clauses adapter {identifiant}")])  # fmt: skip
    path = Path(own.path)
    write_text(path, marquer(read_text(path), base))
    write_text(
        fichier_d_origine(organisation.racine, identifiant), texte_du_fichier(base, Path(empilement.library.root))
    )
    return path, base.version


def marquer(texte: str, base: Clause) -> str:
    """The text with the line that says which version it is written over."""
    ligne = f"adaptee_de: {{version: {base.version}, empreinte: {base.digest[:LONGUEUR]}}}\n"
    tete, separateur, corps = texte.partition("\n---\n")
    tete = _ADAPTEE.sub("", f"{tete}\n")
    avec = re.sub(r"^(id:.*\n)", lambda m: m[1] + ligne, tete, count=1, flags=re.MULTILINE)
    return avec.removesuffix("\n") + separateur + corps


@dataclass(frozen=True, slots=True)
class Nouvelle:
    """What a new clause needs. `si`: condition as the library writes it; « true » for every contract."""

    titre: str
    piece: str
    article: str
    identifiant: str = ""
    si: str = "true"
    texte: str = ""
    rang: int = 0
    fondements: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The identifier given, or one made of the title."""
        return self.identifiant or identifiant_de(self.titre)


def identifiant_de(titre: str) -> str:
    """« Visite du chantier » → « visite-chantier »."""
    plain = (
        unicodedata.normalize("NFKD", titre.lower().replace("œ", "oe").replace("’", " "))
        .encode("ascii", "ignore")
        .decode()
    )
    words = [
        w
        for w in re.findall(r"[a-z0-9]+", plain)
        if w not in ("le", "la", "les", "de", "du", "des", "d", "l", "et", "a", "au", "aux", "en")
    ]
    return "-".join(words)[:60].strip("-")


def ecrire_nouvelle(
    empilement: Empilement, organisation: Organisation, nouvelle: Nouvelle, jour: dt.date
) -> tuple[Path, tuple[Finding, ...]]:
    """Write the file of a new clause, with two examples that pass; and what is left to do. `Refused` with every fault."""
    library = empilement.library
    findings = tuple(_fautes(library, nouvelle))
    if findings:
        raise Refused(findings)
    cible = organisation.racine / CLAUSES / f"{nouvelle.id}.md"
    check_new(cible)
    write_new(cible, _fichier(library, nouvelle, jour).encode("utf-8"))
    texte = () if nouvelle.texte else (
        Finding("CG239", Niveau.A_CORRIGER, "le texte de la clause reste à écrire", "ouvrez ce fichier et remplacez la phrase à compléter", Location(str(cible))),
    )  # fmt: skip
    return cible, texte


def _fautes(library: Library, n: Nouvelle) -> list[Finding]:
    def fault(constat: str, remede: str) -> Finding:
        return Finding("CG239", Niveau.BLOQUANT, constat, remede)

    out = []
    if not n.titre.strip():
        out.append(fault("le titre de la clause manque", 'donnez-le : --titre "Visite du chantier"'))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", n.id):
        out.append(
            fault(
                f"« {n.id} » n’est pas un identifiant", "écrivez des minuscules sans accent, des chiffres et des tirets"
            )
        )
    elif n.id in library.clauses:
        out.append(
            fault(
                f"une clause s’appelle déjà « {n.id} »",
                f"choisissez un autre nom, ou adaptez-la : clausegen clauses adapter {n.id}",
            )
        )
    plan = library.pieces.get(n.piece)
    if plan is None:
        out.append(
            fault(
                f"pièce inconnue « {n.piece} »",
                suggest(n.piece, library.pieces) or f"pièces : {', '.join(library.pieces)}",
            )
        )
    elif n.article not in (slugs := [a.slug for a in plan.articles]):
        out.append(
            fault(
                f"article inconnu « {n.article} » dans la pièce {plan.sigle}",
                suggest(n.article, slugs) or f"articles : {', '.join(slugs)}",
            )
        )
    for cle in n.fondements:
        if cle not in library.references.entries:
            out.append(
                fault(
                    f"aucun texte du registre ne s’appelle « {cle} »",
                    suggest(cle, library.references.entries) or "retirez-le",
                )
            )
    from clausegen.expressions import LimitExceeded, TemplateError, condition

    try:
        condition(n.si)
    except (TemplateError, LimitExceeded, ValueError) as error:
        from clausegen.selection import french

        out.append(
            fault(
                f"condition illisible « {n.si} » : {french(error)}",
                "reprenez-la d’une clause voisine, ou écrivez « true »",
            )
        )
    return out


def _rang(library: Library, n: Nouvelle) -> int:
    rangs = [c.rang for c in library.clauses.values() if c.piece == n.piece and c.article == n.article]
    return n.rang or max(rangs, default=0) + 1


def _fichier(library: Library, n: Nouvelle, jour: dt.date) -> str:
    corps = n.texte.strip() or '{{ a_completer("texte de la clause") }}'
    temoin = re.findall(r"[\w’' -]{12,60}(?=[ .,;:]|$)", re.sub(r"\{[{%].*?[}%]\}", "\n", n.texte))
    contient = scalar(temoin[0].strip(), flow=True) if temoin else scalar("[À compléter", flow=True)
    exemples = _exemples(library, n, contient)
    fondements = ", ".join(n.fondements)
    return (
        f"---\nid: {n.id}\ntitre: {scalar(n.titre.strip())}\npiece: {n.piece}\narticle: {n.article}\nrang: {_rang(library, n)}\n"
        f"version: 1.0.0\nrevue_le: {jour.isoformat()}\n"
        f"si: {_condition(n.si)}\nfondements: [{fondements}]\n# parametres:\n"
        "#   ma_valeur: {titre: Ce que c’est, type: entier, defaut: 2, exemple: 2}    # {{ ma_valeur }} dans le texte\n"
        f"exemples:\n{exemples}---\n{corps}\n"
    )


def _condition(si: str) -> str:
    return si if re.fullmatch(r"[\w.]+", si) else "'" + si.replace("'", "''") + "'"


def _exemples(library: Library, n: Nouvelle, contient: str) -> str:
    """One example where the clause is kept and, when its condition can be false, one where it is not: both are tried."""
    from clausegen.organisation.exemples import gardee_et_ecartee

    gardee, ecartee = gardee_et_ecartee(library, n.si)
    lines = []
    if gardee:
        lines.append(f"  - nom: gardée\n    marche: {gardee}\n    contient: [{contient}]\n")
    if ecartee:
        lines.append(f"  - nom: écartée\n    marche: {ecartee}\n    absente: oui\n")
    return "".join(lines)
