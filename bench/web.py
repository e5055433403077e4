"""Twenty officers at once on the web application, on loopback. See README.md."""

import argparse
import os
import platform
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.web.charge import ServeurCharge, centile, charger  # noqa: E402

CONTRACTS = ("six-lots-tous-leviers", "tma-aquareel", "travaux-residence", "plus-court")
P95, PEAK = 1.0, 600.0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--officers", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=6, help="pages changed and read by each officer")
    parser.add_argument(
        "--pause", type=float, default=2.0, help="mean seconds between two requests of an officer; 0 for none"
    )
    args = parser.parse_args()
    with ServeurCharge() as server:
        charger(server.port, 1, 1, 0, CONTRACTS[:1])
        start = server.memoire()
        found = charger(server.port, args.officers, args.rounds, args.pause, CONTRACTS)
        peak = server.memoire("VmHWM")
    values = found.toutes()
    print(f"{args.officers} officers, {args.rounds} rounds, pause {args.pause:g} s, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
          f"Python {platform.python_version()}")  # fmt: skip
    print(f"{'request':<12}{'count':>7}{'p50':>9}{'p95':>9}{'max':>9}")
    for kind, durations in [*found.durees.items(), ("all", values)]:
        ordered = sorted(durations)
        print(
            f"{kind:<12}{len(ordered):>7}{centile(ordered, 0.5):>8.3f}s{centile(ordered, 0.95):>8.3f}s{ordered[-1]:>8.3f}s"
        )
    print(f"memory of the server: {start:.0f} MB after one officer, {peak:.0f} MB at its peak")
    for error in found.erreurs[:10]:
        print("ERROR", error)
    checks = {
        "no error": not found.erreurs,
        f"p95 ≤ {P95:g} s": centile(values, 0.95) <= P95,
        f"peak ≤ {PEAK:g} MB": 0 < peak <= PEAK,
    }
    for what, passed in checks.items():
        print(f"{'pass' if passed else 'FAIL'}  {what}")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
