"""Every legal meeting of a nature, a CCAG, a form and a lever, as a contract that asks for nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

from clausegen.findings import Niveau, Refused
from clausegen.generation import generate
from clausegen.library import shipped_templates
from clausegen.marche import build_marche
from clausegen.word.integrity import integrity
from tests.exemples.outils import bibliotheque

# A CCAG is open to the contracts whose nature it names; any contract may do without.
CCAG: dict[str, tuple[str, ...]] = {
    "travaux": ("Travaux", "aucun"),
    "fournitures": ("FCS", "TIC", "MI", "aucun"),
    "services": ("FCS", "PI", "TIC", "aucun"),
    "pi": ("PI", "aucun"),
    "tic": ("TIC", "FCS", "PI", "aucun"),
    "mi": ("MI", "aucun"),
    "moe": ("MOE", "aucun"),
}
FORMES = ("ordinaire", "bons_de_commande", "marches_subsequents", "mixte")
LEVIERS = ("aucun", "condition", "critere", "combine", "reserve", "formation", "objet_insertion")
# Levers that hold a social condition by themselves: half of their meetings are above the European threshold.
AU_DESSUS = ("condition", "combine", "formation")
MOTIFS = ("ea_esat", "siae", "ea_esat_siae", "penitentiaire")

_SUIVI = frozenset({"ae-insertion", "annexe-insertion", "fiche-suivi", "notice-titulaire"})
PIECES: dict[str, frozenset[str]] = {
    "aucun": frozenset(),
    "condition": _SUIVI,
    "critere": frozenset({"cadre-reponse-insertion"}),
    "combine": _SUIVI | {"cadre-reponse-insertion"},
    "reserve": frozenset({"attestation-reserve"}),
    "formation": frozenset({"ae-insertion", "annexe-insertion"}),
    "objet_insertion": frozenset({"cadre-reponse-insertion"}),
}

_BASE: dict[str, Any] = {
    "acheteur": {
        "nom": "Commune de Valmont-sur-Loire", "siret": "21459990400015", "type": "commune", "adresse": "1 place de la Mairie",
        "code_postal": "45001", "ville": "Valmont-sur-Loire", "profil": "https://marches.example.fr",
        "courriel": "marches@valmont.example.fr", "representant": {"nom": "Camille Bellanger", "qualite": "maire"},
    },
    "reference": "2026-014", "date_consultation": "2026-12-01", "date_limite": "2027-01-12 12:00", "procedure": "MAPA",
    "variantes": "non", "duree": "24 mois", "montant_estime": "190 000 €", "motif_non_allotissement": "technique",
    "explication_non_allotissement": "les prestations se suivent sans partage possible",
}  # fmt: skip
_PAR_NATURE: dict[str, dict[str, Any]] = {
    "travaux": {
        "cpv": "45210000", "maitrise_oeuvre": {"nom": "Atelier", "mission": "mission de base", "courriel": "moe@example.fr"},
        "delais_execution": [{"prestation": "travaux", "delai": "18 mois"}],
    },
    "moe": {"cpv": "71221000", "elements_de_mission": ["APS", "APD", "PRO", "DET", "AOR"], "enveloppe_travaux": "1 200 000 €"},
    "fournitures": {"cpv": "39160000", "prix": {"variation": "ferme"}},
    "mi": {"cpv": "34510000", "prix": {"variation": "ferme"}},
}  # fmt: skip
_ACCORD_CADRE = {
    "maximum": "190 000 €", "emission": "au fil des besoins", "emetteurs": ["le service des achats"],
    "marches_subsequents": {"criteres": [{"nom": "Prix", "poids": "100 %"}], "delai": "10 jours"},
}  # fmt: skip
_INSERTION = {
    "heures": "280", "facilitateur": {"structure": "Maison de l’emploi", "courriel": "clauses@example.fr"},
    "penalites": {"heure": "50 €", "absence": "150 €", "document": "50 €"},
}  # fmt: skip
_CRITERES = [
    {"nom": "Prix", "poids": "50 %"}, {"nom": "Valeur technique", "poids": "35 %"},
    {"nom": "Performances environnementales", "type": "environnement", "poids": "15 %"},
]  # fmt: skip
_CRITERE = {"nom": "Insertion dans l’exécution", "type": "insertion", "poids": "15 %", "document": "cadre de réponse"}


@dataclass(frozen=True)
class Cas:
    """A meeting; `motif` is the ground of the reservation."""

    nature: str
    ccag: str
    forme: str
    levier: str
    motif: str
    au_dessus: bool

    @property
    def nom(self) -> str:
        return f"{self.nature}-{self.ccag}-{self.forme}-{self.levier}"

    def plain(self) -> dict[str, Any]:
        """The contract, as typed."""
        arbre = {**_BASE, "objet": f"Essai {self.nom}", "nature": self.nature, "ccag": self.ccag, "forme": self.forme,
                 "criteres": _CRITERES, **_PAR_NATURE.get(self.nature, {})}  # fmt: skip
        if self.forme != "ordinaire":
            arbre["accord_cadre"] = _ACCORD_CADRE
        if self.levier in ("critere", "combine"):
            arbre["criteres"] = [_CRITERES[0], {**_CRITERES[1], "poids": "20 %"}, _CRITERES[2], _CRITERE]
        if self.levier in ("condition", "combine"):
            arbre["insertion"] = _INSERTION
        elif self.levier == "critere":
            arbre["insertion"] = {"leviers": ["critere"]}
        elif self.levier == "formation":
            arbre["insertion"] = {"formation": {"heures": "300"}, "penalites": _INSERTION["penalites"]}
        elif self.levier == "reserve":
            arbre["reserve"] = {"motif": self.motif}
        elif self.levier == "objet_insertion":
            arbre.update(cpv="85312510", objet_insertion={"places": "12", "encadrement": "12 %", "support": "tri"},
                         description="au titre de la compétence d’insertion",
                         criteres=[_CRITERES[0], {**_CRITERES[1], "poids": "20 %"}, _CRITERES[2], _CRITERE])  # fmt: skip
        if self.au_dessus:
            montant = "9 000 000 €" if self.nature == "travaux" else "900 000 €"
            arbre.update(procedure="appel_offres_ouvert", montant_estime=montant)
            if self.forme != "ordinaire":
                arbre["accord_cadre"] = {**_ACCORD_CADRE, "maximum": montant}
        return arbre


def _cas() -> tuple[Cas, ...]:
    tous = []
    cellules = [(nature, ccag, forme) for nature, liste in CCAG.items() for ccag, forme in product(liste, FORMES)]
    for n, (nature, ccag, forme) in enumerate(cellules):
        tour = n + n // len(FORMES)  # so that a form does not always meet the same ground, nor the same side of the threshold
        for rang, levier in enumerate(LEVIERS):
            if levier != "objet_insertion" or nature == "services":
                au_dessus = levier in AU_DESSUS and (tour + rang) % 2 == 1
                tous.append(Cas(nature, ccag, forme, levier, MOTIFS[tour % len(MOTIFS)], au_dessus))
    return tuple(tous)


CAS = _cas()


def fautes(cas: Cas) -> list[str]:
    """What is wrong with a meeting: unreadable, blocking, broken file, piece missing or in excess."""
    marche, lecture = build_marche(cas.plain())
    if marche is None:
        return [str(f) for f in lecture]
    try:
        production = generate(marche, bibliotheque(), shipped_templates())
    except Refused as refus:
        return [str(f) for f in refus.findings]
    dites = [str(f) for f in production.findings if f.niveau is Niveau.BLOQUANT]
    dites += [f"{p.slug} : {f}" for p in production.pieces for f in integrity(p.data)]
    produites = {p.slug for p in production.pieces}
    attendues = {"ccap", "rc"} | PIECES[cas.levier]
    if produites != attendues:
        dites.append(f"pièces : manque {sorted(attendues - produites)}, en trop {sorted(produites - attendues)}")
    return dites
