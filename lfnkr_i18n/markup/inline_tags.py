"""One HTML tag of a text: its name, and what of it must stay the same in a translation."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import NamedTuple

from lfnkr_i18n.markup.html_tags import TEXT_ATTRIBUTES

EMPHASIS_NAMES = frozenset({"strong", "em", "del"})
"""Tags that say what `**`, `*` and `~~` say."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:._-]*)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")


class Tag(NamedTuple):
    """A tag as translations must keep it."""

    name: str
    """In lower case; empty for comments, declarations and processing instructions."""
    closes: bool
    detail: str
    """`a href="u" title`: attributes in order of name, values unquoted and text values left out; `/a` for an end tag;
    a comment as written."""


@lru_cache(maxsize=1024)
def tag_of(raw: str) -> Tag:
    """Return the tag that `raw` (from `<` to `>`) is.

    >>> tag_of("<A title='hello' href=u>").detail, tag_of("</a >").detail
    ('a href="u" title', '/a')
    """
    match = _TAG.match(raw)
    if match is None:
        return Tag("", closes=False, detail=" ".join(raw.split()))
    name = match[2].lower()
    if match[1]:
        return Tag(name, closes=True, detail=f"/{name}")
    attributes: dict[str, str] = {}
    for attribute in _ATTRIBUTE.finditer(raw, match.end()):
        key = attribute[1].lower()
        value = html.unescape((attribute[2] or "").strip("\"'"))
        shown = key if key in TEXT_ATTRIBUTES or attribute[2] is None else f'{key}="{" ".join(value.split())}"'
        attributes.setdefault(key, shown)
    return Tag(name, closes=False, detail=" ".join([name, *(attributes[key] for key in sorted(attributes))]))
