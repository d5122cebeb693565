"""What readers see of a post in WordPress, and what of it a translation must leave alone."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5
from typing import Any, NamedTuple

import html5lib  # type: ignore[import-untyped]  # has no types

from lfnkr_i18n.markup.html_tags import INLINE_TAGS, TEXT_ATTRIBUTES
from tests.wordpress.server import Shown

TEXTS = {"alt", "ariaLabel", "buttonText", "content", "customText", "label", "placeholder", "summary"}
"""Attributes of blocks that are text in the posts of our tests."""
PLAIN = {"alt", "ariaLabel", "placeholder"}
"""Those that WordPress writes with `esc_attr`."""
READ = {*TEXT_ATTRIBUTES, "value"}
"""The same of tags."""


class Sight(NamedTuple):
    """A post as WordPress and a browser show it."""

    skeleton: dict[str, Any]
    """What stays the same, by what it is."""
    texts: list[str]
    """What is read: the page's text, and each attribute of tags and blocks; without blanks."""


def sight(seen: Shown) -> Sight:
    """Return what a browser, and the editor, make of what WordPress makes of a post."""
    tags, inline, text, values = _page(seen["html"])
    quoted = [*_strings(seen["blocks"]), *seen["more"]]
    skeleton: dict[str, Any] = {
        "blocks": _outline(seen["blocks"]),
        "shortcodes": sorted(str((name, {**values, "caption": ""})) for name, values in seen["shortcodes"]),
        "pages": (seen["pages"], len(seen["more"])),
        "tags": tags,
        "tags in sentences": inline,
    }
    return Sight(skeleton, [flat(one) for one in (text, *values, *(_page(value)[2] for value in quoted))])


def flat(text: str) -> str:
    """Return a text without blanks."""
    return re.sub(r"\s+", "", text)


def meant(text: str, markup: list[str]) -> str:
    """Return what readers are to see of a translation: without the markup that its source has, references decoded."""
    for one in markup:
        inner = one[1:-1] if one.startswith("[[") else re.sub("</?code>", "", one) if one.startswith("<code>") else ""
        text = text.replace(one, inner if one[:2] != "{{" else one, 1)
    return flat(decoded(text))


def decoded(text: str) -> str:
    """Return what a translation means: references with their semicolon decoded."""
    return re.sub(
        r"&(#?[0-9A-Za-z]+;)", lambda m: html.unescape(m[0]) if m[1] in html5 or m[1][0] == "#" else m[0], text
    )


def _page(text: str) -> tuple[list[str], Counter[str], str, list[str]]:
    """Return block tags in order, inline tags, the text, and the attributes of HTML as a browser sees it."""
    root = html5lib.parseFragment(text, treebuilder="etree", namespaceHTMLElements=False)
    tags: list[str] = []
    inline: Counter[str] = Counter()
    values: list[str] = []
    for node in root.iter():
        kept = {name: "" if name in READ else value for name, value in node.attrib.items()}
        one = f"{node.tag} {sorted(kept.items())}" if isinstance(node.tag, str) else "comment"
        if one == "comment" or node.tag in INLINE_TAGS:
            inline[one] += node.tag != "br"
        else:
            tags.append(one)
        values += node.attrib.values()
    return tags, inline, "".join(_texts(root)), values


def _texts(node: Any) -> Iterator[str]:
    """Yield what is read in an element; nothing of a comment."""
    if isinstance(node.tag, str):
        yield node.text or ""
        for child in node:
            yield from _texts(child)
            yield child.tail or ""


def _outline(blocks: list[dict[str, Any]]) -> list[object]:
    """Return what of blocks must stay: names, attributes that are not text, blocks inside and where they stand."""
    return [
        (
            block["blockName"],
            _without_texts(block["attrs"]),
            [content is None for content in block["innerContent"]],
            _outline(block["innerBlocks"]),
        )
        for block in blocks
    ]


def _without_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: "" if k in TEXTS and isinstance(v, str) else _without_texts(v) for k, v in value.items()}
    return [_without_texts(one) for one in value] if isinstance(value, list) else value


def _strings(value: Any, key: str = "") -> Iterator[str]:
    """Yield the texts of blocks' attributes, those of blocks inside too."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif key in TEXTS and isinstance(value, str):
        yield _attribute(value) if key in PLAIN else value


def _attribute(value: str) -> str:
    """Return a value as `esc_attr` writes it."""
    return re.sub(r"&(?!#?\w+;)", "&amp;", value).replace("<", "&lt;").replace(">", "&gt;")
