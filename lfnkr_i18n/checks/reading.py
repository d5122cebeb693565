"""Texts as the checks of values read them: markup and addresses blanked, digits in one width, read once a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lfnkr_i18n.checks.numerals import folded
from lfnkr_i18n.checks.remarks import ADDRESS, TEXTS, prose
from lfnkr_i18n.model import Markup
from lfnkr_i18n.patterns import lazy

_ENTITY = lazy(r"&#?\w{1,32};")
_HANDLE = lazy(r"(?<![\w.])@\w+", re.ASCII)
"""Somebody's name on a platform: `@18F`."""
_UNREAD = ("&", "@", "://", "www.")
"""A text without any of these holds neither an address nor an entity; most do not."""


_GAP = "[- ()\u2010-\u2015\u2212\uff0d\uff08\uff09]"
PHONE = lazy(
    rf"(?=[+(0-9])(?:(?<![0-9A-Za-z.+-])(?:\+[1-9][0-9]{{0,2}}|\(?0[0-9])(?:{_GAP}{{0,2}}[0-9]){{6,13}}(?![0-9])"
    rf"|(?<![0-9A-Za-z.+-])\(?[2-9][0-9]{{2}}(?:\)\s?|[- ])[0-9]{{3}}-[0-9]{{4}}(?![0-9-]))"
)
"""Telephone numbers of nine digits and more: with the country's number, with a leading 0, or written as in America."""
_DIGIT = lazy("[0-9]")
FEWEST_DIGITS = 7
"""Digits of a text that may hold a telephone number."""


@lru_cache(maxsize=TEXTS)
def readable(text: str, markup: Markup) -> str:
    """Return a text with blanks for what is no prose and digits as ASCII; every character keeps its place.

    Telephone numbers are no prose either: the check `contacts` compares them.

    >>> readable("１２ of `a1`", Markup.MARKDOWN)
    '12 of     '
    """
    text = prose(text, markup)
    if holds_any(text, _UNREAD):
        for unread in (ADDRESS, _ENTITY, _HANDLE):
            text = unread.sub(_blanks, text)
    text = folded(text)
    return PHONE.sub(_blanks, text) if may_hold_phone(text) else text


def holds_any(text: str, signs: Iterable[str]) -> bool:
    """Tell whether one of some strings stands in a text; checks ask this first of every text."""
    for sign in signs:  # noqa: SIM110 - `any` takes twice as long
        if sign in text:
            return True
    return False


def may_hold_phone(text: str) -> bool:
    """Tell whether there are enough digits in a text for a telephone number; it is a quick question."""
    return len(_DIGIT.findall(text)) >= FEWEST_DIGITS


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
