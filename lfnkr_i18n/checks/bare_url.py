"""Check `bare-url`: an address that stands in the text as such ends where it should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lfnkr_i18n.checks.remarks import Remark, constructs_in, quoted
from lfnkr_i18n.markup.inline import Kind
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

# What the text goes on with right behind the address; GFM's autolinks end at a blank or `<` only.
_SWALLOWING = lazy(r"(?P<url>(?:https?://|www\.)[!#-;=?-Z_a-z~%&]{2,2000})(?P<text>[^\x00-\x7f\s])", re.ASCII)
_MARKED = frozenset({Kind.LINK, Kind.AUTOLINK, Kind.IMAGE, Kind.CODE, Kind.TEMPLATE, Kind.TAG})


def bare_url_ends(pair: Pair) -> Iterator[Remark]:
    """Yield a remark where text follows a bare address without a blank: many renderers link that text too."""
    if "://" not in pair.target and "www." not in pair.target:
        return
    marked = [construct.span for construct in constructs_in(pair.target, pair.markup) if construct.kind in _MARKED]
    for match in _SWALLOWING.finditer(pair.target):
        inside = any(span.start <= match.start() < span.end for span in marked)
        if not inside and match[0] not in pair.source:
            message = _(
                "`{text}` right behind {url} would become part of the link; write <{url}> or put a blank between"
            )
            yield Remark(
                message.format(text=match["text"], url=quoted(match["url"])),
                target_span=Span(*match.span()),
                severity=Severity.WARNING,
            )
