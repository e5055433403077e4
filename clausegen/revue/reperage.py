"""What a pasted text holds that a clause must not: amounts, rates, delays, dates, numbers of articles, names of CCAG."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausegen.legal.references import References

MOIS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_CCAG = r"CCAG(?:[ \u00a0‑-]*(?:Travaux|FCS|PI|TIC|MI|MOE))?"
_NUMERO = r"(?:[LRD]\.?[ \u00a0]?\*?\d{3,4}(?:-\d+)*|\d+(?:\.\d+)*)"
_GENRES = (
    ("article", re.compile(rf"(?P<forme>\b(?:[Dd]e |[ÀàA] )?[Ll][’'])?\b(?:[Aa]rticles?|[Aa]rt\.)[ \u00a0]+(?P<numero>{_NUMERO})"
                           rf"(?:[ \u00a0]+(?:du|de la|de l’)[ \u00a0]+(?P<origine>{_CCAG}|[Cc]ode de la commande publique|[Cc]ode du travail|présente?[ \u00a0]\w+|CCAP|règlement[ \u00a0]de[ \u00a0]la[ \u00a0]consultation))?")),
    ("montant", re.compile(r"\b\d[\d \u00a0\u202f.]*(?:,\d+)?[ \u00a0\u202f]?(?:€|euros?\b)(?:[ \u00a0](?:HT|TTC|hors taxes?)\b)?")),
    ("taux", re.compile(r"\b\d+(?:,\d+)?[ \u00a0\u202f]?(?:%|pour cent\b|‰)")),
    ("date", re.compile(rf"\b\d{{1,2}}(?:er)?[ \u00a0](?:{MOIS})(?:[ \u00a0]\d{{4}})?\b|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b", re.I)),
    ("heure", re.compile(r"\b\d{1,2}[ \u00a0\u202f]?h[ \u00a0\u202f]?\d{2}\b")),
    ("heures", re.compile(r"\b\d[\d \u00a0\u202f]*(?:,\d+)?[ \u00a0\u202f](?:heures?|h)\b")),
    ("duree", re.compile(r"\b(?:\d+|un|deux|trois|quatre|cinq|six|sept|huit|dix|douze|quinze|vingt|trente|soixante)(?:[ \u00a0]\(\d+\))?[ \u00a0\u202f](?:jours?|semaines?|mois|ans?|années?)(?:[ \u00a0](?:ouvrés|ouvrables|calendaires|francs))?\b", re.I)),
    ("ccag", re.compile(rf"\b{_CCAG}\b")),
)  # fmt: skip
_FORMES = {"de": "de", "à": "a", "l": "le", "": "nu"}
TYPES = {"montant": "montant", "taux": "taux", "date": "date", "heure": "texte", "heures": "entier", "duree": "duree"}
DITS = {
    "montant": "montant à paramétrer", "taux": "taux à paramétrer", "date": "date à paramétrer", "heure": "heure à paramétrer",
    "heures": "nombre d’heures à paramétrer", "duree": "délai à paramétrer", "article": "article à citer", "ccag": "CCAG nommé à la main",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repere:
    """Something found: kind, offsets, words, and what is proposed in its place (source text of a clause), with why."""

    genre: str
    debut: int
    fin: int
    mots: str
    propose: str = ""
    raison: str = ""


def reperer(texte: str, references: References, ccag: str = "") -> list[Repere]:
    """Everything to be settled in a text, in order. `ccag`: code of the CCAG that the document names, for bare numbers."""
    pris = bytearray(len(texte))
    out: list[Repere] = []
    for genre, motif in _GENRES:
        for m in motif.finditer(texte):
            if any(pris[m.start() : m.end()]):
                continue
            mots = m[0].rstrip()
            pris[m.start() : m.start() + len(mots)] = b"\1" * len(mots)
            propose, raison = _citer(m, references, ccag) if genre == "article" else ("", "")
            out.append(Repere(genre, m.start(), m.start() + len(mots), mots, propose, raison or DITS[genre]))
    return sorted(out, key=lambda r: r.debut)


def ccag_nomme(texte: str) -> str:
    """Code of the CCAG that a document names most (« FCS »); empty when it names none by its initials."""
    codes = [re.sub(r"^CCAG[ \u00a0‑-]*", "", m[0]) for m in re.finditer(_CCAG, texte)]
    connus = [c for c in codes if c]
    return max(set(connus), key=lambda c: (connus.count(c), c)) if connus else ""


def _citer(m: re.Match[str], references: References, ccag: str) -> tuple[str, str]:
    """`{{ cite("…") }}` for an article of the register, and what is to be checked."""
    numero, origine = " ".join(m["numero"].replace("\u00a0", " ").split()), m["origine"] or ""
    if origine.lower().startswith(("présent", "ccap", "règlement")):
        return "", 'renvoi à écrire : {{ renvoi("…") }}'
    code = re.sub(r"^CCAG[ \u00a0‑-]*", "", origine) if origine.startswith("CCAG") else ""
    if numero[0].isdigit():
        if not origine.startswith("CCAG"):
            return "", 'article : de quel texte ? renvoi("…") pour une clause, cite("…") pour un texte'
        cles = _cles_ccag(references, numero, code or ccag)
        ou = f"du CCAG-{code or ccag}" if code or ccag else "d’un CCAG"
    else:
        plat = re.sub(r"[ .]", "", numero)
        cles = [
            r.cle for r in references.entries.values() if r.article and re.sub(r"[ .\u00a0]", "", r.article) == plat
        ]
        if "travail" in origine:
            cles = [c for c in cles if "travail" in references.get(c).origine]
        ou = "du registre"
    if not cles:
        return "", f"article absent du registre : vérifiez « {m[0].strip()} » et faites-le ajouter"
    forme = (m["forme"] or "").lower().replace("'", "’").split(" ")[0].rstrip("’")
    forme = _FORMES.get(forme, "le")
    argument = "" if forme == "le" else f', "{forme}"'
    autres = f" ; ou {', '.join(cles[1:4])}" if len(cles) > 1 else ""
    titre = references.get(cles[0]).titre
    return f'{{{{ cite("{cles[0]}"{argument}) }}}}', f"article {numero} {ou} : « {titre} »{autres}, à vérifier"


def _cles_ccag(references: References, numero: str, code: str) -> list[str]:
    codes = [code] if code in references.ccag else list(references.ccag)
    exacts = [
        r.cle
        for r in references.entries.values()
        if r.est_ccag and any(c in r.cellules and r.cellules[c].article == numero for c in codes)
    ]
    if exacts or "." not in numero:
        return exacts
    return _cles_ccag(references, numero.rpartition(".")[0], code) if numero.count(".") > 1 else []
