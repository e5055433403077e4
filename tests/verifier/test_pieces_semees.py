"""Faults sown in produced pieces, as people make them in Word: each is found at its place, with its code, and alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import pytest

from clausegen.outline import bookmark
from clausegen.verifier.regles.piece._retouches import ajouter, paragraphe, remplacer, substituer, tableau
from tests.verifier.outils_pieces import constats, pieces, retouche, sujet

CORPS = "word/document.xml"
N = "\u00a0"


def _clause(identifiant, transforme):
    """A change of what lies between the bookmarks of a clause, bookmarks included."""

    def change(parts):
        xml = parts[CORPS].decode()
        start = re.search(rf'<w:bookmarkStart w:id="(\d+)" w:name="{bookmark(f"ccap/{identifiant}")}"/>', xml)
        end = xml.index(f'<w:bookmarkEnd w:id="{start[1]}"/>', start.end())
        stop = end + len(f'<w:bookmarkEnd w:id="{start[1]}"/>')
        before, after = transforme(xml[start.start() : stop])
        parts[CORPS] = (xml[: start.start()] + before + xml[stop:]).encode()
        if after:
            ajouter(after)(parts)

    return change


def supprimer(identifiant):
    return _clause(identifiant, lambda xml: ("", ""))


def vider(identifiant):
    return _clause(
        identifiant,
        lambda xml: (
            "".join(re.findall(r"<w:bookmark(?:Start|End)[^>]*cg_[^>]*/>|<w:bookmarkEnd[^>]*/>", xml)[:1])
            + xml[xml.rindex("<w:bookmarkEnd") :],
            "",
        ),
    )


def deplacer(identifiant):
    return _clause(identifiant, lambda xml: ("", xml))


def apres(identifiant, xml):
    return _clause(identifiant, lambda old: (old + xml, ""))


def dans(identifiant, avant, nouveau):
    def transforme(xml):
        assert avant in xml, avant
        return xml.replace(avant, nouveau, 1), ""

    return _clause(identifiant, transforme)


def sans_signets(identifiant):
    def transforme(xml):
        return xml[xml.index("/>") + 2 : xml.rindex("<w:bookmarkEnd")], ""

    return _clause(identifiant, transforme)


def titre_retire(texte):
    return substituer(
        rf'<w:p><w:pPr><w:pStyle w:val="Heading\d"/></w:pPr>(?:(?!</w:p>).)*?<w:t>{re.escape(texte)}</w:t>.*?</w:p>', ""
    )


def insertion(avant, nouveau):
    """The words `avant` struck out and `nouveau` inserted, tracked."""

    def change(parts):
        xml = parts[CORPS].decode()
        found = re.search(
            rf'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: xml:space="preserve")?>([^<]*?){re.escape(avant)}([^<]*)</w:t></w:r>',
            xml,
        )
        assert found, avant
        left, right = found[2], found[3]
        text = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'.format
        struck = (
            f'<w:del w:id="901" w:author="Anne"><w:r><w:delText xml:space="preserve">{avant}</w:delText></w:r></w:del>'
        )
        parts[CORPS] = xml.replace(
            found[0],
            text(left) + struck + f'<w:ins w:id="902" w:author="Anne">{text(nouveau)}</w:ins>' + text(right),
            1,
        ).encode()

    return change


def passage(avant, proprietes):
    """Direct formatting given to a run that begins with `avant`."""
    return substituer(
        rf'<w:r><w:t(?: xml:space="preserve")?>({re.escape(avant)}[^<]*)</w:t></w:r>',
        rf'<w:r><w:rPr>{proprietes}</w:rPr><w:t xml:space="preserve">\1</w:t></w:r>',
    )


def commentaire(parts):
    parts["word/comments.xml"] = (
        b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="Anne">'
        b"<w:p><w:r><w:t>On garde ce volume ?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    remplacer(
        "</Types>",
        '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.comments+xml"/></Types>',
        "[Content_Types].xml",
    )(parts)
    substituer(r"(Le titulaire réalise au moins[^<]*</w:t></w:r>)", r'\1<w:r><w:commentReference w:id="0"/></w:r>')(
        parts
    )


@dataclass(frozen=True)
class Faute:
    """`avec`: other codes that the same change rightly brings."""

    nom: str
    code: str
    lieu: str
    change: object
    marche: str = "plus-court"
    piece: str = "ccap"
    avec: tuple[str, ...] = ()
    publiable: bool = False
    constat: str = ""
    plus: tuple[object, ...] = field(default=())


IMAGE = ('<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
         '<wp:docPr id="1" name="Logo"/></wp:inline></w:drawing></w:r></w:p>')  # fmt: skip
COLLE = paragraphe("Le titulaire remet un rapport au service.")
TABLEAU = tableau(("Lot", "Objet"), ("1", "Vitrerie"), entete="<w:tblHeader/>")
FAUTES = (
    # Clauses retyped
    Faute("phrase retapée", "CG530", "art. 4.2", remplacer("La reconduction est tacite.", "La reconduction est expresse."), constat="tacite → "[:6]),
    Faute("mot supprimé", "CG530", "art. 6.2", remplacer("n’ouvrent droit à aucun supplément", "ouvrent droit à un supplément")),
    Faute("phrase ajoutée au paragraphe", "CG530", "art. 6.6", remplacer("avant sa dernière demande de paiement.", "avant sa dernière demande de paiement. Il y joint les contrats.")),
    Faute("paragraphe ajouté dans une clause", "CG530", "« Le titulaire remet un rapport", dans("reconduction", "<w:p>", COLLE + "<w:p>"), constat="texte ajouté"),
    Faute("paragraphe supprimé dans une clause", "CG530", "art. 4.2", dans("reconduction", "Le marché est reconductible", "Le marché"), constat="modifiée"),
    Faute("élément de liste supprimé", "CG530", "art. 6.4", substituer(r"<w:p>(?:(?!</w:p>).)*en cas de mise à disposition.*?</w:p>", ""), constat="texte supprimé"),
    Faute("cellule changée", "CG530", "ligne", remplacer("formé aux gestes économes et au tri", "formé aux gestes économes")),
    Faute("article du CCAG changé", "CG530", "art. 6.4", remplacer(f"L’article{N}16.1.2 du CCAG", f"L’article{N}16.1.3 du CCAG")),
    Faute("renvoi remplacé par du texte", "CG530", "art. 8.1", remplacer("obligations environnementales de l’article", "obligations environnementales du CCTP, article")),
    Faute("clause de travaux retapée", "CG530", "art. 14.2", remplacer("le dossier des ouvrages exécutés, complet", "le dossier des ouvrages exécutés"), "travaux-residence"),
    Faute("clause du RC retapée", "CG530", "« Chaque soumissionnaire est lié", remplacer("Chaque soumissionnaire est engagé par", "Chaque soumissionnaire est lié par"), piece="rc"),
    Faute("notice retouchée", "CG530", "corps", ajouter("") , piece="notice-titulaire", plus=(substituer(r"(<w:pStyle w:val=\"BodyText\"/>(?:(?!</w:p>).)*?<w:t[^>]*>)", r"\1Attention. "),)),
    # Facts of the contract
    Faute("heures changées", "CG531", "art. 6.2", remplacer(f"280{N}heures d’insertion", f"250{N}heures d’insertion"), constat="insertion.heures"),
    Faute("heures changées dans l’annexe", "CG531", "tableau 3", remplacer(f"280{N}heures d’insertion", f"250{N}heures d’insertion"), piece="annexe-insertion"),
    Faute("pénalité par heure changée", "CG531", "art. 12.3", remplacer(f"50{N}€ par heure d’insertion", f"30{N}€ par heure d’insertion"), constat="penalites"),
    Faute("pénalité d’absence changée", "CG531", "art. 12.3", remplacer(f"150{N}€ par absence", f"15{N}€ par absence"), constat="150"),
    Faute("poids d’un critère changé", "CG531", "« Chaque critère est noté", remplacer(f"«\u00a0Prix\u00a0» vaut 50{N}points", f"«\u00a0Prix\u00a0» vaut 60{N}points"), piece="rc"),
    Faute("date limite changée", "CG531", "« Les plis sont reçus", substituer(rf"(Les plis sont reçus.*?)12{N}janvier", rf"\g<1>15{N}janvier"), piece="rc", constat="date_limite"),
    Faute("heure limite changée", "CG531", "« Les plis sont reçus", substituer(r"(Les plis sont reçus.*?2027 à )12", r"\g<1>16"), piece="rc"),
    Faute("durée changée", "CG531", "art. 4.1", remplacer(f"Sa durée est de 12{N}mois", f"Sa durée est de 24{N}mois"), constat="duree"),
    Faute("durée d’un chantier changée", "CG531", "art. 4", remplacer(f"Sa durée est de 20{N}mois", f"Sa durée est de 18{N}mois"), "travaux-residence"),
    Faute("lot changé", "CG531", "art. 13.3", remplacer(f"chacun des lots n°{N}04 et 16 doit", f"chacun des lots n°{N}04 et 12 doit"), "travaux-residence"),
    Faute("pénalité environnementale changée", "CG531", "art. 12.4", remplacer(f"est fixée à 100{N}€ par manquement", f"est fixée à 500{N}€ par manquement")),
    Faute("taux de retenue changé", "CG531", "art. 1", remplacer(f"retenue de garantie de 5{N}% du montant", f"retenue de garantie de 3{N}% du montant"), "travaux-residence"),
    Faute("date limite changée sur la première page", "CG531", "ligne 5", substituer(rf">12{N}janvier 2027 à 12", f">19{N}janvier 2027 à 12"), piece="rc"),
    Faute("autre volume ajouté plus loin", "CG531", "« Le titulaire réalise 900", apres("forme-du-marche", paragraphe(f"Le titulaire réalise 900{N}heures d’insertion."))),
    # Clauses removed, added, moved
    Faute("clause supprimée", "CG532", "après art. 4.1", supprimer("reconduction"), constat="reconduction"),
    Faute("clause vidée", "CG532", "après art. 4.1", vider("reconduction"), constat="reconduction"),
    Faute("clause supprimée avec son titre", "CG532", "après art. 4.1", supprimer("reconduction"), plus=(titre_retire("Reconduction"),), avec=("CG803", "CG804", "CG818")),
    Faute("première clause supprimée", "CG532", "corps", supprimer("objet-du-marche")),
    Faute("paragraphe collé", "CG533", "« Le titulaire remet un rapport", apres("forme-du-marche", COLLE)),
    Faute("trois paragraphes collés", "CG533", "« Le titulaire remet un rapport", apres("forme-du-marche", COLLE * 3), constat="3 paragraphes"),
    Faute("paragraphe collé en fin de pièce", "CG533", "« Fait à Valmont", ajouter(paragraphe("Fait à Valmont, le maire."))),
    Faute("tableau collé", "CG533", "tableau", apres("forme-du-marche", TABLEAU)),
    Faute("clause déplacée", "CG534", "« Le marché est reconductible", deplacer("reconduction")),
    Faute("signet de clause perdu", "CG537", "« Le marché est reconductible", sans_signets("reconduction")),
    # Headings and the rest of the template
    Faute("titre retapé", "CG535", "« Renouvellement »", remplacer("<w:t>Reconduction</w:t></w:r><w:bookmarkEnd", "<w:t>Renouvellement</w:t></w:r><w:bookmarkEnd"), avec=("CG818",)),
    Faute("titre supprimé", "CG535", "corps", titre_retire("Reconduction"), constat="Reconduction", avec=("CG803", "CG804", "CG818")),
    Faute("titre mis en texte", "CG535", "« Reconduction »", substituer(r'<w:pStyle w:val="Heading2"/></w:pPr>(<w:bookmarkStart[^>]*/><w:r><w:t>Reconduction<)', r'<w:pStyle w:val="BodyText"/></w:pPr>\1'), avec=("CG804", "CG818")),
    Faute("article ajouté", "CG535", "« Divers »", ajouter(paragraphe("Divers", "Heading1")), avec=("CG818",)),
    Faute("objet changé sur la première page", "CG536", "« Entretien des locaux »", remplacer(">Nettoyage des bâtiments\u00a0communaux</w:t></w:r></w:p><w:tbl>", ">Entretien des locaux</w:t></w:r></w:p><w:tbl>")),
    Faute("en-tête changé", "CG536", "en-tête 1", remplacer(">014<", ">041<", "word/header1.xml")),
    # Completed by hand
    Faute("élément complété ici seulement", "CG538", "tableau", remplacer(f">[À compléter{N}: Courriel de l’acheteur]", ">" + "achats@valmont.example.fr"), constat="achats@valmont", avec=("CG816",)),
    # Finishing
    Faute("balise restée", "CG800", "« Voir {{ lot.objet }}", ajouter(paragraphe("Voir {{ lot.objet }}.")), avec=("CG533",)),
    Faute("balise dans un pied de page", "CG800", "pied de page 1", substituer(r"(<w:p>(?:(?!</w:p>).)*?)</w:p>", r"\1<w:r><w:t>{% if lot %}</w:t></w:r></w:p>", "word/footer1.xml"), avec=("CG536",)),
    Faute("texte d’attente", "CG802", "art. 4.2", remplacer(f"au moins 3{N}mois avant ce terme", "au moins XX mois avant ce terme"), avec=("CG530",)),
    Faute("pointillés", "CG802", "« Fait à ........", ajouter(paragraphe("Fait à ........, le maire.")), avec=("CG533",)),
    Faute("numéro de renvoi périmé", "CG804", "art. 2.2", substituer(r'(REF cgh_[0-9a-f]+ \\n \\h </w:instrText></w:r><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:fldChar w:fldCharType="separate"/></w:r><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>)[\d.]+', r"\g<1>99.9"), marche="travaux-residence", constat="99.9"),
    Faute("signet collé en double", "CG805", "« Copie »", ajouter(f'<w:p><w:bookmarkStart w:id="950" w:name="{bookmark("ccap/reconduction")}"/><w:r><w:t>Copie</w:t></w:r><w:bookmarkEnd w:id="950"/></w:p>'), avec=("CG530", "CG533")),
    Faute("signet ouvert", "CG805", "art. 4.2", _clause("reconduction", lambda xml: (xml[: xml.rindex("<w:bookmarkEnd")], "")), avec=("CG530", "CG532", "CG533")),
    Faute("ligne vide ajoutée à un tableau", "CG806", "ligne 4", dans("objet-du-marche", "</w:tbl>", "<w:tr><w:tc><w:tcPr/><w:p/></w:tc><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>")),
    Faute("cellule vidée", "CG806", "colonne 2", dans("objet-du-marche", ">Services<", "><"), avec=("CG530",)),
    Faute("puce vide", "CG807", "corps", apres("objet-du-marche", '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr></w:p>')),
    Faute("liste qui continue une autre", "CG808", "« un »", ajouter(paragraphe("un", "ListNumber")), avec=("CG533",)),
    Faute("niveau de titre sauté", "CG809", "« Précisions »", ajouter(paragraphe("Fin", "Heading1") + paragraphe("Précisions", "Heading3")), avec=("CG535", "CG818")),
    Faute("titre vide", "CG810", "art. 4", apres("reconduction", paragraphe("", "Heading2")), avec=("CG803", "CG804", "CG818")),
    Faute("numéro tapé dans un titre", "CG810", "« 24 – Divers »", ajouter(paragraphe("24 – Divers", "Heading1")), avec=("CG535", "CG818")),
    Faute("tableau collé sans en-tête", "CG811", "tableau", apres("forme-du-marche", tableau(("Lot", "Objet"), ("1", "Vitrerie"))), avec=("CG533",)),
    Faute("passage en anglais", "CG812", "art. 6.2", passage("Ce volume est un minimum", '<w:lang w:val="en-GB"/>')),
    Faute("langue du document changée", "CG812", "styles", remplacer('<w:lang w:val="fr-FR"', '<w:lang w:val="en-US"', "word/styles.xml")),
    Faute("image sans description", "CG813", "corps", ajouter(IMAGE)),
    Faute("texte gris clair", "CG814", "art. 6.2", passage("Ce volume est un minimum", '<w:color w:val="BFBFBF"/>')),
    Faute("fond sombre", "CG814", "art. 6.2", passage("Ce volume est un minimum", '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="1F3A68"/>')),
    Faute("commentaire", "CG815", "art. 6.2", commentaire),
    Faute("commentaire avant publication", "CG815", "art. 6.2", commentaire, publiable=True, avec=("CG801", "CG819")),
    Faute("surlignage", "CG816", "art. 6.2", passage("Ce volume est un minimum", '<w:highlight w:val="green"/>')),
    Faute("modification suivie", "CG817", "art. 4.2", insertion("La reconduction est tacite.", "La reconduction est expresse."), avec=("CG530",)),
    Faute("heures changées en suivi", "CG531", "art. 6.2", insertion("280", "250"), avec=("CG817",)),
    Faute("ligne de sommaire retapée", "CG818", "Objet et clauses générales", remplacer("<w:t>Objet et dispositions générales</w:t></w:r></w:hyperlink>", "<w:t>Objet et clauses générales</w:t></w:r></w:hyperlink>")),
    Faute("fichier joint avant publication", "CG819", "document", ajouter(""), publiable=True, avec=("CG801",)),
    Faute("tirets tapés", "CG820", "« - la structure", apres("forme-du-marche", paragraphe("- la structure ;")), avec=("CG533",)),
    # Package
    Faute("manifeste retiré", "CG521", "document", lambda parts: parts.update({"customXml/item1.xml": b"<vide/>"})),
    Faute("champ resté ouvert", "CG383", "word/document.xml", ajouter('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>')),
    Faute("style inconnu", "CG384", "word/document.xml", ajouter('<w:p><w:pPr><w:pStyle w:val="Normal1"/></w:pPr></w:p>')),
)  # fmt: skip


@pytest.mark.parametrize("faute", FAUTES, ids=[f.nom for f in FAUTES])
def test_a_sown_fault_is_found_at_its_place_and_alone(faute):
    data = retouche(pieces(faute.marche)[faute.piece], faute.change, *faute.plus)

    found = constats(sujet(data, publiable=faute.publiable), sans=() if "CG801" in faute.avec else ("CG801",))

    right = [f for f in found if f.code == faute.code and faute.lieu in f.location.place.replace(N, " ")]
    assert right, [str(f) for f in found]
    assert faute.constat in right[0].constat
    assert {f.code for f in found} - {faute.code} <= set(faute.avec), [str(f) for f in found]


def test_the_set_is_large_and_varied():
    assert len(FAUTES) >= 50
    assert len({f.code for f in FAUTES}) >= 30
    assert max(Counter(f.nom for f in FAUTES).values()) == 1
