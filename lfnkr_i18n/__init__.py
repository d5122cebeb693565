"""A translation workflow for an organisation's posts: segments, PO files, review, publishing.

The names below are the Python interface; each is imported when first used, so that the command line starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lfnkr_i18n.checks import check_pair
    from lfnkr_i18n.formats import read_post
    from lfnkr_i18n.segmentation import split_sentences
    from lfnkr_i18n.steps.memory.opening import open_memory

__all__ = ["check_pair", "open_memory", "read_post", "split_sentences"]

__version__ = "0.1.0"

_HOMES = {
    "check_pair": "lfnkr_i18n.checks",
    "open_memory": "lfnkr_i18n.steps.memory.opening",
    "read_post": "lfnkr_i18n.formats",
    "split_sentences": "lfnkr_i18n.segmentation",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
