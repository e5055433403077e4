"""One command, one table: what a document costs, beside docxtpl and beside a bare zip. See README.md."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CONTRACT = ROOT / "exemples" / "tma-aquareel" / "marche.yaml"
# Small enough for no rule of law to ask for a clause that a synthetic library lacks.
SMALL = ROOT / "exemples" / "plus-court" / "marche.yaml"
SIZES = (60, 125, 250, 500, 1000)
VARIANTS = 8
ROUNDS = 12
STARTS = 12

# Targets: (what, bound, unit, at least or at most).
WARM, MISS, GROWTH, HELP, PRODUCE, PEAK = "warm", "miss", "growth", "help", "produce", "peak"
TARGETS = {
    WARM: ("docxtpl ÷ engine, warm", 10, "×", "≥"),
    MISS: ("docxtpl ÷ engine, every clause a cache miss", 2, "×", "≥"),
    GROWTH: ("cost of a clause at 1 000 clauses ÷ at 60", 1.25, "", "≤"),
    HELP: ("clausegen --help", 0.15, "s", "≤"),
    PRODUCE: ("clausegen produire, CCAP and RC, cold process", 0.8, "s", "≤"),
    PEAK: ("peak memory of clausegen produire and of a warm process", 80, "MB", "≤"),
}


def main():
    sys.dont_write_bytecode = True
    with tempfile.TemporaryDirectory(prefix="clausegen-bench-") as name:
        folder = Path(name)
        os.environ["CLAUSEGEN_CACHE"] = str(folder / "cache")
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "pyc")
        sys.path.insert(0, str(ROOT))
        return bench(folder)


def bench(folder):
    from contestants import Engine, Floor, hand_written, variants, words
    from measure import load, processes, ratio, table, turns
    from synthetic import synthetic_library

    from clausegen.library import load_library
    from clausegen.sources import read_yaml

    print(f"Python {sys.version.split()[0]}, load average {load()}\n")
    library = load_library()
    contracts = variants(read_yaml(CONTRACT).plain(), VARIANTS)
    engine = Engine(library, contracts)
    document = engine.one(contracts[0])
    docxtpl, fewer = hand_written(engine), hand_written(engine, every_value=False)
    same = all(
        words(engine.one(marche).data) == words(peer.one(context))
        for peer in (docxtpl, fewer) for marche, context in zip(contracts, peer.contexts, strict=True)
    )  # fmt: skip
    count = sum(1 for _ in document.draft.clauses())
    print(f"CCAP of {CONTRACT.parent.name}: {count} clauses, {len(words(document.data))} words, "
          f"{len(docxtpl.contexts[0])} tags ({len(fewer.contexts[0])} with the fewest). Same words: {'yes' if same else 'NO'}\n")  # fmt: skip
    if not same:
        return 1

    floor = Floor(document.data, VARIANTS)
    cache = Path(os.environ["CLAUSEGEN_CACHE"])
    warm = turns(
        {
            "engine": (engine.all, VARIANTS),
            "engine, every clause a miss": (lambda: engine.all_missing(cache), VARIANTS),
            "docxtpl": (lambda: [docxtpl.one(c) for c in docxtpl.contexts[:2]], 2),
            "docxtpl, fewest tags": (lambda: [fewer.one(c) for c in fewer.contexts[:2]], 2),
            "bare zip": (floor.all, VARIANTS),
        },
        ROUNDS,
    )

    starts = _starts(folder, document, docxtpl, floor, processes)
    table(
        ["one document", "warm, ms CPU", "best", "÷ engine", "cold process, ms", "peak, MB"],
        [
            [name, f"{sorted(warm[name])[ROUNDS // 2]:.1f}", f"{min(warm[name]):.1f}", f"{ratio(warm, name, 'engine'):.2f}",
             *_start_cells(name, starts)]
            for name in warm
        ],
    )  # fmt: skip
    small = variants(read_yaml(SMALL).plain(), 2)
    growth = _growth(folder, turns, synthetic_library, Engine, hand_written, small, table)
    table(
        ["command", "best, ms", "median", "peak, MB"],
        [[n, *(f"{v:.0f}" for v in starts[n])] for n in ("clausegen --help", "clausegen produire", "python -c pass")],
    )
    results = {
        WARM: ratio(warm, "docxtpl", "engine"),
        MISS: ratio(warm, "docxtpl", "engine, every clause a miss"),
        GROWTH: growth,
        HELP: starts["clausegen --help"][0] / 1000,
        PRODUCE: starts["clausegen produire"][0] / 1000,
        PEAK: max(starts["clausegen produire"][2], starts["engine, many"][2]),
    }
    rows, missed = [], 0
    for key, (what, bound, unit, sense) in TARGETS.items():
        reached = results[key] >= bound if sense == "≥" else results[key] <= bound
        missed += not reached
        rows.append([what, f"{sense} {bound:g} {unit}".strip(), f"{results[key]:.2f} {unit}".strip(), "pass" if reached else "FAIL"])
    table(["target", "wanted", "measured", ""], rows)
    return 1 if missed else 0


def _starts(folder, document, docxtpl, floor, processes):
    """Fresh processes: time from the command to its end, disk cache warm (one unmeasured start each)."""
    docxtpl.save(folder)
    shutil.copy(CONTRACT, folder / "marche.yaml")
    for name, content in floor.parts.items():
        path = folder / "parts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    python, worker = sys.executable, str(HERE / "worker.py")
    clausegen = [python, "-m", "clausegen"]
    produce = [*clausegen, "produire", str(folder / "marche.yaml"), "-o", str(folder / "pieces")]
    # Compiled files go to the temporary folder, and must be written: every start but the first finds them.
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return processes(
        {
            "python -c pass": [python, "-c", "pass"],
            "clausegen --help": [*clausegen, "--help"],
            "clausegen produire": [*produce, "-p", "ccap", "-p", "rc"],
            "engine": [*produce, "-p", "ccap"],
            "docxtpl": [python, worker, "cold", "docxtpl", str(folder)],
            "bare zip": [python, worker, "cold", "floor", str(folder)],
        },
        STARTS, env, folder,
    ) | processes(
        {f"{name}, many": [python, worker, "warm", name, str(folder)] for name in ("engine", "docxtpl", "floor")},
        1, env, folder,
    )  # fmt: skip


def _start_cells(name, starts):
    many = {"bare zip": "floor, many"}.get(name, f"{name}, many")
    cold = f"{starts[name][0]:.0f}" if name in starts else ""
    return cold, f"{starts[many][2]:.0f}" if many in starts else ""


def _growth(folder, turns, synthetic_library, engine_class, hand_written, contracts, table):
    """Cost of a clause at the largest size ÷ at the smallest, warm; prints the whole growth."""
    contestants, peers = {}, {}
    for size in SIZES:
        engine = engine_class(synthetic_library(folder, size), contracts)
        contestants[f"engine {size}"] = (engine.all, len(contracts))
        peers[size] = hand_written(engine)
    times = turns(contestants, ROUNDS)
    slow = turns({str(size): (lambda p=peer: p.one(p.contexts[0]), 1) for size, peer in peers.items()}, 2)
    best = {size: min(times[f"engine {size}"]) for size in SIZES}
    table(
        ["clauses", "engine, ms", "µs a clause", "docxtpl, ms", "÷ engine"],
        [
            [size, f"{best[size]:.1f}", f"{best[size] * 1000 / size:.0f}", f"{min(slow[str(size)]):.0f}",
             f"{min(slow[str(size)]) / best[size]:.1f}"]
            for size in SIZES
        ],
    )  # fmt: skip
    return (best[SIZES[-1]] / SIZES[-1]) / (best[SIZES[0]] / SIZES[0])


if __name__ == "__main__":
    sys.exit(main())
