"""The insertion from end to end: places found, texts written twice (numbers are known after the first time), file made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from clausegen.context import Contexte
from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.insertion.choix import Choix, choisir
from clausegen.insertion.lieux import Lieu, demande, introuvable, plier, principal
from clausegen.insertion.ouvrage import Ouvrage
from clausegen.word.greffe import Greffe
from clausegen.word.habits import habits
from clausegen.word.hote import Hote, ouvrir
from clausegen.word.pose import commentaires, numeros_des_titres, poser, prochains

AUTEUR = "clausegen"


@dataclass(frozen=True, slots=True)
class Demande:
    """What the user asks for. `article`: where to insert, found by words if empty; `piece`: « ccap » or « rc », guessed if empty."""

    article: str = ""
    piece: str = ""


@dataclass(frozen=True, slots=True)
class Insertion:
    """The document made: its bytes, what was put where (title of the place, titles or clauses), what to look at."""

    data: bytes
    piece: str
    places: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...]
    derogations: int
    findings: tuple[Finding, ...] = field(default=())


def inserer(data: bytes, chemin: str, contexte: Contexte, voulu: Demande) -> Insertion:
    """Insert the social clauses of a contract in a document. Raises `Refused` (CG340 to CG348) when nothing can be inserted."""
    hote = ouvrir(data, chemin)
    piece = voulu.piece or piece_de(hote)
    lieu = demande(hote, voulu.article) if voulu.article else principal(hote)
    choix = choisir(contexte, piece)
    if not choix.clauses:
        raise _refus("CG348", f"ce marché ne donne aucune clause sociale pour {'un RC' if piece == 'rc' else 'un CCAP'}",
                     "vérifiez le marché : clausegen clauses MARCHE", hote)  # fmt: skip
    deja = [c.id for c in choix.clauses if any(a == AUTEUR and f"({c.id}," in t for a, t in commentaires(hote))]
    if deja:
        raise _refus("CG343", f"ces clauses sont déjà insérées dans ce document ({len(deja)} commentaires le disent, dont « {deja[0]} »)",
                     "repartez du document d’origine", hote)  # fmt: skip
    ouvrage = _ouvrage(hote, piece, choix, lieu)
    date = f"{contexte.date.isoformat()}T00:00:00Z"
    essai, _ = _ecrire(ouvrage, lieu, date, reperes=True)
    corps = _assembler(hote, essai)
    ouvrage.apprendre(numeros_des_titres(corps, hote.parts))
    textes, greffe = _ecrire(ouvrage, lieu, date, reperes=False)
    bytes_ = poser(hote, textes, greffe.commentaires, greffe.listes, AUTEUR, date)
    return Insertion(
        bytes_, piece, tuple(ouvrage.places), tuple(c.id for c in choix.clauses), len(choix.derogations),
        (*choix.findings, *ouvrage.constats, *_annexes(choix, textes, hote), *_a_savoir(hote)),
    )  # fmt: skip


def piece_de(hote: Hote) -> str:
    """« rc » for a règlement de la consultation, « ccap » for anything else: by the words of its first lines."""
    debut = plier(" ".join(b.texte for b in hote.blocs[:60] if not b.table))
    rc, ccap = debut.find("reglement de la consultation"), debut.find("clauses administratives")
    rc = rc if rc >= 0 else debut.find("reglement de consultation")
    return "rc" if rc >= 0 and (ccap < 0 or rc < ccap) else "ccap"


def _ouvrage(hote: Hote, piece: str, choix: Choix, lieu: Lieu | None) -> Ouvrage:
    ouvrage = Ouvrage(hote, piece, choix, lieu)
    if lieu is None and ouvrage.sans_lieu:
        raise introuvable(hote)
    return ouvrage


def _ecrire(ouvrage: Ouvrage, lieu: Lieu | None, date: str, *, reperes: bool) -> tuple[dict[int, str], Greffe]:
    hote = ouvrage.hote
    autour = hote.section(lieu.titre) if lieu is not None and lieu.section else ()
    change, note, liste = prochains(hote)
    greffe = Greffe(
        habits(hote, autour), AUTEUR, date, change, note, liste, ouvrage.renvoi, reperes,
        espace_noms=hote.root.nsmap.get("w") is None,
    )  # fmt: skip
    return ouvrage.ecrire(greffe), greffe


def _assembler(hote: Hote, textes: dict[int, str]) -> bytes:
    corps = hote.parts["word/document.xml"]
    for place in sorted(textes, reverse=True):
        corps = corps[:place] + textes[place].encode("utf-8") + corps[place:]
    return corps


def _annexes(choix: Choix, textes: dict[int, str], hote: Hote) -> Sequence[Finding]:
    """Pieces of clausegen that the inserted texts name: they must travel with the document."""
    ecrit = " ".join(" ".join("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", t)) for t in textes.values()).split())
    library = choix.contexte.library
    nommees = [
        n
        for slug, n in library.noms_pieces.items()
        if slug not in ("ccap", "rc", "ae", "acte-engagement", "cctp") and n in ecrit
    ]
    if not nommees:
        return ()
    return [Finding("CG352", Niveau.A_CORRIGER, f"les textes insérés citent {', '.join(nommees)}",
                    "joignez ces pièces au dossier (clausegen produire), ou corrigez ces phrases", Location(hote.chemin))]  # fmt: skip


def _a_savoir(hote: Hote) -> Sequence[Finding]:
    if not hote.revisions:
        return ()
    n = hote.revisions
    return [Finding("CG344", Niveau.CONSEIL, f"ce document contient déjà {n} modification{'s' if n > 1 else ''} suivie{'s' if n > 1 else ''} ni acceptée{'s' if n > 1 else ''} ni refusée{'s' if n > 1 else ''}",
                    "elles sont gardées telles quelles, à côté de celles de clausegen", Location(hote.chemin))]  # fmt: skip


def _refus(code: str, constat: str, remede: str, hote: Hote) -> Refused:
    return Refused([Finding(code, Niveau.BLOQUANT, constat, remede, Location(hote.chemin))])
