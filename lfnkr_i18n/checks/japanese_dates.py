"""Dates of Japanese text: 2024年4月15日（月）, 令和6年, 元年, 2024年度, 1月14日から19日, 90年代, 土曜日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from lfnkr_i18n.checks.days import ERAS, Date, without
from lfnkr_i18n.checks.numeric_dates import numeric_dates
from lfnkr_i18n.checks.reading import holds_any
from lfnkr_i18n.checks.remarks import TEXTS
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

_KANJI = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
_WEEKDAYS = "月火水木金土日"
_ERA_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}

_N = r"(?:[0-9]{1,2}|[〇零一二三四五六七八九十]{1,3})"
_FOUR = r"(?:(?:1[5-9]|20)[0-9]{2}|[一二][〇零一二三四五六七八九]{3})"
_ERA_YEAR = rf"(?:(?P<era>{'|'.join(ERAS)})\s*(?P<n>元|{_N}))"
_Y = rf"(?:(?<![0-9.,]){_ERA_YEAR}|(?<![0-9.,])(?P<y>{_FOUR}))\s*年"
_BEGINS = f"(?=[0-9〇零一二三四五六七八九十{''.join(sorted({era[0] for era in ERAS}))}])"
"""Passes over the places at which no date begins, before anything else is tried there."""
_LENGTH = (
    r"(?!間|前|後|以上|以下|以内|余|あまり|ぶり|半|目|もの|にわたる|がかり|分|生|代|未満|近く|連続|ごと|おき|周年)"
)
_BRACKETED = rf"\s*[（(]\s*(?P<w>[{_WEEKDAYS}])(?:曜日?)?(?:[・･/、][祝休])?\s*[）)]"
_NAMED = rf"[、,]?\s*(?P<w2>[{_WEEKDAYS}])曜日?"
_SEPARATOR = r"\s*(?:から|より|〜|～|~|–|—|-|ー|・|、|と|または|ないし|及び|および)\s*"

_CALENDAR = lazy(
    rf"{_BEGINS}(?:{_Y}(?P<fiscal>度)?(?:の|、|\s)*)?(?<![0-9かヵヶケカ箇個.〜～~・、])(?P<m>{_N})\s*月\s*(?:(?P<d>{_N})"
    rf"(?:(?P<bare>{_SEPARATOR})(?P<d2>{_N}))?\s*日(?!間)(?:{_BRACKETED}|{_NAMED})?)?"
)
_SECOND = lazy(rf"{_SEPARATOR}(?P<d>{_N})\s*日(?!間|目|後|前|本)(?:{_BRACKETED})?")
_YEAR = lazy(rf"{_BEGINS}{_Y}(?:(?P<fiscal>度)|(?P<decade>代)|{_LENGTH})")
_DECADE = lazy(r"(?<![0-9])(?P<n>[2-9]0|[二三四五六七八九]十)\s*年代")
_DAY = lazy(rf"{_BEGINS}(?<![0-9第.,])(?P<d>{_N})\s*日(?!間|目|本|後|前|以|余|おき|ごと|連続|ぶり|分)(?:{_BRACKETED})?")
_WEEKDAY = lazy(rf"(?P<w>[{_WEEKDAYS}])曜")
_MONTHS_TOGETHER = lazy(rf"{_BEGINS}(?<![0-9])(?P<m>{_N})(?:{_SEPARATOR}|月{_SEPARATOR})(?P<m2>{_N})\s*月")
_SHORT_ERA = lazy(r"(?=[MTSHR])(?<![A-Za-z0-9])([MTSHR])([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{1,2})(?![0-9])")
_SLASHED_WEEKDAY = lazy(rf"(?=[\s（(])(?<=[0-9]){_BRACKETED}")
_SEVERAL_YEARS = lazy(rf"(?P<y>{_FOUR})(?:年)?\s*[〜～~–—・、-]")

_HINT = lazy("[0-9〇一二三四五六七八九十元] ?[年月日]|曜|[0-9][/.-][0-9]")
_SIGNS = ("日", "月", "年", "曜", "/", ".", "-")
"""Something of this stands in what the hint finds; it is quicker to find."""


@lru_cache(maxsize=TEXTS)
def dates(text: str) -> tuple[Date, ...]:
    """Return the dates of a readable text, in order of their kinds."""
    if not holds_any(text, _SIGNS) or not _HINT.search(text):
        return ()
    found = list(_short_eras(text)) or list(numeric_dates(text, day_may_lead=False))
    found += [
        Date(Span(*match.span()), weekday=_WEEKDAYS.index(match["w"])) for match in _SLASHED_WEEKDAY.finditer(text)
    ]
    found += [
        Date(Span(*match.span("y")), year=_number(match["y"]), sure=False) for match in _SEVERAL_YEARS.finditer(text)
    ]
    found += _months_together(text)
    text = without(text, [date for date in found if date.sure])
    for pattern, read in _READERS:
        new = [date for match in pattern.finditer(text) for date in read(match)]
        found += new
        text = without(text, new)
    return tuple(found)


def _number(written: str) -> int:
    """Return the value of digits or of a kanji numeral below 100, or of four kanji digits."""
    if written == "元":
        return 1
    if written.isascii():
        return int(written)
    if "十" not in written:
        return int("".join(str(_KANJI[character]) for character in written))
    tens, _, ones = written.partition("十")
    return (_KANJI.get(tens, 1) if tens else 1) * 10 + (_KANJI.get(ones, 0) if ones else 0)


def _year_of(match: re.Match[str]) -> tuple[int | None, str]:
    if match["era"]:
        return ERAS[match["era"]].year(_number(match["n"])), match["era"]
    return (_number(match["y"]) if match["y"] else None), ""


def _calendar(match: re.Match[str]) -> Iterator[Date]:
    """Yield the month or the day of a match, and the days that follow it: 1月14日から19日、20日."""
    year, era = _year_of(match)
    month = _number(match["m"])
    if not 1 <= month <= 12:
        return
    weekday = match["w"] or match["w2"]
    date = Date(
        Span(*match.span()),
        year,
        month,
        day=_number(match["d"]) if match["d"] else None,
        weekday=_WEEKDAYS.index(weekday) if weekday else None,
        fiscal=bool(match["fiscal"]),
        era=era,
        sure=bool(match["d"]) or match["m"].isascii() or year is not None,
    )
    if date.day is None:
        yield date
        return
    yield date
    if match["d2"]:
        yield replace(date, day=_number(match["d2"]), weekday=None)
    yield from _following_days(match, date)


def _following_days(match: re.Match[str], first: Date) -> Iterator[Date]:
    place = match.end()
    while (second := _SECOND.match(match.string, place)) is not None:
        day = _number(second["d"])
        weekday = second["w"]
        later = first.day is not None and day > first.day
        yield Date(
            Span(*second.span("d")),
            month=first.month if later else None,
            day=day,
            weekday=_WEEKDAYS.index(weekday) if weekday else None,
            sure=later,
        )
        place = second.end()


def _year(match: re.Match[str]) -> Iterator[Date]:
    year, era = _year_of(match)
    span = Span(*match.span())
    if match["decade"]:
        yield Date(span, decade=year)
    else:
        yield Date(span, year=year, fiscal=bool(match["fiscal"]), era=era)


def _decade(match: re.Match[str]) -> Iterator[Date]:
    yield Date(Span(*match.span()), decade=_number(match["n"]))


def _day(match: re.Match[str]) -> Iterator[Date]:
    weekday = None if match["w"] is None else _WEEKDAYS.index(match["w"])
    yield Date(Span(*match.span()), day=_number(match["d"]), weekday=weekday, sure=False)


def _weekday(match: re.Match[str]) -> Iterator[Date]:
    yield Date(Span(*match.span()), weekday=_WEEKDAYS.index(match["w"]))


def _months_together(text: str) -> Iterator[Date]:
    """Yield the months of 4、5月; the last one alone is sure."""
    for match in _MONTHS_TOGETHER.finditer(text):
        for name in ("m", "m2"):
            month = _number(match[name])
            if 1 <= month <= 12:
                yield Date(Span(*match.span(name)), month=month, sure=False)


def _short_eras(text: str) -> Iterator[Date]:
    for match in _SHORT_ERA.finditer(text):
        era = _ERA_LETTERS[match[1]]
        yield Date(Span(*match.span()), ERAS[era].year(int(match[2])), int(match[3]), int(match[4]), era=era)


_READERS = ((_CALENDAR, _calendar), (_YEAR, _year), (_DECADE, _decade), (_DAY, _day), (_WEEKDAY, _weekday))
"""Longer forms first: what one has read, the next does not see."""
