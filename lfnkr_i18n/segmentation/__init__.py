"""Sentences of English and Japanese text."""
