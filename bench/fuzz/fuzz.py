"""Atheris (libFuzzer) on the readers. See README.md.

python bench/fuzz/fuzz.py clause -max_total_time=120
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import atheris  # noqa: E402

with atheris.instrument_imports(include=["clausegen"]):
    from tests.fuzz.cibles import CIBLES, graines


def main() -> None:
    """Run one target from its real files, with the options of libFuzzer that follow."""
    if len(sys.argv) < 2 or sys.argv[1] not in CIBLES:
        sys.exit(f"cible attendue : {', '.join(CIBLES)}")
    target = sys.argv.pop(1)
    corpus = Path(tempfile.mkdtemp(prefix=f"graines-{target}-"))
    for rank, seed in enumerate(graines(target)):
        (corpus / f"{rank:03}").write_bytes(seed)
    largest = max(p.stat().st_size for p in corpus.iterdir())
    options = [f"-max_len={2 * largest}", "-timeout=20", "-rss_limit_mb=2048", f"-artifact_prefix={corpus}/faute-"]
    atheris.Setup([sys.argv[0], str(corpus), *options, *sys.argv[1:]], CIBLES[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
