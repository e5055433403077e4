"""Speed and memory, side by side on the same text: this engine, docxtpl alone, the bare floor. See README.md."""

from __future__ import annotations

import io
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from pathlib import Path

TEMP = Path(tempfile.mkdtemp(prefix="clausegen-bench-"))
os.environ["CLAUSEGEN_CACHE"] = str(TEMP / "cache")

from clausegen import generation  # noqa: E402
from clausegen.blocks import Draft, DraftClause, MissingValue, TextValue  # noqa: E402
from clausegen.drafting import draft_piece, markdown, typography  # noqa: E402
from clausegen.library import load_library, shipped_library, shipped_templates  # noqa: E402
from clausegen.marche import read_marche  # noqa: E402
from clausegen.outline import number  # noqa: E402
from clausegen.selection import select_clauses  # noqa: E402
from clausegen.word import compose as compose_module  # noqa: E402,F401

ROOT = Path(__file__).resolve().parents[1]
CONTRACT = ROOT / "exemples" / "tma-aquareel" / "marche.yaml"
SMALL = ROOT / "exemples" / "plus-court" / "marche.yaml"
ROUNDS = 8


class Subject:
    """A contract facing a library: the whole flow of one CCAP, and the docxtpl template that gives the same text."""

    def __init__(self, library: object, contract: Path = CONTRACT) -> None:
        self.library = library
        self.lecture = read_marche(contract)
        self.templates = shipped_templates()
        self.bytes = self.flow()
        self.template, self.context = self._template()

    def flow(self) -> bytes:
        """From a read contract to the bytes of its CCAP: facts, selection, numbers, draft, Word."""
        produced = generation.generate(self.lecture.marche, self.library, self.templates, ("ccap",), self.lecture.source)
        return produced.pieces[0].data

    def peer(self) -> bytes:
        """docxtpl alone, autoescape on, from a Word template that already holds every clause."""
        from docxtpl import DocxTemplate

        document = DocxTemplate(io.BytesIO(self.template))
        document.render(self.context, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    def floor(self) -> bytes:
        """The same members, zipped."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, data in self.members:
                archive.writestr(name, data)
        return out.getvalue()

    def _template(self) -> tuple[bytes, dict[str, str]]:
        with zipfile.ZipFile(io.BytesIO(self.bytes)) as archive:
            self.members = [(n, archive.read(n)) for n in archive.namelist()]
        context = generation.prepare(self.lecture.marche, self.library)
        outline = number(select_clauses(context), context)
        draft, _ = draft_piece("ccap", context, outline)
        values: dict[str, str] = {}

        def tagged(clause: DraftClause) -> DraftClause:
            out = []
            for value in clause.values:
                if isinstance(value, (TextValue, MissingValue)):
                    name = f"v{len(values)}"
                    values[name] = value.text if isinstance(value, TextValue) else f"[À compléter\u00a0: {value.label}]"
                    value = TextValue("{{ " + name + " }}")
                out.append(value)
            return replace(clause, values=tuple(out))

        articles = tuple(
            replace(a, children=tuple(tagged(c) if isinstance(c, DraftClause) else c for c in a.children)) for a in draft.articles
        )
        whole = Draft(draft.piece, draft.title, articles, draft.fields, draft.missing, draft.projet)
        return generation._compose(whole, context, self.templates, "", False, {}).data, values

    def forget(self) -> None:
        """Empty every memory of texts already read or written."""
        from clausegen.word import memo

        shutil.rmtree(TEMP / "cache", ignore_errors=True)
        sys.modules["clausegen.word.compose"]._memo.clear()
        markdown.to_blocks.cache_clear()
        typography.french.cache_clear()
        _ = memo


def words(data: bytes) -> list[str]:
    """Words of the body of a .docx."""
    import re
    from xml.etree import ElementTree

    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    parts = [e.text or "" if e.tag == f"{name}t" else "-" if e.tag == f"{name}noBreakHyphen" else " " if e.tag == f"{name}p" else ""
             for e in root.iter()]  # fmt: skip
    return re.sub(r"[\u00a0\u202f\u2011]", " ", "".join(parts).replace("-", " ")).split()


def best(function: object, rounds: int = ROUNDS, before: object = None) -> float:
    """Best time of a call, in milliseconds of processor."""
    times = []
    for _ in range(rounds):
        if before:
            before()
        start = time.process_time()
        function()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def synthetic(count: int) -> Path:
    """A library of `count` clauses: paragraphs, a list, a table, values and conditions."""
    folder = TEMP / f"library{count}"
    for name in ("references", "baremes", "territoires", "nomenclatures"):
        if (shipped_library() / name).is_dir():
            shutil.copytree(shipped_library() / name, folder / name)
    (folder / "pieces").mkdir(parents=True)
    (folder / "socle").mkdir()
    articles = "".join(f"  - {{slug: a{i}, titre: Article {i}}}\n" for i in range(count // 4))
    (folder / "pieces" / "ccap.yaml").write_text(
        f"slug: ccap\nsigle: CCAP\ntitre: CCAP\ngabarit: ccap.docx\narticles:\n{articles}", encoding="utf-8"
    )
    for i in range(count):
        (folder / "socle" / f"c{i}.md").write_text(
            f"---\nid: c{i}\ntitre: Clause {i}\npiece: ccap\narticle: a{i // 4}\nrang: {i % 4 + 1}\nversion: 1.0.0\n"
            f"revue_le: 2026-11-21\nsi: faits.alloti or marche.reference\n---\n"
            f"**Règle {i}.** {{{{ parties.titulaire | majuscule }}}} exécute les prestations « {{{{ marche.objet }}}} » dans un délai de "
            f"{{{{ marche.duree }}}}, à compter de la notification ; voir l'article {{{{ renvoi(\"c{(i + 1) % count}\") }}}}. " * 3
            + f"\n\n- premier élément {i} ;\n- second élément : {{{{ marche.reference }}}}.\n\n| Poste | Valeur |\n|---|--:|\n"
            f"| a{i} | {{{{ marche.montant_estime }}}} |\n| b{i} | 2 |\n",
            encoding="utf-8",
        )
    return folder


def process(*arguments: str, script: str = "") -> tuple[float, float]:
    """Best wall time (s) and peak memory (MB) of a new process."""
    wrapper = (
        "import resource,subprocess,sys,time\nt=time.perf_counter()\n"
        "subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)\n"
        "print(time.perf_counter()-t, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)"
    )
    command = [sys.executable, "-c", script] if script else [sys.executable, "-m", "clausegen", *arguments]
    runs = []
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", wrapper, *command], capture_output=True, text=True, cwd=TEMP, check=True)
        runs.append(tuple(map(float, done.stdout.split())))
    return min(r[0] for r in runs), min(r[1] for r in runs)


def line(label: str, value: str, target: str = "", reached: bool | None = None) -> None:
    """A line of the report."""
    mark = "" if reached is None else ("atteint" if reached else "MANQUÉ")
    print(f"{label:<58}{value:>16}   {target:<12}{mark}")


def main() -> None:
    """Measure everything and print the report."""
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} processors; "
          f"processor time, best of {ROUNDS}, interleaved; wall time for new processes\n")  # fmt: skip
    subject = Subject(load_library())
    ours, theirs = words(subject.bytes), words(subject.peer())
    missing = [w for w in set(ours) if w not in set(theirs)]
    line("Same text: words of the two CCAP", f"{len(ours)} / {len(theirs)}", "", not missing[3:])
    ratios, cold_ratios, mine, peer = [], [], [], []
    for _ in range(ROUNDS):
        mine.append(best(subject.flow, 4))
        peer.append(best(subject.peer, 1))
        ratios.append(peer[-1] / mine[-1])
        cold_ratios.append(peer[-1] / best(subject.flow, 1, subject.forget))
    subject.flow()
    line("Warm, whole flow", f"{min(mine):.1f} ms")
    line("docxtpl alone", f"{min(peer):.1f} ms")
    line("Bare floor (zip the same members)", f"{best(subject.floor):.1f} ms")
    line("docxtpl ÷ engine, warm (median of pairs)", f"{statistics.median(ratios):.1f} ×", "≥ 10", statistics.median(ratios) >= 10)
    miss = statistics.median(cold_ratios)
    line("docxtpl ÷ engine, every clause a cache miss", f"{miss:.1f} ×", "≥ 2", miss >= 2)
    seconds, memory = process("--help")
    line("clausegen --help, new process", f"{seconds:.3f} s", "≤ 0,15 s", seconds <= 0.15)
    process("produire", str(CONTRACT), "-p", "ccap", "-p", "rc", "-o", "out")
    seconds, memory = process("produire", str(CONTRACT), "-p", "ccap", "-p", "rc", "-o", "out")
    line("produire, CCAP and RC, new process, disk cache warm", f"{seconds:.2f} s", "≤ 0,8 s", seconds <= 0.8)
    line("  peak memory", f"{memory:.0f} MB", "≤ 80 MB", memory <= 80)
    (TEMP / "peer.docx").write_bytes(subject.template)
    (TEMP / "peer.json").write_text(__import__("json").dumps(subject.context), encoding="utf-8")
    seconds, memory = process(script="import json;from docxtpl import DocxTemplate as D;d=D('peer.docx');"
                              "d.render(json.load(open('peer.json',encoding='utf-8')),autoescape=True);d.save('x.docx')")  # fmt: skip
    line("docxtpl alone, CCAP only, new process", f"{seconds:.2f} s")
    line("  peak memory", f"{memory:.0f} MB")
    print("\nGrowth (synthetic library, warm)")
    per_clause = []
    for count in (60, 250, 1000):
        grown = Subject(load_library(synthetic(count)), SMALL)
        elapsed = best(grown.flow, 3)
        per_clause.append(elapsed / count)
        other = f"{best(grown.peer, 1):.0f} ms" if count <= 250 else "not run"
        line(f"  {count} clauses (docxtpl: {other})", f"{elapsed:.1f} ms")
    line("  time a clause, 1 000 ÷ 60", f"{per_clause[-1] / per_clause[0]:.2f}", "≤ 1,3", per_clause[-1] / per_clause[0] <= 1.3)


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(TEMP, ignore_errors=True)
