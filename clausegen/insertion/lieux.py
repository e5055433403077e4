"""Where things go in a document of another hand: headings known by their words, whatever the software that wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausegen.findings import Finding, Location, Niveau, Refused
from clausegen.word.hote import Bloc, Hote

_MONTRES = 25
# Words of the headings where the clauses of an article of the plan belong, the best first. No word: with the main ones.
LIEUX: dict[tuple[str, str], tuple[str, ...]] = {
    ("ccap", "penalites"): ("penalite",),
    ("ccap", "resiliation"): ("resiliation",),
    ("ccap", "reexamen"): (
        "reexamen",
        "clause de revision du contrat",
        "modification du marche",
        "modifications du contrat",
    ),
    ("ccap", "verifications"): ("verification", "admission", "reception"),
    ("ccap", "prix"): ("contenu des prix", "forme des prix", "prix"),
    ("ccap", "reservation"): ("reserv",),
    ("ccap", "execution"): ("conditions d'execution", "execution des prestations"),
    ("rc", "objet"): ("objet",),
    ("rc", "forme-lots"): ("allotissement", "decomposition", "forme du marche", "lots"),
    ("rc", "reservation"): ("reserv",),
    ("rc", "dossier"): ("contenu du dossier", "dossier de consultation"),
    ("rc", "candidature"): ("candidature", "conditions de participation", "justificatifs"),
    ("rc", "offre"): (
        "contenu des offres",
        "presentation des offres",
        "documents a produire",
        "contenu de l'offre",
        "offre",
    ),
    ("rc", "examen-offres"): ("examen des offres", "analyse des offres", "jugement des offres"),
    ("rc", "criteres"): ("criteres d'attribution", "critere", "jugement des offres", "selection des offres"),
}
DEROGATIONS = ("derogation",)
PENALITES = LIEUX["ccap", "penalites"]
PRINCIPAL = (
    "clauses sociales", "clause sociale", "clause d'insertion", "insertion par l'activite", "insertion professionnelle",
    "insertion sociale", "considerations sociales", "insertion", "developpement durable", "performances sociales",
    "performance sociale", "responsabilite sociale", "rse", "conditions d'execution", "conditions particulieres d'execution",
)  # fmt: skip
# Articles that speak of the same thing in every document: a reference to a part of theirs may point at the whole.
_MEME_OBJET = {"penalites", "resiliation", "criteres"}
_VIDES = {
    "le",
    "la",
    "les",
    "de",
    "du",
    "des",
    "l",
    "d",
    "et",
    "a",
    "au",
    "aux",
    "en",
    "un",
    "une",
    "pour",
    "par",
    "relatives",
    "dispositions",
}


def plier(texte: str) -> str:
    """Small letters without accents, one apostrophe, one space."""
    nu = unicodedata.normalize("NFKD", texte.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    return " ".join(nu.split())


@dataclass(frozen=True, slots=True)
class Lieu:
    """A place: the heading or paragraph that names it, the block after which the text goes."""

    titre: Bloc
    apres: Bloc
    section: bool

    @property
    def niveau(self) -> int:
        """Level of the headings that go under it."""
        return self.titre.niveau + 1 if self.section else 0


def chercher(hote: Hote, mots: Iterable[str]) -> Bloc | None:
    """The heading of the highest level that holds the first word found."""
    for mot in mots:
        motif = re.compile(rf"\b{re.escape(mot)}")
        trouves = [t for t in hote.titres if motif.search(plier(t.titre))]
        if trouves:
            return min(trouves, key=lambda t: (t.niveau, t.rang))
    return None


def lieu(hote: Hote, titre: Bloc) -> Lieu:
    """The end of the article of a heading; just after a paragraph that is no heading."""
    if not titre.niveau:
        return Lieu(titre, titre, False)
    section = hote.section(titre)
    utiles = [b for b in section if not b.vide and not b.supprime]
    return Lieu(titre, utiles[-1] if utiles else titre, True)


def demande(hote: Hote, article: str) -> Lieu:
    """The place that the user names: a heading, or words of a paragraph. `Refused` when none or several match."""
    voulu = plier(article)
    essais = (
        [t for t in hote.titres if plier(t.titre) == voulu or plier(t.texte) == voulu or t.chiffre == article.strip()],
        [t for t in hote.titres if voulu in plier(t.texte)],
        [b for b in hote.blocs if not b.table and not b.sommaire and not b.supprime and voulu in plier(b.texte)],
    )
    for trouves in essais if voulu else ():
        if not trouves:
            continue
        niveau = min(t.niveau for t in trouves)
        meilleurs = [t for t in trouves if t.niveau == niveau]
        if len(meilleurs) > 1:
            raise _refus("CG346", f"« {article} » se trouve à {len(meilleurs)} endroits de ce document : {' ; '.join(_nomme(t) for t in meilleurs[:5])}",
                         "donnez le titre entier, ou son numéro", hote)  # fmt: skip
        return lieu(hote, meilleurs[0])
    raise _refus("CG345", f"aucun titre ni paragraphe de ce document ne contient « {article} »", _titres(hote), hote)


def principal(hote: Hote) -> Lieu | None:
    """Where social clauses belong, found by words."""
    trouve = chercher(hote, PRINCIPAL)
    return lieu(hote, trouve) if trouve else None


def introuvable(hote: Hote) -> Refused:
    """No heading speaks of social clauses."""
    return _refus("CG345", "aucun titre de ce document ne parle de clause sociale, d’insertion ou de développement durable",
                  f"indiquez où insérer : --article \"Titre\" ; {_titres(hote)}", hote)  # fmt: skip


def article_cite(hote: Hote, piece: str, slug: str, titre: str) -> Bloc | None:
    """The heading that answers to one of the plan of clausegen: by its own words, else by those of its article."""
    mots = set(_mots(titre))
    proches = [(len(mots & set(_mots(t.titre))) / max(len(mots | set(_mots(t.titre))), 1), t) for t in hote.titres]
    meilleur = max(proches, key=lambda p: (p[0], -p[1].niveau, -p[1].rang), default=None)
    if meilleur is not None and meilleur[0] >= 0.6:
        return meilleur[1]
    return chercher(hote, LIEUX.get((piece, slug), ())) if slug in _MEME_OBJET else None


def _mots(texte: str) -> Sequence[str]:
    return [m.rstrip("s") for m in re.findall(r"[a-z0-9]+", plier(texte)) if m not in _VIDES]


def _nomme(bloc: Bloc) -> str:
    return f"« {' '.join(f'{bloc.numero} {bloc.texte}'.split())[:60]} »"


def _titres(hote: Hote) -> str:
    if not hote.titres:
        return "ce document n’a pas de titres : donnez les premiers mots du paragraphe après lequel insérer (--article)"
    niveau = min(t.niveau for t in hote.titres)
    hauts = [t for t in hote.titres if t.niveau == niveau]
    suite = " ; …" if len(hauts) > _MONTRES else ""
    return f"titres : {' ; '.join(_nomme(t) for t in hauts[:_MONTRES])}{suite}"


def _refus(code: str, constat: str, remede: str, hote: Hote) -> Refused:
    return Refused([Finding(code, Niveau.BLOQUANT, constat, remede, Location(hote.chemin))])
