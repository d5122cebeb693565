"""Numbers of Japanese text: digits with 万 and 億, kanji numerals, eras, and words that mean a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from lfnkr_i18n.checks.numerals import ARABIC, BEGIN, Number, Value, folded, number_of, plain_readings, values_in_names
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_KANJI = "".join(_DIGITS)
_UNITS = "".join([*_SMALL, *_LARGE])
KANJI = _KANJI + _UNITS
"""Kanji that numbers are written with."""

_PART = f"(?:{ARABIC}|[{_KANJI}]+)"
_TO_UNIT = "(?:(?<=[0-9]) (?=[万億兆]|[千百](?![葉歳代島里早駄曲鳥羽済貨])))?"
_TO_PART = "(?:(?<=[万億兆]) (?=[0-9]{1,4}(?! ?[0-9,.年月日時])))?"
"""A blank within a number, where a house sets one beside digits: 3 億 2 千万; none before 千葉, nor before a date."""
NUMERAL = (
    f"(?=[0-9{KANJI}]){BEGIN}(?:{_PART}{_TO_UNIT}(?:[{_UNITS}]+{_TO_PART}{_PART}{_TO_UNIT})*[{_UNITS}]*"
    f"|[{_UNITS}]+(?:{_TO_PART}{_PART}{_TO_UNIT}[{_UNITS}]*)*)"
)
"""Pattern of a number in digits, kanji or both: 3万5千."""
_NUMERAL = lazy(NUMERAL)
_ARABIC = lazy(ARABIC)
_DIGIT = lazy("[0-9]")
_PIECE = lazy(f"{ARABIC}|[{_KANJI}]+|[{_UNITS}]")
_RANGE = lazy(r"\s*(?:[〜～~–—-]|から|ないし|、|・)\s*")

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before each era's first. Source: the eras' first years, 1868, 1912, 1926, 1989, 2019."""
_AHEAD = 6
"""Characters before a year in which its era stands."""
_CENTURY = lazy("([0-9]{2})[0-9]{2}\\s?年?\\s?(?:から|と|[〜～~–—、-])\\s?\\Z")
"""What stands before the short year of 1959年から84年."""
_FIRST_YEAR = lazy(f"({'|'.join(_ERAS)})元年")

_LENGTHS = (("年", 12), ("週", 7), ("時間", 60), ("日", 24))
"""What follows a number → how many of the smaller unit: 一年 is 12 months, 一週間 7 days."""
_MULTIPLES = (("割", 10), ("世紀", 100), ("ダース", 12))
_HALF_AFTER = lazy(r"[^\d\s、。]{0,3}半")
_BASE = lazy("進[数法表]")
"""What makes a number the name of a system of numerals: 16進数 is "hexadecimal"."""
_FEW = 10
_LONG = 10
"""Kanji digits in a row that are also read one by one: 二三日 is two or three days."""

_DISPENSABLE = {*((sign, 2) for sign in "人者名回度番"), *(("つ", count) for count in range(2, 10)), ("%", 100)}
"""What follows a number, and the number, where a good translation may do without: 2人は is "they"."""

_WORDS: dict[str, tuple[Value, ...]] = {
    "四半": (Fraction(1, 4), 4, 25, 15, 3),
    "半": (Fraction(1, 2), 2, 6, 30, 50),
    "正午": (12,),
    "ひとり": (1,),
    "ひとつ": (1,),
    "ふた": (2,),
    "みっつ": (3,),
    "よっつ": (4,),
    "いつつ": (5,),
    "はたち": (20,),
    "両": (2,),
    "双": (2,),
    "倍": (2,),
    "週": (7,),
    "毎月": (12,),
    "初": (1,),
    "ダース": (12,),
    "世紀": (100,),
}


def numerals(text: str) -> list[Number]:
    """Return the numbers that are written with digits or kanji, in order."""
    return list(_numerals(folded(text)))


def numbers(text: str) -> list[Number]:
    """Return the numbers that are written with digits, in order."""
    text = folded(text)
    return [number for number in _numerals(text) if _DIGIT.search(text, number.span.start, number.span.end)]


def values(text: str) -> set[Value]:
    """Return every value that the text may mean, in digits, kanji or words."""
    text = folded(text)
    found = values_in_names(text)
    for number in _numerals(text):
        found |= number.values() | set(_lengths(number, text))
    for match in _FIRST_YEAR.finditer(text):
        found |= {1, _ERAS[match[1]] + 1}
    for word, meant in _WORDS.items():
        if word in text:
            found.update(meant)
    return found


def numeral_value(written: str) -> Value | None:
    """Return the value of a numeral; None where it is not one number.

    >>> numeral_value("3万5千")
    35000
    """
    reading = _readings(written)[0]
    return reading[0] if len(reading) == 1 else None


def scale(written: str) -> int:
    """Return what the units at a numeral's end multiply with.

    >>> scale("3千万")
    10000000
    """
    product = 1
    for unit in reversed(written[-4:]):
        if unit not in _UNITS:
            break
        product *= {**_SMALL, **_LARGE}[unit]
    return product


def _numerals(text: str) -> Iterator[Number]:
    matches = list(_NUMERAL.finditer(text))
    for index, match in enumerate(matches):
        following = matches[index + 1] if index + 1 < len(matches) else None
        times = _scale_of_range(text, match, following)
        plain = _readings(match[0])
        readings = [*plain, *_in_context(text, match, plain[0])]
        readings += [tuple(value * times for value in reading) for reading in readings if times > 1]
        end = _behind(text, match.end())
        loose = max(readings[0]) <= 1 or (text[end : end + 1], *readings[0]) in _DISPENSABLE
        loose = loose or _BASE.match(text, end) is not None
        yield Number(Span(match.start(), match.end()), tuple(dict.fromkeys(readings)), loose)


def _behind(text: str, end: int) -> int:
    """Return where what is counted begins, behind a number's end: some houses set a blank between."""
    return end + 1 if text[end : end + 1] == " " and not text[end + 1 : end + 2].isascii() else end


def _readings(run: str) -> list[tuple[Value, ...]]:
    """Return what a numeral means by itself."""
    if _ARABIC.fullmatch(run):
        return plain_readings(run)
    if all(character in _DIGITS for character in run):
        singles = [(_DIGITS[character],) for character in run[:_LONG]]
        return [(number_of("".join(str(_DIGITS[character]) for character in run)),), *singles]
    total: Value = 0
    section: Value = 0
    current: Value | None = None
    for piece in _PIECE.findall(run):
        if piece in _LARGE:
            total += (section + (current or 0) or 1) * _LARGE[piece]
            section, current = 0, None
        elif piece in _SMALL:
            section += (1 if current is None else current) * _SMALL[piece]
            current = None
        else:
            current = _readings(piece)[0][0]
    return [(total + section + (current or 0),)]


def _in_context(text: str, match: re.Match[str], reading: tuple[Value, ...]) -> Iterator[tuple[Value, ...]]:
    """Yield what a numeral means with the words around it: an era's year, an hour after noon, 3割, 90年代."""
    if len(reading) != 1:
        return
    value, end = reading[0], _behind(text, match.end())
    if len(match[0]) == 2 and text.startswith("年", end):
        century = _CENTURY.search(text[max(0, match.start() - 10) : match.start()])
        if century is not None:
            yield (value + 100 * int(century[1]),)
    era = text[max(0, match.start() - _AHEAD) : match.start()].rstrip()[-2:]
    if era in _ERAS:
        yield (value + _ERAS[era],)
    if value <= 24 and text.startswith("時", end) and not text.startswith("間", end + 1):
        yield (value + 12 if value <= 12 else value - 12,)
    if text.startswith("年代", end):
        yield (value % 100 if value > 100 else value + 1900,)
    if "半" in text[end : end + 4] and _HALF_AFTER.match(text, end):
        yield (value + Fraction(1, 2),)
    yield from ((value * times,) for sign, times in _MULTIPLES if text.startswith(sign, end))


def _lengths(number: Number, text: str) -> Iterator[Value]:
    """Yield how a short stretch of time would be said in the next smaller unit, its half too."""
    value, end = number.readings[0][0], _behind(text, number.span.end)
    for sign, times in _LENGTHS:
        if value <= _FEW and text.startswith(sign, end):
            yield from (value * times, value * times + Fraction(times, 2))


def _scale_of_range(text: str, match: re.Match[str], following: re.Match[str] | None) -> int:
    """Return what 2 in 2〜3万 is to be multiplied with."""
    if following is None or match[0][-1] in _UNITS or following[0][-1] not in _UNITS:
        return 1
    if not _RANGE.fullmatch(text, match.end(), following.start()):
        return 1
    return scale(following[0])
