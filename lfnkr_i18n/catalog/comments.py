"""The comment lines of PO files: who wrote them, references, flags; GNU gettext 0.21's rules."""

from __future__ import annotations

import re

from lfnkr_i18n.patterns import lazy

LONE_MARK = " "
"""The translator comment of an entry (or header) above which a `#` stands alone: polib writes one in every file."""

_SPACED_LINE_NUMBER = lazy(r"[ \t]{0,8}:[ \t]{0,8}([0-9]+)(?=[ \t]|$)")
_MORE_THAN_A_PATH = lazy(r"[ \t:\u2068]")
_REFERENCE = lazy(r"\u2068([^\u2068\u2069]*)\u2069(?::([0-9]+))?(?=[ \t]|$)|([^ \t]+)")
_NUMBERED = lazy(r"(.*):([0-9]+)", re.DOTALL)


class Comments:
    """The comment lines before an entry, by kind."""

    __slots__ = ("extracted", "flags", "references", "translator")

    def __init__(self) -> None:
        self.translator: list[str] = []
        self.extracted: list[str] = []
        self.references: list[tuple[str, str]] = []
        self.flags: list[str] = []

    @property
    def any(self) -> bool:
        """Whether there is a comment at all."""
        return bool(self.translator or self.extracted or self.references or self.flags)

    def take(self, text: str) -> None:
        """Take a line without its `#`; the one space before a text is no part of it."""
        kind = text[:1]
        if kind == ".":
            self.extracted.append(text[2:] if text[1:2] == " " else text[1:])
        elif kind == ":":
            self.references += references(text[1:])
        elif kind in (",", "!"):
            self.flags += [flag for flag in flags(text[1:]) if flag not in self.flags]
        else:
            self.translator.append(text[1:] if kind == " " else text)


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
