"""Faults sown in the shipped gabarits, as users of Word or LibreOffice make them.

Each: name, gabarit, change of the parts, findings expected as (code, place). `P` is the place of a paragraph added at
the end of the body of the CCAP.
"""

from xml.sax.saxutils import escape

from clausegen.verifier.retouches import W, commentaire, ecrit, partie, relation, remplace, retire, tour, xml

NB = "\u00a0"
HEADER, FOOTER = "word/header1.xml", "word/footer1.xml"
COVER = "{{ marche.acheteur.nom }}"


def at(rank, text, cell="", part="corps"):
    return f"{part}, ¶{NB}{rank}{f', {cell}' if cell else ''}" + (f" «{NB}{text}{NB}»" if text else "")


def P(text, rank=17):
    words = " ".join(text.split())
    return at(rank, words if len(words) <= 60 else words[:59].rstrip() + "…")


def run(text, properties=""):
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def row(*cells):
    return "<w:tr>" + "".join(f"<w:tc>{''.join(para(run(t)) for t in c)}</w:tc>" for c in cells) + "</w:tr>"


def table(*rows):
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>{"".join(rows)}</w:tbl>{para()}'


def said(name, text, code, *more):
    """A paragraph typed at the end of the CCAP, its fault there."""
    return (name, "ccap", ecrit(text), ((code, P(text)), *((c, P(text)) for c in more)))


NOTES = f'<w:{{0}}s xmlns:w="{W}"><w:{{0}} w:id="2"><w:p><w:r><w:t>{{{{{{{{ marche.objet }}}}}}}}</w:t></w:r></w:p></w:{{0}}></w:{{0}}s>'
ENDNOTES = tour(
    partie("word/endnotes.xml", NOTES.format("endnote").replace("{{{{", "{{").replace("}}}}", "}}")),
    remplace("</Types>", '<Override PartName="/word/endnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
             'wordprocessingml.endnotes+xml"/></Types>', "[Content_Types].xml"),
)  # fmt: skip
SDT = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox>'
    "</v:shape></w:pict></w:r></w:p>"
)  # fmt: skip
CELL = "tableau 1, ligne 1, colonne 1"
FOR = "{%tr for ligne in couverture %}"

FAUTES = [
    # A. What docxtpl's users fall into
    said("champ non fermé", "Objet : {{ marche.objet }", "CG310"),
    said("instruction non fermée", "{% if projet", "CG310"),
    said("fermeture d’une autre sorte", "{{ marche.objet %}", "CG310"),
    said("fermeture seule", "Objet : marche.objet }}", "CG310"),
    said("accolades écartées", "{ { marche.objet } }", "CG310"),
    said("une seule accolade", "Objet : {marche.objet}", "CG310"),
    said("champ vide", "{{ }}", "CG310"),
    said("expression coupée", "{{ marche.objet | }}", "CG310"),
    said("points de suspension automatiques", "{{ marche.objet… }}", "CG310"),
    said("condition vide", "{% if %}a{% endif %}", "CG310"),
    said("instruction inconnue", "{% fi projet %}", "CG310"),
    said("instruction en majuscules", "{% IF projet %}", "CG310"),
    said("balise en deux paragraphes", "{{ marche.objet |", "CG310"),
    said("rubrique inconnue", "{{ marche.objett }}", "CG314"),
    said("variable inconnue", "{{ marché.objet }}", "CG314"),
    said("nom réservé aux clauses", "{{ lot.objet }}", "CG314"),
    said("filtre inconnu", "{{ marche.objet | capitalize }}", "CG314"),
    said("essai inconnu", "{% if marche.objet is vide %}a{% endif %}", "CG314"),
    said("fonction inconnue", "{{ today() }}", "CG314"),
    said("rubrique entière imprimée", "{{ marche.acheteur }}", "CG314"),
    said("colonne inconnue d’une boucle", "{% for l in couverture %}{{ l.titre }}{% endfor %}", "CG314"),
    ("champ inconnu dans un pied de page", "ccap", remplace("piece.sigle", "piece.sigel", FOOTER),
     (("CG314", at(2, "{{ piece.sigel }}", "tableau 1, ligne 1, colonne 2", "pied de page 1")),)),
    ("champ inconnu dans une cellule", "ccap", remplace("ligne.libelle", "ligne.label"),
     (("CG314", at(10, "{{ ligne.label }}", "tableau 1, ligne 2, colonne 1")),)),
    ("champ inconnu dans une zone de texte", "ccap", xml(BOX.format(para(run("{{ marche.objett }}")))), (("CG314", at(18, "{{ marche.objett }}")),)),
    said("texte enrichi de docxtpl", "{{r marche.objet }}", "CG313"),
    said("cellule fusionnée de docxtpl", "{% colspan 2 %}", "CG313"),
    said("couleur de cellule de docxtpl", "{% cellbg couleur %}", "CG313"),
    said("texte brut de Jinja", "{% raw %}a{% endraw %}", "CG313", "CG313"),
    said("fichier inclus", "{% include 'a.docx' %}", "CG313"),
    said("tiret avaleur", "{%- if projet %}a{% endif %}", "CG313"),
    said("p collé", "{%pif projet %}", "CG313"),
    said("p détaché", "{% p if projet %}", "CG313"),
    said("champ en place d’un paragraphe", "{{p marche.objet }}", "CG313"),
    ("reste d’une division dans {%p", "ccap", ecrit("{%p if 3 % 2 %}", "a", "{%p endif %}"), (("CG313", P("{%p if 3 % 2 %}")),)),
    ("texte à côté de {%p", "ccap", remplace("{%p if projet %}", "Attention : {%p if projet %}"),
     (("CG311", at(1, "Attention : {%p if projet %}")),)),
    ("deux {%p dans un paragraphe", "ccap", ecrit("{%p if projet %}{%p endif %}"), (("CG311", P("{%p if projet %}{%p endif %}")),)),
    ("{%tr hors d’un tableau", "rc", remplace("{%p if projet %}", "{%tr if projet %}"),
     (("CG311", at(1, "{%tr if projet %}")), ("CG318", at(3, "{%p endif %}")))),
    ("texte dans la ligne d’une balise", "rc", remplace(f"{FOR}</w:t></w:r></w:p></w:tc>", f"{FOR}</w:t></w:r></w:p><w:p>{run('Rubrique')}</w:p></w:tc>"),
     (("CG311", at(8, FOR, CELL)),)),
    ("for et endfor dans une ligne", "ccap", xml(table(row(["{%tr for l in couverture %}"], ["{%tr endfor %}"]))),
     (("CG311", at(17, "{%tr for l in couverture %}", "tableau 2, ligne 1, colonne 1")),)),
    ("image dans un paragraphe de balise", "ccap", remplace("<w:t>{%p endif %}</w:t></w:r>", "<w:t>{%p endif %}</w:t></w:r><w:r><w:pict/></w:r>"),
     (("CG311", at(3, "{%p endif %}")),)),
    ("saut de section sur le corps", "rc", remplace("<w:pageBreakBefore/>", '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'),
     (("CG311", at(16, "{{p corps }}")),)),
    ("signet à cheval sur une balise", "ccap", tour(
        remplace("<w:r><w:t>{%p if projet %}", '<w:bookmarkStart w:id="5" w:name="debut"/><w:r><w:t>{%p if projet %}'),
        remplace("<w:t>{{ banniere }}</w:t></w:r>", '<w:t>{{ banniere }}</w:t></w:r><w:bookmarkEnd w:id="5"/>')),
     (("CG311", at(1, "{%p if projet %}")),)),
    ("if jamais fermé", "piece", remplace("{%p endif %}", ""), (("CG317", at(1, "{%p if projet %}")),)),
    ("endfor oublié", "ccap", remplace("{%tr endfor %}", ""), (("CG317", at(8, FOR, CELL)),)),
    ("endif de trop", "ccap", ecrit("{%p endif %}"), (("CG317", P("{%p endif %}")),)),
    ("else hors d’un if", "ccap", ecrit("{%p else %}"), (("CG317", P("{%p else %}")),)),
    ("bloc ouvert en pied de page", "rc", remplace("{{ piece.sigle }}", "{% if projet %}", FOOTER),
     (("CG317", at(2, "{% if projet %}", "tableau 1, ligne 1, colonne 2", "pied de page 1")),)),
    ("for fermé par endif", "ccap", remplace("{%tr endfor %}", "{%tr endif %}"),
     (("CG317", at(12, "{%tr endif %}", "tableau 1, ligne 3, colonne 1")), ("CG317", at(8, FOR, CELL)))),
    ("bloc de cellule à cellule", "ccap", xml(table(row(["{% if projet %}"], ["{% endif %}"]))),
     (("CG318", at(18, "{% endif %}", "tableau 2, ligne 1, colonne 2")),)),
    ("for sans tr sur plusieurs lignes", "ccap", xml(table(row(["{% for l in couverture %}"], ["a"]), row(["b"], ["{% endfor %}"]))),
     (("CG318", at(20, "{% endfor %}", "tableau 2, ligne 2, colonne 2")),)),
    ("formes mêlées", "rc", remplace("{%p endif %}", "{% endif %}"), (("CG318", at(3, "{% endif %}")),)),
    ("bloc de plusieurs paragraphes sans p", "ccap", ecrit("{% if projet %}", "a", "{% endif %}"), (("CG318", P("{% endif %}", 19)),)),
    ("lignes de deux tableaux", "ccap", xml(table(row(["{%tr if projet %}"], [""])) + table(row(["{%tr endif %}"], [""]))),
     (("CG318", at(20, "{%tr endif %}", "tableau 3, ligne 1, colonne 1")),)),
    ("cellule qui peut se vider", "ccap", xml(table(row(["{%p if projet %}", "a", "{%p endif %}"], ["b"]))),
     (("CG318", at(17, "{%p if projet %}", "tableau 2, ligne 1, colonne 1")),)),
    ("bloc qui finit dans un lien", "ccap", xml(para(run("{% if projet %}a"), f'<w:hyperlink w:anchor="_top">{run("b{% endif %}")}</w:hyperlink>')),
     (("CG318", P("{% if projet %}ab{% endif %}")),)),
    ("balise coupée par un lien", "ccap", xml(para(run("{{ marche"), f'<w:hyperlink w:anchor="_top">{run(".objet }}")}</w:hyperlink>')),
     (("CG334", P("{{ marche.objet }}")),)),
    ("tabulation dans une balise", "ccap", xml(para(run("{{ marche.objet"), "<w:r><w:tab/></w:r>", run(" }}"))), (("CG334", P("{{ marche.objet }}")),)),
    ("appel de note dans une balise", "ccap", xml(para(run("{{ marche"), "<w:r><w:sym/></w:r>", run(".objet }}"))), (("CG334", P("{{ marche.objet }}")),)),
    ("image dans une boucle", "ccap", remplace("<w:r><w:t>{{ ligne.valeur }}", '<w:r><w:pict/></w:r><w:r><w:t>{{ ligne.valeur }}'),
     (("CG337", at(11, "{{ ligne.valeur }}", "tableau 1, ligne 2, colonne 2")),)),
    # B. The body and the articles
    ("corps absent", "rc", remplace("{{p corps }}", "Texte"), (("CG309", "corps"),)),
    ("corps en double", "rc", ecrit("{{p corps }}"), (("CG309", P("{{p corps }}")),)),
    ("corps sans p", "piece", remplace("{{p corps }}", "{{ corps }}"), (("CG309", at(8, "{{ corps }}")),)),
    ("corps pas seul", "ccap", remplace("{{p corps }}", "Texte : {{p corps }}"), (("CG311", at(16, "Texte : {{p corps }}")),)),
    ("corps dans un en-tête", "ccap", tour(remplace("{{p corps }}", ""), remplace("{{ objet_court }}", "{{p corps }}", HEADER)),
     (("CG309", at(2, "{{p corps }}", "tableau 1, ligne 1, colonne 2", "en-tête 1")),)),
    ("corps dans une cellule", "ccap", tour(remplace("{{p corps }}", ""), xml(table(row(["{{p corps }}"], ["a"])))),
     (("CG309", at(17, "{{p corps }}", "tableau 2, ligne 1, colonne 1")),)),
    ("corps dans une boucle", "ccap", tour(remplace("{{p corps }}", ""), ecrit("{%p for l in couverture %}", "{{p corps }}", "{%p endfor %}")),
     (("CG309", P("{{p corps }}", 18)),)),
    ("sommaire en double", "ccap", ecrit("{{p sommaire }}"), (("CG309", P("{{p sommaire }}")),)),
    ("corps et articles", "ccap", ecrit("{{p article('objet') }}"), (("CG309", P("{{p article('objet') }}")),)),
    ("article inconnu", "rc", remplace("{{p corps }}", "{{p article(“objett”) }}"),
     (("CG315", at(16, "{{p article(“objett”) }}")), ("CG316", at(16, "{{p article(“objett”) }}")))),
    # C. What Word leaves in a file
    ("insertion suivie", "rc", remplace("<w:r><w:t>{{ marche.objet }}</w:t></w:r>", '<w:ins w:id="1" w:author="a"><w:r><w:t>{{ marche.objet }}</w:t></w:r></w:ins>'),
     (("CG307", at(7, "{{ marche.objet }}")),)),
    ("suppression suivie en pied de page", "ccap", remplace("<w:r><w:t>{{ piece.sigle }}", '<w:del w:id="1" w:author="a"><w:r><w:delText>a</w:delText></w:r></w:del><w:r><w:t>{{ piece.sigle }}', FOOTER),
     (("CG307", at(2, "{{ piece.sigle }}", "tableau 1, ligne 1, colonne 2", "pied de page 1")),)),
    ("mise en forme suivie", "ccap", xml(para('<w:r><w:rPr><w:rPrChange w:id="1" w:author="a"/></w:rPr><w:t>a</w:t></w:r>')), (("CG307", P("a")),)),
    ("style absent", "rc", remplace('w:name w:val="List Bullet"', 'w:name w:val="Puces"', "word/styles.xml"), (("CG308", "styles"),)),
    ("style sans numéro", "piece", remplace('<w:numPr><w:numId w:val="3"/></w:numPr>', "", "word/styles.xml"), (("CG308", f"style «{NB}list number{NB}»"),)),
    ("champ dans un commentaire", "ccap", commentaire("clausegen {{ marche.objet }}"), (("CG312", at(1, "clausegen {{ marche.objet }}", part="commentaires")),)),
    ("champ dans une note de fin", "ccap", ENDNOTES, (("CG312", at(1, "{{ marche.objet }}", part="notes de fin")),)),
    ("champ dans le titre du fichier", "rc", remplace("Gabarit : ", "{{ marche.objet }} ", "docProps/core.xml"), (("CG312", "docProps/core.xml"),)),
    ("champ dans un texte de remplacement", "ccap", xml('<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
     '<wp:docPr id="1" name="a" descr="{{ marche.objet }}"/></wp:inline></w:drawing></w:r></w:p>'), (("CG312", P("")),)),
    ("commentaire oublié", "rc", commentaire("À revoir"), (("CG324", at(7, "{{ marche.objet }}")),)),
    ("contrôle lié au titre", "ccap", xml(SDT.format('<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>', para(run("{{ marche.objet }}")))), (("CG329", P("{{ marche.objet }}")),)),
    ("texte masqué", "ccap", xml(para(run("{{ marche.objet }}", "<w:vanish/>"))), (("CG328", P("{{ marche.objet }}")),)),
    ("publipostage", "ccap", xml('<w:p><w:fldSimple w:instr=" MERGEFIELD objet "><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>'), (("CG326", P("a")),)),
    ("lien dynamique", "ccap", xml('<w:p><w:fldSimple w:instr=" DDEAUTO excel a.xlsx "><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>'), (("CG326", P("a")),)),
    ("date du jour en pied de page", "rc", remplace('w:instr=" NUMPAGES "', 'w:instr=" DATE "', FOOTER),
     (("CG326", at(3, "Page 2/2", "tableau 1, ligne 1, colonne 3", "pied de page 1")),)),
    ("sommaire de Word", "ccap", xml('<w:p><w:fldSimple w:instr=" TOC \\o "><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>'), (("CG326", P("a")),)),
    ("suivi enclenché", "piece", remplace("<w:zoom", "<w:trackRevisions/><w:zoom", "word/settings.xml"), (("CG327", "réglages"),)),
    ("question à l’ouverture", "rc", remplace("<w:zoom", '<w:updateFields w:val="true"/><w:zoom', "word/settings.xml"), (("CG327", "réglages"),)),
    ("document protégé", "ccap", remplace("<w:defaultTabStop", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop', "word/settings.xml"), (("CG327", "réglages"),)),
    ("ancien Word", "ccap", remplace('w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"',
     'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="12"', "word/settings.xml"), (("CG327", "réglages"),)),
    ("Word anglais", "rc", remplace('w:lang w:val="fr-FR"', 'w:lang w:val="en-US"', "word/styles.xml"), (("CG320", "styles"),)),
    ("passage en anglais", "ccap", xml(para(run("Hello", '<w:lang w:val="en-GB"/>'))), (("CG320", P("Hello")),)),
    ("papier américain", "piece", remplace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'), (("CG321", "corps"),)),
    ("une section en Letter", "ccap", xml('<w:p><w:pPr><w:sectPr><w:pgSz w:w="12240" w:h="15840"/></w:sectPr></w:pPr></w:p>'), (("CG321", P("")),)),
    ("fichier sans titre", "piece", remplace("Gabarit : Pièce d’accompagnement", "", "docProps/core.xml"), (("CG322", "propriétés"),)),
    ("pièce sans objet", "piece", tour(remplace("{{ marche.objet }}", "Objet"), remplace("{{ objet_court }}", "Objet", HEADER)), (("CG323", "corps"),)),
    ("texte d’attente", "ccap", remplace(COVER, "Commune de XXX"), (("CG325", at(5, "Commune de XXX")),)),
    ("modèle attaché", "rc", relation("attachedTemplate", "file:///C:/mairie.dotx"), (("CG305", "corps"),)),
    ("logo lié", "ccap", relation("image", "http://exemple.fr/logo.png"), (("CG305", "corps"),)),
    ("lien vers le réseau", "ccap", relation("hyperlink", "file:///G:/a.docx"), (("CG333", "corps"),)),
    ("macro", "rc", partie("word/vbaProject.bin", b"x"), (("CG304", "document"),)),
    ("classeur collé", "ccap", partie("word/embeddings/a.bin", b"x"), (("CG336", "word/embeddings/a.bin"), ("CG335", "word/embeddings/a.bin"))),
    ("logo muet", "ccap", xml('<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
     '<wp:docPr id="1" name="logo"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></wp:inline></w:drawing></w:r></w:p>'), (("CG332", P("")),)),
    ("signet ouvert", "ccap", xml('<w:p><w:bookmarkStart w:id="7" w:name="a"/></w:p>'), (("CG335", "corps"),)),
    ("corps du fichier perdu", "ccap", retire("word/document.xml"), (("CG301", "document"),)),
    ("partie coupée", "rc", remplace("</w:body>", ""), (("CG301", "corps"),)),
    ("entité XML", "ccap", remplace("<w:styles", '<!DOCTYPE w [<!ENTITY a "a">]><w:styles', "word/styles.xml"), (("CG306", "document"),)),
    ("élément qui sort du fichier", "ccap", partie("../../a.xml", "<a/>"), (("CG303", "document"),)),
    ("archive piégée", "ccap", partie("word/media/a.xml", bytes(40_000_000)), (("CG302", "document"),)),
    # D. What Word's autocorrection does
    said("guillemets français", "{{ marche.objet | default(« a ») }}", "CG316"),
    said("guillemets anglais", "{{ marche.objet | default(“a”) }}", "CG316"),
    said("tiret demi-cadratin", "{% if marche.lots | length – 1 %}a{% endif %}", "CG316"),
    said("majuscule de phrase", "{% If projet %}a{% Endif %}", "CG316", "CG316"),
    said("espace insécable", f"{{{{{NB}marche.objet{NB}}}}}", "CG316"),
    said("apostrophe comparée", "{% if marche.objet == “clause d’insertion” %}a{% endif %}", "CG319", "CG316"),
    said("valeur impossible", '{% if marche.nature == "Travaux" %}a{% endif %}', "CG319"),
    # E. What only a trial shows
    ("marché sans lot", "ccap", ecrit("{{ 1 / (marche.lots | length) }}"), (("CG331", "essai sur fournitures-reserve × ccap"),)),
]  # fmt: skip
