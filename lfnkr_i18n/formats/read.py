"""From bytes to a post: decoded, its front matter and its body read, cut into segments."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lfnkr_i18n.errors import PostError
from lfnkr_i18n.formats import front_matter
from lfnkr_i18n.formats.blocks import Block, Format
from lfnkr_i18n.formats.html import HTML
from lfnkr_i18n.formats.markdown import MARKDOWN, MDX
from lfnkr_i18n.formats.post import Post
from lfnkr_i18n.formats.render import Placed
from lfnkr_i18n.formats.sentences import pieces_of, splitter_for
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import ReadingRules, Segment
from lfnkr_i18n.patterns import lazy

KINDS: dict[str, Format] = {".md": MARKDOWN, ".markdown": MARKDOWN, ".mdx": MDX, ".html": HTML, ".htm": HTML}
"""File suffix (lower case) → how such posts are read."""

_LINE_END = lazy(r"\r\n|\n|\r")


def read_post(data: bytes, path: str, *, language: str, rules: ReadingRules | None = None) -> Post:
    """Return the post that `data` holds, cut into segments by the rules of `language`.

    `path` is what messages say, and its suffix the format; without a known one it is Markdown. The language is final:
    neither front matter nor path is asked. PostError: not UTF-8 (with the byte offset), or broken front matter.
    """
    rules = rules if rules is not None else ReadingRules()
    text = _decoded(data, path)
    kind = KINDS.get(posixpath.splitext(path)[1].lower(), MARKDOWN)
    head = front_matter.read(data, path=path, text_keys=rules.text_keys)
    body = len(data[: head.block.end].decode()) if head else int(text.startswith("\ufeff"))
    known = kind.suited(text, body, head.plain if head else MappingProxyType({}))
    blocks = [*_front_matter_blocks(data, head, known), *known.blocks(text, body, rules)]
    layout, segments = _cut(text, blocks, language, rules)
    return Post(
        data=data,
        path=path,
        language=language,
        segments=tuple(segments),
        front_matter=head.plain if head else MappingProxyType({}),
        has_front_matter=head is not None,
        text=text,
        body=body,
        layout=tuple(layout),
        format=known,
        rules=rules,
    )


def front_matter_and_body(data: bytes, *, path: str) -> tuple[Mapping[str, object], str]:
    """Return the plain values of a post's front matter, empty where it has none, and the text behind it as it stands.

    PostError: a broken front matter, or not UTF-8.
    """
    head = front_matter.read(data, path=path, text_keys=())
    return head.plain if head else MappingProxyType({}), _decoded(data[head.block.end if head else 0 :], path)


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\n|\r", data[: error.start])) + 1
        problem = _("not UTF-8 at byte {offset}; save it as UTF-8").format(offset=error.start)
        raise PostError(problem, path=path, line=line) from None


def _cut(text: str, blocks: list[Block], language: str, rules: ReadingRules) -> tuple[list[Placed], list[Segment]]:
    """Return the blocks that hold segments with their places, and the segments."""
    layout: list[Placed] = []
    segments: list[Segment] = []
    split = splitter_for(language, rules)
    line_at = _Lines(text).at
    for block in blocks:
        pieces = pieces_of(block, split)
        if not pieces:
            continue
        number = len(layout)
        layout.append(Placed(block, tuple(pieces), len(segments)))
        kind, context, markup = block.kind, block.context, block.markup
        place = None if block.value is None else block.start
        for start, _end, source, _joins in pieces:
            line = line_at(start if place is None else place)
            segments.append(Segment(source, kind, context, number, line, markup))
    return layout, segments


class _Lines:
    """Line numbers of characters, asked in rising order."""

    def __init__(self, text: str) -> None:
        self._text, self._place, self._line = text, 0, 1
        self._mixed = "\r" in text

    def at(self, place: int) -> int:
        """Return the line, from 1, of a character."""
        if self._mixed:
            self._line += len(_LINE_END.findall(self._text, self._place, place))
        else:
            self._line += self._text.count("\n", self._place, place)
        self._place = place
        return self._line


def _front_matter_blocks(data: bytes, head: front_matter.FrontMatter | None, known: Format) -> Iterator[Block]:
    """Yield the text values of the front matter as blocks."""
    if head is None:
        return
    inner = len(data[: head.block.inner.start].decode())
    for value in head.values:

        def encode(text: str, value: front_matter.TextValue = value) -> str:
            return head.replacement(value, text).decode()

        place = (inner + value.characters.start, inner + value.characters.end)
        atoms, writer = known.value(value.text)
        if atoms:
            yield Block("front matter", atoms, writer, value.key, known.markup, value.text, encode, place)
