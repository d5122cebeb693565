"""Bytes of a PO file to text, in the charset that its header names."""

from __future__ import annotations

import codecs
import re

from lfnkr_i18n.errors import CatalogError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy

_QUOTED = rb'"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"'
# Possessive, since neither repetition gains by giving back: linear on a file of nothing but `"" "" ""`.
_HEADER = lazy(rb'^[ \t]*msgid(?:[ \t\r\n]*"")++[ \t\r\n]*msgstr((?:[ \t\r\n]*' + _QUOTED + rb")++)", re.MULTILINE)
_BETWEEN_QUOTES = lazy(rb'"[ \t\r\n]*"')
_CHARSET = lazy(rb'charset=([^\s"\\;]+)')
_CONTEXT_BEFORE = lazy(rb"msgctxt[^\n]*\n(?:[ \t]*\"[^\n]*\n)*\Z")

_ASCII = bytes(range(0x20, 0x7F))
_BOM = codecs.BOM_UTF8
_WIDE_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def decode(data: bytes, path: str) -> tuple[str, str]:
    r"""Return a PO file's text with `\n` line ends, and the codec it was read with.

    A missing header, or one that names no charset or `CHARSET`, means UTF-8. A BOM is dropped. Raises CatalogError:
    NUL bytes, a charset that is unknown or no superset of ASCII, bytes that are invalid in it.
    """
    if data.startswith(_WIDE_BOMS):
        raise CatalogError(_("it is UTF-16 or UTF-32, which PO files cannot be; save it as UTF-8"), path=path, line=1)
    if b"\0" in data:
        line = _line_at(data, data.index(b"\0"))
        raise CatalogError(_("a NUL byte; the file is damaged, restore it"), path=path, line=line)
    if data.startswith(_BOM):
        data = data[len(_BOM) :]
    if b"\r" in data:
        # Without any LF these are the line ends of the Macintosh before 2001.
        data = data.replace(b"\r\n", b"\n") if b"\n" in data else data.replace(b"\r", b"\n")
    codec = _codec(data, path)
    try:
        return data.decode(codec), codec
    except UnicodeDecodeError as error:
        problem = _("bytes that are not {charset}; save the file in the charset its header names").format(charset=codec)
        raise CatalogError(problem, path=path, line=_line_at(data, error.start)) from error


def _codec(data: bytes, path: str) -> str:
    found = _header_charset(data)
    if found is None:
        return "utf-8"
    name, line = found
    if name.upper() == "CHARSET":
        return "utf-8"
    try:
        codec = codecs.lookup(name)
        if _ASCII.decode(codec.name) == _ASCII.decode("ascii"):
            return codec.name
    except (LookupError, UnicodeError, ValueError):
        pass
    problem = _("unknown charset {charset}; save the file as UTF-8 and say so in its header").format(charset=name)
    raise CatalogError(problem, path=path, line=line)


def _header_charset(data: bytes) -> tuple[str, int] | None:
    """Return the charset that the header entry names, and the header's line."""
    for header in _HEADER.finditer(data):
        if _CONTEXT_BEFORE.search(data, max(0, header.start() - 1000), header.start()):
            continue
        charset = _CHARSET.search(_BETWEEN_QUOTES.sub(b"", header[1]))
        if charset:
            return charset[1].decode("ascii", "replace"), _line_at(data, header.start())
        return None
    return None


def _line_at(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1
