"""Ledgers: append-only records of who published, took down or signed what, one JSON object a line.

A ledger is a set of lines. Git joins branches by keeping the lines of both (`merge=union`), in any order and
sometimes twice, so nothing is read from the order of lines: time decides, then what is safer, then the line itself.
A last line that a crash cut short is nothing; any other line that is not a record is a LedgerError.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO, TypeVar

import msgspec

from lfnkr_i18n.errors import FileError, LedgerError
from lfnkr_i18n.files import append_line, read_file, reason
from lfnkr_i18n.messages import gettext as _

TICK = timedelta(microseconds=1)
"""What a record's time is later than the record it answers, where a clock runs behind."""

Instant = Annotated[datetime, msgspec.Meta(tz=True)]

_ENCODER = msgspec.json.Encoder(order="deterministic")
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_BLOCK = 1 << 16
_BOM = b"\xef\xbb\xbf"  # put before the first line by editors on Windows; joining branches can leave it in the middle
_CONFLICT = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")


class Action(StrEnum):
    """What a record says happened."""

    PUBLISHED = "published"
    TAKEN_DOWN = "taken down"
    SIGNED = "signed"
    REVOKED = "revoked"


_CAUTIOUS = frozenset({Action.TAKEN_DOWN, Action.REVOKED})


class Waiver(StrEnum):
    """A gate that a named person set aside for one publication."""

    DRAFTS = "drafts"
    CHECKS = "checks"


class _Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every record has."""

    time: Instant
    action: Action
    post: str
    language: str
    by: str = ""
    """Who did it: an id of `[[people]]` where there are any; empty where nobody was named."""


class Copied(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A picture as it was published; in the ledger `[digest, origin]`."""

    digest: str
    """Of its bytes."""
    origin: str
    """The file that the post refers to, from the project's folder; the language's own version counts as this one."""


class Publication(_Line, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One writing, or taking down, of a post in a language."""

    path: str = ""
    """Where it was written, from the project's folder, with `/`."""
    source: str = ""
    """Digest of the source post with its pictures."""
    catalog: str = ""
    """Digest of the translations; empty for an original, which has none."""
    output: str = ""
    """Digest of the published file as written."""
    pictures: dict[str, Copied] = {}
    """What was published with it: path from the project's folder → picture."""
    waived: tuple[Waiver, ...] = ()
    """Gates that `by` set aside."""
    ends: Instant | None = None
    """Time of the last taking down it knowingly ends."""
    reason: str = ""
    """Why it was taken down."""

    def same_digests(self, other: Publication) -> bool:
        """Tell whether two publications put the same bytes at the same places, from the same texts."""
        mine = (self.path, self.source, self.catalog, self.output, self.pictures)
        return mine == (other.path, other.source, other.catalog, other.output, other.pictures)


class SignOff(_Line, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A person's approval, or its withdrawal, of exactly one text."""

    source: str
    """Digest of the source post with its pictures."""
    catalog: str
    """Digest of the translations."""
    role: str = ""
    """In which role, as lfnkr.toml lists roles."""


Record = TypeVar("Record", bound=_Line)


def encode(record: _Line) -> str:
    """Return a record as its line, without the line's end."""
    return _ENCODER.encode(record).decode()


def decode(data: bytes, kind: type[Record], *, shown: str) -> list[Record]:
    """Return the records of a ledger, each once, the oldest first; LedgerError as `placed`."""
    return ordered(record for _place, record in placed(data, kind, shown=shown))


def placed(data: bytes, kind: type[Record], *, shown: str) -> Iterator[tuple[int, Record]]:
    """Yield the records of a ledger as they stand there, each with where its line begins.

    Raises LedgerError, with the line, for anything that is not a record; a last line cut short by a crash is dropped.
    """
    decoder = msgspec.json.Decoder(kind)
    for number, place, line in _lines(data, whole_end(data)):
        try:
            record = decoder.decode(line)
        except _UNREADABLE as error:
            raise LedgerError(_problem(line, error), path=shown, line=number) from None
        yield place, record


def salvaged(data: bytes, kind: type[Record]) -> Iterator[tuple[int, Record]]:
    """Yield the same, of a ledger that may be broken, of what can be read, for a command that must work on one."""
    decoder = msgspec.json.Decoder(kind)
    for _number, place, line in _lines(data, len(data)):
        with contextlib.suppress(*_UNREADABLE):
            yield place, decoder.decode(line)


def line_at(data: bytes | bytearray, place: int) -> bytes:
    """Return the line that begins at a place, without what is no part of a record."""
    end = data.find(b"\n", place)
    return _record_in(data[place : end if end >= 0 else None])


def _record_in(line: bytes | bytearray) -> bytes:
    return bytes(line).removeprefix(_BOM).strip()


def whole_end(data: bytes) -> int:
    """Return where the whole lines of a ledger end; what follows was cut short by a crash.

    A last line that only lacks its line end, as some editors leave it, is whole. A line that is not the beginning
    of a record is not cut short either: it is for `decode` to complain about.
    """
    end = data.rfind(b"\n") + 1
    # Zeros: a power cut can leave a file longer than what reached the disk.
    tail = data[end:].removeprefix(_BOM).strip(b"\0\r \t")
    if not tail:
        return end
    if not tail.startswith(b"{"):
        return len(data)
    try:
        msgspec.json.decode(tail)
    except _UNREADABLE:
        return end
    return len(data)


def read(path: Path, kind: type[Record], *, shown: str) -> list[Record]:
    """Return the records of a ledger file, the oldest first; none where there is no file."""
    return decode(read_file(path, shown=shown) or b"", kind, shown=shown)


def append(path: Path, *records: _Line, shown: str) -> None:
    """Add records with one write, flushed to the disk; what a crash cut short before it is taken away.

    The caller holds the lock of the ledger, named `shown`.
    """
    try:
        with path.open("rb+") as stream:
            start = _start_of_last_line(stream)
            stream.seek(start)
            tail = stream.read()
            if whole_end(tail) < len(tail):
                stream.truncate(start + whole_end(tail))
    except FileNotFoundError:
        pass
    except OSError as error:
        raise FileError(reason(error), path=shown) from error
    append_line(path, "\n".join(map(encode, records)), shown=shown)


def _start_of_last_line(stream: BinaryIO) -> int:
    """Return where the last line begins, looking backwards: a ledger grows for years."""
    position = stream.seek(0, os.SEEK_END)
    while position > 0:
        start = max(0, position - _BLOCK)
        stream.seek(start)
        found = stream.read(position - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        position = start
    return 0


def after(now: datetime, records: Iterable[_Line]) -> datetime:
    """Return the time of a new record: now, or just after the records it follows where our clock runs behind."""
    return max([now.astimezone(UTC), *(record.time + TICK for record in records)])


def _lines(data: bytes, end: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield number and place of every line before `end` that holds anything, and what it holds."""
    number = place = 0
    while place < end:
        number += 1
        following = data.find(b"\n", place) + 1 or len(data)
        line = _record_in(data[place:following])
        if line:
            yield number, place, line
        place = following


def ordered(records: Iterable[Record]) -> list[Record]:
    """Return each record once: by time, then the cautious ones last, then by their lines."""
    by_line = {encode(record): record for record in records}
    return [by_line[line] for line in sorted(by_line, key=lambda line: _rank(by_line[line], line))]


def _rank(record: _Line, line: str) -> tuple[datetime, bool, str]:
    return record.time, record.action in _CAUTIOUS, line


def _problem(line: bytes, error: Exception) -> str:
    if line.startswith(_CONFLICT):
        return _("a merge left this conflict mark; delete the marks and keep the lines of both sides")
    return _("not a record of this version ({problem}); restore the line from git, or delete it").format(problem=error)
