"""Word: blocks of a draft → WordprocessingML, gabarit, manifest, package.

`load_gabarit` → `compose` → `integrity`; `read_manifest` and `untouched` read a document again. Importing this package
costs neither lxml, nor docxtpl, nor python-docx.
"""

from clausegen.word.compose import Properties, compose
from clausegen.word.gabarit import Gabarit, load_gabarit, read_gabarit
from clausegen.word.manifest import Manifest, ManifestClause, read_manifest, untouched

__all__ = [
    "Gabarit", "Manifest", "ManifestClause", "Properties", "compose", "load_gabarit", "read_gabarit", "read_manifest",
    "untouched",
]  # fmt: skip
