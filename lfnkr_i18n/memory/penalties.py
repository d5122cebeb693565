"""What makes a similar pair worth less than its likeness says: what a reviewer easily overlooks.

As translation tools do it (Trados Studio: missing or different formatting 1 %; SYSTRAN's fuzzy-match: tags, numbers and
punctuation compared apart from the words): points are taken off, once for each kind of difference. Equal texts lose
nothing but for the place: a title is not always translated as a sentence is.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from lfnkr_i18n.memory.digits import NUMBER, numbers_in
from lfnkr_i18n.patterns import lazy

POINTS = {"numbers": 3.0, "markup": 1.0, "punctuation": 1.0, "context": 1.0}
"""Points that each difference costs. Numbers cost most: they are rewritten least and missed most."""

_MARKS = lazy(r"[^\w\s]")


def differences(text: str, source: str, *, context: str | None = None, stored: str | None = None) -> tuple[str, ...]:
    """Return in what two texts differ that costs points: names of POINTS, in their order.

    `numbers` (in digits that a reader sees, of any width), `markup` (bold, links with their targets, code, tags),
    `punctuation` (of any width, outside numbers and markup), `context` (one is a front-matter value of another key
    than the other).

    >>> differences("We met **12** people!", "We met 15 people.")
    ('numbers', 'markup', 'punctuation')
    """
    found = [] if context == stored else ["context"]
    if text == source:
        return tuple(found)
    ours, theirs = _looks(text), _looks(source)
    return (*(name for name, one, other in zip(POINTS, ours, theirs, strict=False) if one != other), *found)


@lru_cache(maxsize=256)
def _looks(text: str) -> tuple[Counter[str], Counter[tuple[str, str]], Counter[str]]:
    """Return the numbers, the markup and the punctuation marks of a text."""
    from lfnkr_i18n.markup.inline import constructs, visible_text  # where nothing is similar no parser is needed

    markup = Counter((construct.kind.value, construct.detail) for construct in constructs(text))
    shown = visible_text(text)
    rest = NUMBER.sub("", unicodedata.normalize("NFKC", shown))
    marks = Counter(mark for mark in _MARKS.findall(rest) if unicodedata.category(mark)[0] == "P")
    return numbers_in(shown), markup, marks
