"""Check `stale-edit`: where the source changed, the translation does not keep what the source said before.

It compares the translation with both texts: what agrees with the old source and not with that of today is pointed at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from lfnkr_i18n.checks import english_numbers, japanese_numbers
from lfnkr_i18n.checks.amounts import Amount
from lfnkr_i18n.checks.contacts import Contact, contacts_in
from lfnkr_i18n.checks.dates import dates_in
from lfnkr_i18n.checks.days import Date
from lfnkr_i18n.checks.hours import Time
from lfnkr_i18n.checks.money import money_in
from lfnkr_i18n.checks.negations import DENIES, denies, may_deny
from lfnkr_i18n.checks.numbers import said_numbers
from lfnkr_i18n.checks.numerals import Number
from lfnkr_i18n.checks.partners import names_of
from lfnkr_i18n.checks.reading import readable
from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.checks.times import times_in
from lfnkr_i18n.checks.units import measures_in
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Span
from lfnkr_i18n.patterns import lazy

_Value = TypeVar("_Value", Date, Time, Amount, Contact)

_NUMERALS: dict[str, Callable[[str], list[Number]]] = {
    "en": english_numbers.numerals,
    "ja": japanese_numbers.numerals,
}
_NAME = lazy(r"(?<![A-Za-z0-9])[A-Z][a-z]+(?:\s[A-Z]\.|(?:\s[A-Z][a-z]+)+)?(?![A-Za-z0-9])")


def follows_edit(pair: Pair) -> Iterator[Remark]:
    """Yield each value, name or denial of the translation that is the old source's; nothing without an old source."""
    if not pair.previous_source or is_blank(pair.target):
        return
    told: list[Span] = []
    for kept, new in (*_values(pair), *_numbers(pair), *_names(pair)):
        if not any(kept.start < one.end and one.start < kept.end for one in told):
            told.append(kept)
            yield _remark(pair, kept, new)
    yield from _denials(pair)


def _remark(pair: Pair, kept: Span, new: Span | None) -> Remark:
    target = pair.target[kept.start : kept.end].strip()
    if new is None:
        message = _("{target} is what the source said before; today's source does not")
        return Remark(message.format(target=target), target_span=kept)
    message = _("{target} is what the source said before; today it says {source}")
    return Remark(message.format(target=target, source=pair.source[new.start : new.end].strip()), new, kept)


_Kept = tuple[Span, Span | None]
"""A place of the translation that has an old value, and the place of the source that has the new one."""


def _values(pair: Pair) -> Iterator[_Kept]:
    source, target = primary(pair.source_language), primary(pair.target_language)
    old, new, text, markup = pair.previous_source, pair.source, pair.target, pair.markup
    yield from _of_kind(contacts_in(old, markup), contacts_in(new, markup), contacts_in(text, markup))
    dates = [date for date in dates_in(text, target, markup) if date.sure]
    yield from _of_kind(dates_in(old, source, markup), dates_in(new, source, markup), dates)
    times = times_in(text, target, markup)
    yield from _of_kind(times_in(old, source, markup), times_in(new, source, markup), times)
    money = money_in(text, target, markup)
    yield from _of_kind(money_in(old, source, markup), money_in(new, source, markup), money)
    measures = [measure for measure in measures_in(text, target, markup) if measure.sure]
    yield from _of_kind(measures_in(old, source, markup), measures_in(new, source, markup), measures)


def _of_kind(old: Sequence[_Value], new: Sequence[_Value], target: Sequence[_Value]) -> Iterator[_Kept]:
    """Yield the target's values that are in the old source and not in the new one."""
    in_old, in_new = names_of(old), names_of(new)
    came = [value.span for value in new if in_old.isdisjoint(value.sought_by())]
    for value in target:
        if not in_old.isdisjoint(value.sought_by()) and in_new.isdisjoint(value.sought_by()):
            yield value.span, came[0] if came else None


def _numbers(pair: Pair) -> Iterator[_Kept]:
    source, target = primary(pair.source_language), primary(pair.target_language)
    if source not in _NUMERALS or target not in _NUMERALS:
        return
    old = said_numbers(readable(pair.previous_source, pair.markup), pair.source_language)
    new = said_numbers(readable(pair.source, pair.markup), pair.source_language)
    came = [number.span for number in _NUMERALS[source](readable(pair.source, pair.markup)) if not number.agrees(old)]
    for number in _NUMERALS[target](readable(pair.target, pair.markup)):
        if number.agrees(old) and not number.agrees(new):
            yield number.span, came[0] if came else None


def _names(pair: Pair) -> Iterator[_Kept]:
    """Yield the names in Latin letters that the translation has as the old source had them."""
    names = _NAME.finditer(readable(pair.source, pair.markup))
    came = [match for match in names if match[0] not in pair.previous_source]
    for match in _NAME.finditer(readable(pair.target, pair.markup)):
        if match[0] in pair.previous_source and match[0] not in pair.source:
            yield Span(*match.span()), Span(*came[0].span()) if came else None


def _denials(pair: Pair) -> Iterator[Remark]:
    """Yield a remark where the source began or ceased to deny, and the translation says what it said."""
    source, target = primary(pair.source_language), primary(pair.target_language)
    if {source, target} != DENIES.keys():
        return
    texts = pair.previous_source, pair.source, pair.target
    old, new, text = (readable(text, pair.markup) for text in texts)
    came, kept = denies(new, source), denies(text, target)
    if came is not None and not may_deny(old, source) and not may_deny(text, target):
        message = _("today's source denies ({words}); the translation still says the opposite")
        yield Remark(message.format(words=came[0]), source_span=Span(*came.span()))
    elif kept is not None and denies(old, source) is not None and not may_deny(new, source):
        message = _("the translation still denies ({words}); today's source does not")
        yield Remark(message.format(words=kept[0]), target_span=Span(*kept.span()))
