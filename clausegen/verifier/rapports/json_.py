"""JSON of our own, for scripts."""

from __future__ import annotations

import json

from clausegen import __version__
from clausegen.findings import Niveau
from clausegen.verifier.bilan import Bilan, empreintes


def ecrire(bilan: Bilan) -> str:
    """An object: version, counts, controls, findings with their stable mark."""
    marks = empreintes(bilan.findings)
    data = {
        "clausegen": __version__,
        "comptes": {n.libelle: bilan.compte(n) for n in sorted(Niveau, reverse=True)},
        "ecartes": len(bilan.ecartes),
        "connus": bilan.connus,
        "duree_s": round(bilan.duree, 3),
        "controles": [{"genre": c.genre, "nom": c.nom, "constats": len(c.findings), "resume": c.resume} for c in bilan.controles],
        "constats": [
            {
                "code": f.code, "niveau": f.niveau.libelle, "constat": f.constat, "remede": f.remede, "article": f.article,
                "champ": f.field, "fichier": f.location.path, "ligne": f.location.line, "colonne": f.location.column,
                "lieu": f.location.place, "empreinte": marks[f],
            }
            for f in bilan.findings
        ],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
