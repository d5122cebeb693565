"""The memory: reviewed pairs of the project, in both directions, looked up for drafts."""

from __future__ import annotations

from lfnkr_i18n.memory.digits import adapted
from lfnkr_i18n.memory.lookup import Memory
from lfnkr_i18n.memory.refresh import CatalogPairs, OnDisk, Reader, is_current, refresh
from lfnkr_i18n.memory.store import Store, discard, open_store, open_to_read

__all__ = [
    "CatalogPairs",
    "Memory",
    "OnDisk",
    "Reader",
    "Store",
    "adapted",
    "discard",
    "is_current",
    "open_store",
    "open_to_read",
    "refresh",
]
