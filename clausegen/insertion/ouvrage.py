"""The work on one document: which clauses go where, the numbers they take, what their references print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from clausegen.blocks import RefValue
from clausegen.drafting.filters import libelle
from clausegen.drafting.typography import french
from clausegen.findings import Finding, Location, Niveau
from clausegen.insertion.choix import Article, Choix, Groupe, explication
from clausegen.insertion.lieux import DEROGATIONS, LIEUX, Lieu, article_cite, chercher, lieu, plier
from clausegen.word.hote import Bloc, Hote, nu

if TYPE_CHECKING:
    from clausegen.outline import DerogationLine
    from clausegen.word.greffe import Greffe

_ARTICLES = {"penalites": "des pénalités", "resiliation": "de la résiliation", "reexamen": "du réexamen"}


class Ouvrage:
    """Clauses by place in one document. `sans_lieu`: some clauses have no place unless a main one is given."""

    def __init__(self, hote: Hote, piece: str, choix: Choix, principal: Lieu | None) -> None:
        self.hote, self.piece, self.choix = hote, piece, choix
        self._principal = principal
        self._par_lieu: list[tuple[Lieu, list[Article]]] = []
        self.sans_lieu = False
        self.constats: list[Finding] = []
        self.places: list[tuple[str, str]] = []
        self._deplaces: set[str] = set()
        self._numeros: dict[str, str] = {}
        self._titres: dict[str, str] = {}
        self._cles: list[str] = []
        self._douteux: dict[str, str] = {}
        for article in choix.articles:
            self._ranger(article)
        titre = chercher(hote, DEROGATIONS)
        self._derogations = lieu(hote, titre) if titre is not None else None
        if choix.derogations and self._derogations is None:
            self._manque("des dérogations")

    def _ranger(self, article: Article) -> None:
        mots = LIEUX.get((self.piece, article.slug), ())
        titre = chercher(self.hote, mots) if mots else None
        if titre is not None:
            endroit: Lieu | None = lieu(self.hote, titre)
        else:
            endroit = self._principal
            if mots and (self.piece, article.slug) != ("ccap", "reservation"):
                self._deplaces.add(article.slug)
                if article.slug in _ARTICLES:
                    self._manque(_ARTICLES[article.slug])
        if endroit is None:
            self.sans_lieu = True
            return
        for connu, articles in self._par_lieu:
            if connu.titre is endroit.titre:
                articles.append(article)
                return
        self._par_lieu.append((endroit, [article]))

    def _manque(self, quel: str) -> None:
        self.constats.append(
            Finding("CG347", Niveau.A_CORRIGER, f"l’article {quel} n’a pas été trouvé dans ce document : les lignes qui y vont sont placées avec les clauses sociales",
                    "un commentaire le dit : déplacez-les dans Word", Location(self.hote.chemin))
        )  # fmt: skip

    def apprendre(self, numeros: Mapping[int, str]) -> None:
        """Numbers that Word gives to the headings written the first time."""
        for rang, texte in numeros.items():
            if nu(texte):
                self._numeros[self._cles[rang]] = nu(texte)

    # Writing

    def ecrire(self, greffe: Greffe) -> dict[int, str]:
        """XML by place in bytes."""
        self.places = []
        self._douteux = {}
        morceaux: dict[int, list[str]] = {}
        lieux = list(self._par_lieu)
        for endroit, articles in lieux:
            suite = _Suite(self.hote, endroit)
            ecrits = morceaux.setdefault(endroit.apres.apres, [])
            for article in articles:
                ecrits.extend(self._article(article, articles, suite, endroit, greffe))
        if self.choix.derogations:
            self._derogation(greffe, morceaux)
        self._cles = list(greffe.titres)
        return {place: "".join(textes) for place, textes in morceaux.items()}

    def _article(
        self, article: Article, voisins: list[Article], suite: _Suite, endroit: Lieu, greffe: Greffe
    ) -> Iterator[str]:
        propre = endroit.titre is (self._principal.titre if self._principal else None)
        # Under « Pénalités », the penalties stand without their article's title; so does the only social article under its own.
        parle = bool({"insertion", "social"} & set(re.findall("insertion|social", plier(endroit.titre.titre))))
        entier = propre and not (len(voisins) == 1 and parle)
        niveau = endroit.niveau
        self.places.append((endroit.titre.texte, article.titre.text))
        if entier or not endroit.section:
            yield self._titre(article.titre.text, article.titre.bookmark, niveau, suite, greffe)
            niveau += 1 if niveau else 0
        if article.slug in self._deplaces:
            quel = _ARTICLES.get(article.slug, f"«\u00a0{article.titre.text}\u00a0»")
            greffe.annoter(
                (
                    f"clausegen\u00a0: ces lignes vont dans l’article {quel}, qui n’a pas été trouvé dans ce document. Déplacez-les.",
                )
            )
        dessous = suite.dessous() if entier or not endroit.section else suite
        for groupe in article.groupes:
            yield from self._groupe(groupe, article, niveau, dessous, greffe, entier)

    def _groupe(
        self, groupe: Groupe, article: Article, niveau: int, suite: _Suite, greffe: Greffe, entier: bool
    ) -> Iterator[str]:
        seul = len(article.groupes) == 1 and groupe.titre is None
        if groupe.titre is not None:
            yield self._titre(groupe.titre.text, groupe.titre.bookmark, niveau, suite, greffe)
        elif seul and not entier:
            yield self._titre(
                self.choix.contexte.library.clauses[groupe.clauses[0].id].titre,
                article.titre.bookmark,
                niveau,
                suite,
                greffe,
            )
        for clause in groupe.clauses:
            greffe.annoter(explication(clause, self.choix))
            douteux = [r for v in clause.values if isinstance(v, RefValue) and (r := self._doute(v))]
            greffe.annoter([f"clausegen\u00a0: renvoi à vérifier\u00a0: {d}" for d in dict.fromkeys(douteux)])
            yield greffe.clause(clause.blocks, clause.values)

    def _titre(self, texte: str, cle: str, niveau: int, suite: _Suite, greffe: Greffe) -> str:
        numero = suite.prochain()
        if numero:
            self._numeros[cle] = numero
        self._titres[cle] = french(texte)
        return greffe.titre(niveau or 9, french(texte), cle, numero)

    # References

    def renvoi(self, valeur: RefValue) -> str:
        """What a reference prints in this document: a number when one is known, a title otherwise."""
        cle = valeur.target
        if cle in self._numeros:
            return self._numeros[cle]
        if cle in self._titres:
            return f"«\u00a0{self._titres[cle]}\u00a0»"
        slug, titre = self.choix.reperes.get(cle, ("", valeur.text))
        trouve = article_cite(self.hote, self.piece, slug, titre)
        if trouve is None:
            return f"«\u00a0{french(titre)}\u00a0»"
        return trouve.chiffre or f"«\u00a0{trouve.titre}\u00a0»"

    def _doute(self, valeur: RefValue) -> str:
        cle = valeur.target
        inseres = {g.titre.bookmark for a in self.choix.articles for g in a.groupes if g.titre} | {
            a.titre.bookmark for a in self.choix.articles
        }
        if cle in inseres or cle in self._titres:
            return ""
        slug, titre = self.choix.reperes.get(cle, ("", valeur.text))
        if article_cite(self.hote, self.piece, slug, titre) is not None:
            return ""
        if cle not in self._douteux:
            self._douteux[cle] = titre
            constat = Finding("CG349", Niveau.A_CORRIGER, f"un texte inséré renvoie à l’article « {titre} », qui n’a pas été trouvé dans ce document",
                              "un commentaire le dit ; complétez le document, ou corrigez ce renvoi", Location(self.hote.chemin))  # fmt: skip
            if constat not in self.constats:
                self.constats.append(constat)
        return f"aucun article de ce document ne répond à «\u00a0{french(titre)}\u00a0»."

    # Derogations

    def _derogation(self, greffe: Greffe, morceaux: dict[int, list[str]]) -> None:
        lignes = self.choix.derogations
        ccag = libelle(self.choix.contexte.marche_brut.ccag)
        note = tuple(
            dict.fromkeys(
                f"clausegen\u00a0: dérogation de la clause {d.clause} (CCAG, art. {d.article_ccag or '?'})."
                for d in lignes
            )
        )
        endroit = self._derogations
        if endroit is None:
            endroit = self._principal or self._par_lieu[0][0]
            note = (
                "clausegen\u00a0: ces lignes vont dans l’article des dérogations, qui n’a pas été trouvé dans ce document. Déplacez-les.",
                *note,
            )
        self.places.append((endroit.titre.texte, f"{len(lignes)} ligne{'s' if len(lignes) > 1 else ''} de dérogation"))
        greffe.annoter(note)
        section = self.hote.section(endroit.titre) if self._derogations else []
        tables = [b for b in section if b.table]
        if tables and (rangees := self._rangees(tables[-1], lignes, ccag, greffe)):
            place, xml = rangees
            morceaux.setdefault(place, []).append(xml)
            return
        modele = next(
            (b for b in reversed(section) if not b.table and not b.niveau and "derog" in plier(b.texte)), None
        )
        habit = self._habit(modele) if modele is not None else None
        ecrits = morceaux.setdefault(endroit.apres.apres, [])
        for d in lignes:
            objet = f" ({d.motif[:1].lower()}{d.motif[1:]})" if d.motif else ""
            ecrits.append(
                greffe.paragraphe(
                    f"L’article {self._ou(d)} déroge à l’article {d.article_ccag} du {ccag}{objet}.", habit
                )
            )

    def _habit(self, modele: Bloc):  # type: ignore[no-untyped-def]
        from clausegen.word.habits import tenue

        return tenue(modele.element, sauf=("keepNext",))

    def _ou(self, ligne: DerogationLine) -> str:
        return self.renvoi(RefValue(self.choix.places[ligne.clause].bookmark, ligne.clause))

    def _rangees(
        self, table: Bloc, lignes: tuple[DerogationLine, ...], ccag: str, greffe: Greffe
    ) -> tuple[int, str] | None:
        """Rows after the last one of the derogations table, columns known by their titles."""
        from clausegen.word.jetons import texte_de

        w = table.element.tag.rpartition("}")[0] + "}"
        rangees = table.element.findall(f"{w}tr")
        if len(rangees) < 2:
            return None
        titres = [plier(texte_de(c)) for c in rangees[0].findall(f"{w}tc")]
        modele = rangees[-1]
        if len(modele.findall(f"{w}tc")) != len(titres) or len(titres) < 2:
            return None
        du_ccag = next((n for n, t in enumerate(titres) if "ccag" in t), None)
        du_ccap = next(
            (n for n, t in enumerate(titres) if n != du_ccag and re.search("ccap|cahier|present|document|article", t)),
            None,
        )
        if du_ccag is None or du_ccap is None:
            return None
        objet = next((n for n in range(len(titres)) if n not in (du_ccag, du_ccap)), None)
        out = []
        for d in lignes:
            textes = [""] * len(titres)
            textes[du_ccap], textes[du_ccag] = self._ou(d), d.article_ccag
            if objet is not None:
                textes[objet] = d.motif
            out.append(greffe.rangee(modele, textes))
        return self.hote.bornes(modele)[1], "".join(out)


class _Suite:
    """Numbers typed one after the other under a heading whose number is typed; nothing where Word counts."""

    def __init__(self, hote: Hote, endroit: Lieu) -> None:
        self._base = endroit.titre.tape if endroit.section and endroit.titre.tape[:1].isdigit() else ""
        self._dernier = 0
        for bloc in hote.section(endroit.titre) if self._base else ():
            found = re.fullmatch(rf"{re.escape(self._base)}[.\-](\d+)", bloc.tape)
            self._dernier = max(self._dernier, int(found[1])) if found else self._dernier

    def prochain(self) -> str:
        """« 9.3 », empty where nothing is typed."""
        if not self._base:
            return ""
        self._dernier += 1
        return f"{self._base}.{self._dernier}"

    def dessous(self) -> _Suite:
        """The sequence under the number given last."""
        out = object.__new__(_Suite)
        out._base = f"{self._base}.{self._dernier}" if self._base else ""
        out._dernier = 0
        return out
