"""Documents of other hands: written as .fodt and .html, made into .docx by LibreOffice. Facts and names are invented."""

from __future__ import annotations

import subprocess
from pathlib import Path

_ESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
_NIVEAU = (
    '<text:outline-level-style text:level="{n}" style:num-format="1" style:num-suffix="." text:display-levels="{n}">'
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
    '<style:list-level-label-alignment text:label-followed-by="space"/></style:list-level-properties></text:outline-level-style>'
)
_STYLES = f"""<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt" fo:language="fr" fo:country="FR"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph" style:class="text"><style:text-properties style:font-name="Liberation Sans" fo:font-size="10.5pt"/></style:style>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph" style:parent-style-name="Standard" style:class="text">
<style:paragraph-properties fo:margin-top="0.1cm" fo:margin-bottom="0.2cm" fo:text-align="justify"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1">
<style:paragraph-properties fo:margin-top="0.6cm" fo:margin-bottom="0.2cm" fo:border-bottom="0.5pt solid #7a1f3d" fo:keep-with-next="always"/>
<style:text-properties fo:color="#7a1f3d" fo:font-size="14pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="2">
<style:paragraph-properties fo:margin-top="0.3cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"/>
<style:text-properties fo:color="#7a1f3d" fo:font-size="12pt" fo:font-style="italic"/></style:style>
<style:style style:name="Heading_20_3" style:display-name="Heading 3" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="3">
<style:paragraph-properties fo:margin-top="0.2cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"/>
<style:text-properties fo:color="#444444" fo:font-size="11pt" fo:font-weight="bold"/></style:style>
<text:outline-style style:name="Outline">{"".join(_NIVEAU.format(n=n) for n in (1, 2, 3))}</text:outline-style>
<text:list-style style:name="Puces"><text:list-level-style-bullet text:level="1" text:bullet-char="▪">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment
 text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="1.2cm"/></style:list-level-properties>
</text:list-level-style-bullet></text:list-style>
</office:styles>
<office:automatic-styles><style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #7a1f3d" fo:padding="0.1cm"/></style:style>
<style:style style:name="T" style:family="table-cell"><style:table-cell-properties fo:background-color="#f0e0e6" fo:border="0.5pt solid #7a1f3d" fo:padding="0.1cm"/></style:style>
<style:style style:name="G" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold"/></style:style>
</office:automatic-styles>"""


def _h(niveau: int, texte: str) -> str:
    return f'<text:h text:style-name="Heading_20_{niveau}" text:outline-level="{niveau}">{texte}</text:h>'


def _p(texte: str, style: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{texte}</text:p>'


def _liste(*items: str) -> str:
    return (
        '<text:list text:style-name="Puces">'
        + "".join(f"<text:list-item>{_p(i)}</text:list-item>" for i in items)
        + "</text:list>"
    )


def _table(*rangees: tuple[str, ...]) -> str:
    colonnes = f'<table:table-column table:number-columns-repeated="{len(rangees[0])}"/>'
    out = []
    for n, rangee in enumerate(rangees):
        style, texte = ("T", "G") if n == 0 else ("C", "Standard")
        out.append(
            "<table:table-row>"
            + "".join(f'<table:table-cell table:style-name="{style}">{_p(c, texte)}</table:table-cell>' for c in rangee)
            + "</table:table-row>"
        )
    return f'<table:table table:name="D">{colonnes}{"".join(out)}</table:table>'


def _fodt(corps: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_ESPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">{_STYLES}<office:body><office:text>{corps}</office:text></office:body></office:document>'
    )


_LONG = (
    "Les prestations sont exécutées par le titulaire dans les conditions du présent cahier, sous le contrôle du service gestionnaire, "
    "qui lui transmet les documents utiles avant le début de chaque intervention."
)

CCAP_NUMEROTE = _fodt(
    _p("Commune de Valmont", "Standard")
    + _p("Cahier des clauses administratives particulières", "Standard")
    + _p("Nettoyage des bâtiments", "Standard")
    + _h(1, "Objet du marché")
    + _p(_LONG)
    + _p("Le marché est passé selon une procédure adaptée.")
    + _h(1, "Pièces contractuelles")
    + _p("Par ordre de priorité décroissante :")
    + _liste("l’acte d’engagement ;", "le présent cahier ;", "le CCAG-FCS.")
    + _h(1, "Développement durable")
    + _h(2, "Produits employés")
    + _p(_LONG)
    + _h(2, "Gestion des déchets")
    + _p(_LONG)
    + _h(1, "Prix")
    + _p("Les prix sont révisés à chaque date anniversaire, selon la formule de l’article 4.")
    + _h(1, "Pénalités")
    + _h(2, "Pénalités de retard")
    + _p("La pénalité de retard est celle du CCAG. " + _LONG)
    + _h(1, "Résiliation")
    + _p(_LONG)
    + _h(1, "Dérogations")
    + _p("Le présent cahier déroge aux articles suivants :")
    + _table(("Article du CCAP", "Article du CCAG", "Objet"), ("5.1", "14.1.1", "Pénalités de retard"))
    + _p("Fait à Valmont.")
)

RC = _fodt(
    _p("Règlement de la consultation", "Standard")
    + _h(1, "Objet de la consultation")
    + _p(_LONG)
    + _h(1, "Conditions de la consultation")
    + _h(2, "Allotissement")
    + _p(_LONG)
    + _h(1, "Contenu du dossier de consultation")
    + _liste("le présent règlement ;", "le CCAP.")
    + _h(1, "Présentation des candidatures")
    + _p(_LONG)
    + _h(1, "Présentation des offres")
    + _p(_LONG)
    + _h(1, "Jugement des offres")
    + _p("Les critères sont pondérés. " + _LONG)
    + _h(1, "Clause sociale")
    + _p("Le marché comporte une clause sociale. " + _LONG)
)

# Headings made by hand, numbers typed, in capitals; derogations in sentences.
CCAP_TAPE = (
    "<html><head><meta charset='utf-8'></head><body>"
    "<p><b>SYNDICAT DES EAUX DU PLATEAU</b></p><p>CAHIER DES CLAUSES ADMINISTRATIVES PARTICULIERES</p>"
    "<p><b>ARTICLE 1 – OBJET</b></p><p align='justify'>" + _LONG + "</p>"
    "<p><b>ARTICLE 2 – CONDITIONS D’EXÉCUTION</b></p><p><b>2.1 Horaires</b></p><p align='justify'>" + _LONG + "</p>"
    "<p><b>2.2 Accès aux sites</b></p><p align='justify'>" + _LONG + "</p>"
    "<p><b>ARTICLE 3 – PÉNALITÉS</b></p><p align='justify'>" + _LONG + "</p>"
    "<p><b>ARTICLE 4 – DÉROGATIONS</b></p><p>L’article 3 déroge à l’article 14 du CCAG-FCS.</p>"
    "</body></html>"
)


def vers_docx(texte: str, nom: str, dossier: Path, soffice: str) -> Path:
    """The .docx that LibreOffice makes of a .fodt or .html."""
    source = dossier / nom
    source.write_text(texte, encoding="utf-8")
    filtre = [] if nom.endswith(".fodt") else ["--infilter=HTML (StarWriter)"]
    subprocess.run(
        [soffice, "--headless", f"-env:UserInstallation=file://{dossier}/lo", *filtre, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(dossier), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return source.with_suffix(".docx")
