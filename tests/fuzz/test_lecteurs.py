"""Real files damaged at random: every reader answers by findings, within a bounded time."""

from __future__ import annotations

import hashlib
import io
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.cibles import CIBLES, graines

# Processor seconds allowed to one file: a hundred times what a real one takes.
LIMITE = 20.0
NOMBRES = {"clause": 60, "contrat": 50, "gabarit": 12, "piece": 10, "corps_de_gabarit": 25, "corps_de_piece": 12}
MORCEAUX = (
    b"{{", b"}}", b"{%", b"%}", b"{#", b"{% if x %}", b"{% endif %}", b"{% for a in b %}", b"{{ renvoi(", b"'", b'"', b"\\",
    b"\n", b"\r", b"\t", b"---\n", b": ", b"- ", b"[", b"{", b"(", b"*" * 200, b"[" * 300, b"(" * 300, b"{{ (" * 100, b"not " * 400,
    b"&a ", b"*a", b"!!python/object:x", b"<<: ", b"|", b"| | |\n|---|\n", b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:r><w:t>{{</w:t></w:r>",
    b"<!DOCTYPE x [<!ENTITY y SYSTEM 'z'>]>", b"&y;", b"&#0;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", "’".encode(), "\u202e".encode(),
    b"9" * 400, b"-1", b"1e999", b"0x10", b"2026-02-31", b"oui", b"~", b"x ** 9 ** 9 ** 9", b"range(10**9)", b"'a' * 10**9",
    b"<w:ins>", b"<w:fldSimple w:instr=\"REF x\"/>", b"w:val=\"", b"xmlns:w=\"\"",
)  # fmt: skip


class Fichier:
    """Damaged bytes that a failure does not print whole: it shows where they were kept."""

    def __init__(self, octets):
        self.octets = octets

    def __repr__(self):
        path = Path(tempfile.gettempdir()) / f"fichier-abime-{hashlib.sha256(self.octets).hexdigest()[:12]}"
        path.write_bytes(self.octets)
        return f"Fichier({len(self.octets)} octets, {path})"


@st.composite
def abimes(draw, sources):
    """A real file after one to six damages: a part lost, doubled, moved, replaced, or a hostile piece put in."""
    data = bytearray(draw(st.sampled_from(sources)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.sampled_from((1, 2, 5, 20, 80, 400)))
        kind = draw(st.sampled_from(("perte", "double", "deplace", "octets", "morceau", "fin")))
        part = bytes(data[at : at + length])
        if kind == "perte":
            del data[at : at + length]
        elif kind == "double":
            data[at:at] = part * draw(st.sampled_from((1, 2, 30)))
        elif kind == "deplace":
            del data[at : at + length]
            where = draw(st.integers(0, len(data)))
            data[where:where] = part
        elif kind == "octets":
            data[at : at + length] = draw(st.binary(max_size=8))
        elif kind == "morceau":
            data[at:at] = draw(st.sampled_from(MORCEAUX))
        else:
            del data[at:]
    return bytes(data)


@pytest.mark.parametrize("cible", CIBLES)
def test_a_damaged_file_is_answered_by_findings(cible):
    lire = CIBLES[cible]
    sources = graines(cible)
    for source in sources[:2]:
        lire(source)

    @settings(max_examples=NOMBRES[cible], deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(fichier=abimes(sources).map(Fichier))
    def essai(fichier):
        start = time.process_time()
        lire(fichier.octets)
        assert time.process_time() - start < LIMITE

    essai()


def _sans_nom():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        membre = zipfile.ZipInfo("x")
        membre.filename = ""
        archive.writestr(membre, b"<a/>")
    return out.getvalue()


# What random damage found once.
RETROUVES = {
    "un élément sans nom": _sans_nom,
    "un répertoire qui commence avant le fichier": lambda: graines("piece")[0][1:],
}


@pytest.mark.parametrize("cas", RETROUVES)
@pytest.mark.parametrize("cible", ["gabarit", "piece"])
def test_an_archive_that_broke_a_reader_once(cible, cas):
    CIBLES[cible](RETROUVES[cas]())
