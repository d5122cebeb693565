"""A date, or a part of one, as a text writes it; eras and the days of the week."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from lfnkr_i18n.model import Span


class Era(msgspec.Struct, frozen=True):
    """A Japanese era; the years of two eras overlap."""

    first_day: datetime.date
    last_day: datetime.date

    def year(self, number: int) -> int:
        """Return the calendar year of an era's year, 元年 being 1."""
        return self.first_day.year + number - 1


# Source: the first and last days as the government counts them since 1868 (Meiji from its first year's first day).
ERAS = {
    "明治": Era(datetime.date(1868, 1, 1), datetime.date(1912, 7, 30)),
    "大正": Era(datetime.date(1912, 7, 30), datetime.date(1926, 12, 25)),
    "昭和": Era(datetime.date(1926, 12, 25), datetime.date(1989, 1, 7)),
    "平成": Era(datetime.date(1989, 1, 8), datetime.date(2019, 4, 30)),
    "令和": Era(datetime.date(2019, 5, 1), datetime.date.max),
}
ROMAN_ERAS = {"Meiji": "明治", "Taisho": "大正", "Taishō": "大正", "Showa": "昭和", "Shōwa": "昭和"} | {
    "Heisei": "平成",
    "Reiwa": "令和",
}


class Date(msgspec.Struct, frozen=True):
    """What a text says of a date; None is what it does not say."""

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    decade: int | None = None
    """1990, or 90 where the text leaves the century open."""
    fiscal: bool = False
    """Whether the year is one that begins in April: 年度."""
    era: str = ""
    """The era it is counted in, as a key of ERAS."""
    swappable: bool = False
    """Whether month and day may stand the other way round: 4/5/2024."""
    sure: bool = True
    """Whether it can only be a date: `the 24th` may be a meeting, 16日 a stretch of time."""

    def agrees(self, other: Date) -> bool:
        """Tell whether both speak of the same part of a date and say the same."""
        return any(same and not differ for same, differ in self._comparisons(other))

    def contradicts(self, other: Date) -> bool:
        """Tell whether both speak of the same part of a date and cannot mean the same day."""
        found = self._comparisons(other)
        return all(differ for _same, differ in found)

    def _comparisons(self, other: Date) -> list[tuple[int, int]]:
        """Return how many parts are the same and how many differ, for each way to read the two."""
        found = [_compared(self, other)]
        if self.swappable:
            found.append(_compared(replace(self, month=self.day, day=self.month), other))
        if other.swappable:
            found.append(_compared(self, replace(other, month=other.day, day=other.month)))
        return found

    def on_day(self) -> datetime.date | None:
        """Return the day, where all of it is said and there is such a day."""
        if self.year is None or self.month is None or self.day is None or self.swappable:
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None

    def with_parts_of(self, other: Date) -> Date:
        """Return the date with the parts that only the other text says."""
        parts = {name: getattr(self, name) for name in ("year", "month", "day", "weekday")}
        known = {name: getattr(other, name) if value is None else value for name, value in parts.items()}
        return replace(self, **known)

    def in_era(self) -> bool:
        """Tell whether the date can lie in the era it is counted in."""
        if not self.era or self.year is None:
            return True
        era = ERAS[self.era]
        first = (self.year, self.month or 1, self.day or 1)
        last = (self.year, self.month or 12, self.day or 31)
        if self.fiscal:
            first, last = (self.year, 4, 1), (self.year + 1, 3, 31)
        return first <= _tuple(era.last_day) and last >= _tuple(era.first_day)


def _tuple(day: datetime.date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _compared(one: Date, other: Date) -> tuple[int, int]:
    """Return how many parts of two dates are the same, and how many differ."""
    results = [
        _same_year(one, other),
        _same_decade(one.decade, other.decade),
        None if one.month is None or other.month is None else one.month == other.month,
        None if one.day is None or other.day is None else one.day == other.day,
    ]
    return results.count(True), results.count(False)


def _same_year(one: Date, other: Date) -> bool | None:
    if one.year is None or other.year is None:
        return None
    if one.fiscal != other.fiscal:
        fiscal, plain = (one.year, other.year) if one.fiscal else (other.year, one.year)
        return plain - fiscal in (0, 1)
    return one.year == other.year


def _same_decade(one: int | None, other: int | None) -> bool | None:
    if one is None or other is None:
        return None
    return one == other or (min(one, other) < 100 and one % 100 == other % 100)


def without(text: str, dates: Sequence[Date]) -> str:
    """Return a text with blanks for dates that were read."""
    if not dates:
        return text
    characters = list(text)
    for date in dates:
        characters[date.span.start : date.span.end] = " " * (date.span.end - date.span.start)
    return "".join(characters)
