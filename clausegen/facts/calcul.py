"""From a contract to its facts: lazy, each computed once, read as attributes.

`compute(marche, references, baremes)` gives a `Facts`: `facts.marche` is what conditions call `faits`, and
`facts.lots[i]` what they call `lot.faits` for the lot of the same rank in `marche.lots_effectifs` (one implicit lot
when the contract has none). Nothing but the contract and the dated tables is read: same inputs, same facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clausegen.ecriture import INSECABLE
from clausegen.facts.obligation import Obligation
from clausegen.facts.registre import CHOIX, OUI_NON, Dit, Fait, VueLot, VueMarche, registre

if TYPE_CHECKING:
    from clausegen.legal import Baremes, References
    from clausegen.marche.marche import Marche


class Faits:
    """Facts of one scope as attributes. An unknown name raises AttributeError."""

    __slots__ = ("_faits", "_prefixe", "_valeurs", "_vue")

    def __init__(self, prefixe: str, faits: Mapping[str, Fait]) -> None:
        self._prefixe = prefixe
        self._faits = {f.court: f for nom, f in faits.items() if nom.startswith(prefixe)}
        self._valeurs: dict[str, Dit] = {}
        self._vue: VueMarche | VueLot | None = None

    def _dit(self, nom: str) -> Dit:
        dit = self._valeurs.get(nom)
        if dit is None:
            dit = self._faits[nom].fonction(self._vue)
            self._valeurs[nom] = dit
        return dit

    def __getattr__(self, nom: str) -> Any:
        if nom.startswith("_") or nom not in self._faits:
            raise AttributeError(f"fait inconnu « {getattr(self, '_prefixe', '')}{nom} »")
        return self._dit(nom).valeur

    def __dir__(self) -> list[str]:
        return sorted(self._faits)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """(name, value) of every fact of the scope, in alphabetical order."""
        return ((nom, self._dit(nom).valeur) for nom in sorted(self._faits))

    def __repr__(self) -> str:
        return f"<{self._prefixe}* ({len(self._faits)} faits)>"


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of the contract (`marche`) and of each lot (`lots`, in the order of `marche.lots_effectifs`)."""

    marche: Faits
    lots: tuple[Faits, ...]
    vue: VueMarche
    vues_lots: tuple[VueLot, ...]

    def titre(self, nom: str) -> str:
        """French title of a fact, or of a field of the contract (« lot.insertion.heures »); the name itself failing that."""
        fait = registre().get(nom)
        return fait.titre if fait else titre_du_champ(self.vue.marche, nom)

    def explique(self, nom: str, lot: int = 0) -> str:
        """Title of a fact, its value with its operands, and the article it rests upon when it may be printed.

        `nom` is the name that conditions use (« faits.seuil_europeen », « lot.faits.heures »); `lot` the rank of the
        lot (0 for the first). KeyError for a fact that does not exist.
        """
        fait = registre()[nom]
        portee = self.lots[lot] if fait.par_lot else self.marche
        dit = portee._dit(fait.court)
        valeur = {True: "oui, ", False: "non, ", None: "inconnu, "}.get(dit.valeur, "") if fait.type == OUI_NON else ""
        if fait.type == CHOIX and isinstance(dit.valeur, Obligation):
            valeur = f"{dit.valeur}, "
        phrase = f"{fait.titre}{INSECABLE}: {valeur}{dit.phrase}"
        articles = [texte for cle in fait.sources if (texte := self.article(cle))]
        return f"{phrase} ({', '.join(articles)})" if articles else phrase

    def article(self, cle: str) -> str:
        """« article L. 2112-2 du code de la commande publique »; empty when the register may not print its number."""
        vue = self.vue
        if cle not in vue.references:
            return ""
        citation = vue.references.cite(cle, str(vue.marche.ccag), vue.date, "nu")
        return citation.text if citation.printable else ""


def titre_du_champ(marche: Marche, nom: str) -> str:
    """Title of the field at a dotted path under `marche` or `lot`; the path itself when it leads nowhere."""
    racine, _, chemin = nom.partition(".")
    objet: Any = {"marche": marche, "lot": marche.lots_effectifs[0]}.get(racine)
    titre = nom
    for champ in chemin.split(".") if chemin else ():
        info = getattr(type(objet), "model_fields", {}).get(champ)
        if info is None:
            return nom
        titre, objet = info.title or champ, getattr(objet, champ)
    return titre


def compute(marche: Marche, references: References, baremes: Baremes) -> Facts:
    """Facts of a contract. Each is computed at its first reading."""
    faits = registre()
    lots = marche.lots_effectifs
    du_marche = Faits("faits.", faits)
    des_lots = tuple(Faits("lot.faits.", faits) for _ in lots)
    vue = VueMarche(marche, lots, du_marche, des_lots, baremes, references)
    vues_lots = tuple(VueLot(lot, portee, vue) for lot, portee in zip(lots, des_lots, strict=True))
    du_marche._vue = vue
    for portee, vue_lot in zip(des_lots, vues_lots, strict=True):
        portee._vue = vue_lot
    return Facts(du_marche, des_lots, vue, vues_lots)
