"""Checks `front-matter` and `titles`: values of the front matter stay what they are, and fit where they are shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lfnkr_i18n.checks.remarks import Remark, is_blank, visible_text
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

_DATE = lazy(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[ ]?[+-]\d{2}:?\d{2})?)?", re.ASCII)
"""A date, or a moment, as YAML and TOML know it (RFC 3339)."""
_NUMBER = lazy(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_SWITCH = lazy(r"true|false|yes|no|on|off|null|~", re.IGNORECASE)
_PLACE = lazy(
    r"(?:[a-z][a-z0-9+.-]*://|\.{0,2}/)\S+|[\w-]+(?:/[\w.-]+)+|[\w./-]+\.(?:jpe?g|png|gif|svg|webp|pdf|mp[34])",
    re.ASCII,
)
"""An address, or the path of a file."""

_SLUG = lazy(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)
_LONGEST = {"title": 80, "seo_title": 80, "description": 320, "excerpt": 320, "summary": 320}
"""Columns (a full-width character has two) of which search results and shared links show the most; they show fewer on
phones: about 60 of a title and 160 of a description (Google's own pages give no number, what people measure does)."""


def same_kind_of_value(pair: Pair) -> Iterator[Remark]:
    """Yield a remark where a date, a number, a switch, an address or a path of the front matter became something else.

    That the front matter as a whole still parses, with every other key unchanged, is compared before a post is written.
    """
    source, target = pair.source.strip(), pair.target.strip()
    if pair.context is None or is_blank(pair.target) or source == target:
        return
    for pattern, what in (
        (_DATE, _("a date")),
        (_NUMBER, _("a number")),
        (_SWITCH, _("a switch")),
        (_PLACE, _("an address")),
    ):
        if pattern.fullmatch(source) and not (pattern is _PLACE and pattern.fullmatch(target)):
            message = _("`{key}` is {what}, not text; leave it as it is").format(key=pair.context, what=what)
            yield Remark(message, None, Span(0, len(pair.target)))
            return


def fits_where_it_is_shown(pair: Pair) -> Iterator[Remark]:
    """Yield a warning on a title or description that is cut where the source's is not, and on a slug that is none."""
    if pair.context is None or is_blank(pair.target):
        return
    key = pair.context.rpartition(".")[2].casefold()
    span = Span(0, len(pair.target))
    if key == "slug" and not _SLUG.fullmatch(pair.target.strip()):
        yield Remark(
            _("a slug is part of an address: small letters a to z, digits and hyphens only"),
            None,
            span,
            Severity.WARNING,
        )
    longest = _LONGEST.get(key)
    if longest is None or len(pair.target) * 2 <= longest:
        return
    width = _columns(visible_text(pair.target, pair.markup))
    if width > longest >= _columns(visible_text(pair.source, pair.markup)):
        message = _("{n} columns wide; search results and shared links cut it at {longest}, make it shorter")
        yield Remark(message.format(n=width, longest=longest), None, span, Severity.WARNING)


def _columns(text: str) -> int:
    """Return how wide a text is; full-width characters count twice (Unicode Standard Annex #11)."""
    return sum(2 if unicodedata.east_asian_width(character) in "FW" else 1 for character in text)
