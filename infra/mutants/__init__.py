"""Breaking the rules on purpose, one change at a time, to see whether a test notices: `make mutants` (docs/mutants.md)."""
