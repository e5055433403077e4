"""Words that buyers write at the head of a column or beside a value, in a workbook of their own."""

from __future__ import annotations

import re

from clausegen.ecriture import sans_accent

# Field of a lot → what its column may be called, once folded. The first that fits wins.
COLONNES: tuple[tuple[str, str], ...] = (
    ("tva", r"(?!.*\b(?:hors|ht|sans)\b).*\btva\b.*"),
    ("ttc", r".*\bttc\b.*"),
    ("numero", r"(?:n|no|num|numero|code)(?: de| du| des)?(?: lots?)?|lots? n|lots?|ref(?:erence)? (?:du )?lot|#"),
    ("reserve.motif", r".*\breserv(?:e|ation|es)\b.*"),
    ("insertion.calcul.taux_insertion", r"(?:taux|%|part|effort)(?: d')? ?insertion|% d'insertion"),
    ("insertion.calcul.part_main_oeuvre", r"(?:part|%|taux|pourcentage)? ?(?:de |de la )?(?:main(?: |-)d'?oeuvre|mo)(?: %| \(%\))?"),
    ("insertion.calcul.cout_horaire", r"(?:cout|taux|prix) horaire.*"),
    ("insertion.calcul.heures_totales", r"heures (?:totales|de travail|travaillees)|total (?:des )?heures"),
    ("insertion.heures.valeur", r"(?:nb|nombre|volume)?(?: d'| des? )?(?:heures|h)(?: d')? ?(?:insertion)?|clause (?:sociale|d'insertion)"),
    ("accord_cadre.minimum", r"(?:montant )?mini(?:mum)?(?: ht)?"),
    ("accord_cadre.maximum", r"(?:montant )?maxi(?:mum)?(?: ht)?"),
    ("montant_estime", r".*\b(?:montants?|estimations?|estime|estimatif|couts?|prix|budget|enveloppe|total)\b.*|ht|(?:k|m)?(?:€|eur(?:os)?)(?: ht)?"),
    ("cpv.principal", r"(?:codes? )?cpv(?: principal)?"),
    ("lieu.departement", r"dep(?:artement|t)?\.?|dpt"),
    ("lieu.texte", r"lieux?(?: d'execution)?|sites?|localisation"),
    ("duree", r"(?:duree|delai)s?\b.*"),
    ("objet", r"(?:objet|intitule|designation|libelle|denomination|nom|titre|description|corps d'etat|nature|prestations?|travaux|lots?|secteurs?|zones?)\b.*"),
)
# Field of the contract → label beside its value.
ETIQUETTES: tuple[tuple[str, str], ...] = (
    ("reference", r"(?:reference|ref|n|no|numero)(?: de la| de| du)? ?(?:consultation|marche|affaire|operation)?|affaire"),
    ("acheteur.nom", r"(?:nom (?:de l')?)?(?:acheteur|maitre d'ouvrage|maitrise d'ouvrage|moa|pouvoir adjudicateur|collectivite)"),
    ("acheteur.siret", r"(?:n |no |numero )?(?:de )?siret(?: de l'acheteur)?"),
    ("acheteur.adresse", r"adresse(?: de l'acheteur)?"),
    ("acheteur.code_postal", r"code postal|cp"),
    ("acheteur.ville", r"ville|commune"),
    ("acheteur.courriel", r"courriel|e-?mail|mel"),
    ("acheteur.profil", r"profil(?: d'acheteur)?|plateforme"),
    ("objet", r"objet(?: du marche| de la consultation)?|operation|intitule(?: du marche| de l'operation)?|projet|marche"),
    ("nature", r"nature(?: du marche)?|type de marche"),
    ("procedure", r"(?:type de )?procedure"),
    ("variantes", r"variantes?(?: autorisees?)?"),
    ("date_limite", r"date limite(?: de (?:remise|reception))?(?: des (?:offres|plis))?|remise des offres|delai_remise"),
    ("date_consultation", r"date (?:de la consultation|d'envoi|de publication|de lancement)|publication"),
    ("duree", r"duree(?: du marche| totale)?"),
    ("reconductions", r"(?:nombre de )?reconductions?"),
    ("lieu.texte", r"lieu(?: d'execution)?|site"),
    ("lieu.departement", r"departement(?: d'execution)?"),
    ("cpv.principal", r"(?:code )?cpv(?: principal)?"),
    ("insertion.facilitateur.structure", r"facilitateur"),
    ("montant_estime", r"(?:montant|estimation|enveloppe|budget|cout|total)s?(?: (?:total|totale|estime|estimee|global|globale|previsionnel|previsionnelle|general|generale|de l'operation|du marche))*(?: ht| hors taxes?)?"),
)
TOTAL = re.compile(r"(?:sous[- ]?)?total\b.*|somme\b.*|montant total\b.*|ensemble\b.*|tva\b.*|.*\bttc\b.*|.*\btva\b.*|aleas?\b.*|imprevus\b.*|divers et imprevus\b.*")
# A part of the lots, whose amount is not that of the whole.
SOUS_TOTAL = re.compile(r"sous[- ]?total\b.*|total (?:du )?lot\b.*|(?:montant )?total (?:ht )?(?:du )?lot\b.*")
# The lower of two rows of titles.
FRAGMENT = re.compile(
    r"(?:en )?(?:€|k€|m€|euros?|keur)?(?: ?ht| ?ttc)?|(?:montant |total )?(?:ht|ttc)|tva(?: .*)?|hors taxes?|toutes taxes(?: comprises)?"
    r"|(?:en |nb de |nombre de )?(?:mois|jours|semaines|heures|h)|mini(?:mum)?(?: .*)?|maxi(?:mum)?(?: .*)?|%|en %|annuel(?:le)?|total(?:e)?"
)
# Said of a cell that holds nothing.
RIEN = frozenset(["-", "–", "—", "/", "neant", "sans objet", "s o", "so", "n a", "na", "nc", "non", "aucun", "aucune", "sans", "non renseigne", "?"])
_UNITES = (("millions", 1_000_000), ("milliers", 1_000), ("m€", 1_000_000), ("k€", 1_000), ("keur", 1_000), ("meur", 1_000_000), ("keuros", 1_000))


def plat(texte: str) -> str:
    """A heading folded: no accents, no signs around, single spaces."""
    propre = sans_accent(texte).replace("n°", "n ").replace("nº", "n ")
    return " ".join(re.sub(r"[:*_.()\[\]/]+", " ", propre).split())


def colonne_de(texte: str) -> str:
    """Field that a heading names; empty when it names none."""
    mot = plat(texte)
    return next((champ for champ, forme in COLONNES if mot and re.fullmatch(forme, mot)), "") if len(mot) <= 80 else ""


def etiquette_de(texte: str) -> str:
    """Field of the contract that a label names; empty when it names none."""
    mot = plat(texte)
    return next((champ for champ, forme in ETIQUETTES if mot and re.fullmatch(forme, mot)), "") if len(mot) <= 60 else ""


def unite_de(texte: str) -> int:
    """1 000 for amounts headed « k€ », 1 000 000 for « M€ » or « millions », else 1."""
    mot = sans_accent(texte).replace(" ", "")
    return next((facteur for signe, facteur in _UNITES if signe in mot), 1)
