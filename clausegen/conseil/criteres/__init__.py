"""The branches of the tree, one a file: `examiner(dossier)` gives effects on levers, each with its reason."""

from clausegen.conseil.criteres import (
    concurrence,
    duree,
    ess,
    facilitateur,
    fournisseurs,
    main_oeuvre,
    objet,
    obligation,
    plancher,
    reprise,
    secteur,
    travaux_courts,
)
from clausegen.conseil.dossier import Critere

# In the order of the decision tree: the law, the object, the sector, then the figures, then what the officer must do.
CRITERES: tuple[Critere, ...] = (
    obligation.examiner, travaux_courts.examiner, objet.examiner, secteur.examiner, main_oeuvre.examiner, reprise.examiner,
    fournisseurs.examiner, plancher.examiner, duree.examiner, ess.examiner, concurrence.examiner, facilitateur.examiner,
)  # fmt: skip
