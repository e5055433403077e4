"""Pages of the codes that have no rule file, a module a family: `FICHES` in each."""
