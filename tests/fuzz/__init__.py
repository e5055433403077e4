"""Damaged files given to every reader: a finding or a refusal, never an error, never a hang."""
