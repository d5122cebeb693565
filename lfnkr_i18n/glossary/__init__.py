"""The glossary: what things are called in each language, and what they must not be called."""

from lfnkr_i18n.glossary.glossary import NO_GLOSSARY, Glossary, Hint, Occurrence, holds
from lfnkr_i18n.glossary.table import Table, read_table
from lfnkr_i18n.glossary.term import Term

__all__ = ["NO_GLOSSARY", "Glossary", "Hint", "Occurrence", "Table", "Term", "holds", "read_table"]
