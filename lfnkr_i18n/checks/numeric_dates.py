"""Dates in digits alone, as both languages write them: `2024-04-15`, `2024/4/15`, `4/15`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lfnkr_i18n.checks.days import Date
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

_YEAR_FIRST = lazy(r"(?<![0-9./-])((?:1[5-9]|20)[0-9]{2})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9]|[./-][0-9])")
_YEAR_LAST = lazy(r"(?<![0-9./-])([0-9]{1,2})([-/.])([0-9]{1,2})\2((?:1[5-9]|20)[0-9]{2})(?![0-9]|[./-][0-9])")
_SHORT = lazy(r"(?<![0-9./-])([0-9]{1,2})/([0-9]{1,2})(?![0-9/.-])")
_YEAR_MONTH = lazy(r"(?<![0-9./-])((?:1[5-9]|20)[0-9]{2})/([0-9]{1,2})(?![0-9/.-])")
_SLASHED = lazy(r"[0-9][-/.][0-9]")

_MONTHS, _DAYS = 12, 31


def numeric_dates(text: str, *, day_may_lead: bool) -> Iterator[Date]:
    """Yield the dates in digits; with `day_may_lead`, 4/5 may be a day in May."""
    if not _SLASHED.search(text):
        return
    for match in _YEAR_FIRST.finditer(text):
        yield from _date(match, match[1], match[3], match[4])
    for match in _YEAR_LAST.finditer(text):
        yield from _either_way(match, match[4], match[1], match[3], day_may_lead=True)
    for match in _SHORT.finditer(text):
        yield from _either_way(match, None, match[1], match[2], day_may_lead=day_may_lead)
    for match in _YEAR_MONTH.finditer(text):
        if 1 <= int(match[2]) <= _MONTHS:
            yield Date(Span(*match.span()), year=int(match[1]), month=int(match[2]), sure=False)


def _either_way(
    match: re.Match[str], year: str | None, first: str, second: str, *, day_may_lead: bool
) -> Iterator[Date]:
    if int(first) > _MONTHS and day_may_lead:
        first, second, day_may_lead = second, first, False
    yield from _date(match, year, first, second, swappable=day_may_lead and int(second) <= _MONTHS)


def _date(match: re.Match[str], year: str | None, month: str, day: str, *, swappable: bool = False) -> Iterator[Date]:
    if 1 <= int(month) <= _MONTHS and 1 <= int(day) <= _DAYS:
        yield Date(
            Span(*match.span()),
            year=None if year is None else int(year),
            month=int(month),
            day=int(day),
            swappable=swappable,
            sure=year is not None,
        )
