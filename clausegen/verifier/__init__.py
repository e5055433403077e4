"""What is valid before anyone uses it: libraries, clauses, gabarits, contracts, pieces examined by rules, and reports."""
