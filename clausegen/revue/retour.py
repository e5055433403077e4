"""A review document laid over the files that it was made from: what changed, what cannot be taken, the new files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from clausegen.drafting.inspection import SyntaxFault, read_tree
from clausegen.findings import Finding, Niveau, Refused
from clausegen.library.clauses import read_clause
from clausegen.model import Clause, Library
from clausegen.revue.champs import BALISE
from clausegen.revue.decoupage import decouper
from clausegen.revue.entete import Chemin, NonApplicable, ajouter_a_la_liste, remplacer
from clausegen.revue.fiches import fiche_de
from clausegen.revue.francais import Francais
from clausegen.revue.integrite import CHAMP, FIXE, PERDU, colonnes, faute, structure
from clausegen.revue.recomposer import Difference, identifier, recomposer
from clausegen.sources import read_front_matter
from clausegen.word.fiche import Fiche, FicheLue, Revue


@dataclass(frozen=True, slots=True)
class Changement:
    """A change shown before anything is written: which row or line of the document, before, after."""

    quoi: str
    avant: str
    apres: str


@dataclass
class Retouche:
    """A clause of the document: its file before and after, what changed, what is to be said."""

    id: str
    avant: str
    apres: str
    changements: list[Changement] = field(default_factory=list)
    constats: list[Finding] = field(default_factory=list)

    @property
    def change(self) -> bool:
        """True when its file is to be written."""
        return self.apres != self.avant

    @property
    def empreinte(self) -> str:
        """Digest of the file it comes from."""
        return hashlib.sha256(self.avant.encode("utf-8", "surrogatepass")).hexdigest()


def relire(revue: Revue, library: Library, fichier: Callable[[str], str | None], path: str) -> list[Retouche]:
    """What the document makes of each clause. `fichier` gives the present file of a clause, for documents that lost theirs."""
    out, vues = [], set()
    for lue in revue.fiches:
        retouche = _relire(lue, library, fichier, path)
        if lue.id in vues:
            retouche.constats.append(
                faute(PERDU, "cette clause est deux fois dans le document", "n’en gardez qu’une", path, lue.place)
            )
        vues.add(lue.id)
        out.append(retouche)
    return out


def _relire(lue: FicheLue, library: Library, fichier: Callable[[str], str | None], path: str) -> Retouche:
    source = lue.source if lue.source is not None else fichier(lue.id)
    if source is None:
        return Retouche(lue.id, "", "", constats=[faute(PERDU, f"la clause « {lue.id} » n’existe pas dans la bibliothèque, et le document ne porte plus son fichier",
                                                         "recommencez depuis un document neuf : clausegen clauses vers-word", path, lue.place)])  # fmt: skip
    retouche = Retouche(lue.id, source, source)
    try:
        front = read_front_matter(Path(f"{lue.id}.md"), source)
        clause, _ = read_clause(Path(f"{lue.id}.md"), front, f"{lue.id}.md")
    except Refused as refused:
        retouche.constats += refused.findings
        return retouche
    if clause is None:
        return retouche
    fiche = fiche_de(clause, library, source)
    _texte(retouche, lue, clause, library, fiche, path)
    if not any(f.niveau is Niveau.BLOQUANT for f in retouche.constats):
        _rubriques(retouche, lue, clause, fiche, path)
    return retouche


# ---------------------------------------------------------------------- text


def _texte(r: Retouche, lue: FicheLue, clause: Clause, library: Library, fiche: Fiche, path: str) -> None:
    if lue.texte is None:
        r.constats.append(
            faute(
                PERDU,
                "la ligne « Texte de la clause » a disparu du tableau",
                "rétablissez-la, ou recommencez depuis un document neuf",
                path,
                lue.place,
            )
        )
        return
    texte = decouper(clause.texte, Francais(library))
    champs = {**texte.champs, **lue.champs}
    lignes, fautes = identifier(lue.texte, champs, clause.texte)
    r.constats += [faute(CHAMP, f.constat, f.remede, path, f"{lue.place}, {f.place}") for f in fautes]
    if fautes:
        return
    corps, differences = recomposer(texte, lignes)
    if not differences:
        return
    r.constats += structure(lignes, lue, path)
    r.constats += colonnes(texte, lignes, lue, path)
    if not corps.strip():
        r.constats.append(
            faute(
                CHAMP,
                "la clause n’a plus de texte",
                "pour ne plus l’employer, retirez-la dans organisation.yaml (clauses, retirer)",
                path,
                lue.place,
            )
        )
    if any(f.niveau is Niveau.BLOQUANT for f in r.constats):
        return
    try:
        read_tree(corps)
    except SyntaxFault as fault:
        r.constats.append(faute(CHAMP, f"le texte ne peut plus être lu : {fault}", "rétablissez les champs de ce passage", path,
                                 f"{lue.place}, ligne {fault.line} du texte"))  # fmt: skip
        return
    r.changements += [Changement(_nom(d), d.avant, d.apres) for d in differences]
    r.apres = r.avant[: len(r.avant) - len(clause.texte)] + corps
    _champs_disparus(r, clause.texte, corps, lue, path)


def _nom(d: Difference) -> str:
    return f"Texte, {d.place}"


def _champs_disparus(r: Retouche, avant: str, apres: str, lue: FicheLue, path: str) -> None:
    """A field taken out is allowed, and said: the value would no longer be printed."""
    restent = [m[0] for m in BALISE.finditer(apres)]
    perdus = list(dict.fromkeys(m[0] for m in BALISE.finditer(avant) if m[0].startswith("{{") and m[0] not in restent))
    if perdus:
        noms = {source: montre for montre, source in lue.champs.items()}
        dits = ", ".join(noms.get(p, p) for p in perdus[:4])
        r.constats.append(
            faute(
                FIXE,
                f"le texte n’emploie plus {'ces champs' if len(perdus) > 1 else 'ce champ'} : {dits}",
                "vérifiez que c’est voulu",
                path,
                lue.place,
                Niveau.CONSEIL,
            )
        )


# ---------------------------------------------------------------------- rows


def _rubriques(r: Retouche, lue: FicheLue, clause: Clause, fiche: Fiche, path: str) -> None:
    if not lue.titre:
        r.constats.append(
            faute(
                PERDU,
                "le titre de la clause, au-dessus de son tableau, a disparu",
                "rétablissez-le (style « Titre 3 »)",
                path,
                lue.place,
            )
        )
    elif _blancs(lue.titre) != _blancs(clause.titre):
        _change(r, ("titre",), _blancs(lue.titre), "Titre", clause.titre, lue, path)
    for rubrique in (*fiche.avant, *fiche.apres):
        lu = lue.rubriques.get(rubrique.cle, lue.rubriques.get(rubrique.libelle))
        if lu is None:
            if rubrique.cle != "remarques":
                r.constats.append(faute(FIXE, f"la ligne « {rubrique.libelle} » a disparu du tableau : elle est gardée telle quelle",
                                         "une ligne ne se supprime que dans le fichier de la clause", path, lue.place, Niveau.CONSEIL))  # fmt: skip
            continue
        if rubrique.liens:
            continue
        ecrit = lue.montre.get(rubrique.cle, rubrique.valeur)
        if _lignes(lu) == _lignes(ecrit):
            continue
        if rubrique.cle == "remarques":
            _remarques(r, lu, lue, path)
        elif rubrique.fixe:
            r.constats.append(faute(FIXE, f"« {rubrique.libelle} » ne se change pas depuis Word ; il y est écrit : « {lu} »",
                                     "reportez ce changement dans le fichier de la clause", path, lue.place, Niveau.A_CORRIGER))  # fmt: skip
        else:
            _change(r, *_chemin(rubrique.cle, clause, lu), rubrique.libelle, ecrit, lue, path)


def _chemin(cle: str, clause: Clause, lu: str) -> tuple[Chemin, str | list[str]]:
    genre, _, nom = cle.partition(":")
    if genre == "parametre":
        texte = _blancs(lu)
        liste = clause.parametres[nom].type == "liste"
        return ("parametres", nom, "defaut"), [m.strip() for m in texte.split(",") if m.strip()] if liste else texte
    if genre == "deroge":
        return ("deroge", int(nom) - 1, "motif"), _blancs(lu)
    return (genre,), "\n".join(_blancs(ligne) for ligne in lu.split("\n")) + "\n"


def _change(
    r: Retouche, chemin: Chemin, valeur: str | list[str], libelle: str, avant: str, lue: FicheLue, path: str
) -> None:
    try:
        essai = remplacer(r.apres, chemin, valeur)
        _, fautes = read_clause(Path(f"{r.id}.md"), read_front_matter(Path(f"{r.id}.md"), essai), f"{r.id}.md")
    except NonApplicable as raison:
        r.constats.append(
            faute(
                FIXE,
                f"« {libelle} » n’a pas pu être changé : {raison}",
                "reportez ce changement dans le fichier de la clause",
                path,
                lue.place,
                Niveau.A_CORRIGER,
            )
        )
        return
    except Refused as refused:
        fautes = refused.findings
    if fautes:
        r.constats += [faute(FIXE, f"« {libelle} » : {f.constat}", f.remede, path, lue.place) for f in fautes]
        return
    r.apres = essai
    r.changements.append(
        Changement(libelle, avant.strip(), valeur.strip() if isinstance(valeur, str) else ", ".join(valeur))
    )


def _remarques(r: Retouche, lu: str, lue: FicheLue, path: str) -> None:
    for remarque in filter(None, (_blancs(ligne) for ligne in lu.split("\n"))):
        try:
            r.apres = ajouter_a_la_liste(r.apres, "doutes", remarque)
        except (NonApplicable, Refused) as raison:
            r.constats.append(
                faute(
                    FIXE,
                    f"remarque non reportée (« {remarque} ») : {raison}",
                    "ajoutez-la aux « doutes » du fichier de la clause",
                    path,
                    lue.place,
                    Niveau.A_CORRIGER,
                )
            )
            continue
        r.changements.append(Changement("Points douteux", "", remarque))


def _blancs(texte: str) -> str:
    return " ".join(texte.split())


def _lignes(texte: str) -> list[str]:
    return [b for ligne in texte.split("\n") if (b := _blancs(ligne))]
