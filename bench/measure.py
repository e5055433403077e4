"""Clocks and tables. A shared machine is noisy: contestants take turns, and ratios are taken turn by turn."""

import os
import statistics
import subprocess
import time
from pathlib import Path


def turns(contestants, rounds):
    """CPU milliseconds a document of each contestant, one list entry a round, after one unmeasured round.

    `contestants`: name → (function that writes its documents, how many it writes).
    """
    times = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, (write, count) in contestants.items():
            start = time.process_time()
            write()
            if turn:
                times[name].append((time.process_time() - start) * 1000 / count)
    return times


def ratio(times, slow, fast):
    """Median over the rounds of slow ÷ fast."""
    return statistics.median(s / f for s, f in zip(times[slow], times[fast], strict=True))


def processes(commands, rounds, env, folder):
    """(best wall milliseconds, median, peak resident megabytes) of each command, started in turn."""
    walls = {name: [] for name in commands}
    peaks = dict.fromkeys(commands, 0.0)
    for turn in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            process = subprocess.Popen(
                command, env=env, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            said = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.stderr.close()
            if os.waitstatus_to_exitcode(status) not in (0, 1):
                raise SystemExit(f"{name}: {said.decode(errors='replace')}")
            if turn:
                walls[name].append((time.perf_counter() - start) * 1000)
                peaks[name] = max(peaks[name], usage.ru_maxrss / 1024)
    return {name: (min(w), statistics.median(w), peaks[name]) for name, w in walls.items()}


def load():
    """What else the machine is doing."""
    try:
        return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    except OSError:
        return "unknown"


def table(headings, rows):
    """A text table, first column left, the others right."""
    cells = [headings, *([str(cell) for cell in row] for row in rows)]
    sizes = [max(len(row[n]) for row in cells) for n in range(len(headings))]
    for n, row in enumerate(cells):
        print("  ".join(c.ljust(s) if i == 0 else c.rjust(s) for i, (c, s) in enumerate(zip(row, sizes, strict=True))))
        if n == 0:
            print("  ".join("-" * s for s in sizes))
    print()


def size(path: Path) -> int:
    """Bytes of the files of a folder."""
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
