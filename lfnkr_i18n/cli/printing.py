"""Results for programs: JSON and CSV on stdout, the same bytes for the same results."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from itertools import chain, islice
from pathlib import PurePath
from types import UnionType
from typing import Any, get_args

import typer

from lfnkr_i18n.cli.outlet import masked

CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
"""Control characters but tab and line end, and those that turn the direction of a line around."""

_AT_ONCE = 128
"""Rows that are held until they are printed."""

VERSION = 1
"""Version of the JSON objects; a field is only ever added within one."""


def print_json(**parts: object) -> None:
    """Print one JSON object: the version, then `parts` in their order.

    A part may be an iterator, of which little is held at a time, `JsonRows`, an object with such parts, or a function,
    which is called when its turn comes.
    """
    for piece in chain(_json_pieces({"version": VERSION, **parts}), "\n"):
        typer.echo(piece, nl=False)


def json_text(**parts: object) -> str:
    """Return one JSON object, ended by a line end: the version, then `parts` in their order."""
    return "".join(_json_pieces({"version": VERSION, **parts})) + "\n"


def _json_pieces(parts: Mapping[str, object]) -> Iterator[str]:
    """Yield a JSON object with an indentation of two blanks."""
    yield "{\n"
    for number, (name, part) in enumerate(parts.items()):
        yield ("," + "\n" if number else "") + f'  "{name}": '
        if isinstance(part, Iterator):
            yield from _list(map(_items, _some(part)))
        elif isinstance(part, JsonRows):
            yield from _list(part.items())
        elif isinstance(part, Mapping) and any(isinstance(one, Iterator | JsonRows) for one in part.values()):
            yield from (piece.replace("\n", "\n  ") for piece in _json_pieces(part))
        else:
            yield _indented([part() if callable(part) else part])[len("[\n  ") : -len("\n]")]
    yield "\n}"


class JsonRows:
    """Rows that are printed at the end, held as JSON, and that packed: a tenth and less of what the values take."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._last: list[object] = []
        """Rows that are not packed yet."""

    def append(self, row: object) -> None:
        """Take in a row, behind the others."""
        self._last.append(row)
        if len(self._last) == _AT_ONCE:
            import zlib  # the fastest level: rows repeat each other

            self._packed.append(zlib.compress(_items(self._last).encode("utf-8", "surrogatepass"), 1))
            self._last = []

    def items(self) -> Iterator[str]:
        """Yield the items of a JSON list, some at a time."""
        if self._packed:
            import zlib

            yield from (zlib.decompress(packed).decode("utf-8", "surrogatepass") for packed in self._packed)
        if self._last:
            yield _items(self._last)


def _some(items: Iterator[object]) -> Iterator[list[object]]:
    return iter(lambda: list(islice(items, _AT_ONCE)), [])


def _list(pieces: Iterator[str]) -> Iterator[str]:
    """Yield a list of an object, of which each piece holds items."""
    between = "["
    for piece in pieces:
        yield between
        yield piece
        between = ","
    yield "[]" if between == "[" else "\n  ]"


def _items(some: list[object]) -> str:
    return _indented([some])[len("[\n  [") : -len("\n  ]\n]")]


def _indented(value: object) -> str:
    from msgspec.json import format as indented

    # json's own indentation takes ten times as long: half the time of a status of 10,000 posts
    return indented(_packed(value), indent=2).decode("utf-8", "surrogatepass")


def _packed(value: object) -> bytes:
    """Return a value as JSON. What both write alike msgspec does in a fifth of json's time."""
    if _is_rows(value):
        from msgspec.json import encode

        with contextlib.suppress(UnicodeEncodeError, OverflowError):  # a path that is no UTF-8; numbers of 64 bits
            return encode(value)
    import json

    return json.dumps(value, default=_plain, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _is_rows(value: Any) -> bool:
    """Tell whether a value is a list of flat rows, or of such lists."""
    return isinstance(value, list) and all(
        _is_rows(one) if isinstance(one, list) else _is_flat(one.__class__) for one in value
    )


@cache
def _is_flat(kind: Any) -> bool:
    """Tell whether all fields of a type are public, and texts, whole numbers or None."""
    names = _public(kind)
    if not names or names is not getattr(kind, "__struct_fields__", None):
        return False
    from msgspec.structs import fields

    try:
        types = [field.type for field in fields(kind)]
    except NameError:  # one is imported for type checkers only
        return False
    parts = [part for one in types for part in (get_args(one) if isinstance(one, UnionType) else (one,))]
    return all(isinstance(part, type) and issubclass(part, _FLAT) for part in parts)


_FLAT = (str, int, type(None))


def print_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print RFC 4180 CSV (its line ends too) in UTF-8, numbers and texts as they are, nothing for None."""
    import csv
    import io

    lines = chain([header], rows)
    while some := list(islice(lines, _AT_ONCE)):
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows(some)
        typer.echo(stream.getvalue(), nl=False)


def printable(text: str) -> str:
    r"""Return `text` with its control characters shown as `\ufffd`: a title must not steer somebody's terminal.

    Listed names are masked here, before a table wraps its cells.

    >>> printable("Title\x1b[2J")
    'Title\ufffd[2J'
    """
    shown = masked(text)
    return shown if shown.isprintable() else re.sub(CONTROL, "\ufffd", shown)


def one_line(text: str) -> str:
    r"""Return `text` printable and as one line: a file's name may hold line ends.

    >>> one_line("a name\nof two lines")
    'a name of two lines'
    """
    return printable(" ".join(text.splitlines()))


def as_mapping(value: Any) -> dict[str, object]:
    """Return the public fields of a frozen result, in their order."""
    names = _public(value.__class__)
    if names is getattr(value, "__struct_fields__", None):
        from msgspec.structs import asdict

        return asdict(value)
    return {name: getattr(value, name) for name in names}


@cache
def _public(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of a result's public fields; nothing of a type that is none of ours."""
    fields: Iterable[str] = getattr(kind, "__struct_fields__", ()) or getattr(kind, "__dataclass_fields__", ())
    names = tuple(name for name in fields if not name.startswith("_"))
    return fields if names == fields else names


def _plain(value: Any) -> object:
    """Return what JSON can hold of a value it does not know."""
    if _public(value.__class__):
        return as_mapping(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Sequence):
        return list(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return value.as_posix()
    raise TypeError(f"no JSON for {type(value).__name__}")
