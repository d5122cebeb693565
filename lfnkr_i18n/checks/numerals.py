"""A number as a text writes it, and the values it may stand for."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

Value = int | Fraction

ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)*"
"""A number in digits, with separators; `2020.4.15` is one match and three values."""

BEGIN = r"(?<![0-9A-Za-z+])(?<![A-Z]-)"
"""What a number does not begin after: letters make it a name (`G7`, `COVID-19`), a plus sign a telephone's.

A look ahead at the first character before it, `(?=[0-9])`, lets a search pass over all other characters quickly.
"""

_LONGEST = 30
"""Digits of a number that are compared: Python itself refuses to read numbers of thousands of digits."""

_NAME = lazy(r"[A-Za-z]-?([0-9]+)")
_WIDE = lazy("[０-９，．：％＋]")
_TO_ASCII = str.maketrans("０１２３４５６７８９，．：％＋", "0123456789,.:%+")


class Number(msgspec.Struct, frozen=True):
    """A number in digits. It agrees with the other text where all values of one of its readings are found there."""

    span: Span
    readings: tuple[tuple[Value, ...], ...]
    loose: bool = False
    """Whether a good translation may leave it out or add it: `1` is also `a`, `2人` also "they"."""

    def agrees(self, values: frozenset[Value]) -> bool:
        """Tell whether the other text, which means `values`, has this number."""
        return any(values.issuperset(reading) for reading in self.readings)

    def values(self) -> set[Value]:
        """Return every value of every reading."""
        return {value for reading in self.readings for value in reading}


def folded(text: str) -> str:
    """Return a text with full-width digits as ASCII; every character keeps its place."""
    return text.translate(_TO_ASCII) if _WIDE.search(text) else text


def number_of(digits: str) -> int:
    """Return the value of ASCII digits; of very many, the last ones count.

    >>> number_of("007")
    7
    """
    return int(digits[-_LONGEST:])


def plain_readings(written: str) -> list[tuple[Value, ...]]:
    """Return what an ARABIC match may mean: `3.11` a decimal or a date, `2020.4.15` its three parts.

    >>> plain_readings("1,200")
    [(1200,)]
    >>> plain_readings("3.5")
    [(Fraction(7, 2),), (3, 5)]
    """
    parts = written.replace(",", "").split(".")
    apart = tuple(number_of(part) for part in parts)
    if len(parts) != 2:
        return [apart]
    return [(Fraction(".".join(part[-_LONGEST:] for part in parts)),), apart]


def values_in_names(text: str) -> set[Value]:
    """Return the numbers in names such as `Q3` or `COVID-19`: the other text may write them apart."""
    return {number_of(match[1]) for match in _NAME.finditer(text)}
