"""Effort: how much of engines' drafts people change when they review them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from lfnkr_i18n.catalog import State, key, live, state_of
from lfnkr_i18n.catalog.kept_drafts import KeptDraft, kept_drafts
from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.languages import spaceless
from lfnkr_i18n.steps.names.gates import open_gated

FEW = 100
"""Reviewed drafts below which two engines should not be compared."""


class Effort(msgspec.Struct, frozen=True):
    """What became of one engine's drafts in one direction."""

    engine: str
    source_language: str
    target_language: str
    reviewed: int
    """Drafts that a person has reviewed since."""
    median: float
    """Edits for each character (Japanese and its like) or word of the reviewed text, 0.0 for none."""
    p90: float
    """Nine of ten took no more than that."""
    untouched: float
    """Share of drafts that stayed as they were, 0.0 to 1.0."""


def effort(project: Project) -> list[Effort]:
    """Return how engines' drafts fared, by engine and direction; what is not reviewed yet does not count."""
    rates: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for draft, text in _reviewed(project):
        direction = draft.engine, draft.source_language, draft.language
        rates[direction].append(edit_rate(draft.text, text, language=draft.language))
    return [
        Effort(*direction, len(found), _share(found, 0.5), _share(found, 0.9), found.count(0.0) / len(found))
        for direction, found in sorted(rates.items())
    ]


def _reviewed(project: Project) -> Iterator[tuple[KeptDraft, str]]:
    """Yield an engine's last draft of every entry that is reviewed now, with the reviewed text."""
    last = {draft.place: draft for draft in kept_drafts(project.cache)}
    for post, language in sorted({(draft.post, draft.language) for draft in last.values()}):
        try:
            catalog = open_gated(project, post, language).catalog
        except LfnkrError:
            continue  # `check` says what is wrong with it
        for entry in () if catalog is None else live(catalog):
            draft = last.get((post, language, key(entry)))
            if draft is not None and state_of(entry) is State.REVIEWED:
                yield draft, entry.msgstr


def edit_rate(draft: str, final: str, *, language: str) -> float:
    """Return the edits from a draft to the reviewed text, for each character or word of that; 0.0: none.

    Levenshtein distance: of characters in languages without spaces between words, else of words. It may exceed 1.

    >>> edit_rate("We helped families.", "We supported families.", language="en")
    0.3333333333333333
    """
    from rapidfuzz.distance import Levenshtein

    units = [_units(unicodedata.normalize("NFC", text), language) for text in (draft, final)]
    return Levenshtein.distance(*units) / max(1, len(units[1]))


def _units(text: str, language: str) -> Sequence[str]:
    return text if spaceless(language) else text.split()


def _share(rates: Sequence[float], share: float) -> float:
    """Return the rate that a share of all does not exceed (nearest rank)."""
    ordered = sorted(rates)
    return ordered[max(0, -(-len(ordered) * int(share * 100) // 100) - 1)]
