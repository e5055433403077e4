"""What a reviewer may not break in a text: passages open and close in pairs, tables keep their columns."""

from __future__ import annotations

from clausegen.findings import Finding, Location, Niveau
from clausegen.revue.decoupage import Texte
from clausegen.word.fiche import FicheLue, Genre, Ligne

CHAMP, FIXE, PERDU = "CG281", "CG282", "CG280"


def faute(code: str, constat: str, remede: str, path: str, place: str, niveau: Niveau = Niveau.BLOQUANT) -> Finding:
    """A finding on a document, at a place of it."""
    return Finding(code, niveau, constat, remede, Location(path, place=place))


def structure(lignes: list[Ligne], lue: FicheLue, path: str) -> list[Finding]:
    """Passages opened and closed in pairs, each fault at its place in the document."""
    out: list[Finding] = []
    pile: list[tuple[str, str, str]] = []
    for ligne in lignes:
        for atome in ligne.atomes:
            mot = atome.source.strip("{%-+ ").split(" ")[0] if atome.champ and atome.source.startswith("{%") else ""
            if mot in ("if", "for"):
                pile.append((mot, atome.texte, ligne.place))
            elif mot in ("endif", "endfor", "else", "elif"):
                attendu = "for" if mot == "endfor" else "if"
                if not pile or (pile[-1][0] != attendu and mot != "else"):
                    out.append(faute(CHAMP, f"« {atome.texte} » ne ferme aucun passage", "supprimez-le, ou rétablissez le début du passage (« ‹si …› », « ‹pour chaque …› »)",
                                      path, f"{lue.place}, {ligne.place}"))  # fmt: skip
                elif mot.startswith("end"):
                    pile.pop()
    for mot, montre, place in pile:
        ferme = "‹fin›" if mot == "if" else "‹suivant›"
        out.append(faute(CHAMP, f"le passage « {montre} » n’est jamais fermé", f"rétablissez « {ferme} » à la fin du passage, ou supprimez le passage entier",
                          path, f"{lue.place}, {place}"))  # fmt: skip
    return out


def colonnes(texte: Texte, lignes: list[Ligne], lue: FicheLue, path: str) -> list[Finding]:
    """Rows that fit no table of the clause."""
    largeurs = {sum(a.texte == "\x1f" for a in m.ligne.atomes) for m in texte.morceaux if m.ligne.genre is Genre.RANGEE}
    out = []
    for ligne in lignes:
        largeur = sum(a.texte == "\x1f" for a in ligne.atomes)
        if ligne.genre is Genre.RANGEE and largeurs and largeur not in largeurs:
            out.append(faute(CHAMP, f"cette ligne de tableau a {largeur + 1} colonne{'s' if largeur else ''}, ce qui ne va avec aucun tableau de la clause",
                              "gardez le nombre de colonnes ; pour en changer, modifiez le fichier de la clause", path, f"{lue.place}, {ligne.place}"))  # fmt: skip
    return out
