r"""Strings and comment lines of PO files: C escapes, references, flags; GNU gettext 0.21's rules."""

from __future__ import annotations

import re

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
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]+|[0-7]{1,3}|.)", re.DOTALL)
_WRITTEN = str.maketrans({meaning: "\\" + letter for letter, meaning in _MEANING.items()})
_SPECIAL = re.compile(r'[\a\b\f\n\r\t\v"\\]')

_SPACED_LINE_NUMBER = re.compile(r"[ \t]{0,8}:[ \t]{0,8}([0-9]+)(?=[ \t]|$)")
_MORE_THAN_A_PATH = re.compile(r"[ \t:\u2068]")
_REFERENCE = re.compile(r"\u2068([^\u2069]*)\u2069(?::([0-9]+))?(?=[ \t]|$)|([^ \t]+)")
_NUMBERED = re.compile(r"(.*):([0-9]+)", re.DOTALL)


class BadEscape(ValueError):  # noqa: N818 - what was found
    """A backslash that starts none of C's escapes, or a byte that a string cannot hold."""


def unescape(text: str) -> str:
    r"""Return what a quoted text with backslashes means; bytes from 0x80 (`\xe6`) come as surrogates.

    They are bytes of the file's charset, so only a whole string can be decoded: `whole`.

    >>> unescape(r'one\ttwo\n\"three\" \101')
    'one\ttwo\n"three" A'
    """
    return _ESCAPE.sub(_meaning, text)


def _meaning(escape: re.Match[str]) -> str:
    code = escape[1]
    meaning = _MEANING.get(code)
    if meaning is not None:
        return meaning
    if code[0] == "x" and len(code) > 1:
        byte = int(code[-2:], 16) if not code[1:-2].strip("0") else -1
    elif code[0] in "01234567":
        byte = int(code, 8)
    else:
        byte = -1
    if not 0 < byte < 256:
        raise BadEscape(escape[0])
    return chr(byte) if byte < 0x80 else chr(0xDC00 + byte)


def whole(text: str, codec: str) -> str:
    """Return a whole string whose escaped bytes are decoded. Raises UnicodeError where they are no text."""
    return text.encode(codec, "surrogateescape").decode(codec)


def quote(text: str) -> str:
    r"""Return `text` between quotes, as msgcat writes one line of it.

    >>> print(quote('a "word"\n'))
    "a \"word\"\n"
    """
    return f'"{text.translate(_WRITTEN)}"' if _SPECIAL.search(text) else f'"{text}"'


def references(line: str) -> list[tuple[str, str]]:
    """Return the (path, line number or "") of a `#:` line without its mark; U+2068 and U+2069 hold spaces together.

    >>> references(" a.md b.c:12 c.c : 3 \u2068two words.md\u2069:4")
    [('a.md', ''), ('b.c', '12'), ('c.c', '3'), ('two words.md', '4')]
    """
    line = line.strip()
    if not _MORE_THAN_A_PATH.search(line):
        return [(line, "")] if line else []
    found = []
    for isolated, number, plain in _REFERENCE.findall(_SPACED_LINE_NUMBER.sub(r":\1", line)):
        numbered = _NUMBERED.fullmatch(plain)
        if numbered:
            found.append((numbered[1], numbered[2].lstrip("0") or "0"))
        else:
            found.append((plain or isolated, number.lstrip("0") or number[:1]))
    return found


def flags(line: str) -> list[str]:
    """Return the flags of a `#,` line without its mark, each once; gettext separates by commas and spaces alike.

    >>> flags("fuzzy, c-format,range: 1..5")
    ['fuzzy', 'c-format', 'range: 1..5']
    """
    words = iter(line.replace(",", " ").split())
    found: dict[str, None] = {}
    for word in words:
        found[f"range: {next(words, '')}" if word == "range:" else word] = None
    return list(found)
