"""Two Word documents → the second one, with what changed since the first as tracked changes.

The package is that of the second document: styles, headings, headers. What the first one alone has (lists, links,
styles) is added to it, so that rejecting everything gives the first text again.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from clausegen.word.acceptation import a_des_revisions, resoudre
from clausegen.word.apparier import apparier
from clausegen.word.guards import MAIN, read_parts
from clausegen.word.jetons import Plume, R, canonique, texte_de
from clausegen.word.manifest import NAMESPACE
from clausegen.word.package import digest_parts, pack, write_package
from clausegen.word.revisions import Fusion, blocs
from clausegen.word.styles import W, safe_parser

_W, _R = f"{{{W}}}", f"{{{R}}}"
_VAL = f"{_W}val"
_RELS = "word/_rels/document.xml.rels"
_NUMEROS = "word/numbering.xml"
_STYLES = "word/styles.xml"
_MARGES = re.compile(r"^word/(?:header|footer)\d*\.xml$")
_STYLE_DE = (f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle")
_PARENTS = (f"{_W}basedOn", f"{_W}next", f"{_W}link")
_HYPERLIEN = f"{R}/hyperlink"


@dataclass(frozen=True, slots=True)
class Suivi:
    """A document under tracking, and how many tracked changes the two sources held already (taken as accepted)."""

    data: bytes
    deja: int
    changements: int


def suivre(avant: bytes, apres: bytes, auteur: str, date: str = "", chemins: tuple[str, str] = ("", "")) -> Suivi:
    """Bytes of the second document with what changed since the first under tracking.

    `date`: « 2026-11-22T00:00:00Z », nothing for none. Raises `Refused` when a file is not a Word document that can be
    trusted. Headers and footers follow too; notes do not.
    """
    anciens, neufs = read_parts(avant, chemins[0]), dict(read_parts(apres, chemins[1]))
    arbres_a = {n: etree.fromstring(c, safe_parser()) for n, c in anciens.items() if _lue(n)}
    arbres_b = {n: etree.fromstring(c, safe_parser()) for n, c in neufs.items() if _lue(n)}
    deja = sum(resoudre(t, "accepter") for a in (arbres_a, arbres_b) for t in a.values() if a_des_revisions(t))
    corps_a, corps_b = arbres_a[MAIN].find(f"{_W}body"), arbres_b[MAIN].find(f"{_W}body")
    if corps_a is None or corps_b is None:
        raise ValueError("document without body")
    accueil = _Accueil(arbres_a, arbres_b, anciens, neufs)
    accueil.apprendre(corps_a, corps_b)
    plume = Plume(auteur, date, _libre(arbres_b))
    debut = plume.suivant
    signets = {m.get(f"{_W}name", "") for t in arbres_b.values() for m in t.iter(f"{_W}bookmarkStart")}
    fusion = Fusion(plume, accueil.adopter, signets)
    fusion.histoire(corps_a, corps_b)
    for nom in sorted(arbres_b):
        # A header that shows an image or a link speaks of its own package: it is that of the second document.
        if _MARGES.match(nom) and nom in arbres_a and not _relie(arbres_a[nom]):
            fusion.histoire(arbres_a[nom], arbres_b[nom])
    for nom, arbre in arbres_b.items():
        neufs[nom] = etree.tostring(arbre, xml_declaration=True, encoding="UTF-8", standalone=True)
    _redire(neufs)
    return Suivi(write_package({n: pack(c) for n, c in neufs.items()}), deja, plume.suivant - debut)


def _lue(nom: str) -> bool:
    return nom in (MAIN, _RELS, _NUMEROS, _STYLES) or bool(_MARGES.match(nom))


def _relie(arbre: etree._Element) -> bool:
    return any(str(a).startswith(_R) for e in arbre.iter(etree.Element) for a in e.attrib)


def _libre(arbres: Mapping[str, etree._Element]) -> int:
    """First id that no bookmark or change has."""
    pris = [int(v) for t in arbres.values() for e in t.iter(etree.Element) if (v := e.get(f"{_W}id", "")).isdigit()]
    return max((n for n in pris if n < 1_000_000), default=0) + 1


def _redire(parts: dict[str, bytes]) -> None:
    """The manifest tells the digest of the file as it is now: the next comparison may replace it."""
    for nom, contenu in parts.items():
        if nom.startswith("customXml/item") and NAMESPACE.encode() in contenu and b"<manifeste " in contenu:
            autres = {n: hashlib.sha256(c).hexdigest() for n, c in parts.items() if n != nom}
            empreinte = f' empreinte="{digest_parts(autres)}"'.encode()
            parts[nom] = re.sub(rb'(<manifeste [^>]*?) empreinte="[^"]*"', rb"\1" + empreinte, contenu, count=1)
            return


@dataclass
class _Accueil:
    """Makes what comes from the first document fit the package of the second."""

    anciens: Mapping[str, etree._Element]
    neufs: dict[str, etree._Element]
    parts_a: Mapping[str, bytes]
    parts_b: dict[str, bytes]
    listes: dict[str, str] = field(default_factory=dict)
    _styles: dict[str, str] = field(default_factory=dict)

    def apprendre(self, avant: etree._Element, apres: etree._Element) -> None:
        """Lists of the first document that are lists of the second: those of paragraphs that go together."""
        blocs_a, blocs_b = blocs(avant)[0], blocs(apres)[0]
        for nature, a, b in apparier(blocs_a, blocs_b, finir_ensemble=True):
            if nature == "pair":
                for vieux, neuf in zip(_listes(blocs_a[a].element), _listes(blocs_b[b].element), strict=False):
                    self.listes.setdefault(vieux, neuf)

    def adopter(self, element: etree._Element) -> None:
        """Rewrite styles, lists and links of an element of the first document, in place."""
        for usage in element.iter(*_STYLE_DE):
            usage.set(_VAL, self._style(usage.get(_VAL, "")))
        for usage in element.iter(f"{_W}numId"):
            usage.set(_VAL, self._liste(usage.get(_VAL, "")))
        for reference in list(element.iter(f"{_W}headerReference", f"{_W}footerReference")):
            reference.getparent().remove(reference)  # type: ignore[union-attr]
        for lie in [e for e in element.iter(etree.Element) if any(str(a).startswith(_R) for a in e.attrib)]:
            self._relation(lie)

    def _style(self, identifiant: str) -> str:
        if identifiant in self._styles:
            return self._styles[identifiant]
        self._styles[identifiant] = identifiant
        ancien = _style(self.anciens.get(_STYLES), identifiant)
        feuille = self.neufs.get(_STYLES)
        if ancien is None or feuille is None:
            return identifiant
        nom = _nom(ancien)
        meme = next(
            (s for s in feuille.iter(f"{_W}style") if _nom(s) == nom and s.get(f"{_W}type") == ancien.get(f"{_W}type")),
            None,
        )
        if meme is not None:
            trouve = meme.get(f"{_W}styleId", identifiant)
        else:
            trouve = identifiant
            while _style(feuille, trouve) is not None:
                trouve += "A"
            copie = copy.deepcopy(ancien)
            copie.set(f"{_W}styleId", trouve)
            copie.attrib.pop(f"{_W}default", "")
            feuille.append(copie)
            self._styles[identifiant] = trouve
            for parent in copie.iter(*_PARENTS):
                parent.set(_VAL, self._style(parent.get(_VAL, "")))
            for liste in copie.iter(f"{_W}numId"):
                liste.set(_VAL, self._liste(liste.get(_VAL, "")))
        self._styles[identifiant] = trouve
        return trouve

    def _liste(self, numero: str) -> str:
        if numero in self.listes or numero in ("", "0"):
            return self.listes.get(numero, numero)
        anciennes, neuves = self.anciens.get(_NUMEROS), self.neufs.get(_NUMEROS)
        num = _par_id(anciennes, "num", "numId", numero)
        if anciennes is None or neuves is None or num is None:
            self.listes[numero] = "0"
            return "0"
        self.listes[numero] = libre = _suivant(neuves, "num", "numId")
        copie = copy.deepcopy(num)
        copie.set(f"{_W}numId", libre)
        modele = copie.find(f"{_W}abstractNumId")
        if modele is not None:
            modele.set(_VAL, self._modele(anciennes, neuves, modele.get(_VAL, "")))
        dernier = neuves.findall(f"{_W}num")
        neuves.insert(neuves.index(dernier[-1]) + 1 if dernier else len(neuves), copie)
        return libre

    def _modele(self, anciennes: etree._Element, neuves: etree._Element, numero: str) -> str:
        ancien = _par_id(anciennes, "abstractNum", "abstractNumId", numero)
        if ancien is None:
            return numero
        for candidat in neuves.iter(f"{_W}abstractNum"):
            if _contenu(candidat) == _contenu(ancien):
                return candidat.get(f"{_W}abstractNumId", numero)
        copie = copy.deepcopy(ancien)
        libre = _suivant(neuves, "abstractNum", "abstractNumId")
        copie.set(f"{_W}abstractNumId", libre)
        for nsid in copie.findall(f"{_W}nsid"):
            copie.remove(nsid)
        premier = neuves.find(f"{_W}num")
        neuves.insert(neuves.index(premier) if premier is not None else len(neuves), copie)
        return libre

    def _relation(self, element: etree._Element) -> None:
        """A link goes to the same place; an image of the first document alone is left out."""
        rels_a, rels_b = self.anciens.get(_RELS), self.neufs.get(_RELS)
        for attribut in [a for a in element.attrib if str(a).startswith(_R)]:
            relation = (
                next((r for r in rels_a if r.get("Id") == element.get(attribut)), None) if rels_a is not None else None
            )
            if relation is None or rels_b is None:
                del element.attrib[attribut]
                continue
            genre, cible = relation.get("Type", ""), relation.get("Target", "")
            meme = next((r for r in rels_b if r.get("Type") == genre and r.get("Target") == cible), None)
            if meme is not None and (
                genre == _HYPERLIEN or self.parts_a.get(f"word/{cible}") == self.parts_b.get(f"word/{cible}")
            ):
                element.set(attribut, meme.get("Id", ""))
            elif genre == _HYPERLIEN:
                neuve = copy.deepcopy(relation)
                neuve.set("Id", f"rIdCgAvant{len(rels_b) + 1}")
                rels_b.append(neuve)
                element.set(attribut, neuve.get("Id", ""))
            else:
                dessin = next(
                    (a for a in element.iterancestors() if a.tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object")), None
                )
                parent = dessin.getparent() if dessin is not None else None
                if dessin is not None and parent is not None:
                    parent.remove(dessin)
                return


def _listes(element: etree._Element) -> Iterator[str]:
    for paragraphe in [element] if element.tag == f"{_W}p" else element.iter(f"{_W}p"):
        numero = paragraphe.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if numero is not None and texte_de(paragraphe):
            yield numero.get(_VAL, "")


def _style(feuille: etree._Element | None, identifiant: str) -> etree._Element | None:
    if feuille is None:
        return None
    return next((s for s in feuille.iter(f"{_W}style") if s.get(f"{_W}styleId") == identifiant), None)


def _nom(style: etree._Element) -> str:
    nom = style.find(f"{_W}name")
    return nom.get(_VAL, "").lower() if nom is not None else ""


def _par_id(racine: etree._Element | None, nom: str, attribut: str, valeur: str) -> etree._Element | None:
    if racine is None:
        return None
    return next((e for e in racine.iter(f"{_W}{nom}") if e.get(f"{_W}{attribut}") == valeur), None)


def _suivant(racine: etree._Element, nom: str, attribut: str) -> str:
    pris = [e.get(f"{_W}{attribut}", "") for e in racine.iter(f"{_W}{nom}")]
    return str(max((int(p) for p in pris if p.isdigit()), default=0) + 1)


def _contenu(modele: etree._Element) -> str:
    return "".join(canonique(niveau) for niveau in modele.iter(f"{_W}lvl"))
