"""WordPress's export files (WXR): read strictly, item by item, and written so that its importer takes them."""

from __future__ import annotations

from lfnkr_i18n.wordpress.fields import IMPORTED, OWN, fields_of, identities, stamped, text_digest, with_digest
from lfnkr_i18n.wordpress.languages import fitting, language_by_script, language_said
from lfnkr_i18n.wordpress.model import EMPTY_GROUP, Item, Term
from lfnkr_i18n.wordpress.reader import read_export
from lfnkr_i18n.wordpress.slugs import file_stem, slugged
from lfnkr_i18n.wordpress.translation import translation_item
from lfnkr_i18n.wordpress.writer import OURS, forbidden_character, written

__all__ = [
    "EMPTY_GROUP",
    "IMPORTED",
    "OURS",
    "OWN",
    "Item",
    "Term",
    "fields_of",
    "file_stem",
    "fitting",
    "forbidden_character",
    "identities",
    "language_by_script",
    "language_said",
    "read_export",
    "slugged",
    "stamped",
    "text_digest",
    "translation_item",
    "with_digest",
    "written",
]
