"""Page of each heading, measured by LibreOffice: an optional step that gives the table of contents its numbers.

About a second a document. The pages are those of LibreOffice; Word may differ by a line, and updates them on demand.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from clausegen.blocks import Heading
from clausegen.findings import Finding, Niveau, Refused

_TIMEOUT = 120
_OUTLINE = re.compile(r"<outline>.*</outline>", re.DOTALL)
_TOOLS = {
    "soffice": "installez LibreOffice (https://www.libreoffice.org), ou mettez le sommaire à jour dans Word (F9)",
    "pdftohtml": "installez poppler (paquet « poppler-utils »), ou mettez le sommaire à jour dans Word (F9)",
}


def page_numbers(data: bytes, headings: Iterable[Heading]) -> dict[str, int]:
    """Heading bookmark → page, for the headings that were found in the order of the document.

    Raises `Refused` (CG330, exit code 4) when LibreOffice or poppler is absent or fails.
    """
    soffice, pdftohtml = (_tool(name) for name in _TOOLS)
    with tempfile.TemporaryDirectory() as folder:
        pdf = to_pdf(data, Path(folder), soffice)
        xml = _run([pdftohtml, "-xml", "-i", "-stdout", str(pdf)])
    found = _OUTLINE.search(xml)
    if not found:
        return {}
    items = [
        (int(i.get("page", "0")), _plain("".join(i.itertext()))) for i in ElementTree.fromstring(found[0]).iter("item")
    ]
    return _match(items, headings)


def to_pdf(data: bytes, folder: Path, soffice: str) -> Path:
    """The document as LibreOffice prints it, in `folder`."""
    source = folder / "document.docx"
    source.write_bytes(data)
    # A profile of its own: two conversions at a time would otherwise share one and one would silently do nothing.
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    _run([soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)])
    pdf = source.with_suffix(".pdf")
    if not pdf.exists():
        raise Refused(
            [_failure("LibreOffice n’a pas produit de PDF", "ouvrez le document dans LibreOffice pour voir pourquoi")],
            4,
        )
    return pdf


def _match(items: list[tuple[int, str]], headings: Iterable[Heading]) -> dict[str, int]:
    pages: dict[str, int] = {}
    position = 0
    for heading in headings:
        text = _plain(heading.text)
        for offset, (page, title) in enumerate(items[position:]):
            if title.endswith(text):
                pages[heading.bookmark] = page
                position += offset + 1
                break
    return pages


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2011", "-").split())


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Refused([_failure(f"le programme « {name} » n’est pas installé", _TOOLS[name])], 4)
    return found


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        name = Path(command[0]).stem
        raise Refused([_failure(f"« {name} » a échoué", "réessayez, ou mettez le sommaire à jour dans Word (F9)")], 4) from error
    return done.stdout.decode("utf-8", "replace")


def _failure(statement: str, remedy: str) -> Finding:
    return Finding("CG330", Niveau.A_CORRIGER, f"sommaire sans numéros de page : {statement}", remedy)
