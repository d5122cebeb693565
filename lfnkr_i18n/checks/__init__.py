"""Checks: what may be wrong with a translation.

Names have homes, as in `lfnkr_i18n` itself: the checks are loaded when the first of them is asked.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from lfnkr_i18n.checks.names import (
    CHECK_NAMES,
    GATES,
    MARKUP,
    MOVABLE,
    PICTURES,
    POST_CHECK_NAMES,
    PROTECTED,
    PROTECTING,
    QUOTING,
    UNREVIEWED,
    UNTRANSLATED,
)

if TYPE_CHECKING:
    from lfnkr_i18n.checks.name_forms import is_inflected, usual_forms
    from lfnkr_i18n.checks.registry import CHECKS, POST_CHECKS, check_pair, findings, findings_in, post_findings
    from lfnkr_i18n.checks.remarks import Alias, Check, PlacedPair, PostCheck, kept_pieces
    from lfnkr_i18n.checks.terms import TermUse, terms_of

__all__ = [
    "CHECKS",
    "CHECK_NAMES",
    "GATES",
    "MARKUP",
    "MOVABLE",
    "PICTURES",
    "POST_CHECKS",
    "POST_CHECK_NAMES",
    "PROTECTED",
    "PROTECTING",
    "QUOTING",
    "UNREVIEWED",
    "UNTRANSLATED",
    "Alias",
    "Check",
    "PlacedPair",
    "PostCheck",
    "TermUse",
    "check_pair",
    "findings",
    "findings_in",
    "is_inflected",
    "kept_pieces",
    "post_findings",
    "terms_of",
    "usual_forms",
]

_HOMES = {
    "name_forms": ("is_inflected", "usual_forms"),
    "registry": ("CHECKS", "POST_CHECKS", "check_pair", "findings", "findings_in", "post_findings"),
    "remarks": ("Alias", "Check", "PlacedPair", "PostCheck", "kept_pieces"),
    "terms": ("TermUse", "terms_of"),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
