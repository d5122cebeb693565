"""Checks: what may be wrong with a translation."""

from lfnkr_i18n.checks.registry import (
    CHECKS,
    GATES,
    MARKUP,
    MOVABLE,
    PROTECTING,
    UNREVIEWED,
    UNTRANSLATED,
    check_pair,
    findings,
)
from lfnkr_i18n.checks.remarks import Check

__all__ = [
    "CHECKS",
    "GATES",
    "MARKUP",
    "MOVABLE",
    "PROTECTING",
    "UNREVIEWED",
    "UNTRANSLATED",
    "Check",
    "check_pair",
    "findings",
]
