"""Document jugé et documents demandés.

## Ce que la règle vérifie
Chaque document qu’un critère ou un sous-critère désigne porte le même nom dans « offre.documents ».

## Pourquoi
Deux noms pour une même pièce font deux pièces : le soumissionnaire ne sait pas laquelle sera notée, et l’absence de
l’autre rend son offre irrégulière.

## Exemple à éviter
`document: mémoire technique et environnemental` dans un critère, et `documents: [acte d’engagement, mémoire technique]`.

## Écrire plutôt
Le même nom aux deux endroits ; « mémoire technique, partie 2 » désigne une partie du « mémoire technique ».

## Références
Articles R. 2151-14 et R. 2152-11 du code de la commande publique.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.exemple import Exemple
from clausegen.ecriture import liste, sans_accent
from clausegen.findings import Finding, Niveau
from clausegen.marche.propositions import nom_du_document

CODE = "CG474"
NIVEAU = Niveau.A_CORRIGER
TITRE = "Un document jugé porte le nom sous lequel il est demandé"

# Their answer is elsewhere: pieces of prices, insertion frame.
AILLEURS = ("prix", "cout", "insertion", "apprentissage")
# What is not a file of the offer.
A_PART = ("echantillon", "degustation", "maquette", "prototype", "essai", "demonstration", "audition")


def _designes(lot: LotExamine) -> Iterator[tuple[str, str]]:
    """(field, name of the document) of each criterion and sub-criterion that names one."""
    for rang, critere in enumerate(lot.lot.criteres):
        if critere.type in AILLEURS:
            continue
        if critere.document:
            yield f"criteres.{rang}.document", critere.document
        for sous_rang, sous in enumerate(critere.sous_criteres):
            if sous.document:
                yield f"criteres.{rang}.sous_criteres.{sous_rang}.document", sous.document


def check(ctx: Contexte) -> Iterator[Finding]:
    """À corriger: a name close to one asked for; conseil: a document that a list written by the officer leaves out."""
    demandes = tuple(ctx.marche.offre.documents)
    connus = [sans_accent(d) for d in demandes]
    propose = ctx.est_un_defaut("offre.documents")
    for lot in ctx.lots():
        for champ, texte in _designes(lot):
            nom = nom_du_document(texte)
            plie = sans_accent(nom)
            if plie in connus or any(mot in plie for mot in A_PART):
                continue
            proches = [d for d, c in zip(demandes, connus, strict=True)
                       if plie in c or c in plie or ("memoire" in plie and "memoire" in c)]  # fmt: skip
            if proches:
                yield ctx.finding(
                    CODE, NIVEAU, lot.champ(champ),
                    f"ce critère est jugé sur « {nom} » et l’offre comprend {liste([f'« {d} »' for d in proches])}",
                    "donnez le même nom aux deux endroits (« offre.documents »)", "ccp.R2152-11",
                )  # fmt: skip
            elif not propose:
                yield ctx.finding(
                    CODE, Niveau.CONSEIL, lot.champ(champ),
                    f"ce critère est jugé sur « {nom} », absent de « offre.documents » : le règlement l’y ajoute",
                    "écrivez-le dans la liste, ou corrigez son nom", "ccp.R2152-11",
                )  # fmt: skip


def _criteres(document: str, sous: str = "") -> dict[str, object]:
    technique: dict[str, object] = {"nom": "Valeur technique", "poids": "45 %", "document": document}
    if sous:
        technique["sous_criteres"] = [
            {"nom": "Équipe", "poids": "60 %"},
            {"nom": "Méthode", "poids": "40 %", "document": sous},
        ]
    return {"criteres": [{"nom": "Prix", "poids": "40 %", "document": "simulation"}, technique,
                         {"nom": "Environnement", "type": "environnement", "poids": "15 %"}]}  # fmt: skip


_LISTE = {"offre": {"documents": ["acte d’engagement", "mémoire technique"]}}
EXEMPLES = (
    Exemple("même nom", "services-fcs", {**_criteres("Mémoire technique, partie 1", "mémoire technique"), **_LISTE}),
    Exemple("liste proposée : elle prend le nom du critère", "services-fcs", _criteres("mémoire méthodologique")),
    Exemple("deux noms pour le mémoire", "services-fcs", {**_criteres("mémoire technique et environnemental"), **_LISTE},
            ("criteres.1.document",)),
    Exemple("deux noms dans un sous-critère", "services-fcs", {**_criteres("mémoire technique", "mémoire environnemental"), **_LISTE},
            ("criteres.1.sous_criteres.1.document",)),
    Exemple("document absent de la liste écrite", "services-fcs", {**_criteres("note méthodologique"), **_LISTE}, ("criteres.1.document",)),
    Exemple("échantillons", "services-fcs", {**_criteres("échantillons de produits"), **_LISTE}),
)  # fmt: skip
