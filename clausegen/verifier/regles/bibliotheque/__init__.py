"""Rules on one kind of target: a module is a rule by its presence here (`verifier/regle.py`)."""
