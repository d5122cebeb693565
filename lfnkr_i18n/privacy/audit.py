"""The audit log beside the register: what was sent to which service, when, and how much of it; never a text.

A line a request, written before it is sent, and one when it has ended. Texts and requests are there as digests under a
key that lies beside the log: names are so short that plain digests of them could be guessed. Each line is chained to
the one before, so that a line that is changed, taken out or put in shows. Which line is the last one stands, under the
key, in a file of its own, so that lines cut off at the end show too.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from lfnkr_i18n.errors import RegisterError
from lfnkr_i18n.files import append_line, reason
from lfnkr_i18n.messages import gettext as _

_KEY_BYTES = 32
_LOCK_WAIT = 30.0
_LONGEST_LINE = 1 << 20
"""Bytes at the log's end among which its last line is looked for: a request of thousands of posts is shorter."""


class Event(StrEnum):
    """What a line of the log says."""

    SENDING = "sending"
    ENDED = "ended"


class Sending(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A request to a service, as the log describes it."""

    engine: str
    """As in lfnkr.toml: `deepl`."""
    host: str
    model: str = ""
    source_language: str
    target_language: str
    posts: tuple[str, ...]
    """Ids of the posts whose texts it holds."""
    segments: int
    characters: int
    """Of the texts, without what the service's own format adds."""
    terms: int = 0
    """Entries of the glossary that it holds, for a service that keeps them."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A line of the log."""

    number: int
    """From 1."""
    time: datetime
    event: Event
    sending: Sending | None = None
    size: int = 0
    """Bytes of the request."""
    digest: str = ""
    """Of the request's bytes, under the log's key."""
    of: int = 0
    """For one that ended, the number of its sending."""
    status: str = ""
    """How it ended: an HTTP status, or a word such as `timeout`."""
    chain: str = ""
    """Of this line and all before it, under the log's key."""


class Audit(msgspec.Struct, frozen=True):
    """What a log holds, and the first line that does not belong to it."""

    records: tuple[Record, ...]
    broken: int | None = None
    """From 1; what follows it is not in `records`. One more than there are lines where the end was cut off."""


class AuditLog:
    """The log of one register: `names.audit.jsonl` beside `names.toml`. Its methods may be called from any thread."""

    def __init__(self, register: Path) -> None:
        self.path = register.with_name(f"{register.stem}.audit.jsonl")
        self._key_path = register.with_name(f"{register.stem}.audit.key")
        self._end_path = register.with_name(f"{register.stem}.audit.end")

    def sending(self, what: Sending, body: bytes, *, now: datetime) -> int:
        """Record that a request is about to be sent; return its number. RegisterError: it must not be sent."""
        with self._alone():
            digest = self._mac(body)
            record = Record(number=0, time=now, event=Event.SENDING, sending=what, size=len(body), digest=digest)
            return self._append(record)

    def ended(self, number: int, status: str, *, now: datetime) -> None:
        """Record how a request ended; `status` is a word or a number, never what a service said."""
        with self._alone():
            self._append(Record(number=0, time=now, event=Event.ENDED, of=number, status=status))

    def read(self) -> Audit:
        """Return what the log holds; nothing where there is none."""
        end = self._end()  # before the lines: another run may add some meanwhile
        lines = self._lines()
        if not lines and end is None:
            return Audit(())
        records: list[Record] = []
        chain = ""
        for number, line in enumerate(lines, start=1):
            record = _decoded(line)
            if record is None or record.number != number or not self._follows(record, chain):
                return Audit(tuple(records), number)
            records.append(record)
            chain = record.chain
        return Audit(tuple(records), None if self._reaches(records, end) else len(records) + 1)

    def _append(self, record: Record) -> int:
        last = self._last()
        number = last.number + 1 if last else 1
        record = msgspec.structs.replace(record, number=number)
        record = msgspec.structs.replace(record, chain=self._chain(record, last.chain if last else ""))
        if last is None:
            self._mark_end(0, "")
        self._create(self.path, b"")
        append_line(self.path, msgspec.json.encode(record).decode(), shown=self.path.name)
        self._mark_end(number, record.chain)
        return number

    def _mark_end(self, number: int, chain: str) -> None:
        """Note which line is the last one; a crash before that leaves the note of an earlier line, which is true."""
        new = self._end_path.with_suffix(".new")
        new.unlink(missing_ok=True)
        self._create(new, f"{number} {self._end_mac(number, chain)}\n".encode())
        try:
            new.replace(self._end_path)
        except OSError as error:
            raise RegisterError(f"{self._end_path}: {reason(error)}") from error

    def _end(self) -> bytes | None:
        return _read_private(self._end_path) if self._end_path.exists() else None

    def _reaches(self, records: Sequence[Record], end: bytes | None) -> bool:
        """Tell whether the line that was noted as the last one is among the records."""
        number, _space, mac = (end or b"").decode(errors="replace").strip().partition(" ")
        if not (number.isascii() and number.isdigit()) or int(number) > len(records):
            return False
        chain = records[int(number) - 1].chain if int(number) else ""
        return hmac.compare_digest(mac.encode(), self._end_mac(int(number), chain).encode())

    def _end_mac(self, number: int, chain: str) -> str:
        return self._mac(f"end {number} {chain}".encode())

    def _last(self) -> Record | None:
        """Return the last line; one that cannot be read breaks the chain, which begins again after it."""
        if not self.path.exists():
            return None
        lines = _read_private(self.path, last=_LONGEST_LINE).splitlines()
        return _decoded(lines[-1]) if lines else None

    def _follows(self, record: Record, chain: str) -> bool:
        return hmac.compare_digest(record.chain, self._chain(record, chain))

    def _chain(self, record: Record, before: str) -> str:
        plain = msgspec.json.encode(msgspec.structs.replace(record, chain=""))
        return self._mac(before.encode() + b"\n" + plain)

    def _mac(self, data: bytes) -> str:
        return hmac.new(self._key, data, hashlib.sha256).hexdigest()

    @property
    def _key(self) -> bytes:
        self._create(self._key_path, secrets.token_bytes(_KEY_BYTES))
        key = _read_private(self._key_path)
        if len(key) != _KEY_BYTES:
            problem = _("{path}: the key of the audit log is damaged; move it and the log away, and keep both")
            raise RegisterError(problem.format(path=self._key_path))
        return key

    def _lines(self) -> list[bytes]:
        return _read_private(self.path).splitlines() if self.path.exists() else []

    @staticmethod
    def _create(path: Path, content: bytes) -> None:
        """Make a file that only its owner can open, unless it is there."""
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except FileExistsError:
            return
        except OSError as error:
            raise RegisterError(f"{path}: {reason(error)}") from error
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the log against other runs and threads."""
        import filelock

        lock = filelock.FileLock(self.path.with_suffix(".lock"), timeout=_LOCK_WAIT, mode=0o600)
        try:
            lock.acquire()
        except (OSError, filelock.Timeout) as error:
            raise RegisterError(_("{path}: the audit log cannot be written").format(path=self.path)) from error
        try:
            yield
        finally:
            lock.release()


def _decoded(line: bytes) -> Record | None:
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _read_private(path: Path, *, last: int | None = None) -> bytes:
    """Return the bytes of a file, of its end where `last` says how many. Raises RegisterError: open to others."""
    try:
        with path.open("rb") as stream:
            if os.name == "posix" and stat.S_IMODE(os.fstat(stream.fileno()).st_mode) & 0o077:
                problem = _("{path}: others on this machine can open it; run `chmod 600 {path}`")
                raise RegisterError(problem.format(path=path))
            if last is not None:
                stream.seek(max(0, stream.seek(0, os.SEEK_END) - last))
            return stream.read()
    except OSError as error:
        raise RegisterError(f"{path}: {reason(error)}") from error
