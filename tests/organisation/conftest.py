"""A référent at work: the folder of an organisation, the real command line, text editors and nothing else."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[2]


def executer(dossier, *arguments, code=0, racine=RACINE, entree=None):
    """Run `clausegen` in a folder; the exit code is asserted."""
    fait = subprocess.run(
        [sys.executable, "-m", "clausegen", *map(str, arguments)], cwd=dossier, capture_output=True, text=True, encoding="utf-8",
        check=False, timeout=180, input=entree, env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(racine)},
    )  # fmt: skip
    assert fait.returncode == code, f"{fait.returncode}\n{fait.stdout}\n{fait.stderr}"
    assert "Traceback" not in fait.stderr and "CG900" not in fait.stderr, fait.stderr
    return fait


def png(largeur, hauteur, couleur=(138, 21, 56)):
    """Bytes of a PNG of one colour."""

    def bloc(nature, contenu):
        return struct.pack(">I", len(contenu)) + nature + contenu + struct.pack(">I", zlib.crc32(nature + contenu))

    lignes = (b"\0" + bytes(couleur) * largeur) * hauteur
    tete = struct.pack(">IIBBBBB", largeur, hauteur, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", tete) + bloc(b"IDAT", zlib.compress(lignes)) + bloc(b"IEND", b"")


@pytest.fixture
def lancer(tmp_path):
    """`lancer("produire", …, code=1)` in the temporary folder."""
    return lambda *arguments, dans="", **options: executer(tmp_path / dans, *arguments, **options)


@pytest.fixture
def organisation(tmp_path):
    """`organisation("nom: …", dossier="ville")` writes an organisation by hand; its folder."""

    def ecrire(texte, dossier="ville"):
        racine = tmp_path / dossier
        (racine / "clauses").mkdir(parents=True, exist_ok=True)
        (racine / "organisation.yaml").write_text(texte, encoding="utf-8")
        return racine

    return ecrire


@pytest.fixture
def marche():
    """`marche(dossier, (old, new)…)` copies the shortest example there, changed."""

    def copier(dossier, *changements, exemple="plus-court"):
        texte = (RACINE / "exemples" / exemple / "marche.yaml").read_text(encoding="utf-8")
        for ancien, nouveau in changements:
            assert ancien in texte
            texte = texte.replace(ancien, nouveau)
        dossier.mkdir(parents=True, exist_ok=True)
        (dossier / "marche.yaml").write_text(texte, encoding="utf-8")
        return dossier / "marche.yaml"

    return copier
