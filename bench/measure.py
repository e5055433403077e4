"""Clocks and tables. A shared machine is noisy: contestants take turns, and ratios are taken turn by turn."""

import os
import statistics
import subprocess
import sys
import time


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


# A process inherits the peak of the one that starts it: a small one stands between, and holds the clock.
_LAUNCHER = """
import resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
if done.returncode not in (0, 1):
    sys.exit(done.stderr.decode(errors="replace"))
"""


def processes(commands, rounds, env, folder):
    """(best wall milliseconds, median, peak resident megabytes) of each command, started in turn."""
    walls = {name: [] for name in commands}
    peaks = dict.fromkeys(commands, 0.0)
    for turn in range(rounds + 1):
        for name, command in commands.items():
            done = subprocess.run(
                [sys.executable, "-c", _LAUNCHER, *command], env=env, cwd=folder, capture_output=True, text=True
            )
            if done.returncode:
                raise SystemExit(f"{name}: {done.stderr}")
            seconds, megabytes = map(float, done.stdout.split())
            if turn:
                walls[name].append(seconds * 1000)
                peaks[name] = max(peaks[name], megabytes)
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

