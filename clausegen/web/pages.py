"""Pages of the form, in order: which fields and lists each one asks, all taken from the form of the contract model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from clausegen.imports.formulaire import colonnes_lots, groupes
from clausegen.marche import champ_de, modele_de
from clausegen.marche.saisie import Saisie, saisie_de
from clausegen.output import safe_name

Chemin = tuple[str, ...]
SOCIALES = "clauses-sociales"
CRITERES = "criteres"
# Lists of the contract that a page shows as a table, by the page that holds them.
_LISTES: dict[str, tuple[str, ...]] = {
    "consultation": ("pse", "candidature.criteres_selection"),
    "forme-et-duree": ("tranches", "options"),
    "prix-et-paiement": ("prix.index",),
    "execution": ("penalites.autres", "reexamen", "annexes"),
    SOCIALES: ("insertion.actions",),
}
_DANS_UN_LOT = ("tranches", "insertion.actions")


@dataclass(frozen=True)
class Tableau:
    """A list of sections shown as a table; `chemin` without the lot, `colonnes` are the fields that a cell can hold."""

    chemin: Chemin
    titre: str
    aide: str
    element: str
    colonnes: tuple[Saisie, ...]

    @property
    def nom(self) -> str:
        """« penalites.autres »."""
        return ".".join(self.chemin)


@dataclass(frozen=True)
class Page:
    """A page. `racine`: where its fields hang in the file (empty, or a lot); `modele` the same in the contract model."""

    slug: str
    titre: str
    etape: str
    saisies: tuple[Saisie, ...] = ()
    tableaux: tuple[Tableau, ...] = ()
    racine: tuple[str | int, ...] = ()
    modele: Chemin = ()
    criteres: bool = False
    lot: int | None = None
    chemins: Mapping[Chemin, Saisie] = field(default_factory=dict)

    def relatif(self, saisie: Saisie) -> Chemin:
        """Path of a field under the root of the page."""
        return saisie.chemin[len(self.modele) :]

    def tient(self, champ: str) -> int:
        """How many steps of a dotted path of the file this page covers; 0 when it does not hold it."""
        pas = tuple(int(p) if p.isdigit() else p for p in champ.split("."))
        if pas[: len(self.racine)] != self.racine:
            return 0
        reste = [p for p in pas[len(self.racine) :] if isinstance(p, str)]
        if not reste:
            return len(self.racine)
        if self.criteres and reste[0] == CRITERES:
            return len(self.racine) + 9
        connus = [self.relatif(s) for s in self.saisies] + [t.chemin for t in self.tableaux]
        plus = max((_communs(reste, connu) for connu in connus), default=0)
        return len(self.racine) + plus if plus else 0


def _communs(un: list[str], autre: Chemin) -> int:
    n = 0
    for a, b in zip(un, autre, strict=False):
        if a != b:
            break
        n += 1
    # The whole field, not only its section, counts most.
    return 2 * n if n and n == len(autre) else n


def slug(titre: str) -> str:
    """« Forme et durée » → « forme-et-duree »."""
    return safe_name(titre).lower()


@cache
def tableau_de(chemin: Chemin, modele: Chemin = ()) -> Tableau:
    """The table of a list of the model."""
    info = champ_de((*modele, *chemin))
    element = modele_de((*modele, *chemin))
    assert info is not None and element is not None
    extra: dict[str, Any] = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    trouvees = (saisie_de((*modele, *chemin, nom)) for nom in element.model_fields)
    colonnes = tuple(s for s in trouvees if s is not None and s.genre != "interrupteur")
    return Tableau(
        chemin, info.title or chemin[-1], info.description or "", str(extra.get("element", "")) or "ligne", colonnes
    )


@cache
def _fixes() -> tuple[Page, ...]:
    pages: list[Page] = []
    for titre, saisies in groupes():
        nom = slug(titre)
        etape = "lots" if nom == SOCIALES else "marche"
        tables = tuple(tableau_de(tuple(c.split("."))) for c in _LISTES.get(nom, ()))
        pages.append(Page(nom, titre, etape, saisies, tables))
        if nom == "consultation":
            pages.append(Page(CRITERES, "Critères d’attribution", "marche", criteres=True))
    return tuple(pages)


@cache
def _saisies_du_lot() -> tuple[Saisie, ...]:
    """Fields of a lot: columns of the form, then the social ones of the contract that a lot may state for itself."""
    sociales = next(saisies for titre, saisies in groupes() if slug(titre) == SOCIALES)
    trouvees = [*colonnes_lots(), *(saisie_de(("lots", *s.chemin)) for s in sociales)]
    uniques = {s.chemin: s for s in trouvees if s is not None}
    return tuple(uniques.values())


def page_du_lot(rang: int, lot: Any) -> Page:
    """Page of one lot."""
    numero = lot.get("numero") if isinstance(lot, Mapping) else None
    titre = f"Lot n°\u00a0{numero}" if isinstance(numero, str) and numero.strip() else f"Lot de rang {rang + 1}"
    tables = tuple(tableau_de(tuple(c.split(".")), ("lots",)) for c in _DANS_UN_LOT)
    return Page(f"lot-{rang + 1}", titre, "lots", _saisies_du_lot(), tables, ("lots", rang), ("lots",), True, rang)


def pages(arbre: Mapping[str, Any]) -> tuple[Page, ...]:
    """Every page of a contract, lots included."""
    lots = arbre.get("lots")
    return (*_fixes(), *(page_du_lot(i, lot) for i, lot in enumerate(lots if isinstance(lots, list) else ())))


def page_de(champ: str, toutes: tuple[Page, ...]) -> Page | None:
    """Page that holds a dotted path of the file best, None when none does."""
    if not champ:
        return None
    notes = [(page.tient(champ), -rang, page) for rang, page in enumerate(toutes)]
    note, _, page = max(notes, key=lambda n: n[:2])
    return page if note > len(page.racine) or (page.racine and note) else None


def ancre(chemin: tuple[str | int, ...] | str) -> str:
    """HTML id of a field."""
    pas = chemin.split(".") if isinstance(chemin, str) else chemin
    return "c-" + "-".join(str(p) for p in pas).replace("_", "-")


def suivante(page: Page, toutes: tuple[Page, ...]) -> Page | None:
    """The page after this one in the same step."""
    meme = [p for p in toutes if p.etape == page.etape]
    rang = next((i for i, p in enumerate(meme) if p.slug == page.slug), len(meme))
    return meme[rang + 1] if rang + 1 < len(meme) else None


def sections(page: Page) -> Iterator[tuple[str, tuple[Saisie, ...]]]:
    """Fields of a page by section of the model, in order; a section of one field has no title of its own."""
    courante: list[Saisie] = []
    cle = ""
    for saisie in page.saisies:
        relatif = page.relatif(saisie)
        ici = relatif[0] if len(relatif) > 1 or saisie.genre == "interrupteur" else ""
        if ici == "insertion" and len(relatif) > 2:
            ici = f"insertion.{relatif[1]}"
        if ici != cle and courante:
            yield _titre(cle, page, courante)
            courante = []
        cle = ici
        courante.append(saisie)
    if courante:
        yield _titre(cle, page, courante)


def _titre(cle: str, page: Page, saisies: list[Saisie]) -> tuple[str, tuple[Saisie, ...]]:
    info = champ_de((*page.modele, *cle.split("."))) if cle and len(saisies) > 1 else None
    titre = (info.title or "") if info is not None else ""
    # The title of the first field says it already.
    return ("" if titre in (page.titre, saisies[0].titre) else titre), tuple(saisies)
