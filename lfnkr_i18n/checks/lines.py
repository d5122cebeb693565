"""Check `line-breaks`: the translation breaks its lines where the source does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lfnkr_i18n.checks.remarks import Remark, constructs_in, is_blank, prose
from lfnkr_i18n.markup.inline import Kind
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext
from lfnkr_i18n.model import Markup, Pair, Span
from lfnkr_i18n.patterns import lazy

_LINE_END = lazy(r"\r\n|\n|\r")
_EMPTY_LINE = lazy(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*")
_WRITTEN_OUT = lazy(r"(?<!\\)\\[nr]")


def same_line_breaks(pair: Pair) -> Iterator[Remark]:
    """Yield a remark where lines end in one text that do not in the other, and a reader would see it.

    In prose a line's end is a blank unless its markup says more; lost markup is for the check `structure`.
    """
    if is_blank(pair.target) or not ("\n" in pair.source or re.search(r"[\n\r\\]", pair.target)):
        return
    yield from _written_out(pair)
    source, target = pair.source.strip(), pair.target.strip()
    before, after = len(_LINE_END.findall(source)), len(_LINE_END.findall(target))
    if before == after or _hard_breaks(pair.source, pair.markup) != _hard_breaks(pair.target, pair.markup):
        return
    offset = len(pair.target) - len(pair.target.lstrip())
    if before == 0 and pair.kind != "front matter":
        for match in _EMPTY_LINE.finditer(target):
            span = Span(match.start() + offset, match.end() + offset)
            yield Remark(_("an empty line, which the source has not; join the text"), target_span=span)
        return
    message = ngettext(
        "{n} line break in the source, {m} in the translation; break the lines alike",
        "{n} line breaks in the source, {m} in the translation; break the lines alike",
        before,
    )
    first = _LINE_END.search(pair.target, offset)
    yield Remark(message.format(n=before, m=after), target_span=Span(*first.span()) if first and after else None)


def _written_out(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each line break that came as the two characters of its name."""
    for match in _WRITTEN_OUT.finditer(prose(pair.target, pair.markup)):
        if match[0] not in pair.source:
            message = _("`{letters}` would show as such; break the line or delete it")
            yield Remark(message.format(letters=match[0]), target_span=Span(*match.span()))


def _hard_breaks(text: str, markup: Markup) -> int:
    return sum(construct.kind is Kind.HARD_BREAK for construct in constructs_in(text, markup))
