"""Check `emphasis`: as many strong and emphasised passages show in the translation as in the source.

CommonMark shows the stars of `これは**「重要」**な` instead of bold text: its rule for delimiters knows only languages
with spaces (https://github.com/commonmark/commonmark-spec/issues/650).
"""

from __future__ import annotations

from collections.abc import Iterator

from lfnkr_i18n.checks.remarks import Remark, constructs_in, is_blank, visible_text
from lfnkr_i18n.markup.inline import Construct, Kind
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext
from lfnkr_i18n.model import Markup, Pair, Severity, Span

_DELIMITERS = {Kind.STRONG: 4, Kind.EMPHASIS: 2, Kind.STRIKETHROUGH: 4}
"""Characters that show where the markup of a kind is not understood: `**x**`."""


def same_emphasis(pair: Pair) -> Iterator[Remark]:
    """Yield a remark for each kind of emphasis that shows more or less often than in the source.

    Where stars show instead, publishing writes `<strong>` or `<em>`: that is a warning. So is bold that became italic.
    """
    if is_blank(pair.target):
        return
    if not constructs_in(pair.source, pair.markup) and not constructs_in(pair.target, pair.markup):
        return
    counts = {kind: (_of(kind, pair.source, pair.markup), _of(kind, pair.target, pair.markup)) for kind in _DELIMITERS}
    lost = sum(_DELIMITERS[kind] * max(0, len(source) - len(target)) for kind, (source, target) in counts.items())
    if lost and pair.markup is Markup.MARKDOWN and _stars(pair.target) - _stars(pair.source) >= lost:
        yield Remark(
            _("stars would show instead of emphasis; publishing writes <strong> or <em> there"),
            target_span=_first_star(pair.target),
            severity=Severity.WARNING,
        )
        return
    changed = {kind: sides for kind, sides in counts.items() if len(sides[0]) != len(sides[1])}
    if Kind.STRIKETHROUGH not in changed and _passages(pair.source, pair.markup) == _passages(pair.target, pair.markup):
        yield from (_of_another_kind(*sides) for sides in list(changed.values())[:1])
    else:
        yield from (_remark(kind, *sides) for kind, sides in changed.items())


def _passages(text: str, markup: Markup) -> int:
    """Return how many stretches of a text are strong, emphasised or both."""
    count, end = 0, 0
    for construct in constructs_in(text, markup):  # outer before inner
        if construct.kind in (Kind.STRONG, Kind.EMPHASIS) and construct.span.start >= end:
            count, end = count + 1, construct.span.end
    return count


def _of_another_kind(source: list[Construct], target: list[Construct]) -> Remark:
    """Return what is said where the same passages stand out: Japanese has no italics, and writers know it."""
    return Remark(
        _("other passages than in the source are bold, other ones italic; is that meant?"),
        source_span=source[0].span if source else None,
        target_span=target[0].span if target else None,
        severity=Severity.WARNING,
    )


def _of(kind: Kind, text: str, markup: Markup) -> list[Construct]:
    return [construct for construct in constructs_in(text, markup) if construct.kind is kind]


def _stars(text: str) -> int:
    visible = visible_text(text, Markup.MARKDOWN)
    return visible.count("*") + visible.count("_") + visible.count("~")


def _first_star(text: str) -> Span | None:
    """Return the first delimiter of the target that is no markup."""
    taken = [construct.span for construct in constructs_in(text, Markup.MARKDOWN)]
    for place, character in enumerate(text):
        if character in "*_~" and not any(span.start <= place < span.end for span in taken):
            return Span(place, place + 1)
    return None


def _remark(kind: Kind, source: list[Construct], target: list[Construct]) -> Remark:
    messages = {
        Kind.STRONG: ngettext(
            "{n} strong passage in the source, {m} in the translation",
            "{n} strong passages in the source, {m} in the translation",
            len(source),
        ),
        Kind.EMPHASIS: ngettext(
            "{n} emphasised passage in the source, {m} in the translation",
            "{n} emphasised passages in the source, {m} in the translation",
            len(source),
        ),
        Kind.STRIKETHROUGH: ngettext(
            "{n} struck-out passage in the source, {m} in the translation",
            "{n} struck-out passages in the source, {m} in the translation",
            len(source),
        ),
    }
    return Remark(
        messages[kind].format(n=len(source), m=len(target)),
        source_span=source[0].span if source else None,
        target_span=target[0].span if target else None,
    )
