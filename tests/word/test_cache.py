"""The cache on disk: what is wrong in it is ignored, and no failure of the disk is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausegen.cache import Cache, cache_folder


def _file(folder: Path) -> Path:
    return next(path for path in folder.rglob("*") if path.is_file())


def test_a_text_comes_back(tmp_path: Path) -> None:
    Cache(tmp_path).put("clé", "texte\r\n\ue000é\n")
    assert Cache(tmp_path).get("clé") == "texte\r\n\ue000é\n"
    assert Cache(tmp_path).get("autre") is None


@pytest.mark.parametrize("damage", [b"", b"import os", b"\xff\xfe", b"clausegen-cache 1 x y\ntexte"])
def test_a_damaged_file_is_ignored(damage: bytes, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("clé", "texte")
    _file(tmp_path).write_bytes(damage)
    assert cache.get("clé") is None


def test_a_truncated_or_altered_text_is_ignored(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("clé", "texte")
    path = _file(tmp_path)
    content = path.read_bytes()
    for altered in (content[:-1], content + b"x", content.replace(b"texte", b"fraude")):
        path.write_bytes(altered)
        assert cache.get("clé") is None


def test_a_file_of_another_key_is_ignored(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", "texte de a")
    source = _file(tmp_path)
    cache.put("b", "texte de b")
    other = next(path for path in tmp_path.rglob("*") if path.is_file() and path != source)
    other.write_bytes(source.read_bytes())
    assert cache.get("b") is None


def test_an_impossible_folder_is_silent(tmp_path: Path) -> None:
    blocked = tmp_path / "fichier"
    blocked.write_text("x")
    cache = Cache(blocked / "dedans")
    cache.put("clé", "texte")
    assert cache.get("clé") is None
    Cache(None).put("clé", "texte")
    assert Cache(None).get("clé") is None


def test_nothing_is_left_beside(tmp_path: Path) -> None:
    for n in range(5):
        Cache(tmp_path).put("clé", f"texte {n}")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_the_place_follows_the_conventions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAUSEGEN_CACHE", "non")
    assert cache_folder() is None
    monkeypatch.setenv("CLAUSEGEN_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("CLAUSEGEN_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "clausegen"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert cache_folder() == tmp_path / "clausegen" / "cache"
