"""Check `dates`: the translation names the same days, months, years and days of the week.

令和6年4月15日 is April 15, 2024, and a part of a date agrees with the whole of it. Words such as "last year" are not
read, so a date that only one side writes out is not reported here; its digits are for the check `numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from lfnkr_i18n.checks import english_dates, japanese_dates
from lfnkr_i18n.checks.days import Date
from lfnkr_i18n.checks.numbers import said_numbers
from lfnkr_i18n.checks.partners import contradictions, first_partner, first_places, without_partner
from lfnkr_i18n.checks.reading import readable
from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Pair, Severity
from lfnkr_i18n.patterns import lazy

_READERS: dict[str, Callable[[str], tuple[Date, ...]]] = {"en": english_dates.dates, "ja": japanese_dates.dates}

_FISCAL = {
    "en": lazy(r"\bFY|fiscal|financial|budget|school year|academic|annual|term\b|season|class\b", re.IGNORECASE),
    "ja": lazy("年度|会計|期"),
}
"""Words that say, or may say, that a year begins in April."""


def same_dates(pair: Pair) -> Iterator[Remark]:
    """Yield each date that the translation gives otherwise, and days of the week that are not those of their dates."""
    languages = primary(pair.source_language), primary(pair.target_language)
    if is_blank(pair.target) or not all(language in _READERS for language in languages):
        return
    if languages[0] == "ja" and not dates_in(pair.source, "ja", pair.markup):  # asked first: it is the quicker one
        return
    targets = dates_in(pair.target, languages[1], pair.markup)
    if not targets:
        return
    sources = dates_in(pair.source, languages[0], pair.markup)
    if sources:
        yield from _different(pair, sources, targets)
        yield from _weekdays(pair, sources, targets)
        yield from _fiscal(pair, sources, targets, languages)
    yield from _impossible(pair, sources, targets)


def dates_in(text: str, language: str, markup: Markup) -> tuple[Date, ...]:
    """Return the dates of a text; none where we cannot read the language."""
    reader = _READERS.get(language)
    return () if reader is None else reader(readable(text, markup))


def _different(pair: Pair, sources: Sequence[Date], targets: Sequence[Date]) -> Iterator[Remark]:
    lost, new = without_partner(sources, targets)
    lost = [
        date for date in lost if date.sure or not _said_otherwise(date, pair.target, pair.target_language, pair.markup)
    ]
    new = [
        date for date in new if date.sure or not _said_otherwise(date, pair.source, pair.source_language, pair.markup)
    ]
    for source, target in contradictions(
        lost, new, _contradicting, lambda date: [(part, date.sure) for part in date.parts()]
    ):
        message = _("the date is {source} in the source, {target} in the translation")
        text = message.format(source=_shown(source, pair.source), target=_shown(target, pair.target))
        yield Remark(text, source.span, target.span)


def _contradicting(date: Date) -> list[tuple[str, bool]]:
    """Return of what a date without a partner must speak to say otherwise, and how sure: one of two is to be sure."""
    return [(part, sure) for part in date.parts() for sure in ((True, False) if date.sure else (True,))]


def _said_otherwise(date: Date, text: str, language: str, markup: Markup) -> bool:
    """Tell whether the numbers of what may be a date are in the other text."""
    parts = {part for part in (date.year, date.month, date.day) if part is not None}
    return parts <= said_numbers(readable(text, markup), language)


def _weekdays(pair: Pair, sources: Sequence[Date], targets: Sequence[Date]) -> Iterator[Remark]:
    lost, new = _days_without(sources, targets), _days_without(targets, sources)
    for source, target in zip(lost, new, strict=False):
        message = _("the day of the week is {source} in the source, {target} in the translation")
        text = message.format(source=_shown(source, pair.source), target=_shown(target, pair.target))
        yield Remark(text, source.span, target.span)


def _days_without(dates: Iterable[Date], others: Iterable[Date]) -> list[Date]:
    """Return the dates on a day of the week that others do not name."""
    named = {None, *(date.weekday for date in others)}
    return [date for date in dates if date.weekday not in named]


def _fiscal(
    pair: Pair, sources: Sequence[Date], targets: Sequence[Date], languages: tuple[str, str]
) -> Iterator[Remark]:
    """Yield a warning where only one side says that the year begins in April."""
    if not any(date.fiscal for date in (*sources, *targets)):
        return
    silent = {
        fiscal: not _FISCAL[language].search(text)
        for fiscal, text, language in ((True, pair.target, languages[1]), (False, pair.source, languages[0]))
    }
    otherwise = {fiscal: [date for date in targets if date.fiscal != fiscal] for fiscal in silent}
    places = {fiscal: first_places(dates) for fiscal, dates in otherwise.items()}
    for source in sources:
        if source.year is None or not silent[source.fiscal]:
            continue
        target = first_partner(source, otherwise[source.fiscal], places[source.fiscal])
        if target is not None:
            message = _("{source} in the source, {target} in the translation: one is a fiscal year from April")
            text = message.format(source=_shown(source, pair.source), target=_shown(target, pair.target))
            yield Remark(text, source.span, target.span, Severity.WARNING)
            return


def _impossible(pair: Pair, sources: Sequence[Date], targets: Sequence[Date]) -> Iterator[Remark]:
    """Yield dates of the translation that lie outside their era, or fall on another day of the week."""
    named = any(date.weekday is not None for date in (*sources, *targets))
    places = first_places(sources) if named else {}
    for target in targets:
        if not target.in_era():
            message = _("{date} is not in the era it is counted in")
            yield Remark(message.format(date=_shown(target, pair.target)), target_span=target.span)
        if not named:
            continue
        partner = first_partner(target, sources, places)
        if target.weekday is None and (partner is None or partner.weekday is None):
            continue  # most name none
        date = target if partner is None else target.with_parts_of(partner)
        day = date.on_day()
        if day is not None and date.weekday is not None and day.weekday() != date.weekday:
            message = _("{date} is another day of the week in the calendar; the date or the day is wrong")
            faithful = partner is not None and partner.weekday == date.weekday
            severity = Severity.WARNING if faithful else Severity.ERROR
            yield Remark(message.format(date=_shown(target, pair.target)), None, target.span, severity)


def _shown(date: Date, text: str) -> str:
    """Return a date as it is written, with its year where that is counted in an era."""
    written = text[date.span.start : date.span.end].strip()
    return f"{written} ({date.year})" if date.era else written
