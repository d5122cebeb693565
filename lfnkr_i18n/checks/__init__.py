"""Checks: what may be wrong with a translation."""
