"""Check `numbers`: what the source writes in digits, the translation says too, in digits, kanji or words.

Only numbers in digits are asked for. What the other text may mean by them is taken generously (`3.11` is a date or a
decimal, 令和6年 is 6 and 2024, `half` is 50), so that a good translation is never reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest
from typing import Protocol

from lfnkr_i18n.checks import english_numbers, japanese_numbers
from lfnkr_i18n.checks.numerals import ARABIC, BEGIN, Number, Value, plain_readings, values_in_names
from lfnkr_i18n.checks.reading import readable
from lfnkr_i18n.checks.remarks import TEXTS, Remark, constructs_in, is_blank
from lfnkr_i18n.checks.times import in_another_zone
from lfnkr_i18n.languages import primary
from lfnkr_i18n.markup.inline import Kind
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Pair, Span
from lfnkr_i18n.patterns import lazy

_DIGIT = lazy("[0-9０-９]")
_DIGITS = lazy("[0-9]+(?:[.,:/-][0-9]+)*")
_MULTIPLIES = lazy(
    "[0-9][ 　-]?(?:[十百千万億兆割半]|世紀|ダース|年代|(?:k|m|bn)\\b|hundred|thousand|[mbtr]{1,2}illion|dozen"
    "|decade|centur)|元年|平成|昭和|大正|明治|令和"
)
"""What gives digits another value than they write."""
_PLAIN = lazy(f"(?=[0-9]){BEGIN}(?:{ARABIC})")

_MOMENT = lazy(r"(?:(?P<date>[0-9]{4}([-/])[0-9]{1,2}\2[0-9]{1,2})[ T]+)?(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)")
"""A time of day in digits, with the date before it."""


class _Reader(Protocol):
    """What can read the numbers of a language."""

    def numbers(self, text: str) -> list[Number]: ...
    def values(self, text: str) -> set[Value]: ...


_KNOWN: dict[str, _Reader] = {"en": english_numbers, "ja": japanese_numbers}


def same_numbers(pair: Pair) -> Iterator[Remark]:
    """Yield each number in digits that the other text has not.

    Numbers that a good translation may leave out are reported only where the other text has one too many.
    """
    if is_blank(pair.target) or not (_DIGIT.search(pair.source) or _DIGIT.search(pair.target)):
        return
    source, target = readable(pair.source, pair.markup), readable(pair.target, pair.markup)
    if _written_alike(source, target):
        return
    said_in_source = said_numbers(source, pair.source_language)
    said_in_target = said_numbers(target, pair.target_language)
    missing = [n for n in written_numbers(source, pair.source_language) if not n.agrees(said_in_target)]
    added = [n for n in written_numbers(target, pair.target_language) if not n.agrees(said_in_source)]
    missing, added = (
        _not_in_code(missing, pair.source, pair.target, pair.markup),
        _not_in_code(added, pair.target, pair.source, pair.markup),
    )
    if not _both_known(pair) and not (missing and added):
        return
    if (missing or added) and in_another_zone(pair):
        missing, added = _beside_moments(missing, source, target), _beside_moments(added, target, source)
    for lost, new in zip_longest(missing, added):
        if lost is not None and new is not None:
            message = _("{source} in the source, {target} in the translation")
            text = message.format(source=_shown(lost, pair.source), target=_shown(new, pair.target))
            yield Remark(text, lost.span, new.span)
        elif lost is not None and not lost.loose:
            message = _("the number {number} is missing in the translation")
            yield Remark(message.format(number=_shown(lost, pair.source)), source_span=lost.span)
        elif new is not None and not new.loose:
            message = _("the number {number} is not in the source")
            yield Remark(message.format(number=_shown(new, pair.target)), target_span=new.span)


def _written_alike(source: str, target: str) -> bool:
    """Tell whether both texts hold the same digits, and no word or sign that multiplies; most translations do."""
    if _MULTIPLIES.search(source) or _MULTIPLIES.search(target):
        return False
    return sorted(_DIGITS.findall(source)) == sorted(_DIGITS.findall(target))


def _both_known(pair: Pair) -> bool:
    """Tell whether we can read the number words of both languages."""
    return primary(pair.source_language) in _KNOWN and primary(pair.target_language) in _KNOWN


def _not_in_code(numbers: list[Number], text: str, other: str, markup: Markup) -> list[Number]:
    """Return the numbers that the other text does not show in code: `<= 0.1.5` says "0.1.5 or earlier"."""
    if not numbers:
        return numbers
    code = " ".join(construct.detail for construct in constructs_in(other, markup) if construct.kind is Kind.CODE)
    return [number for number in numbers if _shown(number, text) not in code]


def _beside_moments(numbers: Iterable[Number], text: str, other: str) -> list[Number]:
    """Return the numbers that are no part of a time of day, nor of the date before it where midnight lies between."""
    days = [day for match in _MOMENT.finditer(other) if (day := _day(match)) is not None]
    taken = []
    for match in _MOMENT.finditer(text):
        day = _day(match)
        near = day is not None and any(abs(day - one) <= timedelta(days=1) for one in days)
        taken.append(Span(match.start() if near else match.start("clock"), match.end()))
    return [n for n in numbers if not any(span.start <= n.span.start < span.end for span in taken)]


def _day(moment: re.Match[str]) -> date | None:
    """Return the day of a moment; None where it names none, or one that is not in the calendar."""
    try:
        return date(*map(int, re.split("[-/]", moment["date"]))) if moment["date"] else None
    except ValueError:
        return None


@lru_cache(maxsize=TEXTS)
def written_numbers(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers in digits of a readable text, in order."""
    known = _KNOWN.get(primary(language))
    if known is not None:
        return tuple(known.numbers(text))
    matches = _PLAIN.finditer(text)
    return tuple(Number(Span(*match.span()), tuple(plain_readings(match[0]))) for match in matches)


@lru_cache(maxsize=TEXTS)
def said_numbers(text: str, language: str) -> frozenset[Value]:
    """Return every value that a readable text may mean, in digits or in words."""
    known = _KNOWN.get(primary(language))
    if known is not None:
        return frozenset(known.values(text))
    return frozenset(values_in_names(text)).union(*(number.values() for number in written_numbers(text, language)))


def _shown(number: Number, text: str) -> str:
    return text[number.span.start : number.span.end]
