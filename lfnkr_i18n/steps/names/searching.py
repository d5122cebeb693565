"""Look for listed names in any files: posts, mails with what is attached to them, office documents."""

from __future__ import annotations

import codecs
import io
import os
import re
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import LARGEST, reason, refuse_large
from lfnkr_i18n.large_files import files_in
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.privacy import Hit, Matcher, Register
from lfnkr_i18n.privacy.forms import form_of
from lfnkr_i18n.steps.names.gates import register_of, register_place
from lfnkr_i18n.steps.names.register import uncertain_of

_LONGEST_MEMBER = 50_000_000
"""Bytes of a part of an office document that are looked at; more is no text."""

_DEEPEST = 4
"""How far what is attached to mails is opened: a mail in a mail, with a document."""

_MAIL = lazy(
    rb"(?:From |(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|Date|From|To|Subject|X-[\w-]{1,60}):)",
    re.IGNORECASE,
)


class Found(msgspec.Struct, frozen=True):
    """A listed name in a file."""

    path: str
    """As it was given, masked."""
    line: int | None
    """From 1; None where it is the path itself that holds the name."""
    person: str
    uncertain: bool = False
    """Whether it is a form that is not looked for elsewhere, since it may be somebody else's, or a word."""


class Unread(msgspec.Struct, frozen=True):
    """A file that could not be looked into."""

    path: str
    """As it was given, masked."""
    problem: str


class Search(msgspec.Struct, frozen=True):
    """What was found in files, each in the order in which it was met."""

    files: int
    """How many there are."""
    found: tuple[Found, ...]
    unread: tuple[Unread, ...]


def search(project: Project, paths: Sequence[Path]) -> Search:
    """Return the listed names in any files, of folders in all files below; in office documents in their texts.

    Raises RegisterMissing, RegisterError, SettingsError where there is no register.
    """
    register_place(project)
    register = register_of(project)
    perhaps = _perhaps(register)
    files, found, unread = 0, list[Found](), list[Unread]()
    for file in (file for path in paths for file in _files(path)):
        files += 1
        shown = register.matcher.masked(file.as_posix())
        if os.path.lexists(file):
            told = _told(register.matcher, perhaps, file.as_posix())
            found += (Found(shown, None, person, uncertain) for _line, person, uncertain in told)
        try:
            data = _data(file, shown)
        except FileError as error:
            unread.append(Unread(shown, error.beside(shown)))
            continue
        for text in _texts(data):
            found += (Found(shown, *one) for one in _told(register.matcher, perhaps, text))
    return Search(files, tuple(found), tuple(unread))


def _data(file: Path, shown: str) -> bytes:
    """Return what a file holds, or what a program gives away by one. Raises FileError."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
            refuse_large(max(len(data), os.fstat(stream.fileno()).st_size), LARGEST, shown=shown)
            return data
    except OSError as error:
        raise FileError(reason(error), path=shown) from error


def _perhaps(register: Register) -> Matcher:
    """Return what finds the uncertain forms of everybody."""
    forms = (form_of(person.id, text) for person in register.people for text in uncertain_of(person))
    return Matcher(form for form in forms if form is not None)


def _files(path: Path) -> Iterator[Path]:
    if os.path.isdir(path):  # noqa: PTH112 - what cannot be looked at is told when it is read
        for name, entry in files_in(path, ""):
            if ".git" not in name.split("/") and os.path.isfile(entry.path):  # noqa: PTH113
                yield path / name
    else:
        yield path


def _told(certain: Matcher, perhaps: Matcher, text: str) -> list[tuple[int, str, bool]]:
    """Return (line, person, whether it is uncertain) of the names in a text, each once, in the order of the lines."""
    hits = certain.hits(text)
    others = _apart(perhaps.hits(text), hits)
    told = [(hit.line, hit.person, uncertain) for uncertain, some in ((False, hits), (True, others)) for hit in some]
    return sorted(dict.fromkeys(told))


def _apart(hits: Iterable[Hit], names: Iterable[Hit]) -> list[Hit]:
    """Return the hits that do not lie within a name of the same person; both come in the order of the text."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name in names:  # of one person none lies within another, so that they end in order, too
        spans[name.person].append((name.span.start, name.span.end))
    return [hit for hit in hits if not _within(hit, spans[hit.person])]


def _within(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    before = bisect_right(spans, hit.span.start, key=itemgetter(0))
    return before > 0 and hit.span.end <= spans[before - 1][1]


def _texts(data: bytes, depth: int = 0) -> Iterator[str]:
    """Yield the texts of a file: its own, of an office document those of its parts, of a mail also what it encodes."""
    if data.startswith(b"PK\x03\x04"):
        yield from _parts(data)
        return
    if depth < _DEEPEST and _MAIL.match(data):
        yield from _mailed(data, depth)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield data.decode("utf-16", errors="replace")
        return
    try:
        yield data.decode("utf-8-sig")
    except UnicodeDecodeError:
        for encoding in ("cp932", "euc_jp", "cp949", "utf-8"):  # any of them may be the one it was written in
            yield data.decode(encoding, errors="replace")


def _mailed(data: bytes, depth: int) -> Iterator[str]:
    """Yield what a mail holds in another form than it shows: texts in base64, documents that are attached."""
    from email import message_from_bytes, policy

    for part in message_from_bytes(data, policy=policy.compat32).walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and part.get("Content-Transfer-Encoding", "").strip():
            yield from _texts(content, depth + 1)


def _parts(data: bytes) -> Iterator[str]:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if member.file_size <= _LONGEST_MEMBER and not member.flag_bits & 1:
                    yield archive.read(member).decode("utf-8", errors="replace")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError):
        return
