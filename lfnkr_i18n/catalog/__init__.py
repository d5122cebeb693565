"""Catalogs: gettext PO files, one post in one target language each."""
