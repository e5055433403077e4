"""What the law says at a date: texts that may be cited, dated values, courts."""

from clausegen.legal.baremes import Bareme, BaremeInconnu, Baremes, DateApplication, Valeur, ValeurAbsente
from clausegen.legal.dates import applicable, date_application
from clausegen.legal.read_baremes import load_baremes
from clausegen.legal.read_references import load_references
from clausegen.legal.references import AUCUN, Ccag, Citation, Public, Reference, ReferenceInconnue, References
from clausegen.legal.shape import IMPRIMABLES
from clausegen.legal.territoires import Departement, Territoires

__all__ = [
    "AUCUN", "IMPRIMABLES", "Bareme", "BaremeInconnu", "Baremes", "Ccag", "Citation", "DateApplication", "Departement",
    "Public", "Reference", "ReferenceInconnue", "References", "Territoires", "Valeur", "ValeurAbsente", "applicable",
    "date_application", "load_baremes", "load_references",
]  # fmt: skip
