"""Photoshop's resources and IPTC's data sets within them.

Sources: Adobe Photoshop file formats (image resource blocks), IPTC-NAA Information Interchange Model 4.2 (1.5.3, 6).
"""

from __future__ import annotations

from lfnkr_i18n.pictures.containers import Form, Found, Piece
from lfnkr_i18n.pictures.kinds import Kind
from lfnkr_i18n.pictures.reading import BrokenError, Reader

_BLOCK, _SET = b"8BIM", 0x1C
_IPTC = 0x0404
_PREVIEWS = frozenset({0x0409, 0x040C})
_APPLICATION = 2
"""The record that describes the picture."""
_KINDS = {
    **dict.fromkeys((80, 118), Kind.OWNER),  # by-line, contact
    **dict.fromkeys((55, 60, 62, 63), Kind.TIME),  # created, digitized: day and time
    **dict.fromkeys((90, 92, 95), Kind.PLACE),  # city, part of it, province
}


def in_photoshop(reader: Reader) -> Found:
    """Yield what a list of resources holds; TIFF files have IPTC's data sets without one."""
    if reader.at(0, 1)[0] == _SET:
        reader.place = 0
        yield from _of_sets(reader)
        return
    reader.place = 0
    while reader.end - reader.place >= 12 and reader.take(4) == _BLOCK:
        number = reader.number(2)
        name = reader.number(1)
        reader.skip(name + (name + 1) % 2)
        size = reader.number(4)
        content = reader.take(size)
        if number == _IPTC:
            yield from _of_sets(reader.of(content))
        elif number in _PREVIEWS and size:
            yield Kind.THUMBNAIL
        reader.skip(min(size % 2, reader.end - reader.place))


def _of_sets(reader: Reader) -> Found:
    while reader.end - reader.place >= 5 and reader.number(1) == _SET:
        record, number, size = reader.number(1), reader.number(1), reader.number(2)
        if size & 0x8000:  # the size has a size
            digits = size & 0x7FFF
            if digits > 4:
                raise BrokenError
            size = reader.number(digits)
        says = reader.take(size).strip(b"\0 ")
        if record == _APPLICATION and says:
            yield Piece(Form.TEXT, says)
            if number in _KINDS:
                yield _KINDS[number]
