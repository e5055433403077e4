"""The sector: what the table of CPV codes proposes first, and what it warns about."""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import TOUS, Apport, Effet, Raison
from clausegen.conseil.tables import a_confirmer


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """The levers that the table names are possible; the tree decides whether they are recommended."""
    lien, secteur = dossier.rattachement, dossier.secteur
    yield Apport("autres", Effet.POSSIBLE, _autres(dossier))
    if secteur is None:
        yield Apport(
            TOUS,
            Effet.REMARQUE,
            Raison(f"secteur non reconnu ({lien.comment}) : donnez un code CPV", "table des secteurs"),
        )
        return
    source, confirmer = dossier.outils.source(secteur.source), a_confirmer(secteur.confiance)
    yield Apport(
        TOUS,
        Effet.REMARQUE,
        Raison(f"secteur « {secteur.nom} », potentiel {secteur.potentiel}, {lien.comment}", source, confirmer),
    )
    if secteur.famille == "travaux" and dossier.achat.nature in ("fournitures", "services"):
        texte = f"l’achat ressemble à des travaux, mais sa nature est « {dossier.achat.nature} » : le seuil européen n’est pas le même, vérifiez-la"
        yield Apport(TOUS, Effet.REMARQUE, Raison(texte, "", True))
    if lien.doute:
        yield Apport(TOUS, Effet.REMARQUE, Raison(lien.doute, "", True))
    if secteur.attention:
        yield Apport("clause", Effet.REMARQUE, Raison(secteur.attention, "usage rapporté, sans source lue", True))
    for rang, levier in enumerate(secteur.leviers):
        if levier in ("clause", "autres", "objet_insertion"):
            continue
        place = "premier levier" if rang == 0 else "levier"
        yield Apport(levier, Effet.POSSIBLE, Raison(f"{place} cité pour le secteur « {secteur.nom} »", source, True))


def _autres(dossier: Dossier) -> Raison:
    secteur = dossier.secteur
    if secteur is not None and secteur.autres:
        return Raison(f"pour ce secteur : {secteur.autres}", dossier.outils.source(secteur.source), True)
    return Raison("toute condition sociale ou d’emploi liée à l’objet peut être étudiée (égalité, conditions de travail…)",
                  dossier.outils.article("ccp.L2112-2", dossier.date))  # fmt: skip
