"""Mutants of the shipped library that `verifier` or `essayer` reports. See README.md.

python bench/mutations.py [NUMBER [SEED]]        # 200 mutants, seed 2026
"""

import datetime as dt
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.mutations.juge import Juge  # noqa: E402
from tests.mutations.mutants import tirer  # noqa: E402

TARGET = 0.95


def main(number: int = 200, seed: int = 2026) -> int:
    """Print what reported each kind of damage, then the survivors; exit code 1 under the target."""
    start, cpu = time.perf_counter(), time.process_time()
    judge = Juge(ROOT / "exemples", dt.date.today())
    mutants = tirer(judge.fichiers, number, seed)
    told: dict[str, Counter] = {}
    survivors = []
    for mutant in mutants:
        verdict = judge.juger(mutant)
        told.setdefault(mutant.operateur, Counter())[verdict.split(" ")[0] or "survit"] += 1
        if not verdict:
            survivors.append(mutant)
    for operator, counts in told.items():
        shown = ", ".join(f"{who} {n}" for who, n in counts.most_common())
        print(f"{operator:11} {counts.total():4}  {shown}")
    for mutant in survivors:
        print(f"survit  {mutant.operateur} · {mutant.clause} · {mutant.fait}")
    killed = 1 - len(survivors) / len(mutants)
    print(f"{len(mutants)} mutants, seed {seed}: {killed:.1%} reported (target {TARGET:.0%}), "
          f"{time.perf_counter() - start:.0f} s wall, {time.process_time() - cpu:.0f} s of processor")  # fmt: skip
    return 0 if killed >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
