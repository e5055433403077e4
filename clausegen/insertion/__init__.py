"""The social clauses of a contract put, as tracked changes, in a CCAP or an RC that other software wrote."""

from clausegen.insertion.insertion import Demande, Insertion, inserer

__all__ = ["Demande", "Insertion", "inserer"]
