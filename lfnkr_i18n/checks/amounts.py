"""Numbers with what they count: money and measures, as English and Japanese write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

import msgspec

from lfnkr_i18n.checks.english_numbers import INITIALS, NUMBER_WORDS, SCALES, spoken_value
from lfnkr_i18n.checks.japanese_numbers import KANJI, NUMERAL, numeral_value, scale
from lfnkr_i18n.checks.numerals import ARABIC, Value, plain_readings
from lfnkr_i18n.checks.partners import contradictions, without_partner
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

_HALF = Fraction(1, 2)


class Amount(msgspec.Struct, frozen=True):
    """A number with its unit."""

    span: Span
    values: frozenset[Value]
    """What the number may mean: of 2 in `2 to 3 million yen`, 2 and 2,000,000."""
    units: frozenset[str]
    """What the unit may mean: キロ is km or kg."""
    sure: bool = True
    """Whether it can only be an amount: 16日 may be a date, 3年 a school year."""

    def known_by(self) -> Iterator[tuple[Value, str]]:
        """Yield what it may be: a value with a unit."""
        return product(self.values, self.units)

    sought_by = known_by


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one language: pattern of the sign → what it may mean; several signs may match."""

    signs: Mapping[str, str]
    """Pattern → units, apart by a blank; a `?` after them means that it may be something else."""
    _known: dict[str, tuple[frozenset[str], bool]] = field(default_factory=dict, compare=False, repr=False)
    """What signs that were met mean: there are few, and they come again and again."""

    def of(self, written: str) -> tuple[frozenset[str], bool]:
        """Return what a sign may mean, and whether it is sure to be a unit."""
        if written not in self._known:
            meant = next(units for pattern, units in self.signs.items() if re.fullmatch(pattern, written))
            self._known[written] = frozenset(meant.rstrip("?").split()), not meant.endswith("?")
        return self._known[written]

    def pattern(self) -> str:
        """Return a pattern that matches any sign."""
        return "|".join(self.signs)


Aspect = Callable[[Amount], Iterable[Hashable]]
"""What of an amount is looked at; two that have something of it in common contradict each other."""

_SCALE = "hundred|thousand|million|billion|trillion"
_DIGITS = rf"(?:{ARABIC})"
_LEADING = lazy(_DIGITS)
_TRAILING = lazy(r"[A-Za-z]+\Z")
_SCALED = rf"{_DIGITS}(?:[\s-]?(?:{_SCALE})\b|(?:k|m|bn)\b)?"
# Atomic: of "two hundred and fifty" the "and" is never read as one between two numbers.
_POINT = rf"(?:\s+point(?:\s+(?:{NUMBER_WORDS}))+)?"
_WORDS = rf"(?>(?i:\b(?:{NUMBER_WORDS})(?:(?:[\s-]+(?:and\s+)?)(?:{NUMBER_WORDS}))*{_POINT}\b))"
_ENGLISH_NUMBER = rf"(?:(?<![0-9A-Za-z.,+]){_SCALED}|{_WORDS})"
_BEGINS_NUMBER = rf"(?=[0-9{INITIALS}])(?<![A-Za-z0-9])"
"""Passes over the places at which no number begins, before anything else is tried there."""
_ENGLISH_TO = r"\s*(?:[-–—~]|\b(?:to|or|and)\b)\s*"
_JAPANESE_TO = r"\s*(?:[〜～~–—-]|から|ないし|、|・|ー)\s*"
_ABBREVIATED = {"k": 1000, "m": 10**6, "bn": 10**9}


def english_suffixed(units: str) -> re.Pattern[str]:
    """Return a pattern of English numbers before a unit: `1,000 to 2,000 yen`, `three-day`."""
    return lazy(
        rf"{_BEGINS_NUMBER}(?:(?P<first>{_ENGLISH_NUMBER}){_ENGLISH_TO})?(?P<n>{_ENGLISH_NUMBER})(?P<half>\s+and\s+a\s+half)?[\s-]?(?P<unit>{units})"
    )


def english_prefixed(units: str) -> re.Pattern[str]:
    """Return a pattern of English numbers after a unit: `$1,000`, `USD 5 million`."""
    return lazy(rf"(?P<unit>{units})\s?(?P<first>{_SCALED})(?:\s*[-–—~]\s*(?P<n>{_SCALED}))?(?P<half>(?!))?")


def japanese_suffixed(units: str) -> re.Pattern[str]:
    """Return a pattern of Japanese numbers before a unit: 2〜3万円, 1時間半."""
    return lazy(
        rf"(?=[0-9{KANJI}])(?:(?P<first>{NUMERAL}){_JAPANESE_TO})?(?P<n>{NUMERAL})\s*(?P<unit>{units})(?P<half>半)?"
    )


def japanese_prefixed(units: str) -> re.Pattern[str]:
    """Return a pattern of Japanese numbers after a unit: ￥1,500."""
    return lazy(rf"(?P<unit>{units})\s?(?P<first>{NUMERAL})(?:{_JAPANESE_TO}(?P<n>{NUMERAL}))?(?P<half>(?!))?")


def amounts(text: str, pattern: re.Pattern[str], units: Units) -> Iterator[Amount]:
    """Yield the amounts that a pattern of this module finds in a readable text, both ends of a range."""
    for match in pattern.finditer(text):
        written = [number for number in (match["first"], match["n"]) if number]
        values = [_value(number) for number in written]
        meant, sure = units.of(match["unit"])
        for number, value in enumerate(values):
            if value is None:
                continue
            also = value + _HALF if match["half"] else value * (_scale(written[-1]) if number < len(values) - 1 else 1)
            yield Amount(Span(*match.span()), frozenset({value, also}), meant, sure)


def _value(written: str) -> Value | None:
    """Return the value of a number in digits, kanji or words."""
    if not written.isascii():
        return numeral_value(written)
    if not written[0].isdigit():
        return spoken_value(written)
    digits = _LEADING.match(written)
    assert digits is not None  # noqa: S101 - the pattern that found it begins so
    reading = plain_readings(digits[0])[0]
    return reading[0] * _scale(written) if len(reading) == 1 else None


def _scale(written: str) -> int:
    """Return what the word or sign at a number's end multiplies with.

    >>> _scale("3 million"), _scale("six hundred"), _scale("3千万"), _scale("six")
    (1000000, 100, 10000000, 1)
    """
    if not written.isascii():
        return scale(written)
    sign = _TRAILING.search(written)
    return (SCALES | _ABBREVIATED).get(sign[0].lower(), 1) if sign is not None else 1


def different(sources: Sequence[Amount], targets: Sequence[Amount], *aspects: Aspect) -> list[tuple[Amount, Amount]]:
    """Return the amounts that have no partner, in pairs that contradict each other; the first aspect goes first."""
    lost, new = without_partner(sources, targets)
    lost = [amount for amount in lost if amount.sure]
    new = [amount for amount in new if amount.sure]
    found = []
    for aspect in aspects:
        pairs = contradictions(lost, new, aspect, aspect)
        found += pairs
        told = {id(amount) for pair in pairs for amount in pair}
        lost = [amount for amount in lost if id(amount) not in told]
        new = [amount for amount in new if id(amount) not in told]
    return found
