"""Checks: what may be wrong with a translation."""

from lfnkr_i18n.checks.name_forms import is_inflected, usual_forms
from lfnkr_i18n.checks.registry import (
    CHECKS,
    GATES,
    MARKUP,
    MOVABLE,
    PICTURES,
    POST_CHECKS,
    PROTECTED,
    PROTECTING,
    QUOTING,
    UNREVIEWED,
    UNTRANSLATED,
    check_pair,
    findings,
    findings_in,
    post_findings,
)
from lfnkr_i18n.checks.remarks import Alias, Check, PlacedPair, PostCheck, kept_pieces
from lfnkr_i18n.checks.terms import TermUse, terms_of

__all__ = [
    "CHECKS",
    "GATES",
    "MARKUP",
    "MOVABLE",
    "PICTURES",
    "POST_CHECKS",
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
