"""What the notices of a contract must declare, derived from the clauses really kept: DECP and eForms."""

from clausegen.notices.decp import decp
from clausegen.notices.eforms import SOCIAL_FIELDS, eforms

__all__ = ["SOCIAL_FIELDS", "decp", "eforms"]
