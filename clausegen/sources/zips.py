"""What `zipfile` may raise on a damaged or hostile archive: more than its documentation says, and all of it is a finding."""

from __future__ import annotations

import struct
import zipfile
import zlib

try:
    from lzma import LZMAError
except ImportError:  # a Python built without it cannot meet it
    LZMAError = zlib.error  # type: ignore[misc,assignment]

# ValueError: an offset before the start of the file; struct.error: a field cut; NotImplementedError: a method unknown;
# IndexError: a member without name, asked whether it is a folder.
ZIP_ERRORS: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, LZMAError, struct.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, OverflowError, IndexError,
)  # fmt: skip
