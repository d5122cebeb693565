"""Times of day in English and Japanese text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import msgspec

from lfnkr_i18n.checks.reading import holds_any
from lfnkr_i18n.checks.remarks import TEXTS
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

HOUR = 60
DAY = 24 * HOUR
_HALF_DAY = 12


class Time(msgspec.Struct, frozen=True):
    """A time of day; `minutes` are all it may mean, counted from midnight."""

    span: Span
    minutes: frozenset[int]

    def known_by(self) -> frozenset[int]:
        """Return the minutes of the day that it may be."""
        return self.minutes

    sought_by = known_by

    def shifted(self, minutes: int) -> Time:
        """Return the time as another time zone has it."""
        return Time(self.span, frozenset((minute + minutes) % DAY for minute in self.minutes))


_Reader = Callable[[re.Match[str]], Iterator[Time]]

# fmt: off
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# fmt: on
_WORD = "|".join(_HOURS)
_H = "(?:2[0-4]|[01]?[0-9])"
_M = "[0-5][0-9]"
_CLOCK = rf"(?=[0-9])(?<![0-9A-Za-z:.,/+-])(?P<h>{_H}):(?P<m>{_M})(?::{_M})?(?![0-9:])"
_SPOKEN = rf"(?:(?P<h>1[0-2]|[1-9])|(?P<word>{_WORD}))"
_PART_OF_DAY = r"(?:\s+(?:in\s+the\s+(?P<part>morning|afternoon|evening)|at\s+(?P<night>night))\b)"

_AM_PM = lazy(
    rf"(?=[0-9])(?<![0-9A-Za-z:.,/-])(?P<h>{_H})(?:[:.](?P<m>{_M}))?"
    rf"(?:\s*(?:[-–—~]|to|until|and|or)\s*(?P<h2>{_H})(?:[:.](?P<m2>{_M}))?)?\s*(?P<half>[ap])\.?\s?m\b",
    re.IGNORECASE,
)
_PAST = lazy(rf"\b(?P<shift>half|quarter)\s+(?P<side>past|to|after|before)\s+{_SPOKEN}\b{_PART_OF_DAY}?", re.IGNORECASE)
_O_CLOCK = lazy(rf"\b{_SPOKEN}\s+o['’]clock\b{_PART_OF_DAY}?", re.IGNORECASE)
_WITH_PART = lazy(rf"\bat\s+{_SPOKEN}{_PART_OF_DAY}", re.IGNORECASE)
_ENGLISH_CLOCK = lazy(rf"{_CLOCK}{_PART_OF_DAY}?", re.IGNORECASE)
_ENGLISH_NAMED = lazy(r"\b(?:(?P<noon>noon|midday)|midnight)\b", re.IGNORECASE)
_ENGLISH_HINT = lazy(
    r"[0-9](?::[0-9]|\s?[ap]\.?\s?m\b)|o['’]clock|\b(?:past|quarter|noon|midday|midnight|morning|afternoon|evening|night)\b",
    re.IGNORECASE,
)

_N = "(?:[0-9]{1,2}|[〇零一二三四五六七八九十]{1,3})"
_MINUTES = rf"(?:\s*(?P<m>{_N})\s*分|(?P<half>半))?"
_PARTS = "(?P<part>午前|午後|早朝|朝|夕方|今夜|夜|晩|深夜|未明|昼)の?"
_JAPANESE_PART = lazy(rf"(?=[午早朝夕今夜晩深未昼]){_PARTS}\s*(?P<h>{_N})\s*時(?!間){_MINUTES}")
_JAPANESE_PART_CLOCK = lazy(rf"(?=[午早朝夕今夜晩深未昼]){_PARTS}\s*(?P<h>{_H}):(?P<m>{_M})(?![0-9:])")
_JAPANESE_HOUR = lazy(rf"(?=[0-9])(?<![0-9第.])(?P<h>[0-9]{{1,2}})\s*時(?!間|代|点|期|速|給|限){_MINUTES}")
_JAPANESE_CLOCK = lazy(_CLOCK)
_JAPANESE_NAMED = lazy("(?P<noon>正午|真昼|昼の12時)|真夜中|零時")
_JAPANESE_HINT = lazy("[0-9〇零一二三四五六七八九十] ?時|[0-9]:[0-9]|正午|真昼|真夜中|零時")
_JAPANESE_SIGNS = ("時", ":", "正午", "真")
"""Something of this stands in what the hint finds; it is quicker to find."""
_TO_24 = lazy("(?<![0-9:])(?:0[0-9]|1[3-9]|2[0-4])(?: ?時(?!間)|:[0-5][0-9])")
"""A text with such an hour counts all its hours to 24."""
_MORNING = frozenset({"午前", "朝", "早朝", "未明", "morning"})
_AFTERNOON = frozenset({"午後", "夕方", "晩", "昼", "afternoon", "evening"})
_KANJI = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}


@lru_cache(maxsize=TEXTS)
def english_times(text: str) -> tuple[Time, ...]:
    """Return the times of day of a readable English text."""
    return tuple(_read(text, _ENGLISH)) if _ENGLISH_HINT.search(text) else ()


@lru_cache(maxsize=TEXTS)
def japanese_times(text: str) -> tuple[Time, ...]:
    """Return the times of day of a readable Japanese text."""
    return tuple(_read(text, _JAPANESE)) if holds_any(text, _JAPANESE_SIGNS) and _JAPANESE_HINT.search(text) else ()


def _read(text: str, readers: Iterable[tuple[re.Pattern[str], _Reader]]) -> Iterator[Time]:
    """Yield what the readers find, longer forms first; what one has read, the next does not see."""
    for pattern, read in readers:
        matches = list(pattern.finditer(text))
        for match in matches:
            yield from read(match)
        if matches:
            text = pattern.sub(lambda match: " " * len(match[0]), text)


def _on_clock(hour: int, minute: int, part: str = "") -> frozenset[int]:
    """Return the minutes that an hour may mean; without a part of the day, 5 is 5 or 17."""
    if part in _MORNING:
        hours = {hour % _HALF_DAY, hour}
    elif part in _AFTERNOON:
        hours = {hour if hour > _HALF_DAY else hour % _HALF_DAY + _HALF_DAY, hour if hour == _HALF_DAY else hour + 12}
    elif part:  # at night
        hours = {hour + _HALF_DAY if 5 <= hour <= _HALF_DAY else hour}
    else:
        hours = {hour, hour + _HALF_DAY} if hour <= _HALF_DAY else {hour}
    return frozenset((hour * HOUR + minute) % DAY for hour in hours)


def _am_pm(match: re.Match[str]) -> Iterator[Time]:
    """Yield one time, or two: of 2 to 4 p.m. both lie after noon, of 10 to 4 p.m. the first before it."""
    part = "morning" if match["half"] in "aA" else "afternoon"
    span = Span(*match.span())
    if match["h2"]:
        yield Time(span, _exact(match["h2"], match["m2"], part))
        if int(match["h"]) % _HALF_DAY > int(match["h2"]) % _HALF_DAY:
            part = "afternoon" if part == "morning" else "morning"
    yield Time(span, _exact(match["h"], match["m"], part))


def _exact(hour: str, minute: str | None, part: str) -> frozenset[int]:
    """Return the minute of an hour with a.m. or p.m., 12 a.m. being midnight."""
    value = int(hour)
    if value <= _HALF_DAY:
        value = value % _HALF_DAY + (_HALF_DAY if part == "afternoon" else 0)
    return frozenset({(value * HOUR + int(minute or 0)) % DAY})


def _spoken(match: re.Match[str]) -> Iterator[Time]:
    """Yield the time of `half past five`, `3 o'clock`, `at six in the morning`, `3:30 at night`."""
    parts = match.groupdict()
    word = parts.get("word")
    hour = _HOURS.index(word.lower()) + 1 if word else int(parts["h"])
    minutes = _on_clock(hour, int(parts.get("m") or 0), (parts["part"] or parts["night"] or "").lower())
    if parts.get("shift"):
        shift = 30 if parts["shift"].lower() == "half" else 15
        late = parts["side"].lower() in ("past", "after")
        minutes = frozenset((minute + (shift if late else -shift)) % DAY for minute in minutes)
    yield Time(Span(*match.span()), minutes)


def _named(match: re.Match[str]) -> Iterator[Time]:
    yield Time(Span(*match.span()), frozenset({_HALF_DAY * HOUR if match["noon"] else 0}))


def _japanese(match: re.Match[str]) -> Iterator[Time]:
    parts = match.groupdict()
    hour = _number(parts["h"])
    minute = 30 if parts.get("half") else _number(parts.get("m") or "0")
    part = parts.get("part") or ""
    if not part and _counts_to_24(match.string):
        minutes = frozenset({(hour * HOUR + minute) % DAY})
    elif part in ("午前", "午後") and hour < _HALF_DAY:
        minutes = _exact(str(hour), str(minute), "morning" if part == "午前" else "afternoon")
    else:
        minutes = _on_clock(hour, minute, part)
    yield Time(Span(*match.span()), minutes)


@lru_cache(maxsize=4)
def _counts_to_24(text: str) -> bool:
    return _TO_24.search(text) is not None


def _number(written: str) -> int:
    """Return the value of digits, or of a kanji numeral below 100."""
    if written.isascii():
        return int(written)
    tens, ten, ones = written.partition("十")
    if not ten:
        return int("".join(str(_KANJI[character]) for character in written))
    return _KANJI.get(tens[-1:], 1) * 10 + _KANJI.get(ones[:1], 0)


_ENGLISH: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_AM_PM, _am_pm),
    (_PAST, _spoken),
    (_O_CLOCK, _spoken),
    (_WITH_PART, _spoken),
    (_ENGLISH_CLOCK, _spoken),
    (_ENGLISH_NAMED, _named),
)
_JAPANESE: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_JAPANESE_PART, _japanese),
    (_JAPANESE_PART_CLOCK, _japanese),
    (_JAPANESE_HOUR, _japanese),
    (_JAPANESE_CLOCK, _japanese),
    (_JAPANESE_NAMED, _named),
)
