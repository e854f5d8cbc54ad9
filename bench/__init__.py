"""Benchmarks: seeddoc beside a floor or a peer, in one run on one machine. `python -m bench` runs them all."""
