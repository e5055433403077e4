"""Compile the French wording of click's messages: `python tools/locale.py` (run after editing the .po)."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parents[1] / "clausegen" / "locale" / "fr" / "LC_MESSAGES"


def compiled() -> bytes:
    """Bytes of the .mo that the .po gives."""
    import io

    with (FOLDER / "messages.po").open("rb") as source:
        catalog = read_po(source, locale="fr")
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


if __name__ == "__main__":
    (FOLDER / "messages.mo").write_bytes(compiled())
