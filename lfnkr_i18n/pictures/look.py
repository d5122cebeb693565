"""What a picture's file tells of people: GPS positions, names, times, serial numbers, whatever the file is called.

Only the parts that hold metadata are read, with bounds on their number and size. Nothing of the picture is decoded.
What is said of it are kinds; the texts are for whoever looks for listed names in them, and for nobody else. A file that
is broken, or no picture, is answered as such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

import msgspec

from lfnkr_i18n.pictures.boxes import in_heif
from lfnkr_i18n.pictures.containers import Form, Found, Piece, in_jpeg, in_png, in_webp
from lfnkr_i18n.pictures.exif import in_exif, in_tiff
from lfnkr_i18n.pictures.iptc import in_photoshop
from lfnkr_i18n.pictures.kinds import Kind
from lfnkr_i18n.pictures.reading import BrokenError, Effort, Reader
from lfnkr_i18n.pictures.xmp import in_xmp

SUFFIXES = frozenset((".apng", ".avif", ".heic", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"))
"""What files are called whose metadata can be read; what is in them decides how."""

_HARMLESS = (b"GIF8", b"BM", b"\0\0\1\0")
"""How pictures begin that have no place for Exif: GIF, BMP, ICO."""
_SHORT = 1 << 16
"""Bytes up to which a text may be UTF-16 without a sign of it: XMP says what it is."""
_READERS: dict[Form, Callable[[Reader], Iterator[Piece | Kind]]] = {
    Form.EXIF: in_exif,
    Form.XMP: in_xmp,
    Form.PHOTOSHOP: in_photoshop,
}


class Told(msgspec.Struct, frozen=True):
    """What a file tells of people."""

    kinds: tuple[Kind, ...] = ()
    """Each once, the gravest first."""
    whole: bool = True
    """Whether it could be read to its end: else there may be more."""


def personal_data(stream: BinaryIO) -> Told:
    """Return what a picture tells of people; of what is no picture, that it could not be read."""
    found = list(_all(stream))
    return Told(tuple(kind for kind in Kind if kind in found), None not in found)


def texts_in(stream: BinaryIO) -> Iterator[str]:
    """Yield what is written in a picture's metadata: captions, names, comments; in each charset that it may be in."""
    for one in _all(stream):
        if isinstance(one, Piece) and one.form in (Form.TEXT, Form.XMP):
            yield from _read(one.data)


def _read(data: bytes) -> Iterator[str]:
    """Yield what bytes may say; 朴李 in UTF-16 is 4gNg in ASCII, so that nothing tells which it is."""
    if len(data) < _SHORT or b"\0" in data:
        yield from (data.decode(charset, "replace") for charset in ("utf-16-le", "utf-16-be"))
    try:
        yield data.decode()
    except UnicodeDecodeError:
        yield from (data.decode(charset, "replace") for charset in ("cp932", "latin-1"))


def _all(stream: BinaryIO) -> Iterator[Piece | Kind | None]:
    """Yield every piece and kind that a file holds, None where it is broken."""
    reader = Reader(stream, Effort())
    waiting = [_found(reader)]
    while waiting:
        try:
            one = next(waiting[-1], None)
            if one is None:
                waiting.pop()
                continue
            if isinstance(one, Piece):
                reader.effort.spend(len(one.data) // 100)
                if one.form in _READERS:
                    waiting.append(_READERS[one.form](reader.of(one.data)))
            yield one
        except BrokenError:
            waiting.pop()  # the others may be whole
            yield None


def _found(reader: Reader) -> Found:
    """Yield what a picture holds, read as its beginning says. Raises BrokenError for what is none."""
    head = reader.at(0, min(16, reader.end))
    if head.startswith(b"\xff\xd8\xff"):
        yield from in_jpeg(reader)
    elif head.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from in_png(reader)
    elif head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        yield from in_webp(reader)
    elif head[:4] in (b"II*\0", b"MM\0*"):
        yield from in_tiff(reader)
    elif head[4:8] == b"ftyp":
        yield from in_heif(reader)
    elif not head.startswith(_HARMLESS):
        raise BrokenError
