"""Fuzzing: `python -m fuzz`, a check for each target that any bytes have to pass, a seed corpus and a dictionary."""
