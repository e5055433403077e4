"""La bibliothèque a changé depuis la production.

## Ce que la règle vérifie
La pièce a été produite par la version de la bibliothèque et du moteur qui la vérifient. Sinon, les clauses dont le texte a changé sont nommées : une différence peut venir de la bibliothèque ou de la main. Si aucun élément du fichier n’a changé depuis la production, elle vient de la bibliothèque.

## Pourquoi
Le manifeste garde l’empreinte de chaque clause, pas son texte : le texte d’origine n’est plus connu.

## Exemple à éviter
Un CCAP produit en mars, vérifié avec la bibliothèque de juin.

## Écrire plutôt
La pièce produite de nouveau, si elle n’est pas encore publiée.

## Références
Conception de clausegen : une pièce porte son manifeste et ses signets de clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausegen import __version__
from clausegen.findings import Finding, Niveau
from clausegen.verifier.aller_retour import Etat, comparaison
from clausegen.verifier.exemple import ExempleWord
from clausegen.verifier.lieux import lieu
from clausegen.verifier.mots import ecart
from clausegen.verifier.origine import origine
from clausegen.verifier.regles.piece._retouches import sans_retouche, substituer
from clausegen.verifier.sujets import SujetWord

CODE = "CG523"
NIVEAU = Niveau.CONSEIL
TITRE = "La bibliothèque a changé depuis la production"


def check(sujet: SujetWord) -> Iterator[Finding]:
    """One finding for the piece, one a clause that would be written otherwise."""
    source, compared = origine(sujet), comparaison(sujet)
    if compared is None or not source.bibliotheque_changee or source.manifeste is None:
        return
    version = source.manifeste.library_version
    same = version == sujet.bibliotheque.version and source.manifeste.engine == __version__
    what = "d’autres clauses ou valeurs de la même version" if same else "une autre version"
    remedy = "donnez l’organisation qui l’a produite (--organisation DOSSIER), ou " if same else ""
    intact = " ; le document n’a pas été modifié depuis sa production" if source.intact else ""
    yield sujet.finding(CODE, NIVEAU, "document", f"pièce produite avec {what} (bibliothèque {version}, moteur {source.manifeste.engine}){intact}",
                        f"{remedy}produisez-la de nouveau si elle n’est pas encore publiée")  # fmt: skip
    for clause in compared.clauses:
        if clause.etat is Etat.MODIFIEE and (source.intact or clause.id in source.changees):
            first = clause.ecarts[0]
            before, after = (first.apres.text if first.apres else ""), (first.avant.text if first.avant else "")
            place = lieu(sujet, clause.premier) if clause.premier else "corps"
            yield sujet.finding(CODE, NIVEAU, place, f"clause « {clause.titre} » : texte de la bibliothèque changé depuis ; "
                                f"dans la pièce {ecart(before, after)} aujourd’hui", "relisez-la, ou produisez la pièce de nouveau",
                                clause.premier.rank if clause.premier else 0)  # fmt: skip


EXEMPLES = (
    ExempleWord("pièce telle que produite", sans_retouche),
    ExempleWord(
        "version plus ancienne",
        substituer('empreinte-bibliotheque="[0-9a-f]+"', 'empreinte-bibliotheque="ancienne"', "customXml/item1.xml"),
        ("document",),
    ),
)
