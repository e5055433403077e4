"""clausegen: French public contracts written from a library of clauses and the parameters of a marché."""

__version__ = "0.1.0"
