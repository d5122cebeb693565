"""Dates of English text: `April 15, 2024`, `15 April`, `Jan. 14 to 19`, `FY2024`, `the 1990s`, `Saturday`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from lfnkr_i18n.checks.days import ERAS, ROMAN_ERAS, Date, without
from lfnkr_i18n.checks.numeric_dates import numeric_dates
from lfnkr_i18n.checks.reading import holds_any
from lfnkr_i18n.checks.remarks import TEXTS
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

# fmt: off
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}
# fmt: on

_M = rf"(?:{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_D = (
    rf"(?:(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9A-Za-z%]|[.,:][0-9])|(?:{'|'.join(reversed(_ORDINALS))})\b)"
)
_Y = r"(?:1[5-9]|20)[0-9]{2}(?![0-9]|[.,][0-9])"
_W = rf"(?:{'|'.join(_WEEKDAYS)}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
_TO = r"(?P<to>\s*[-–—~]\s*|\s+(?:to|through|until|and|or|&)\s+)"

_MONTH_FIRST = lazy(
    rf"(?:(?P<w>{_W}),?\s+)?\b(?P<m>{_M})\s*(?P<d>(?<=\s){_D})(?:,?\s*\(?(?P<w2>{_W})\)?)?"
    rf"(?:{_TO}(?:the\s+)?(?P<d2>{_D}))?(?:(?:,\s*|\s+(?:of\s+|in\s+)?)(?P<y>{_Y}))?"
)
_DAY_FIRST = lazy(
    rf"(?:(?P<w>{_W}),?\s+(?:the\s+)?)?\b(?:(?P<d>{_D}){_TO}(?:the\s+)?)?(?P<d2>{_D})\s+(?:of\s+)?(?P<m>{_M})"
    rf"(?:(?:,\s*|\s+)(?P<y>{_Y}))?"
)
_MONTH_YEAR = lazy(rf"\b(?P<m>{_M})(?:,?\s+(?:of\s+)?)(?P<y>{_Y})")
_FISCAL_WORDS = r"(?:[Ff]iscal(?:\s+[Yy]ear)?|[Ff]inancial\s+[Yy]ear|[Ss]chool\s+[Yy]ear|[Aa]cademic\s+[Yy]ear)"
_FISCAL = lazy(
    rf"\b(?:FY\s?['’]?(?P<y>{_Y})|{_FISCAL_WORDS}\s+(?P<y2>{_Y})|(?P<y3>{_Y})(?:[-–/][0-9]{{2,4}})?\s+{_FISCAL_WORDS})"
)
_ERA = lazy(rf"\b(?P<era>{'|'.join(ROMAN_ERAS)})\s+(?P<n>[0-9]{{1,2}})\b")
_DECADE = lazy(
    rf"\b(?P<full>(?:1[5-9]|20)[0-9]0)['’]?s\b|(?<=['’‘])(?P<short>[0-9]0)s\b|\bthe\s+(?P<word>{'|'.join(_DECADES)})\b"
)
_YEAR = lazy(rf"(?<![0-9A-Za-z$£€¥#.,/-])(?P<y>{_Y})(?![A-Za-z-])")
_MONTH = lazy(rf"\b(?:{'|'.join(_MONTHS)})\b")
_WEEKDAY = lazy(rf"\b(?:{'|'.join(_WEEKDAYS)})s?\b")
_ORDINAL_DAY = lazy(rf"\b(?:the|on)\s+(?P<d>{_D})\b")

_ALSO_A_WORD = frozenset({"March", "April", "May", "June", "August"})
"""Months that are also words or people's names."""
_BEFORE_MONTH = lazy(r"\b(?:in|of|since|by|until|till|from|early|late|mid|mid-|last|next|this|every|each|during)\s?$")

_HINT = lazy(
    r"[0-9]{4}|[0-9][/.][0-9]|['’‘][0-9]0s|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[a-z]day|ties\b|[0-9](?:st|nd|rd|th)"
)


@lru_cache(maxsize=TEXTS)
def dates(text: str) -> tuple[Date, ...]:
    """Return the dates of a readable text, in order of their kinds."""
    if not _HINT.search(text):
        return ()
    found = list(numeric_dates(text, day_may_lead=True))
    text = without(text, found)
    for hints, pattern, read in _READERS:
        if not holds_any(text, hints):
            continue
        matches = list(pattern.finditer(text))
        new = [date for match in matches for date in read(match)]
        found += new
        text = without(text, new)
    return tuple(found)


def _calendar(match: re.Match[str]) -> Iterator[Date]:
    """Yield the day of a match, or both days of a range."""
    parts = match.groupdict()
    weekday = parts.get("w") or parts.get("w2")
    date = Date(
        Span(*match.span()),
        year=int(parts["y"]) if parts.get("y") else None,
        month=_month(parts["m"]),
        weekday=None if weekday is None else _weekday(weekday),
    )
    days = [_day(parts[name]) for name in ("d", "d2") if parts.get(name)]
    ranged = len(days) == 2 and parts["to"].strip() not in ("and", "or", "&")
    if not days:
        yield date
    for place, day in enumerate(days):
        yield replace(date, day=day, weekday=date.weekday if place == 0 else None, sure=place == 0 or ranged)


def _month(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word[:3]))


def _weekday(word: str) -> int:
    return next(number for number, name in enumerate(_WEEKDAYS) if name.startswith(word[:3]))


def _day(word: str) -> int:
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub("[a-z]+", "", word))


def _fiscal(match: re.Match[str]) -> Iterator[Date]:
    year = match["y"] or match["y2"] or match["y3"]
    yield Date(Span(*match.span()), year=int(year), fiscal=True)


def _in_era(match: re.Match[str]) -> Iterator[Date]:
    era = ROMAN_ERAS[match["era"]]
    yield Date(Span(*match.span()), year=ERAS[era].year(int(match["n"])), era=era)


def _decade(match: re.Match[str]) -> Iterator[Date]:
    decade = int(match["full"] or match["short"] or _DECADES[match["word"]])
    yield Date(Span(*match.span()), decade=decade)


def _year(match: re.Match[str]) -> Iterator[Date]:
    yield Date(Span(*match.span()), year=int(match["y"]), sure=False)


def _month_alone(match: re.Match[str]) -> Iterator[Date]:
    before = match.string[max(0, match.start() - 8) : match.start()]
    sure = match[0] not in _ALSO_A_WORD or _BEFORE_MONTH.search(before) is not None
    yield Date(Span(*match.span()), month=_month(match[0]), sure=sure)


def _weekday_alone(match: re.Match[str]) -> Iterator[Date]:
    yield Date(Span(*match.span()), weekday=_weekday(match[0]))


def _ordinal_day(match: re.Match[str]) -> Iterator[Date]:
    yield Date(Span(*match.span()), day=_day(match["d"]), sure=False)


_NAMED = tuple(name[:3] for name in _MONTHS)
_READERS = (
    (("FY", "iscal", "inancial", "chool", "cademic"), _FISCAL, _fiscal),
    (_NAMED, _MONTH_FIRST, _calendar),
    (_NAMED, _DAY_FIRST, _calendar),
    (_NAMED, _MONTH_YEAR, _calendar),
    (tuple(ROMAN_ERAS), _ERA, _in_era),
    (("0s", "0's", "0’s", "ties"), _DECADE, _decade),
    (_NAMED, _MONTH, _month_alone),
    (("day",), _WEEKDAY, _weekday_alone),
    (("15", "16", "17", "18", "19", "20"), _YEAR, _year),
    (("the", "on"), _ORDINAL_DAY, _ordinal_day),
)
"""What stands in every text with such a date, its form, and its reader.

Longer forms first: what one has read, the next does not see.
"""
