"""The state of a post in a language: one word for where it is on its way."""

from __future__ import annotations

from enum import StrEnum

from lfnkr_i18n.publishing.gates import Counts
from lfnkr_i18n.publishing.ledger import Publication


class PostState(StrEnum):
    """Where a post is on its way into a language; the first that is true, in this order."""

    SOURCE_GONE = "source gone"
    PUBLISHED = "published"
    OUTDATED = "outdated"
    READY = "ready"
    IN_REVIEW = "in review"
    DRAFTING = "drafting"
    NEW = "new"


def post_state(counts: Counts, live: Publication | None, *, source: str, catalog: str, refused: bool) -> PostState:
    """Return the state of a post that has a source.

    `live` is its live publication, `source` and `catalog` are today's digests; `refused` says whether any gate says no
    without a waiver.
    Stale translations alone are drafts: none of them may go out.
    """
    if live is not None:
        today = (live.source, live.catalog) == (source, catalog)
        return PostState.PUBLISHED if today else PostState.OUTDATED
    if not refused:
        return PostState.READY
    if counts.reviewed:
        return PostState.IN_REVIEW
    return PostState.DRAFTING if counts.draft or counts.stale else PostState.NEW
