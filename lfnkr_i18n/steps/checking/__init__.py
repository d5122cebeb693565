"""Checking: what may be wrong with translations, who answers for it, and what has one right answer."""
