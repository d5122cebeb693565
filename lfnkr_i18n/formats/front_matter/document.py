"""The front matter of one post: read, with the text values replaced, with keys set."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

import msgspec

from lfnkr_i18n.errors import PostError
from lfnkr_i18n.formats.front_matter import json_text, json_write, toml_text, toml_write, yaml_text, yaml_write
from lfnkr_i18n.formats.front_matter.block import Block, Syntax, find
from lfnkr_i18n.formats.front_matter.values import Entry, FrontMatterError, Scan, TextValue
from lfnkr_i18n.house import DEFAULT_TEXT_KEYS
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

_LINE_END = lazy(r"\r\n|\n|\r")
_NOT_TEXT = lazy("[\0\ud800-\udfff]")
_BYTE_LINE_END = lazy(rb"\r\n|\n|\r")
# `title: …`: at least one such line makes a block that cannot be read front matter, not text between two rules.
_KEY_LINE = lazy(r"(?:^|[\r\n])[ \t]*[\"']?\w[^\r\n:]{0,80}:(?=[ \t\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a post. Spans are bytes of the post."""

    block: Block
    plain: Mapping[str, object]
    """All values: text, numbers, truth, None, `datetime.date` and `datetime.datetime`, lists and dicts of these."""
    values: tuple[TextValue, ...]
    """The values that people read, in the order they stand."""
    inner: str = field(repr=False)
    """The decoded text of `block.inner`."""

    def replacement(self, value: TextValue, text: str) -> bytes:
        """Return the bytes for `value.span` that are read as exactly `text`, whatever it holds.

        The style stays where it can hold the text; the value's own text gives the post's own bytes. NUL and lone
        surrogates are not text: ValueError.
        """
        if _NOT_TEXT.search(text):
            raise ValueError("a text value holds NUL or half a surrogate pair")
        if text == value.text:
            return self.inner[value.characters.start : value.characters.end].encode()
        return _WRITERS[self.block.syntax].rewritten(value, text, self.inner).encode()


def read(data: bytes, *, path: str, text_keys: Iterable[str] = DEFAULT_TEXT_KEYS) -> FrontMatter | None:
    """Return the front matter of a post; None where it has none.

    Text between two `---` lines that is no map (a post that starts with a rule) is body text. Raises PostError where
    the front matter cannot be read; `path` is the post's, for that message.
    """
    block = find(data)
    if block is None:
        return None
    inner = _decoded(data, block, path)
    found = _scanned(data, block, inner, frozenset(key.casefold() for key in text_keys), path)
    if found is None:
        return None
    return FrontMatter(block, found.plain, tuple(_placed(data, block, inner, found.values)), inner)


@lru_cache(maxsize=1)
def read_values(data: bytes, *, path: str) -> FrontMatter | None:
    """Return the front matter of a post as `read` does, but none of its texts.

    Who sets keys in a post looks at it again, and then compares it with its source: it is read once.
    """
    return read(data, path=path, text_keys=())


def with_keys(data: bytes, keys: Mapping[str, str], *, path: str) -> bytes:
    r"""Return a post whose front matter has these keys on its top level; every other byte is as it was.

    A key that stands there gets the value; another is added before the first. A post without front matter stays.
    Raises PostError where a key holds a list or map.

    >>> with_keys(b"---\ntitle: A\nlang: en\n---\n", {"lang": "ja"}, path="a.md")
    b'---\ntitle: A\nlang: ja\n---\n'
    """
    block = find(data)
    if block is None or not keys:
        return data
    inner = _decoded(data, block, path)
    found = _scanned(data, block, inner, (), path)
    if found is None or all(found.plain.get(key) == text for key, text in keys.items()):
        return data
    writer = _WRITERS[block.syntax]
    edits = [
        (entry.span, writer.replaced_entry(entry, keys[entry.key], inner))
        for entry in found.entries
        if entry.key in keys and entry.style != "?"
    ]
    standing = {entry.key for entry in found.entries}
    missing = {key: text for key, text in keys.items() if key not in standing}
    if missing:
        line_end = _BYTE_LINE_END.search(data)
        place, text = writer.added(inner, found, missing, line_end[0].decode() if line_end else "\n")
        edits.append((Span(place, place), text))
    changed = data[: block.inner.start] + _edited(inner, edits).encode() + data[block.inner.end :]
    _judge(data, changed, found, keys, path)
    return changed


def _judge(data: bytes, changed: bytes, found: Scan, keys: Mapping[str, str], path: str) -> None:
    """Raise PostError unless the keys have their values and every other value is as it was."""
    try:
        after = read_values(changed, path=path)
    except PostError:
        after = None
    # By their repr: a number that is not a number (`.nan`) does not equal itself.
    if after is None or _sorted_repr(after.plain) != _sorted_repr({**found.plain, **keys}):
        names = ", ".join(f"`{key}`" for key in keys)
        raise PostError(
            _("{keys} cannot be set in its front matter; write the key there once, with a plain text value").format(
                keys=names
            ),
            path=path,
            line=_line(data, find(data), 1),
        )


def _sorted_repr(plain: Mapping[str, object]) -> str:
    return repr(sorted(plain.items(), key=lambda item: item[0]))


def _decoded(data: bytes, block: Block, path: str) -> str:
    try:
        return data[block.inner.start : block.inner.end].decode()
    except UnicodeDecodeError as error:
        offset = block.inner.start + error.start
        problem = _("not UTF-8 at byte {offset}; save the file as UTF-8").format(offset=offset)
        raise PostError(problem, path=path) from error


def _scanned(data: bytes, block: Block, inner: str, text_keys: Collection[str], path: str) -> Scan | None:
    try:
        match block.syntax:
            case Syntax.YAML:
                return yaml_text.scan(inner, text_keys)
            case Syntax.TOML:
                return toml_text.scan(inner, text_keys)
            case Syntax.JSON:
                return json_text.scan(inner, text_keys)
    except FrontMatterError as error:
        if block.syntax is Syntax.YAML and not _KEY_LINE.search(inner):
            return None
        problem = _("its front matter ({syntax}) cannot be read: {problem}; correct it there").format(
            syntax=block.syntax, problem=error.problem
        )
        raise PostError(problem, path=path, line=_line(data, block, error.line)) from error


def _line(data: bytes, block: Block | None, inner_line: int | None) -> int:
    """Return the line of the post for a line of the inner text; the block's first line where none is known."""
    if block is None or inner_line is None:
        return 1
    return len(_BYTE_LINE_END.findall(data, 0, block.inner.start)) + inner_line


def _placed(data: bytes, block: Block, inner: str, values: Sequence[TextValue]) -> Iterator[TextValue]:
    """Yield the values with bytes of the post for characters of the inner text, and with their lines."""
    line = _line(data, block, 1)
    character, byte = 0, block.inner.start
    ascii_only = inner.isascii()
    for value in values:
        between = inner[character : value.characters.start]
        written = inner[value.characters.start : value.characters.end]
        start = byte + (len(between) if ascii_only else len(between.encode()))
        line += len(_LINE_END.findall(between))
        end = start + (len(written) if ascii_only else len(written.encode()))
        yield msgspec.structs.replace(value, span=Span(start, end), line=line)
        line += len(_LINE_END.findall(written))
        character, byte = value.characters.end, end


def _edited(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    parts, position = [], 0
    for span, new in sorted(edits, key=lambda edit: edit[0].start):
        parts += [text[position : span.start], new]
        position = span.end
    return "".join([*parts, text[position:]])


class _Writer(Protocol):
    """A module that writes a syntax; spans and `inner` are those of the text that was scanned."""

    def rewritten(self, value: TextValue, new: str, inner: str) -> str: ...
    def replaced_entry(self, entry: Entry, text: str, inner: str) -> str: ...
    def added(self, inner: str, found: Scan, keys: Mapping[str, str], line_end: str) -> tuple[int, str]: ...


_WRITERS: Mapping[Syntax, _Writer] = {Syntax.YAML: yaml_write, Syntax.TOML: toml_write, Syntax.JSON: json_write}
