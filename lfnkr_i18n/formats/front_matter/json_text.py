"""JSON front matter: an object on the first bytes, its strings by their spans."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator

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

# The closing quote may lack: an open string is one mark to the end, or each quote in it would be tried again.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_TOKEN = lazy(rf"{_STRING}|[{{}}\[\],:]|[^\s{{}}\[\],:\"]++", re.DOTALL)
_BYTE_TOKEN = lazy(rf"{_STRING}|[{{}}\[\]]".encode(), re.DOTALL)
_OBJECT = lazy(rb'\{\s*["}]')
_OPENERS = frozenset("[{")
_BYTE_STEPS = {b"{": 1, b"[": 1, b"}": -1, b"]": -1}


def object_end(data: bytes, start: int) -> int | None:
    """Return where the object that starts at `start` ends; None where no JSON object stands there.

    Only brackets and strings are looked at: whether it is JSON is for `scan` to say.
    """
    if not _OBJECT.match(data, start):
        return None
    depth = 0
    for token in _BYTE_TOKEN.finditer(data, start):
        depth += _BYTE_STEPS.get(token[0], 0)
        if depth == 0:
            return token.end()
    return None


class Level(msgspec.Struct):
    """An open object or list."""

    in_object: bool
    text: bool
    key: str = ""
    index: int = 0
    after_colon: bool = False


def scan(text: str, text_keys: Collection[str]) -> Scan:
    """Return the values of a JSON object; raises FrontMatterError where it is not one."""
    found = Scan(flow=True)
    _check_depth(text)
    try:
        found.plain = json.loads(text)
    except json.JSONDecodeError as error:
        raise FrontMatterError(error.msg, line=error.lineno) from error
    except ValueError as error:  # a number of more than 4,300 digits
        raise FrontMatterError(_("a number is too long")) from error
    for levels, start, mark in places(text):
        _take(found, levels, start, mark, text_keys)
    return found


def _check_depth(text: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        opened = token[0] in _OPENERS
        depth += opened - (token[0] in "]}")
        if depth > MAX_DEPTH:
            raise FrontMatterError(
                _("lists or maps are nested too deeply"), line=text.count("\n", 0, token.start()) + 1
            )


def places(text: str) -> Iterator[tuple[list[Level], int, str]]:
    """Yield each mark of valid JSON with the levels it stands in; the levels are alive, not to be kept."""
    levels: list[Level] = []
    for match in _TOKEN.finditer(text):
        mark = match[0]
        if mark in "]}":
            levels.pop()
        yield levels, match.start(), mark
        if mark in _OPENERS:
            levels.append(Level(mark == "{", bool(levels) and levels[-1].text))
        elif mark == ":":
            levels[-1].after_colon = True
        elif mark == ",":
            levels[-1].after_colon = False
            levels[-1].index += 1


def _take(found: Scan, levels: list[Level], start: int, mark: str, text_keys: Collection[str]) -> None:
    """Note a key, a value of the top level, or a text value."""
    if not levels or mark in ",:]}":
        return
    level = levels[-1]
    if level.in_object and not level.after_colon:
        level.key = json.loads(mark)
        level.text = level.key.casefold() in text_keys
        if len(levels) == 1 and found.first_key is None:
            found.first_key = start
        return
    span = Span(start, start + len(mark))
    is_string = mark.startswith('"')
    if len(levels) == 1:
        found.entries.append(Entry(level.key, span, "?" if mark in _OPENERS else '"'))
    if is_string and level.text and readable(value := json.loads(mark)):
        key = next(outer.key for outer in reversed(levels) if outer.in_object)
        path = path_of([outer.key if outer.in_object else outer.index for outer in levels])
        found.values.append(TextValue(key, path, value, span, '"'))
