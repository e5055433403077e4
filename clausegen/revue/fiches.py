"""A clause as a sheet of the review document: what it says, when it applies, what it rests upon."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from clausegen.drafting.values import text_of
from clausegen.ecriture import date_longue
from clausegen.findings import Finding, Niveau, Refused
from clausegen.library.reader import suggest
from clausegen.model import Clause, Exemple, Library, Parametre
from clausegen.revue.decoupage import decouper
from clausegen.revue.fonctions import citation
from clausegen.revue.francais import Francais
from clausegen.sources import parse_yaml
from clausegen.word.fiche import Fiche, Rubrique

AUCUN = "Aucune valeur par défaut."
TYPES = {
    "texte": "texte", "entier": "nombre entier", "montant": "montant", "taux": "taux", "date": "date", "duree": "durée",
    "choix": "choix", "oui_non": "oui ou non", "liste": "liste",
}  # fmt: skip


def choisir(
    library: Library, ids: Sequence[str] = (), familles: Sequence[str] = (), pieces: Sequence[str] = ()
) -> tuple[Clause, ...]:
    """Clauses asked for, in the order of the pieces; `Refused` (CG142, code 2) with every unknown name."""
    dossiers = {c.path.split("/")[-2] if "/" in c.path else "" for c in library.clauses.values()}
    fautes = [_inconnu("clause", i, library.clauses) for i in ids if i not in library.clauses]
    fautes += [_inconnu("famille", f, dossiers) for f in familles if f not in dossiers]
    fautes += [_inconnu("pièce", p, library.pieces) for p in pieces if p not in library.pieces]
    if fautes:
        raise Refused(fautes)
    toutes = [c for piece in library.pieces for c in library.of_piece(piece)]
    voulus = set(ids)
    return tuple(
        c for c in toutes
        if (not voulus or c.id in voulus) and (not familles or c.path.split("/")[-2:-1] in [[f] for f in familles]) and (not pieces or c.piece in pieces)
    )  # fmt: skip


def _inconnu(quoi: str, nom: str, connus: Iterable[str]) -> Finding:
    article = "aucun dossier de clauses" if quoi == "famille" else f"aucune {quoi}"
    indice = suggest(nom, connus) or (
        f"admis : {', '.join(sorted(filter(None, connus)))}"
        if quoi != "clause"
        else "voyez la liste : clausegen clauses"
    )
    return Finding("CG142", Niveau.BLOQUANT, f"{article} ne s’appelle « {nom} »", indice)


def fiche_de(clause: Clause, library: Library, source: str, jour: dt.date | None = None) -> Fiche:
    """Sheet of a clause; `source` is its whole file."""
    francais = Francais(library)
    piece = library.pieces[clause.piece]
    article = next((a.titre for a in piece.articles if a.slug == clause.article), clause.article)
    brut = _bruts(source)
    avant = [_condition(clause, francais), *(_parametre(p, brut.get(p.nom, {})) for p in clause.parametres.values())]
    apres = [*_fondements(clause, library, jour), *_derogations(clause, library), *_relations(clause, library)]
    if clause.conseil:
        apres.append(Rubrique("conseil", "Conseil à l’acheteur", _alineas(clause.conseil)))
    if clause.doutes:
        apres.append(
            Rubrique("doutes", "Points douteux", "\n".join(f"{i}. {d}" for i, d in enumerate(clause.doutes, 1)), True)
        )
    if clause.exemples:
        apres.append(Rubrique("exemples", "Exemples", "\n".join(_exemple(e) for e in clause.exemples), True))
    apres.append(
        Rubrique(
            "remarques",
            "Remarques du relecteur",
            "",
            apres="Ce qui est écrit ici est ajouté aux points douteux de la clause.",
        )
    )
    signature = (
        f"{piece.sigle}, article « {article} » · version {clause.version} · relue le {date_longue(clause.revue_le)}"
    )
    texte = decouper(clause.texte, francais)
    return Fiche(clause.id, clause.titre, signature + (f" · {clause.couche}" if clause.couche else ""), (piece.titre, article),
                 tuple(avant), texte.lignes, tuple(apres), source, texte.champs)  # fmt: skip


def _alineas(texte: str) -> str:
    """A text of the header without the line ends that only fit the width of an editor."""
    return re.sub(r"(?<![.!?:;»…])\n(?=\S)", " ", texte.strip())


def _bruts(source: str) -> dict[str, dict[str, object]]:
    """Parameters as they are typed in the file."""
    tete = source.partition("\n---")[0].removeprefix("---")
    plain = parse_yaml(tete + "\n", "clause").plain()
    found = plain.get("parametres") if isinstance(plain, dict) else None
    return {str(n): p for n, p in found.items() if isinstance(p, dict)} if isinstance(found, dict) else {}


def _condition(clause: Clause, francais: Francais) -> Rubrique:
    dit = francais.si(clause.si)
    dit = dit[:1].upper() + dit[1:] + "."
    notes = []
    if clause.par_lot:
        notes.append("Jugée lot par lot.")
    if clause.en_vigueur_depuis > dt.date(2021, 4, 1):
        notes.append(f"Pour les consultations lancées depuis le {date_longue(clause.en_vigueur_depuis)}.")
    if clause.en_vigueur_jusqu_a:
        notes.append(f"Jusqu’au {date_longue(clause.en_vigueur_jusqu_a)}.")
    return Rubrique("si", "S’applique si", dit, True, " ".join(notes))


def _parametre(p: Parametre, brut: dict[str, object]) -> Rubrique:
    ecrit = brut.get("defaut", "")
    defaut = ", ".join(map(str, ecrit)) if isinstance(ecrit, list) else str(ecrit)
    notes = [f"valeur par défaut ; {TYPES[p.type]}" if defaut else f"sans valeur par défaut ; {TYPES[p.type]}"]
    if p.unite:
        notes.append(f"en {p.unite}")
    if p.valeurs:
        notes.append(f"au choix : {', '.join(p.valeurs)}")
    if p.min is not None or p.max is not None:
        notes.append(
            " ".join(
                [
                    *([f"au moins {text_of(p.min)}"] if p.min is not None else []),
                    *([f"au plus {text_of(p.max)}"] if p.max is not None else []),
                ]
            )
        )
    if p.completer and not defaut:
        notes.append("à compléter pour chaque marché")
    return Rubrique(f"parametre:{p.nom}", p.titre, defaut, apres=" ; ".join(notes) + (f". {p.aide}" if p.aide else ""))


def _fondements(clause: Clause, library: Library, jour: dt.date | None) -> list[Rubrique]:
    if not clause.fondements:
        return []
    lignes = []
    for cle in clause.fondements:
        dit = citation(library.references, cle, "nu", jour)
        titre = library.references.get(cle).titre if cle in library.references else ""
        mots = dit if not titre or titre in dit else f"{dit} : {titre}"
        lignes.append(
            (mots[:1].upper() + mots[1:], library.references.get(cle).lien if cle in library.references else "")
        )
    return [Rubrique("fondements", "Fondements", "", True, liens=tuple(lignes))]


def _derogations(clause: Clause, library: Library) -> list[Rubrique]:
    francais = Francais(library)
    out = []
    for rang, d in enumerate(clause.deroge, 1):
        titre = library.references.get(d.reference).titre if d.reference in library.references else d.reference
        quand = f" ; si {francais.si(d.si)}" if d.si else ""
        ccag = f" ; CCAG {', '.join(d.ccag)}" if d.ccag else ""
        libelle = "Dérogation au CCAG" if len(clause.deroge) == 1 else f"Dérogation au CCAG {rang}"
        out.append(Rubrique(f"deroge:{rang}", libelle, d.motif, apres=f"déroge à la règle « {titre} »{ccag}{quand}"))
    return out


def _relations(clause: Clause, library: Library) -> list[Rubrique]:
    def titres(ids: Sequence[str]) -> str:
        return "\n".join(f"« {library.clauses[i].titre} »" if i in library.clauses else i for i in ids)

    pairs = (("exige", "Exige aussi", clause.exige), ("exclut", "Ne va pas avec", clause.exclut))
    return [Rubrique(cle, libelle, titres(ids), True) for cle, libelle, ids in pairs if ids]


def _exemple(e: Exemple) -> str:
    if e.absente:
        return f"{e.nom} : la clause n’est pas retenue ({e.marche})"
    dits = " ; ".join(f"« {c} »" for c in e.contient)
    sans = " ; ".join(f"« {c} »" for c in e.ne_contient_pas)
    return (
        f"{e.nom} ({e.marche})"
        + (f" : on doit lire {dits}" if dits else "")
        + (f" ; on ne doit pas lire {sans}" if sans else "")
    )
