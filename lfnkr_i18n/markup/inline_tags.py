"""One HTML tag of a text: its name, and what of it must stay the same in a translation."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import NamedTuple

from lfnkr_i18n.markup.html_tags import is_text_attribute
from lfnkr_i18n.patterns import lazy

EMPHASIS_NAMES = frozenset({"strong", "em", "del"})
"""Tags that say what `**`, `*` and `~~` say."""

_TAG = lazy(r"<(/?)([A-Za-z][A-Za-z0-9:._-]*)")
_ATTRIBUTE = lazy(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")


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
    attributes: dict[str, str | None] = {}
    for attribute in _ATTRIBUTE.finditer(raw, match.end()):
        value = None if attribute[2] is None else html.unescape(attribute[2].strip("\"'"))
        attributes.setdefault(attribute[1].lower(), value)
    kind = attributes.get("type") or ""
    shown = [_shown(name, key, attributes[key], kind.lower()) for key in sorted(attributes)]
    return Tag(name, closes=False, detail=" ".join([name, *shown]))


def _shown(tag: str, name: str, value: str | None, kind: str) -> str:
    """Return an attribute with what must stay of it; `kind` is the tag's `type`."""
    if value is None or is_text_attribute(tag, name, kind):
        return name
    return f'{name}="{" ".join(value.split())}"'


_ADDRESS = lazy(r' (href|src)="((?!\s*(?:javascript|data|vbscript):)[^"]*)"', re.IGNORECASE)


def without_address(tag: Tag) -> str:
    """Return what must stay of a tag when the address it leads to may be another; scripts are no addresses.

    >>> without_address(tag_of('<a href="/en/" rel="x">'))
    'a href rel="x"'
    """
    return _ADDRESS.sub(r" \1", tag.detail)


def addresses(tag: Tag) -> list[tuple[str, str]]:
    """Return where a tag leads: `link` or `image`, and the address.

    >>> addresses(tag_of('<img src="a.jpg" alt="">'))
    [('image', 'a.jpg')]
    """
    kind = "image" if tag.name == "img" else "link"
    return [(kind, match[2]) for match in _ADDRESS.finditer(tag.detail)]
