"""Fixtures shared by all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_INSTALL = {
    "soffice": "LibreOffice : https://www.libreoffice.org (paquet « libreoffice-writer » sous Debian ou Ubuntu)",
    "pdftotext": "poppler : paquet « poppler-utils » sous Debian ou Ubuntu, « brew install poppler » sous macOS",
    "pdftoppm": "poppler : paquet « poppler-utils » sous Debian ou Ubuntu, « brew install poppler » sous macOS",
}


@pytest.fixture(scope="session")
def require_tool() -> Callable[[str], str]:
    """`require_tool("soffice")` → path of the program; skips the test when it is absent, fails it when `CI` is set."""

    def require(name: str) -> str:
        found = shutil.which(name)
        if found:
            return found
        reason = f"« {name} » n’est pas installé : {_INSTALL.get(name, 'installez ce programme')}"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(reason)
        pytest.skip(reason)

    return require


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or fills the cache of the person who runs it."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("CLAUSEGEN_CACHE")
    os.environ["CLAUSEGEN_CACHE"] = str(folder)
    yield folder
    if before is None:
        del os.environ["CLAUSEGEN_CACHE"]
    else:
        os.environ["CLAUSEGEN_CACHE"] = before


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser tests, which one worker runs one after the other, begin first: the rest goes on beside them."""
    browser = Path(__file__).parent / "web" / "navigateur"
    items.sort(key=lambda item: browser not in item.path.parents)
