"""Two versions of the same pieces compared: two files, two contracts, or two libraries applied to a contract."""

from clausegen.comparer.ecart import Ecart, comparer_versions, dates_de, suivis
from clausegen.comparer.versions import Version, lire_versions

__all__ = ["Ecart", "Version", "comparer_versions", "dates_de", "lire_versions", "suivis"]
