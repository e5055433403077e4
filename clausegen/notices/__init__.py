"""What the notices of a contract must declare, derived from the clauses really kept: DECP and eForms."""

from clausegen.notices.decp import decp
from clausegen.notices.eforms import SOCIAL_FIELDS, eforms
from clausegen.notices.rappels import reminders

__all__ = ["SOCIAL_FIELDS", "decp", "eforms", "reminders"]
