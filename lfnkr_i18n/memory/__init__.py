"""The memory: reviewed pairs of the project, in both directions, looked up for drafts."""

from lfnkr_i18n.memory.database import discard
from lfnkr_i18n.memory.digits import adapted
from lfnkr_i18n.memory.index import FEW
from lfnkr_i18n.memory.lookup import Memory
from lfnkr_i18n.memory.records import Context, DirectionStats, FileFacts, StoredPair
from lfnkr_i18n.memory.refresh import FilePairs, OnDisk, current_store, refreshed_store
from lfnkr_i18n.memory.store import Store

__all__ = [
    "FEW",
    "Context",
    "DirectionStats",
    "FileFacts",
    "FilePairs",
    "Memory",
    "OnDisk",
    "Store",
    "StoredPair",
    "adapted",
    "current_store",
    "discard",
    "refreshed_store",
]
