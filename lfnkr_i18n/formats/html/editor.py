"""Which of WordPress's editors a post was written in, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from itertools import islice

from lfnkr_i18n.markup.html_tags import BLOCK_TAGS
from lfnkr_i18n.patterns import lazy


class Editor(Enum):
    """What a line end, a bracket and a comment mean in a post."""

    NONE = "none"
    """Plain HTML."""
    BLOCK = "block"
    """WordPress, with block comments: a line end is a blank."""
    CLASSIC = "classic"
    """WordPress, without: an empty line parts paragraphs and a line end breaks the line (`wpautop`)."""


_BLOCK = lazy(r"<!--[ \t\r\n\f\v]+wp:[a-z]")
_PARAGRAPHS = lazy(r"<(?:p|html|body|!doctype)\b", re.IGNORECASE)
_MARKS = lazy(r"<!--(?:more|nextpage)\b|\[/?(?:caption|gallery|embed)\b")
_BARE = lazy(
    rf"[\r\n](?:(?<=\r)\n)?+[ \t]*(?:\r\n|\n|\r)[ \t]*(?!</?(?:{'|'.join(sorted(BLOCK_TAGS))})\b|<[!?])[^\s{{]",
    re.IGNORECASE,
)
"""Text behind an empty line; the pattern begins with a set, which `re` finds fast."""


def editor_of(text: str, start: int, front_matter: Mapping[str, object]) -> Editor:
    """Return the editor of a post: what its front matter says (`wordpress.editor`), else what its body looks like.

    Without block comments it is the classic editor's where paragraphs are text between empty lines and no tag says
    `<p>`, or where something stands that only that editor knows.
    """
    said = front_matter.get("wordpress")
    named = said.get("editor") if isinstance(said, Mapping) else None
    if named in (Editor.BLOCK.value, Editor.CLASSIC.value):
        return Editor(named)
    if _BLOCK.search(text, start):
        return Editor.BLOCK
    if _MARKS.search(text, start):
        return Editor.CLASSIC
    if _PARAGRAPHS.search(text, start):
        return Editor.NONE
    body = f"\n\n{text[start:].strip()}"
    return Editor.CLASSIC if len(list(islice(_BARE.finditer(body), 2))) == 2 else Editor.NONE
