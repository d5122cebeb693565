"""What a piece of inline markup is, whichever way it is written."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from lfnkr_i18n.model import Span


class Kind(StrEnum):
    """What a piece of inline markup is."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKETHROUGH = "strikethrough"
    LINK = "link"
    IMAGE = "image"
    AUTOLINK = "autolink"
    CODE = "code"
    FOOTNOTE = "footnote"
    TAG = "tag"
    TEMPLATE = "template"
    HARD_BREAK = "hard break"


class Construct(msgspec.Struct, frozen=True):
    """One piece of inline markup in a segment."""

    kind: Kind
    detail: str
    """What must stay the same in a translation. Links and images: the target, or `[label]` (folded) of a
    reference. Code: the code. Footnotes: the label. Tags: name and the attributes that are not text,
    `a href="u"` for a start, `/a` for an end. Templates: as written. Else empty."""
    span: Span
    """Characters of the text, both delimiters included."""
    title: bool = False
    """Whether a link or an image has a title (its words may differ)."""


# `<strong>` is what a translation's emphasis is written as where stars would not render: the same construct.
EMPHASIS_TAGS = {"strong": Kind.STRONG, "em": Kind.EMPHASIS, "del": Kind.STRIKETHROUGH}
