"""The memory: reviewed pairs of the project, in both directions, looked up for drafts."""

from lfnkr_i18n.memory.digits import adapted
from lfnkr_i18n.memory.lookup import Memory
from lfnkr_i18n.memory.refresh import CatalogPairs, OnDisk, current_store, refreshed_store
from lfnkr_i18n.memory.store import Store, discard

__all__ = ["CatalogPairs", "Memory", "OnDisk", "Store", "adapted", "current_store", "discard", "refreshed_store"]
