"""Catalogs: gettext PO files, one post in one target language each."""

from lfnkr_i18n.catalog.dismissals import Dismissal, dismissals
from lfnkr_i18n.catalog.drafts import DraftLog, set_draft, set_failure
from lfnkr_i18n.catalog.header import SOURCE_FIELD
from lfnkr_i18n.catalog.merge import Merged, merge
from lfnkr_i18n.catalog.model import (
    Catalog,
    State,
    content_digest,
    draft_origin,
    key,
    key_of,
    live,
    state_of,
    translations,
)
from lfnkr_i18n.catalog.reader import parse
from lfnkr_i18n.catalog.storage import LARGEST_CATALOG, CatalogFile, open_catalog, save, stage
from lfnkr_i18n.catalog.writer import same_content, serialize

__all__ = [
    "LARGEST_CATALOG",
    "SOURCE_FIELD",
    "Catalog",
    "CatalogFile",
    "Dismissal",
    "DraftLog",
    "Merged",
    "State",
    "content_digest",
    "dismissals",
    "draft_origin",
    "key",
    "key_of",
    "live",
    "merge",
    "open_catalog",
    "parse",
    "same_content",
    "save",
    "serialize",
    "set_draft",
    "set_failure",
    "stage",
    "state_of",
    "translations",
]
