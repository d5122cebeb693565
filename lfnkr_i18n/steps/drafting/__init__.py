"""Drafting: entries filled from memory, then by engines; what is asked, what it costs, what is kept of the answers."""
