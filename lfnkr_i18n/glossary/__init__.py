"""The glossary: what things are called in each language, and what they must not be called."""

from lfnkr_i18n.glossary.conflicts import Conflict, conflicts, folded
from lfnkr_i18n.glossary.glossary import Glossary, Hint
from lfnkr_i18n.glossary.index import holds, holds_exactly
from lfnkr_i18n.glossary.merge import Merged, merged
from lfnkr_i18n.glossary.table import Table, empty_table, read_table, standard, written

__all__ = [
    "Conflict",
    "Glossary",
    "Hint",
    "Merged",
    "Table",
    "conflicts",
    "empty_table",
    "folded",
    "holds",
    "holds_exactly",
    "merged",
    "read_table",
    "standard",
    "written",
]
