"""What the notices of a contract must not forget besides the social fields: where, variants, notice of award."""

from __future__ import annotations

from collections.abc import Iterator

from clausegen.context import Contexte
from clausegen.ecriture import INSECABLE, ht
from clausegen.facts.themes.prix import COLLECTIVITES
from clausegen.legal import applicable


def reminders(contexte: Contexte) -> tuple[str, ...]:
    """French sentences, each with its article when the register prints it, in the order of the procedure."""
    return tuple(f"{texte}{_article(contexte, cle)}" for texte, cle in _rappels(contexte))


def _article(contexte: Contexte, cle: str) -> str:
    article = contexte.facts.article(cle)
    return f" ({article})" if article else ""


def _rappels(contexte: Contexte) -> Iterator[tuple[str, str]]:
    marche, faits, vue = contexte.marche_brut, contexte.faits, contexte.facts.vue
    if marche.defense or marche.procedure == "sans_publicite":
        return
    formalisee, valeur = bool(faits.procedure_formalisee), faits.valeur_estimee
    seuil = vue.bareme("publicite_reglementee")
    if formalisee:
        yield (
            "Publicité : bulletin officiel des annonces des marchés publics et Journal officiel de l’Union européenne",
            "ccp.R2131-16",
        )
    elif all(f.services_sociaux for f in contexte.facts.lots):
        yield "Publicité : celle des services sociaux et autres services spécifiques", ""
    elif valeur is not None and valeur >= seuil and _national(contexte):
        yield (
            "Publicité : bulletin officiel des annonces des marchés publics ou journal habilité à recevoir des annonces "
            f"légales, à partir de {ht(seuil)}", "ccp.R2131-12",
        )  # fmt: skip
    else:
        yield "Publicité : libre, adaptée au montant et à l’objet du marché", "ccp.R2131-12"
    if not formalisee and valeur is not None and valeur >= vue.bareme("profil_acheteur"):
        yield (
            "Documents de la consultation : gratuits et complets sur le profil d’acheteur, dès la publication de l’avis",
            "ccp.R2132-2",
        )
    if marche.variantes:
        yield "Variantes : l’avis les autorise, dans les mêmes mots que le règlement", "ccp.L2151-2"
    elif not formalisee or applicable(vue.baremes, "variantes_autorisees", vue.date):
        yield "Variantes : l’avis les exclut expressément ; dans son silence, elles seraient admises", "ccp.L2151-2"
    else:
        yield "Variantes : l’avis les exclut, dans les mêmes mots que le règlement", ""
    if any(lot.reserve and lot.reserve.motif == "penitentiaire" for lot in contexte.lots_bruts):
        yield "Réservation : le champ BT-71 n’a pas de code pour elle, dites-la en clair dans l’avis", "ccp.L2113-13-1"
    if formalisee:
        delai = vue.bareme("avis_attribution")
        yield f"Avis d’attribution{INSECABLE}: à envoyer dans les {delai} qui suivent la signature", "ccp.R2183-1"


def _national(contexte: Contexte) -> bool:
    """Buyers that article R. 2131-12, 1° names: the State, its administrative bodies, local authorities and their bodies."""
    acheteur = contexte.marche_brut.acheteur
    if acheteur.type in (*COLLECTIVITES, "etat"):
        return True
    administratif = acheteur.etablissement == "administratif"
    return (acheteur.type in ("etablissement_public_etat", "hopital") and administratif) or (
        acheteur.type == "oph_bailleur" and bool(acheteur.public)
    )
