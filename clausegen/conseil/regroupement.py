"""Lines of a programme as purchases: lines of one contract share its value, because the threshold looks at the whole need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from clausegen.conseil.achat import Achat
from clausegen.conseil.besoin import besoin_du_programme
from clausegen.conseil.depuis_arbre import ORDINAIRE, nature_de
from clausegen.conseil.outils import Outils


def regrouper(lignes: Sequence[dict[str, Any]], outils: Outils, acheteur: str, lots: bool) -> tuple[Achat, ...]:
    """Purchases in the order of the file. Same reference, or `lots`: lots of one contract; otherwise a line is a contract."""
    groupes: dict[str, list[int]] = defaultdict(list)
    for rang, ligne in enumerate(lignes):
        cle = "" if lots else str(ligne.get("reference", "")).casefold() or f"#{rang}"
        groupes[cle].append(rang)
    achats: dict[int, Achat] = {}
    for rangs in groupes.values():
        siennes = [lignes[r] for r in rangs]
        _groupe(siennes, rangs, outils, acheteur or ORDINAIRE, achats)
    return tuple(achats[rang] for rang in range(len(lignes)))


def montant_de_la_ligne(ligne: dict[str, Any]) -> Decimal | None:
    """Estimate of the line, else the maximum of its framework agreement; zero is « not known »."""
    montant = ligne.get("montant") or ligne.get("maximum")
    return Decimal(montant) if montant else None


def _groupe(
    lignes: list[dict[str, Any]], rangs: list[int], outils: Outils, acheteur: str, achats: dict[int, Achat]
) -> None:
    montants = [montant_de_la_ligne(ligne) for ligne in lignes]
    valeur = sum((m for m in montants if m is not None), Decimal(0)) if all(m is not None for m in montants) else None
    natures = [nature_de(ligne.get("nature", ""), ligne.get("cpv", ""), ligne["objet"], outils) for ligne in lignes]
    commune = next((n for n, _ in natures if n == "travaux"), "") or next((n for n, _ in natures if n), "")
    date = next((ligne["lancement"] for ligne in lignes if ligne.get("lancement")), None)
    cpv = tuple(str(ligne.get("cpv", "")) for ligne in lignes)
    besoin = besoin_du_programme(commune, acheteur, valeur, cpv, date or outils.jour, False, outils)
    for rang, ligne, montant, (nature, dite) in zip(rangs, lignes, montants, natures, strict=True):
        reserves = [*ligne["reserves"], *([dite] if dite else [])]
        if len(lignes) > 1 and len({n for n, _ in natures if n}) > 1:
            reserves.append("les lots de ce marché n’ont pas tous la même nature : le seuil est à vérifier")
        achats[rang] = Achat(
            rang=rang + 1, objet=ligne["objet"], reference=str(ligne.get("reference", "")), lot=str(ligne.get("lot", "")),
            acheteur=str(ligne.get("acheteur", "")), nature=nature or commune, cpv=ligne.get("cpv", ""), montant=montant,
            duree_mois=ligne.get("duree") or ligne.get("duree_ans"), part_main_oeuvre=ligne.get("part_main_oeuvre"),
            cout_horaire=ligne.get("cout_horaire"), taux_insertion=ligne.get("taux_insertion"), heures_totales=ligne.get("heures_totales"),
            reprise=ligne.get("reprise"), heures_reprises=ligne.get("heures_reprises"), fournisseurs=ligne.get("fournisseurs"),
            chiffre_affaires_moyen=ligne.get("chiffre_affaires"), date_lancement=ligne.get("lancement"), reserves=tuple(reserves),
            besoin=besoin, place=ligne["place"],
        )  # fmt: skip
