"""The advice as Markdown: a table for a programme, then the reasons of each lot."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from clausegen.conseil.arbre import Conseil, Statut
from clausegen.conseil.dire import (
    AVERTISSEMENT,
    OBLIGATIONS,
    STATUTS,
    TITRES,
    bilan,
    donnees,
    en_heures,
    fourchette,
    jour,
    leviers,
    titre,
)
from clausegen.conseil.programme import Classement
from clausegen.conseil.raisons import Effet
from clausegen.ecriture import INSECABLE, ht

_SIGNES = re.compile(r"([\\`*_\[\]<>|#])")
_SCEAU = re.compile(r"\n<!-- clausegen conseiller ([0-9a-f]{64}) -->\n\Z")


def _net(texte: str) -> str:
    """Text of a file inside Markdown: nothing of it is markup."""
    return _SIGNES.sub(r"\\\1", " ".join(texte.split(" ")).replace("\n", " "))


def en_markdown(classement: Classement, programme: bool) -> str:
    """A whole document, with the seal that lets it be written again when nobody changed it."""
    lignes = [*(_programme(classement) if programme else ["# Leviers sociaux, lot par lot", ""])]
    # A programme details what is worth a study; the others are in the table with their reason.
    voulus = (
        classement.conseils if not programme else (*classement.de(Statut.PROPICE), *classement.de(Statut.A_ETUDIER))
    )
    for conseil in voulus:
        lignes.extend(_fiche(conseil))
    lignes += [f"*{AVERTISSEMENT}*"]
    texte = "\n".join(lignes).replace("\n\n\n", "\n\n")
    return f"{texte}\n\n<!-- clausegen conseiller {hashlib.sha256(texte.encode()).hexdigest()} -->\n"


def untouched_markdown(donnees_: bytes) -> bool:
    """True for a document that clausegen wrote and nobody changed."""
    texte = donnees_.decode("utf-8", "replace")
    trouve = _SCEAU.search(texte)
    return trouve is not None and hashlib.sha256(texte[: trouve.start() - 1].encode()).hexdigest() == trouve[1]


def _programme(classement: Classement) -> Iterator[str]:
    yield "# Programme d’achats : marchés propices à l’insertion"
    yield ""
    yield f"{bilan(len(classement.de(Statut.PROPICE)), len(classement.conseils))}, conseil du {jour(classement.jour)}."
    rang = 0
    for statut, nom in STATUTS.items():
        siens = classement.de(statut)
        if not siens:
            continue
        yield ""
        yield f"## {nom} ({len(siens)})"
        yield ""
        yield "| Rang | Achat | Montant | Heures | Leviers recommandés | Condition sociale | Motif |"
        yield "|---:|---|---:|---:|---|---|---|"
        for conseil in siens:
            rang += 1
            achat = conseil.achat
            montant = ht(achat.montant) if achat.montant is not None else "inconnu"
            yield (f"| {rang} | {_net(titre(conseil))} | {montant} | {en_heures(conseil)} | {leviers(conseil)} | "
                   f"{OBLIGATIONS[achat.besoin.obligation]} | {_net(conseil.motif)} |")  # fmt: skip
    yield ""


def _fiche(conseil: Conseil) -> Iterator[str]:
    yield f"## {_net(titre(conseil))}"
    yield ""
    yield f"{donnees(conseil)}. **{conseil.statut.libelle.capitalize()}**{INSECABLE}: {_net(conseil.motif)}."
    yield ""
    if conseil.heures is not None and conseil.estimation.volume is not None:
        yield f"Heures{INSECABLE}: {conseil.estimation.volume.explication}. {fourchette(conseil)}"
        yield ""
        for hypothese in conseil.estimation.hypotheses:
            yield f"- {_net(str(hypothese))}"
        yield ""
    elif conseil.estimation.manque:
        yield f"Heures non calculables ({_net(conseil.estimation.manque)})."
        yield ""
    for effet in (Effet.RECOMMANDE, Effet.POSSIBLE, Effet.EXCLU):
        siens = [v for v in conseil.verdicts if v.effet is effet]
        if not siens:
            continue
        yield f"**{TITRES[effet]}**"
        yield ""
        for verdict in siens:
            prevu = " (déjà prévu)" if verdict.prevu else ""
            yield f"- **{verdict.titre}**{prevu}{INSECABLE}: {_net(' ; '.join(str(r) for r in (*verdict.raisons, *verdict.reserves)))}."
            if effet is Effet.RECOMMANDE and not prevu:
                yield f"  À écrire{INSECABLE}: `{verdict.ecrire}`"
        yield ""
    if conseil.remarques:
        yield "**À savoir**"
        yield ""
        yield from (f"- {_net(str(r))}" for r in conseil.remarques)
        yield ""
