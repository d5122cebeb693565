"""TOML front matter: tomllib judges, and a small tokenizer of what it accepted says where the strings stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection

import msgspec

from lfnkr_i18n.formats.front_matter.values import (
    MAX_DEPTH,
    Entry,
    FrontMatterError,
    Scan,
    TextValue,
    path_of,
    readable,
)
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

_GAP = lazy(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_KEY_PART = lazy(r"""[ \t]*+([A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')[ \t]*+""")
# The closing quotes may lack: an open string is one mark to its end, or each quote in it would be tried again.
# They may follow one or two quotes of the text: `""""A", he said.""""`.
_STRING = lazy(
    r'''"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+(?:"{3,5})?|'''
    r"""'''(?:[^']++|'{1,2}+(?!'))*+(?:'{3,5})?|"""
    r""""(?:[^"\\\n]++|\\[^\n])*+"?|"""
    r"""'[^'\n]*+'?""",
    re.DOTALL,
)
_OTHER = lazy(r"""[^\[\]{},#\n"']++""")
_LINE = lazy(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_MARK = lazy(r"[\[\]{}.=,\n]|" + _STRING.pattern + r"|#[^\n]*+", re.DOTALL)
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


class _Walk(msgspec.Struct):
    """The state of one scan; `text` has line feeds where the post has lone carriage returns."""

    text: str
    text_keys: Collection[str]
    found: Scan = msgspec.field(default_factory=Scan)
    array_tables: dict[tuple[str, ...], int] = msgspec.field(default_factory=dict)
    """How often each `[[array of tables]]` has been opened."""


def scan(text: str, text_keys: Collection[str]) -> Scan:
    """Return the values of a TOML document; raises FrontMatterError where it is not one."""
    text = re.sub(r"\r(?!\n)", "\n", text)  # same length; TOML knows no lone carriage return
    _check_depth(text)
    walk = _Walk(text, text_keys)
    try:
        walk.found.plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _placed(str(error), text) from error
    except (RecursionError, ValueError) as error:  # a number of more than 4,300 digits is a plain ValueError
        raise FrontMatterError(_("it holds a number or a key that is too long")) from error
    _statements(walk)
    return walk.found


def _placed(message: str, text: str) -> FrontMatterError:
    place = _LINE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return FrontMatterError(_LINE.sub("", message).strip(), line=line)


def _check_depth(text: str) -> None:
    """Refuse deep nesting and keys of many parts before tomllib, which is recursive and quadratic, sees them."""
    depth = dots = 0
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark == ".":
            dots += 1
        elif len(mark) == 1:
            dots = 0
            depth = max(0, depth + _STEPS.get(mark, 0))
        if depth > MAX_DEPTH or dots > MAX_DEPTH:
            raise FrontMatterError(
                _("lists or maps are nested too deeply"), line=text.count("\n", 0, match.start()) + 1
            )


def _statements(walk: _Walk) -> None:
    text = walk.text
    table: list[str | int] = []
    position = _gap(text, 0)
    while position < len(text):
        if text[position] == "[":
            table, position = _header(walk, position)
        else:
            if not table and walk.found.first_key is None:
                walk.found.first_key = position
            parts, position = _key(text, position)
            start = _gap(text, position + 1)
            position = _value(walk, start, [*table, *parts])
            if not table and len(parts) == 1:
                style = "?" if text[start] in "[{" else _style(text, start)
                walk.found.entries.append(Entry(parts[0], Span(start, position), style))
        position = _gap(text, position)


def _gap(text: str, position: int) -> int:
    match = _GAP.match(text, position)
    return match.end() if match else position


def _header(walk: _Walk, position: int) -> tuple[list[str | int], int]:
    """Read `[table]` or `[[array of tables]]`; return the way to it, with indexes, and where the header ends."""
    brackets = 2 if walk.text.startswith("[[", position) else 1
    parts, end = _key(walk.text, position + brackets)
    counts = walk.array_tables
    if brackets == 2:
        here = tuple(parts)
        counts[here] = counts.get(here, 0) + 1
        for below in [known for known in counts if len(known) > len(here) and known[: len(here)] == here]:
            del counts[below]
    way: list[str | int] = []
    for number, part in enumerate(parts, start=1):
        way.append(part)
        if opened := counts.get(tuple(parts[:number])):
            way.append(opened - 1)
    return way, end + brackets


def _key(text: str, position: int) -> tuple[list[str], int]:
    """Read a dotted key; return its parts and where it ends, with the blanks behind it."""
    parts: list[str] = []
    while match := _KEY_PART.match(text, position):
        part = match[1]
        parts.append(_meant(part) if part[0] in "\"'" else part)
        position = match.end()
        if text[position : position + 1] != ".":
            break
        position += 1
    return parts, position


def _value(walk: _Walk, position: int, way: list[str | int]) -> int:
    """Read a value; return where it ends. Nesting was counted before, so recursion is safe."""
    text = walk.text
    opener = text[position]
    if opener == "[":
        return _list(walk, position, way)
    if opener == "{":
        return _map(walk, position, way)
    if opener not in "\"'":
        other = _OTHER.match(text, position)
        return position + len(other[0].rstrip()) if other else position + 1
    string = _STRING.match(text, position)
    assert string is not None  # noqa: S101 - the pattern needs no more than the quote that stands here
    key = next(part for part in reversed(way) if isinstance(part, str))
    if key.casefold() in walk.text_keys and readable(meant := _meant(string[0])):
        span = Span(position, string.end())
        walk.found.values.append(TextValue(key, path_of(way), meant, span, _style(text, position)))
    return string.end()


def _list(walk: _Walk, position: int, way: list[str | int]) -> int:
    position, index = _gap(walk.text, position + 1), 0
    while walk.text[position] != "]":
        position = _gap(walk.text, _value(walk, position, [*way, index]))
        index += 1
        if walk.text[position] == ",":
            position = _gap(walk.text, position + 1)
    return position + 1


def _map(walk: _Walk, position: int, way: list[str | int]) -> int:
    position = _gap(walk.text, position + 1)
    while walk.text[position] != "}":
        parts, position = _key(walk.text, position)
        position = _gap(walk.text, _value(walk, _gap(walk.text, position + 1), [*way, *parts]))
        if walk.text[position] == ",":
            position = _gap(walk.text, position + 1)
    return position + 1


def _style(text: str, position: int) -> str:
    quote = text[position]
    if quote not in "\"'":
        return ""
    return quote * 3 if text.startswith(quote * 3, position) else quote


def _meant(string: str) -> str:
    return str(tomllib.loads(f"v = {string}")["v"])
