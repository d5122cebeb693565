"""JPEG, PNG and WebP: the pieces of metadata that stand between the parts of a picture.

Sources: ITU-T T.81 annex B and Exif 3.0 (4.7.2) for JPEG, PNG third edition (11.3), the WebP container specification,
Adobe's XMP specification part 3 for where XMP stands in each.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from lfnkr_i18n.pictures.kinds import Kind
from lfnkr_i18n.pictures.reading import BrokenError, Reader


class Form(Enum):
    """How a piece of metadata is written."""

    EXIF = auto()
    XMP = auto()
    PHOTOSHOP = auto()
    TEXT = auto()
    """What people or programs wrote: captions, comments, names. No form tells its charset reliably."""


class Piece(NamedTuple):
    """A piece of metadata as it stands in a file."""

    form: Form
    data: bytes


Found = Iterator[Piece | Kind]
"""Pieces, and kinds that need no further reading."""

_EXIF, _XMP, _MORE_XMP = b"Exif\0", b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_GUID_AND_SIZE = 36
_EMBEDDED = 32
"""Pictures behind the first one in a JPEG file that are looked into; phones write two or three."""
_TEXTS = {b"author": Kind.OWNER, b"creation time": Kind.TIME}
"""Keywords of PNG texts, in small letters → what they tell."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""JPEG markers without a length."""
_END, _SCAN, _APP1, _APP13, _COMMENT = 0xD9, 0xDA, 0xE1, 0xED, 0xFE


def in_jpeg(reader: Reader) -> Found:
    """Yield what a JPEG file holds, also in the pictures that phones write behind the first one (MPO, gain maps)."""
    reader.place = 2
    yield from _of_segments(reader)
    # Within a scan FF stands only before 00 and restart marks, so that this begins another picture.
    for _number in range(_EMBEDDED):
        if not reader.find(b"\xff\xd8\xff"):
            return
        start = reader.place = reader.place + 2
        try:
            yield from _of_segments(reader)
        except BrokenError:  # it may be any bytes of what programs append
            reader.place = start


def _of_segments(reader: Reader) -> Found:
    """Yield what stands before the scan of a JPEG picture; the reader is behind its SOI."""
    more: list[tuple[bytes, bytes]] = []
    photoshop = b""
    while (marker := _marker(reader)) not in (_SCAN, _END):
        if marker in _ALONE:
            continue
        size = reader.number(2) - 2
        if marker not in (_APP1, _APP13, _COMMENT):
            reader.skip(size)
            continue
        data = reader.take(size)
        if data.startswith(_MORE_XMP):
            rest = data[len(_MORE_XMP) :]
            more.append((rest[_GUID_AND_SIZE : _GUID_AND_SIZE + 4], rest[_GUID_AND_SIZE + 4 :]))
        elif data.startswith(_PHOTOSHOP):
            photoshop += data[len(_PHOTOSHOP) :]
        else:
            yield from _of_segment(marker, data)
    if more:
        yield Piece(Form.XMP, b"".join(part for _place, part in sorted(more)))
    if photoshop:
        yield Piece(Form.PHOTOSHOP, photoshop)


def _of_segment(marker: int, data: bytes) -> Found:
    """Yield what a segment holds that needs no other one."""
    if marker == _COMMENT:
        yield Piece(Form.TEXT, data)
    elif data.startswith(_EXIF):
        yield Piece(Form.EXIF, data)
    elif data.startswith(_XMP):
        yield Piece(Form.XMP, data[len(_XMP) :])


def _marker(reader: Reader) -> int:
    """Return the next marker; what stands before it is passed over, as decoders do."""
    while True:
        if reader.number(1) == 0xFF:
            while (code := reader.number(1)) == 0xFF:
                pass
            if code:
                return code


def in_png(reader: Reader) -> Found:
    """Yield what a PNG file holds: chunks of its own for Exif and XMP, and texts in which programs hide both."""
    reader.place = 8
    while True:
        size, kind = reader.number(4), reader.take(4)
        if kind == b"IEND":
            return
        if kind == b"eXIf":
            yield Piece(Form.EXIF, reader.take(size))
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _of_text(reader, kind, reader.take(size))
        else:
            reader.skip(size)
        reader.skip(4)


def _of_text(reader: Reader, kind: bytes, data: bytes) -> Found:
    keyword, _nul, rest = data.partition(b"\0")
    keyword = keyword.lower()
    packed = kind == b"zTXt"
    if kind == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
    elif packed:
        rest = rest[1:]
    text = reader.unpacked(rest) if packed else rest
    if keyword == b"xml:com.adobe.xmp":
        yield Piece(Form.XMP, text)
    elif keyword.startswith(b"raw profile type "):
        yield from _of_profile(keyword.removeprefix(b"raw profile type "), text)
    elif text.strip():
        yield Piece(Form.TEXT, text)
        if keyword in _TEXTS:
            yield _TEXTS[keyword]


def _of_profile(name: bytes, text: bytes) -> Found:
    """Yield what ImageMagick writes as hexadecimal digits behind a name and a size."""
    digits = b"".join(text.split()[2:])
    try:
        data = binascii.unhexlify(digits)
    except binascii.Error:
        raise BrokenError from None
    if name == b"xmp" or data.startswith(_XMP):
        yield Piece(Form.XMP, data.removeprefix(_XMP))
    elif name in (b"exif", b"app1"):
        yield Piece(Form.EXIF, data)
    elif name in (b"iptc", b"8bim"):
        yield Piece(Form.PHOTOSHOP, data.removeprefix(_PHOTOSHOP))


def in_webp(reader: Reader) -> Found:
    """Yield what a WebP file holds."""
    reader.place = 12
    while reader.end - reader.place >= 8:
        kind, size = reader.take(4), reader.number(4, "little")
        if kind == b"EXIF":
            yield Piece(Form.EXIF, reader.take(size))
        elif kind == b"XMP ":
            yield Piece(Form.XMP, reader.take(size))
        else:
            reader.skip(size)
        reader.skip(min(size % 2, reader.end - reader.place))
