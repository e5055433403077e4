"""Rules on contracts, one file each: documentation in the docstring, tests in `EXEMPLES`."""
