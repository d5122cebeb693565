"""HEIC and AVIF: the items of metadata that a file of boxes lists.

Source: ISO/IEC 14496-12 (8.11: meta, iloc, iinf, infe, idat), ISO/IEC 23008-12 annex A for Exif and XMP.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lfnkr_i18n.pictures.containers import Form, Found, Piece
from lfnkr_i18n.pictures.reading import MOST, BrokenError, Reader

_XMP = b"application/rdf+xml"
_ITEMS = 20_000
"""Items in a file; a large picture is a thousand tiles."""


class _Box(NamedTuple):
    kind: bytes
    start: int
    """Where its content begins in the file."""
    end: int


class _Extent(NamedTuple):
    place: int
    size: int


def in_heif(reader: Reader) -> Found:
    """Yield what a file of boxes holds; its pictures are not looked at."""
    meta = next((box for box in _boxes(reader, 0, reader.end) if box.kind == b"meta"), None)
    if meta is None:
        raise BrokenError
    parts = {box.kind: box for box in _boxes(reader, meta.start + 4, meta.end)}
    forms = dict(_forms(reader, parts[b"iinf"])) if b"iinf" in parts else {}
    if not forms or b"iloc" not in parts:
        return
    inside = parts[b"idat"].start if b"idat" in parts else None
    for item, extents in _places(reader, parts[b"iloc"], inside):
        if item in forms:
            data = _content(reader, extents)
            yield Piece(forms[item], data[4:] if forms[item] is Form.EXIF else data)


def _boxes(reader: Reader, start: int, end: int) -> Iterator[_Box]:
    while end - start >= 8:
        reader.place = start
        size, kind = reader.number(4), reader.take(4)
        head = 8
        if size == 1:
            size, head = reader.number(8), 16
        elif size == 0:
            size = end - start
        if not head <= size <= end - start:
            raise BrokenError
        yield _Box(kind, start + head, start + size)
        start += size


def _forms(reader: Reader, box: _Box) -> Iterator[tuple[int, Form]]:
    """Yield the items that are metadata."""
    reader.place = box.start
    wide = reader.number(4) >> 24 > 0
    count = reader.number(4 if wide else 2)
    if count > _ITEMS:
        raise BrokenError
    for entry in _boxes(reader, reader.place, box.end):
        reader.place = entry.start
        version = reader.number(4) >> 24
        if entry.kind != b"infe" or version < 2:
            continue
        item = reader.number(2 if version == 2 else 4)
        reader.skip(2)
        kind = reader.take(4)
        if kind == b"Exif":
            yield item, Form.EXIF
        elif kind == b"mime":
            _name, _nul, rest = reader.take(min(MOST, entry.end - reader.place)).partition(b"\0")
            if rest.partition(b"\0")[0] == _XMP:
                yield item, Form.XMP


def _places(reader: Reader, box: _Box, inside: int | None) -> Iterator[tuple[int, list[_Extent]]]:
    """Yield where each item lies; `inside` is where the data of the box `idat` begin."""
    table = reader.of(reader.at(box.start, min(MOST, box.end - box.start)))
    version = table.number(4) >> 24
    sizes = table.number(2)
    of_offset, of_length, of_base, of_index = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15
    count = table.number(2 if version < 2 else 4)
    if count > _ITEMS:
        raise BrokenError
    for _number in range(count):
        item = table.number(2 if version < 2 else 4)
        method = table.number(2) & 15 if version else 0
        table.skip(2)
        base = table.number(of_base)
        if method == 1:
            base += inside or 0
        extents = []
        for _extent in range(table.number(2)):
            table.skip(of_index if version else 0)
            place = base + table.number(of_offset)
            extents.append(_Extent(place, table.number(of_length)))
        if method in (0, 1):
            yield item, extents


def _content(reader: Reader, extents: list[_Extent]) -> bytes:
    if sum(extent.size for extent in extents) > MOST:
        raise BrokenError
    return b"".join(reader.at(*extent) for extent in extents)
