"""A text as HTML with its spans marked: escaped, and with what cannot be seen made visible."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


class Mark(NamedTuple):
    """A place in a text that a finding is about, in characters."""

    start: int
    end: int
    kind: str
    """`error`, `warning` or `dismissed`: its class."""


_WEIGHT = {"error": 2, "warning": 1, "dismissed": 0}


def marked(text: str, marks: Sequence[Mark]) -> str:
    """Return `text` as HTML; where marks overlap the graver one counts.

    >>> marked("<b> 12", [Mark(4, 6, "error")])
    '&lt;b&gt; <mark class="error">12</mark>'
    """
    cuts = sorted({0, len(text), *(min(place, len(text)) for mark in marks for place in (mark.start, mark.end))})
    points = {mark.start: mark for mark in marks if mark.start == mark.end}
    parts = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if start in points:
            parts.append(f'<mark class="{points[start].kind}"></mark>')
        if start == end:
            continue
        kinds = [mark.kind for mark in marks if mark.start <= start and end <= mark.end]
        shown = visible(text[start:end])
        parts.append(f'<mark class="{max(kinds, key=_WEIGHT.__getitem__)}">{shown}</mark>' if kinds else shown)
    return "".join(parts)


def visible(text: str) -> str:
    r"""Return `text` escaped for HTML, characters that do not show (and could turn lines around) as their code.

    >>> visible("a\u202eb\n")
    'a<abbr>U+202E</abbr>b\n'
    """
    return "".join(
        f"<abbr>U+{ord(character):04X}</abbr>"
        if character not in "\n\t" and unicodedata.category(character) in _UNSEEN
        else escape(character)
        for character in text
    )
