"""Text for a person: one line a finding, then one line that sums up."""

from __future__ import annotations

from clausegen.findings import Niveau
from clausegen.verifier.bilan import Bilan, Controle


def ecrire(bilan: Bilan) -> str:
    """Findings by file, a line for each piece compared, then the summary."""
    lines = [str(f) for f in bilan.findings]
    lines += [f"{c.nom}\u00a0: {c.resume}" for c in bilan.controles if c.resume]
    return "\n".join([*lines, resume(bilan)]) + "\n"


def resume(bilan: Bilan) -> str:
    """« 226 clauses, 3 gabarits : 2 bloquants, 3 conseils (1,8 s) »."""
    counts = _nombres(bilan.controles)
    found = [
        f"{n} {one if n == 1 else many}"
        for niveau, one, many in ((Niveau.BLOQUANT, "bloquant", "bloquants"), (Niveau.A_CORRIGER, "à corriger", "à corriger"), (Niveau.CONSEIL, "conseil", "conseils"))
        if (n := bilan.compte(niveau))
    ]  # fmt: skip
    more = []
    if bilan.ecartes:
        more.append(f"{len(bilan.ecartes)} écarté{'s' if len(bilan.ecartes) > 1 else ''} par un commentaire")
    if bilan.connus:
        more.append(f"{bilan.connus} déjà dans la base")
    if bilan.disparus:
        more.append(f"{bilan.disparus} de la base {'ont' if bilan.disparus > 1 else 'a'} disparu : récrivez-la")
    seconds = f"{bilan.duree:.1f}".replace(".", ",")
    tail = f" ({'; '.join(more)})" if more else ""
    return f"{counts}\u00a0: {', '.join(found) or 'aucun constat'}{tail} ({seconds}\u00a0s)"


def _nombres(controles: tuple[Controle, ...]) -> str:
    by_kind: dict[str, int] = {}
    for controle in controles:
        if controle.genre != "bibliothèque":
            by_kind[controle.genre] = by_kind.get(controle.genre, 0) + 1
    return ", ".join(f"{n} {kind if n == 1 else f'{kind}s'}" for kind, n in by_kind.items()) or "rien à vérifier"
