"""Exif, and TIFF files as such: which tags there are, and whether they say anything.

Sources: TIFF 6.0 (section 2), Exif 3.0 (4.6), Adobe's DNG specification for its tags. What lies beyond the end of the
data says nothing to anybody, so that it is passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lfnkr_i18n.pictures.containers import Form, Found, Piece
from lfnkr_i18n.pictures.kinds import Kind
from lfnkr_i18n.pictures.reading import MOST, BrokenError, Order, Reader, parts_of

_HEADS: dict[bytes, Order] = {b"II*\0": "little", b"MM\0*": "big"}
_LEAD = 64
"""Bytes within which Exif data begin, whatever a program wrote before them."""
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
"""Bytes of a value by the type's number."""
_SHOWN = 1 << 16
"""Bytes of a value that are looked at."""
_EXIF, _GPS, _SUB, _PREVIEW, _PREVIEW_SIZE = 0x8769, 0x8825, 0x014A, 0x0201, 0x0202


_ASCII = 2
_TEXTS = frozenset({0x9286, 0x001B, 0x001C, *range(0x9C9B, 0x9CA0)})
"""Tags of texts that are not of the type ASCII: comments, a place's name, what Windows writes."""


class _Entry(NamedTuple):
    tag: int
    kind: int
    """The number of its type."""
    size: int
    """Bytes of its value."""
    value: bytes
    """The first bytes of it."""
    place: int = 0
    """Where it stands; of one within its entry 0."""


def _says_text(value: bytes) -> bool:
    return bool(value.strip(b"\0 \t\r\n"))


def _says_day(value: bytes) -> bool:
    return any(character in b"123456789" for character in value)


def _says_degrees(value: bytes) -> bool:
    """Tell whether a numerator of the rational numbers is not zero: programs blank a position with zeros."""
    return any(any(number[:4]) for number in parts_of(value, 8))


def _says_something(value: bytes) -> bool:
    return any(value)


class _Tag(NamedTuple):
    kind: Kind
    says: Callable[[bytes], bool]
    """Tells whether a value says anything."""


_TAGS = {
    0x013B: _Tag(Kind.OWNER, _says_text),  # Artist
    0x9C9D: _Tag(Kind.OWNER, _says_text),  # XPAuthor, UTF-16
    0xA430: _Tag(Kind.OWNER, _says_text),  # CameraOwnerName
    0xA437: _Tag(Kind.OWNER, _says_text),  # Photographer (Exif 3.0)
    0xA438: _Tag(Kind.OWNER, _says_text),  # ImageEditor
    0x9003: _Tag(Kind.TIME, _says_day),  # DateTimeOriginal
    0x9004: _Tag(Kind.TIME, _says_day),  # DateTimeDigitized
    0xA431: _Tag(Kind.CAMERA, _says_text),  # BodySerialNumber
    0xA435: _Tag(Kind.CAMERA, _says_text),  # LensSerialNumber
    0xC62F: _Tag(Kind.CAMERA, _says_text),  # CameraSerialNumber (DNG)
    0x927C: _Tag(Kind.MAKER_NOTES, _says_something),
    0xC634: _Tag(Kind.MAKER_NOTES, _says_something),  # DNGPrivateData
}
_GPS_TAGS = {
    **dict.fromkeys(
        (0x02, 0x04, 0x14, 0x16), _Tag(Kind.POSITION, _says_degrees)
    ),  # latitude, longitude; the destination's
    0x1D: _Tag(Kind.TIME, _says_day),  # GPSDateStamp
}


class _Directory(NamedTuple):
    place: int
    tags: dict[int, _Tag]
    """What its tags mean."""
    number: int | None = None
    """Which of the file's directories it is, from 0; None for one within another."""


_PIECES = {0x02BC: Form.XMP, 0x83BB: Form.PHOTOSHOP, 0x8649: Form.PHOTOSHOP}


def in_exif(reader: Reader) -> Found:
    """Yield what Exif data hold; nothing for data that are none."""
    data = reader.take(reader.end)
    starts = [place for head in _HEADS if (place := data.find(head, 0, _LEAD)) >= 0]
    if starts:
        yield from in_tiff(reader.of(data[min(starts) :]))


def in_tiff(reader: Reader) -> Found:
    """Yield what a TIFF file holds. Raises BrokenError where its directories have no end."""
    order = _HEADS.get(reader.at(0, 4))
    if order is None:
        raise BrokenError
    waiting = [_Directory(reader.number(4, order), _TAGS, 0)]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one.place in seen:
            continue
        seen.add(one.place)
        entries, following = _entries(reader, one.place, order)
        if one.number is not None:
            waiting.append(_Directory(following, _TAGS, one.number + 1))
        if one.number and _number(entries, _PREVIEW_SIZE, order) and _number(entries, _PREVIEW, order):
            yield Kind.THUMBNAIL
        for entry in entries:
            if entry.tag in (_EXIF, _GPS, _SUB):
                tags = _GPS_TAGS if entry.tag == _GPS else _TAGS
                waiting += [_Directory(int.from_bytes(place, order), tags) for place in parts_of(entry.value, 4)]
            else:
                yield from _of_entry(reader, entry, one.tags)


def _of_entry(reader: Reader, entry: _Entry, tags: dict[int, _Tag]) -> Found:
    if entry.kind == _ASCII or entry.tag in _TEXTS:
        yield Piece(Form.TEXT, entry.value)
    if entry.tag in tags and tags[entry.tag].says(entry.value):
        yield tags[entry.tag].kind
    elif entry.tag in _PIECES and 4 < entry.size <= MOST:
        yield Piece(_PIECES[entry.tag], reader.at(entry.place, entry.size))


def _entries(reader: Reader, place: int, order: Order) -> tuple[list[_Entry], int]:
    """Return the entries of a directory that are there, and where the next one stands; 0 for none."""
    if not 8 <= place <= reader.end - 2:
        return [], 0
    reader.place = place
    count = reader.number(2, order)
    reader.effort.spend(count)
    start, after = reader.place, reader.place + 12 * count
    rows = parts_of(reader.take(min(12 * count, reader.end - start)), 12)
    entries = [_entry(reader, row, order) for row in rows]
    following = int.from_bytes(reader.at(after, 4), order) if after + 4 <= reader.end else 0
    return [entry for entry in entries if entry is not None], following


def _entry(reader: Reader, row: bytes, order: Order) -> _Entry | None:
    """Return an entry with its value's first bytes; None for one whose value is not there."""
    tag, kind, count = (int.from_bytes(row[start:end], order) for start, end in ((0, 2), (2, 4), (4, 8)))
    size = _SIZES.get(kind, 1) * count
    if size <= 4:
        return _Entry(tag, kind, size, row[8 : 8 + size])
    place = int.from_bytes(row[8:], order)
    if place + size > reader.end:
        return None
    needed = kind == _ASCII or tag in _TEXTS or tag in _TAGS or tag in _GPS_TAGS or tag == _SUB
    return _Entry(tag, kind, size, reader.at(place, min(size, _SHOWN)) if needed else b"", place)


def _number(entries: list[_Entry], tag: int, order: Order) -> int:
    return next((int.from_bytes(entry.value, order) for entry in entries if entry.tag == tag), 0)
