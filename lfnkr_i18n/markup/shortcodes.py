"""WordPress shortcodes in a text: `[gallery ids="1"]`, `[b]…[/b]`, `[[escaped]]`.

Which names are shortcodes only a site knows. Brackets count as one where nobody writes prose so: with attributes, with
an end elsewhere in the text, with a name of two words, or one of WordPress's own.
Source: WordPress, `get_shortcode_regex` and `get_shortcode_atts_regex`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lfnkr_i18n.patterns import lazy

OWN = frozenset({"audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption"})
"""Shortcodes that every WordPress has; each is a block of its own."""

CODE = frozenset({"audio", "code", "embed", "latex", "math", "playlist", "sourcecode", "video"})
"""Shortcodes whose content is never translated."""

_NAME = r"[A-Za-z][\w-]{0,60}"
_QUOTED = r"\"[^\"\[\]<>]*+\"|'[^'\[\]<>]*+'"
_BARE = r"(?:[^\s\[\]<>\"'/]|/(?!\]))++"
_VALUE = rf"(?:{_QUOTED}|{_BARE})"
_SHORTCODE = lazy(
    rf"(?P<escape>\[?)\[(?P<close>/?)(?P<name>{_NAME})(?![\w-])"
    rf"(?P<attributes>(?:\s++(?:[\w-]++\s*+=\s*+{_VALUE}|{_QUOTED}|(?:[^\s\[\]<>\"'/=]|/(?!\]))++))*+)\s*+/?\](?P<escaped>\]?)"
)
_BRACKETED = lazy(r"\[\[/?[A-Za-z][^\[\]]*\]\]|\[/?[A-Za-z][^\[\]]*\]?")
"""What would be a shortcode if a site knew the name; one that does not end takes in what comes up to the next `]`."""
_CLOSING = lazy(rf"\[/({_NAME})\s*\]")
_ATTRIBUTE = lazy(rf"(?P<name>[\w-]++)\s*+=\s*+(?P<value>{_VALUE})")


class Shortcode(NamedTuple):
    """One shortcode tag; offsets are characters of the scanned text."""

    name: str
    start: int
    end: int
    closes: bool
    paired: bool
    """Whether an end tag of its name stands anywhere in the text."""
    escaped: bool
    """Whether it is written `[[…]]` and shows as such."""


class Shortcodes:
    """The shortcodes of one text; knows which names have an end in it."""

    def __init__(self, text: str) -> None:
        self._closed = frozenset(match[1] for match in _CLOSING.finditer(text)) if "[/" in text else frozenset()

    def between(self, text: str, start: int, end: int) -> Iterator[Shortcode]:
        """Yield the shortcodes between two characters, in order."""
        if text.find("[", start, end) < 0:
            return
        for match in _SHORTCODE.finditer(text, start, end):
            name = match["name"]
            escaped = bool(match["escape"] and match["escaped"])
            first = match.start() + (0 if escaped else len(match["escape"]))
            last = match.end() - (0 if escaped else len(match["escaped"]))
            if escaped or match["close"] or self._counts(name, match["attributes"]):
                yield Shortcode(name, first, last, bool(match["close"]), name in self._closed, escaped)

    def _counts(self, name: str, attributes: str) -> bool:
        return name in OWN or name in self._closed or "_" in name or "=" in attributes


def attribute_values(text: str, tag: Shortcode) -> Iterator[tuple[str, int, int, str]]:
    """Yield the attributes of a shortcode: name in lower case, where the value stands without its quote, the quote."""
    begin = tag.start + 1 + len(tag.name)
    for match in _ATTRIBUTE.finditer(text, begin, tag.end - 1):
        start, end = match.span("value")
        quote = text[start] if text[start] in "\"'" else ""
        yield match["name"].lower(), start + len(quote), end - len(quote), quote


def shortcodes(text: str) -> Iterator[Shortcode]:
    """Yield the shortcodes of a text that is looked at alone.

    >>> [one.name for one in shortcodes('See [1], [sic] and [gallery ids="2"].')]
    ['gallery']
    """
    return Shortcodes(text).between(text, 0, len(text)) if "[" in text else iter(())


def without_foreign_shortcodes(text: str, source: str) -> str:
    """Return a translation in which what may be a shortcode, and what its source has not, is plain text.

    >>> without_foreign_shortcodes("[b]x[/b] [contact] [1]", "[b]x[/b]")
    '[b]x[/b] &#91;contact] [1]'
    """
    if "[" not in text:
        return text
    left = Counter(_BRACKETED.findall(source))

    def written(match: re.Match[str]) -> str:
        left[match[0]] -= 1
        return match[0] if left[match[0]] >= 0 else match[0].replace("[", "&#91;")

    return _BRACKETED.sub(written, text)
