"""A date, or a part of one, as a text writes it; eras and the days of the week."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import combinations, product

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

    def known_by(self) -> Iterator[_Name]:
        """Yield, for each part of what it says, that part, with all that it says of."""
        for parts in self._readings(_KNOWN):
            for some in _SOME_OF[frozenset(parts)]:
                for values in product(*(parts[part] for part in some)):
                    yield frozenset(parts), some, values

    def sought_by(self) -> Iterator[_Name]:
        """Yield the names of dates that speak of the same parts of a date and say the same."""
        for parts in self._readings(_SOUGHT):
            for said, common in _COMMON[frozenset(parts)]:
                for values in product(*(parts[part] for part in common)):
                    yield said, common, values

    def parts(self) -> list[str]:
        """Return of what it speaks: `year`, `decade`, `month`, `day`."""
        return [part for part in _PARTS if getattr(self, part) is not None]

    def _readings(self, ways: _Ways) -> Iterator[dict[str, Sequence[Hashable]]]:
        """Yield each way to read the date: the parts that it says, and the ways to write each."""
        for date in (self, replace(self, month=self.day, day=self.month)) if self.swappable else (self,):
            yield {part: ways[part](date) for part in self.parts()}

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


def _known_year(date: Date) -> Sequence[Hashable]:
    return ((date.fiscal, date.year),)


def _sought_year(date: Date) -> Sequence[Hashable]:
    """Return the years that may be meant: one from April is that in which it begins, or that in which it ends."""
    assert date.year is not None  # noqa: S101 - asked for parts that are said
    others = (date.year, date.year + 1) if date.fiscal else (date.year, date.year - 1)
    return (_known_year(date)[0], *((not date.fiscal, year) for year in others))


def _known_decade(date: Date) -> Sequence[Hashable]:
    assert date.decade is not None  # noqa: S101 - asked for parts that are said
    return date.decade, ("any century", date.decade % 100)


def _sought_decade(date: Date) -> Sequence[Hashable]:
    assert date.decade is not None  # noqa: S101 - asked for parts that are said
    return (("any century", date.decade),) if date.decade < 100 else (date.decade, date.decade % 100)


_Name = tuple[frozenset[str], tuple[str, ...], tuple[Hashable, ...]]
"""The parts that a date says, some of them, and what it says of these."""
_Ways = Mapping[str, Callable[[Date], Sequence[Hashable]]]
_MONTH_AND_DAY: _Ways = {"month": lambda date: (date.month,), "day": lambda date: (date.day,)}
_KNOWN: _Ways = {"year": _known_year, "decade": _known_decade, **_MONTH_AND_DAY}
_SOUGHT: _Ways = {"year": _sought_year, "decade": _sought_decade, **_MONTH_AND_DAY}
_PARTS = tuple(_KNOWN)
_SOME_OF = {
    frozenset(said): [some for size in range(1, len(said) + 1) for some in combinations(said, size)]
    for number in range(len(_PARTS) + 1)
    for said in combinations(_PARTS, number)
}
"""Parts that a date says → each choice of some of them, in order."""
_COMMON = {
    said: [(other, tuple(part for part in _PARTS if part in said & other)) for other in _SOME_OF if said & other]
    for said in _SOME_OF
}
"""Parts that a date says → those that another one may say, each with the parts that both do."""


def without(text: str, dates: Sequence[Date]) -> str:
    """Return a text with blanks for dates that were read."""
    if not dates:
        return text
    characters = list(text)
    for date in dates:
        characters[date.span.start : date.span.end] = " " * (date.span.end - date.span.start)
    return "".join(characters)
