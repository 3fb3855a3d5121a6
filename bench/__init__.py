"""Measurements: how often answers are right, and how quickly they come. `python -m bench` prints one report."""
