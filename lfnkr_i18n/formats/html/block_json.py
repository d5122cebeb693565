"""Texts in the JSON of block comments: where they stand, and how new ones are written there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lfnkr_i18n.formats.front_matter.json_text import places
from lfnkr_i18n.patterns import lazy

Path = tuple[str, ...]
"""Keys on the way to a value; `*` stands for any key, or for any number in a list."""

_LABEL: tuple[Path, ...] = (("label",),)
_TITLE: tuple[Path, ...] = (("title",),)
_ALT: tuple[Path, ...] = (("alt",),)
_NAVIGATION: tuple[Path, ...] = (("label",), ("description",))
_OVERRIDES = ("content", "text", "caption", "label", "summary")

TEXTS: Mapping[str, tuple[Path, ...]] = {
    "core/block": tuple((where, "*", key) for where in ("content", "overrides") for key in _OVERRIDES),
    "core/button": (("text",),),
    "core/categories": _LABEL,
    "core/comments-pagination-next": _LABEL,
    "core/comments-pagination-previous": _LABEL,
    "core/details": (("summary",),),
    "core/file": (("fileName",), ("downloadButtonText",)),
    "core/form-input": _LABEL,
    "core/home-link": _LABEL,
    "core/image": (("caption",),),
    "core/more": (("customText",),),
    "core/navigation-link": _NAVIGATION,
    "core/navigation-submenu": _NAVIGATION,
    "core/page-list-item": (("label",), ("title",)),
    "core/playlist-track": (("album",), ("artist",), ("title",)),
    "core/post-author": (("byline",),),
    "core/post-excerpt": (("moreText",),),
    "core/post-navigation-link": _LABEL,
    "core/post-terms": (("prefix",), ("suffix",)),
    "core/query-pagination-next": _LABEL,
    "core/query-pagination-previous": _LABEL,
    "core/read-more": (("content",),),
    "core/search": (("label",), ("buttonText",)),
    "core/tab": _LABEL,
}
"""Attributes of WordPress's own blocks that people read and that stand in the comment, in HTML.

Source: the block.json files of WordPress (wp-includes/blocks), and forms that older versions wrote.
"""

PLAIN: Mapping[str, tuple[Path, ...]] = {
    "core/block": tuple((where, "*", key) for where in ("content", "overrides") for key in ("alt", "title")),
    "core/button": _TITLE,
    "core/cover": _ALT,
    "core/image": (*_ALT, *_TITLE),
    "core/media-text": (("mediaAlt",),),
    "core/navigation-link": _TITLE,
    "core/navigation-submenu": _TITLE,
    "core/playlist-track": (("imageAlt",),),
    "core/search": (("placeholder",),),
    "core/social-link": _LABEL,
    "core/video": (("tracks", "*", "label"),),
    "core/widget-group": _TITLE,
}
"""Those that hold no markup: WordPress writes them with `esc_attr` or `esc_html`, and shows what looks like a tag.

References are read there, too: neither function escapes the ampersand of one.
"""

EVERYWHERE: tuple[Path, ...] = (("ariaLabel",),)
"""Attributes without markup that any block may have."""

ADDRESSES = frozenset({"href", "link", "linkUrl", "mediaLink", "mediaUrl", "src", "url"})
"""Keys whose values are addresses."""

MAX_DEPTH = 64
_SURROGATE = lazy("[\ud800-\udfff]")
"""Half a character: no file in UTF-8 can hold it."""


class JsonString(NamedTuple):
    """A string in a block's attributes."""

    path: Path
    start: int
    end: int
    """Characters of the text, with the quotes."""
    value: str


def strings(text: str, start: int, end: int) -> Iterator[JsonString]:
    """Yield the string values of the JSON between two characters, in order; nothing where it is not valid."""
    written = text[start:end]
    if '"' not in written or _too_deep(written):
        return
    try:
        json.loads(written)
    except ValueError:
        return
    for levels, place, mark in places(written):
        if not levels or not mark.startswith('"'):
            continue
        level = levels[-1]
        value = json.loads(mark)
        if level.in_object and not level.after_colon:
            level.key = value
        elif _SURROGATE.search(value) is None:
            path = tuple(one.key if one.in_object else str(one.index) for one in levels)
            yield JsonString(path, start + place, start + place + len(mark), value)


def _too_deep(written: str) -> bool:
    depth = 0
    for mark in re.finditer(r"[{\[\]}]", written):
        depth += 1 if mark[0] in "{[" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def is_text(block: str, path: Path, own: Mapping[str, Sequence[Path]]) -> bool:
    """Tell whether people read the value at `path` of a block's attributes; `own` are the project's further rules."""
    return is_plain(block, path) or _named(path, (*TEXTS.get(block, ()), *own.get(block, ())))


def is_plain(block: str, path: Path) -> bool:
    """Tell whether the value at `path` of a block's attributes is text without markup."""
    return _named(path, (*PLAIN.get(block, ()), *EVERYWHERE))


def _named(path: Path, rules: Iterable[Path]) -> bool:
    return any(len(rule) == len(path) and all(map(_fits, rule, path)) for rule in rules)


def _fits(rule: str, key: str) -> bool:
    if "*" not in rule:
        return rule == key
    first, _, last = rule.partition("*")
    return len(key) >= len(first) + len(last) and key.startswith(first) and key.endswith(last)


_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def written(value: str) -> str:
    r"""Return a JSON string as WordPress writes it into a comment (`serialize_block_attributes`).

    >>> print(written('a -- "b" & <c>'))
    "a \u002d\u002d \u0022b\u0022 \u0026 \u003cc\u003e"
    """
    inner = json.dumps(value, ensure_ascii=False)[1:-1]
    inner = inner.replace("--", "\\u002d\\u002d")
    inner = re.sub("[<>&]", lambda match: _ESCAPED[match[0]], inner)
    return '"{}"'.format(re.sub(r'\\(["\\])', lambda match: "\\u0022" if match[1] == '"' else match[0], inner))
