"""An organisation's folder: its values, clauses, gabarits and charter, laid over the national library.

`Ouvreur` is how every command gets a library and reads a contract. Importing this package reads nothing.
"""

from clausegen.organisation.ouvrir import Atelier, Ouverture, Ouvreur

__all__ = ["Atelier", "Ouverture", "Ouvreur"]
