"""Check `times`: the translation names the same times of day, and the time zone where the source names it.

午後5時, 17:00 and 5 p.m. are the same; 5時 alone may be either. A time that only one side writes out is not reported
here; its digits are for the check `numbers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lfnkr_i18n.checks.hours import HOUR, Time, english_times, japanese_times
from lfnkr_i18n.checks.partners import without_partner
from lfnkr_i18n.checks.reading import readable
from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

_READERS: dict[str, Callable[[str], tuple[Time, ...]]] = {"en": english_times, "ja": japanese_times}

_OFFSETS = {"UTC": 0, "JST": 9, "KST": 9, "EST": -5, "EDT": -4, "CST": -6, "PST": -8, "PDT": -7, "CET": 1, "BST": 1}
"""Zone → hours ahead of UTC."""
_HOME = {"ja": ["JST"]}
_NAMES = {
    "GMT": "UTC",
    "協定世界時": "UTC",
    "世界標準時": "UTC",
    "世界時": "UTC",
    "グリニッジ標準時": "UTC",
    "日本時間": "JST",
    "日本標準時": "JST",
    "Japan time": "JST",
    "Japan Time": "JST",
    "Japan Standard Time": "JST",
    "Tokyo time": "JST",
    "韓国時間": "KST",
    "韓国標準時": "KST",
    "Korean time": "KST",
    "Korea time": "KST",
    "Korea Standard Time": "KST",
}
_ZONE = lazy(rf"(?<![A-Za-z])(?:{'|'.join([*_OFFSETS, *sorted(_NAMES, key=len, reverse=True)])})(?![A-Za-z])")


def same_times(pair: Pair) -> Iterator[Remark]:
    """Yield each time of day that the translation gives otherwise, and a warning where the time zone differs."""
    languages = primary(pair.source_language), primary(pair.target_language)
    if is_blank(pair.target) or not all(language in _READERS for language in languages):
        return
    if "ja" in languages:  # asked first: it is the quicker one
        japanese = pair.target if languages[1] == "ja" else pair.source
        if not times_in(japanese, "ja", pair.markup):
            return
    sources, targets = (
        times_in(pair.source, languages[0], pair.markup),
        times_in(pair.target, languages[1], pair.markup),
    )
    if not sources or not targets:
        return
    zones, other_zones = _zones(readable(pair.source, pair.markup)), _zones(readable(pair.target, pair.markup))
    if in_another_zone(pair):
        if not zones or not other_zones:
            yield from _different_zones(pair, zones, other_zones)
        return
    for one, other in zip(*without_partner(sources, targets), strict=False):
        message = _("the time is {source} in the source, {target} in the translation")
        text = message.format(source=_shown(one.span, pair.source), target=_shown(other.span, pair.target))
        yield Remark(text, one.span, other.span)
    yield from _different_zones(pair, zones, other_zones)


def times_in(text: str, language: str, markup: Markup) -> tuple[Time, ...]:
    """Return the times of day of a text; none where we cannot read the language."""
    reader = _READERS.get(language)
    return () if reader is None else reader(readable(text, markup))


def _zones(text: str) -> dict[str, Span]:
    """Return the time zones that a text names, by their letters."""
    return {_NAMES.get(match[0], match[0]): Span(*match.span()) for match in _ZONE.finditer(text)}


def in_another_zone(pair: Pair) -> bool:
    """Tell whether the translation gives the same times in another zone; Japanese that names none means Japan's."""
    named, other_named = [*_zones(readable(pair.source, pair.markup))], [*_zones(readable(pair.target, pair.markup))]
    zones = named or _HOME.get(primary(pair.source_language), [])
    other_zones = other_named or _HOME.get(primary(pair.target_language), [])
    if len(zones) != 1 or len(other_zones) != 1 or zones == other_zones:
        return False
    sources = times_in(pair.source, primary(pair.source_language), pair.markup)
    targets = times_in(pair.target, primary(pair.target_language), pair.markup)
    shift = (_OFFSETS[other_zones[0]] - _OFFSETS[zones[0]]) * HOUR
    lost, new = without_partner([time.shifted(shift) for time in sources], targets)
    return bool(sources) and not lost and not new


def _different_zones(pair: Pair, zones: dict[str, Span], other_zones: dict[str, Span]) -> Iterator[Remark]:
    """Yield a warning on a time zone of the source that the translation lacks, or names otherwise."""
    lost = [span for zone, span in zones.items() if zone not in other_zones]
    new = [span for zone, span in other_zones.items() if zone not in zones]
    if lost and new:
        message = _("the time zone is {source} in the source, {target} in the translation")
        text = message.format(source=_shown(lost[0], pair.source), target=_shown(new[0], pair.target))
        yield Remark(text, lost[0], new[0], Severity.WARNING)
    elif lost and not other_zones:
        message = _("the time zone {zone} is missing in the translation")
        yield Remark(message.format(zone=_shown(lost[0], pair.source)), lost[0], severity=Severity.WARNING)


def _shown(span: Span, text: str) -> str:
    return text[span.start : span.end].strip()
