"""Digits of a stored pair, made those of the text at hand, where they correspond one to one."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from lfnkr_i18n.patterns import lazy

# Not \d: Devanagari or Arabic digits are not for us to rewrite.
_RUN = lazy("[0-9０-９]+")
NUMBER = lazy("[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])|[0-9０-９]+")
"""A number in digits, thousands separators included."""

_TO_ASCII = str.maketrans("０１２３４５６７８９，", "0123456789,")
_TO_WIDE = str.maketrans("0123456789,", "０１２３４５６７８９，")
_ORDINAL_END = lazy("(?:st|nd|rd|th)\\b", re.IGNORECASE)


class _Number(msgspec.Struct, frozen=True):
    """A number as written; `value` is its ASCII digits without separators, so that １，２００ is 1200."""

    start: int
    end: int
    written: str

    @property
    def value(self) -> str:
        return self.written.translate(_TO_ASCII).replace(",", "")


def without_digits(text: str) -> str:
    """Return `text` with every run of digits replaced by one sign, so that texts equal but for digits are equal.

    >>> without_digits("We helped 12 families.") == without_digits("We helped １５０ families.")
    True
    """
    return _RUN.sub("0", text)


def has_digits(text: str) -> bool:
    """Tell whether a text has digits, of any width."""
    return _RUN.search(text) is not None


def adapted(text: str, source: str, target: str) -> str | None:
    """Return `target`, the translation of `source`, with the digits of `text` in the place of those of `source`.

    Only where nothing is guessed: the two sources are equal but for digits, and every number that differs stands
    exactly once in `source` and exactly once in `target`, which holds no number of its own (the number of a month,
    `September 24` = `9月24日`, excepted). Full and half width, and commas, stay as `target` writes them.
    None otherwise. Equal texts give `target` itself.

    >>> adapted("We helped 15 families.", "We helped 12 families.", "12家族を支援しました。")
    '15家族を支援しました。'
    >>> adapted("In 2021 we began.", "In 2020 we began.", "令和2年(2020年)に始めました。") is None
    True
    """
    if text == source:
        return target
    if without_digits(text) != without_digits(source):
        return None
    old, new, there = _numbers(source), _numbers(text), _numbers(target)
    if len(old) != len(new):
        return None
    in_source, in_target = numbers_in(source), numbers_in(target)
    changes: dict[str, str] = {}
    for before, after in zip(old, new, strict=True):
        if before.value != after.value:
            if in_source[before.value] != 1 or in_target[before.value] != 1:
                return None
            changes[before.value] = after.value
    if any(n.value not in in_source and not _is_month(n, target) for n in there):
        return None
    return _rewritten(target, there, changes)


def numbers_in(text: str) -> Counter[str]:
    """Return the numbers written in digits, each as ASCII digits without separators, and how often each stands there.

    >>> sorted(numbers_in("２ of 1,200").elements())
    ['1200', '2']
    """
    return Counter(number.value for number in _numbers(text))


def _numbers(text: str) -> list[_Number]:
    return [_Number(found.start(), found.end(), found[0]) for found in NUMBER.finditer(text)]


def _is_month(number: _Number, text: str) -> bool:
    return text[number.end : number.end + 1] == "月" and 1 <= int(number.value) <= 12


def _rewritten(target: str, numbers: list[_Number], changes: dict[str, str]) -> str | None:
    pieces, last = [], 0
    for number in numbers:
        if number.value not in changes:
            continue
        if _ORDINAL_END.match(target, number.end):  # 4th → 3th
            return None
        pieces += [target[last : number.start], _as_written(number.written, changes[number.value])]
        last = number.end
    return "".join([*pieces, target[last:]])


def _as_written(model: str, value: str) -> str:
    """Return the digits `value` in the width and with the thousands separators of `model`."""
    ascii_model = model.translate(_TO_ASCII)
    written = f"{int(value):,}" if "," in ascii_model else value
    return written if model == ascii_model else written.translate(_TO_WIDE)
