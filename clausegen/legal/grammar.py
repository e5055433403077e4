"""How the articles and the texts relied upon are written inside a French sentence."""

from __future__ import annotations

import re

FORMES = ("le", "de", "a", "nu")
_FEMININ = frozenset({"annexe", "clause", "décision", "directive", "disposition", "loi", "ordonnance"})
_PLURIEL = re.compile(r",| à | et ")
_MOIS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_INSECABLE = re.compile(
    rf"(?<=n°) |(?<=\b[LRDA]\.) |(?<=\bart\.) |(?<=\barticle) (?=\d|[LRDA]\.)|(?<=\barticles) (?=\d|[LRDA]\.)"
    rf"|(?<=\d) (?=(?:{_MOIS})\b)|(?<=«) | (?=»)"
)


def insecables(text: str) -> str:
    """The same text with no-break spaces where a number, a date or a quotation must not be cut."""
    return _INSECABLE.sub("\u00a0", text)


def avec_article(nom: str, forme: str) -> str:
    """A singular noun phrase with its article: « le » (l’arrêté…), « de » (du code…), « a » (à la loi…), « nu »."""
    if forme not in FORMES:
        raise ValueError(f"forme de citation inconnue : {forme!r} (attendu : {', '.join(FORMES)})")
    if forme == "nu":
        return nom
    word = re.split(r"[ ’]", nom, maxsplit=1)[0].lower()
    if word[:1] in "aàâeéèêiîoôuyœh":
        return {"le": "l’", "de": "de l’", "a": "à l’"}[forme] + nom
    if word in _FEMININ:
        return {"le": "la ", "de": "de la ", "a": "à la "}[forme] + nom
    return {"le": "le ", "de": "du ", "a": "au "}[forme] + nom


def articles(numero: str, origine: str, forme: str = "le") -> str:
    """« L. 2112-2 », « R. 2432-1 à R. 2432-7 » or « 16.1.5 » with the text they belong to (noun phrase), in a form.

    Several articles (a range, « et », « et suivants ») take the plural.
    """
    if _PLURIEL.search(numero):
        phrase = {"le": "les ", "de": "des ", "a": "aux ", "nu": ""}[forme] + f"articles {numero}"
    else:
        phrase = avec_article(f"article {numero}", forme)
    return insecables(f"{phrase} {avec_article(origine, 'de')}")


def clause_sans_numero(titre: str, origine: str, forme: str = "le", mot: str = "clause") -> str:
    """What is printed in place of a number that may not be: « la clause « Pénalités » du CCAG-FCS »."""
    phrase = avec_article(f"{mot} « {titre} »", forme)
    return insecables(f"{phrase} {avec_article(origine, 'de')}" if origine else phrase)
