"""An image that goes in a Word file: kind and size read from its first bytes (PNG and JPEG, which every Word shows)."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass

MAX_BYTES = 2_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_OTHERS = (
    (b"GIF8", "GIF"), (b"BM", "BMP"), (b"RIFF", "WebP"), (b"%PDF", "PDF"), (b"PK\x03\x04", "Word ou Excel"),
    (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"\xd7\xcd\xc6\x9a", "WMF"), (b"%!PS", "EPS"),
)  # fmt: skip
_HINT = "enregistrez le logo en PNG ou en JPEG"
_FRAMES = (0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)


@dataclass(frozen=True, slots=True)
class Image:
    """An image: bytes, « png » or « jpeg », width and height in pixels."""

    data: bytes
    extension: str
    largeur: int
    hauteur: int

    @property
    def type(self) -> str:
        """MIME type."""
        return f"image/{self.extension}"

    @property
    def empreinte(self) -> str:
        """Digest of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


def read_image(data: bytes) -> Image:
    """An image from its bytes; ValueError in French (« what — remedy ») when it is not a whole PNG or JPEG."""
    if len(data) > MAX_BYTES:
        raise ValueError(f"l’image dépasse {MAX_BYTES // 1_000_000} Mo — réduisez-la avant de l’employer comme logo")
    if data.startswith(_PNG):
        width, height, kind = *_png(data), "png"
    elif data.startswith(b"\xff\xd8\xff"):
        width, height, kind = *_jpeg(data), "jpeg"
    else:
        raise ValueError(_unknown(data))
    if not (0 < width <= 20_000 and 0 < height <= 20_000):
        raise ValueError(f"l’image a des dimensions impossibles ({width} × {height}) — {_HINT}")
    if max(width, height) > 30 * min(width, height):
        raise ValueError(f"l’image est démesurément allongée ({width} × {height}) — recadrez le logo")
    return Image(data, kind, width, height)


def _unknown(data: bytes) -> str:
    if not data:
        return f"le fichier est vide — {_HINT}"
    if b"<svg" in data[:2000]:
        return f"c’est une image SVG, que les anciens Word n’affichent pas — {_HINT}"
    for magic, name in _OTHERS:
        if data.startswith(magic):
            return f"c’est un fichier {name}, non une image PNG ou JPEG — {_HINT}"
    return f"ce n’est pas une image PNG ou JPEG — {_HINT}"


def _png(data: bytes) -> tuple[int, int]:
    """Size of a PNG, every chunk of which is walked: a file cut short would show as a red cross in Word."""
    size, place = (0, 0), len(_PNG)
    try:
        while True:
            length, kind = struct.unpack_from(">I4s", data, place)
            content = data[place + 8 : place + 8 + length]
            (control,) = struct.unpack_from(">I", data, place + 8 + length)
            if control != zlib.crc32(kind + content):
                raise ValueError
            if kind == b"IHDR":
                size = struct.unpack(">II", content[:8])
            if kind == b"IEND":
                return size[0], size[1]
            place += 12 + length
    except (struct.error, ValueError):
        raise ValueError("l’image PNG est abîmée — enregistrez-la de nouveau") from None


def _jpeg(data: bytes) -> tuple[int, int]:
    place = 2
    damaged = ValueError("l’image JPEG est abîmée — enregistrez-la de nouveau")
    if b"\xff\xd9" not in data[-64:]:
        raise damaged
    try:
        while True:
            if data[place] != 0xFF:
                raise damaged
            while data[place] == 0xFF:
                place += 1
            kind = data[place]
            place += 1
            if kind in (0x01, *range(0xD0, 0xD9)):
                continue
            (length,) = struct.unpack_from(">H", data, place)
            if kind in _FRAMES:
                height, width = struct.unpack_from(">HH", data, place + 3)
                return width, height
            if kind == 0xDA:
                raise damaged
            place += length
    except (struct.error, IndexError):
        raise damaged from None
