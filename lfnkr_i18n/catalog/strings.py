r"""Strings of PO files: C escapes as GNU gettext 0.21 reads and writes them."""

from __future__ import annotations

import re

from lfnkr_i18n.patterns import lazy

_MEANING = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    '"': '"',
    "\\": "\\",
}
_ESCAPE = lazy(r"\\(x[0-9A-Fa-f]+|[0-7]{1,3}|.)", re.DOTALL)
_BYTES = lazy("[\udc80-\udcff]")
_WRITTEN = {meaning: "\\" + letter for letter, meaning in _MEANING.items()}
_CONTROL = lazy(r"[\a\b\f\r\t\v]")


class BadEscape(ValueError):  # noqa: N818 - what was found
    """A backslash that starts none of C's escapes, or a byte that a string cannot hold."""


def unescape(text: str) -> str:
    r"""Return what a quoted text with backslashes means; bytes from 0x80 (`\xe6`) come as surrogates.

    They are bytes of the file's charset, so only a whole string can be decoded: `whole`.

    >>> unescape(r'one\ttwo\n\"three\" \101')
    'one\ttwo\n"three" A'
    """
    # A run of backslashes starts with an escape, so cutting at the pairs from the left never cuts another escape.
    parts = [
        part.replace(r"\n", "\n").replace(r"\"", '"').replace(r"\t", "\t") if "\\" in part else part
        for part in text.split(r"\\")
    ]
    if any("\\" in part for part in parts):
        return _ESCAPE.sub(_meaning, text)
    return "\\".join(parts)


def _meaning(escape: re.Match[str]) -> str:
    code = escape[1]
    meaning = _MEANING.get(code)
    if meaning is not None:
        return meaning
    if code[0] == "x" and len(code) > 1:
        digits = code[1:].lstrip("0")
        byte = int(digits or "0", 16) if len(digits) < 3 else -1
    elif code[0] in "01234567":
        byte = int(code, 8)
    else:
        byte = -1
    if not 0 < byte < 256:
        raise BadEscape(escape[0])
    return chr(byte) if byte < 0x80 else chr(0xDC00 + byte)


def has_bytes(text: str) -> bool:
    """Tell whether an unescaped text holds bytes that are still to be decoded."""
    return _BYTES.search(text) is not None


def whole(text: str, codec: str) -> str:
    """Return a whole string whose escaped bytes are decoded. Raises UnicodeError where they are no text."""
    return text.encode(codec, "surrogateescape").decode(codec)


def escape(text: str) -> str:
    r"""Return `text` as it stands between quotes, but for its line breaks, where msgcat begins another string.

    >>> print(escape('a "word"\tand \\'))
    a \"word\"\tand \\
    """
    # Replacing is several times faster than str.translate, and most texts need none of it.
    if "\\" in text:
        text = text.replace("\\", r"\\")
    if '"' in text:
        text = text.replace('"', r"\"")
    if not text.isprintable():
        text = _CONTROL.sub(_written, text)
    return text


def _written(control: re.Match[str]) -> str:
    return _WRITTEN[control[0]]
