"""PO files out, in one layout: msgcat's own without wrapping, so that `msgcat --no-wrap` gives the same bytes.

UTF-8, LF, the entries in their order and the obsolete ones last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import polib

from lfnkr_i18n.catalog.comments import LONE_MARK
from lfnkr_i18n.catalog.model import Catalog
from lfnkr_i18n.catalog.strings import escape
from lfnkr_i18n.patterns import lazy

CONTENT_TYPE = "text/plain; charset=UTF-8"

_CHARSET = lazy(r"charset=[^\s;]+")
_REFERENCE_COLUMNS = 79
"""msgcat breaks lines of references at its page width even with --no-wrap, counting UTF-8 bytes."""

_FORMATS = (
    "c objc python python-brace java java-printf csharp javascript scheme lisp elisp librep ruby sh awk lua "
    "object-pascal smalltalk qt qt-plural kde kde-kuit boost tcl perl perl-brace php gcc-internal gfc-internal ycp"
)
_FLAG_ORDER = {
    flag: place
    for place, flag in enumerate(
        ["fuzzy", *(f"{no}{name}-format" for name in _FORMATS.split() for no in ("", "no-"))], start=-200
    )
} | {"no-wrap": 1}
"""Places in which gettext 0.21 writes flags; `range:` is 0, flags that gettext does not know come last."""


def serialize(catalog: Catalog) -> bytes:
    """Return a catalog as a PO file. Its header says UTF-8, whatever the file it was read from used."""
    lines = _header(catalog)
    for obsolete in (False, True):
        for entry in catalog:
            if bool(entry.obsolete) is obsolete:
                lines.append("")
                _write(entry, lines)
    lines.append("")
    return "\n".join(lines).encode()


def same_content(left: Catalog, right: Catalog) -> bool:
    """Tell whether two catalogs say the same: they differ in layout at most, and rewriting one is no use."""
    return serialize(left) == serialize(right)


def _header(catalog: Catalog) -> list[str]:
    fields = {name: value for name, value in catalog.metadata.items() if name or value}
    found = fields.get("Content-Type", "")
    fields["Content-Type"] = _CHARSET.sub("charset=UTF-8", found) if "charset=" in found else CONTENT_TYPE
    head = catalog.head
    entry = polib.POEntry(
        msgstr="".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in fields.items()),
        tcomment=catalog.header,
        comment=head.comment,
        occurrences=head.occurrences,
        flags=[*(["fuzzy"] if catalog.metadata_is_fuzzy else []), *(flag for flag in head.flags if flag != "fuzzy")],
        previous_msgctxt=head.previous_msgctxt,
        previous_msgid=head.previous_msgid,
        previous_msgid_plural=head.previous_msgid_plural,
    )
    lines: list[str] = []
    _write(entry, lines)
    return lines


def _write(entry: polib.POEntry, lines: list[str]) -> None:
    _comments(entry, lines)
    mark = "#~ " if entry.obsolete else ""
    if entry.previous_msgid is not None:
        previous = "#~| " if entry.obsolete else "#| "
        _field(previous, "msgctxt", entry.previous_msgctxt, lines)
        _field(previous, "msgid", entry.previous_msgid, lines)
        _field(previous, "msgid_plural", entry.previous_msgid_plural or None, lines)
    if entry.msgctxt is not None:
        _field(mark, "msgctxt", entry.msgctxt, lines)
    _field(mark, "msgid", entry.msgid, lines)
    if not entry.msgid_plural:
        _field(mark, "msgstr", entry.msgstr, lines)
        return
    _field(mark, "msgid_plural", entry.msgid_plural, lines)
    for number in range(max(entry.msgstr_plural, default=0) + 1):
        _field(mark, f"msgstr[{number}]", entry.msgstr_plural.get(number, ""), lines)


def _comments(entry: polib.POEntry, lines: list[str]) -> None:
    if entry.tcomment == LONE_MARK:
        lines.append("#")
    elif entry.tcomment:
        lines += [_comment(line) for line in entry.tcomment.split("\n")]
    lines += _remarks(entry.comment, tuple(entry.occurrences))
    if entry.flags:
        flags = _flags(entry)
        if flags:
            lines.append("#, " + ", ".join(flags))


@lru_cache(maxsize=256)
def _remarks(comment: str, occurrences: tuple[tuple[str, str], ...]) -> Sequence[str]:
    """Return the lines of extracted comments and references; most entries of a catalog have one of few sets."""
    remarks = [f"#. {line}" if line else "#." for line in map(_guard, comment.split("\n"))] if comment else []
    return remarks + _references(occurrences) if occurrences else remarks


def _field(mark: str, keyword: str, text: str | None, lines: list[str]) -> None:
    if not text:
        if text is not None:
            lines.append(f'{mark}{keyword} ""')
        return
    text = escape(text)
    end = text.find("\n")
    if end < 0:
        lines.append(f'{mark}{keyword} "{text}"')
    elif end == len(text) - 1:
        lines.append(f'{mark}{keyword} "{text[:-1]}\\n"')
    else:
        lines.append(f'{mark}{keyword} ""')
        *whole, rest = text.split("\n")
        lines += [f'{mark}"{part}\\n"' for part in whole]
        if rest:
            lines.append(f'{mark}"{rest}"')


def _comment(line: str) -> str:
    if not line:
        return "#"
    return f"# {_guard(line)}"


def _guard(line: str) -> str:
    """Part a backslash at a line's end from the line break: gettext takes the two for "the line goes on"."""
    line = line.replace("\r", " ").replace("\0", " ") if "\r" in line or "\0" in line else line
    return line + " " if line.endswith("\\") else line


def _references(occurrences: Iterable[tuple[str, str]]) -> list[str]:
    lines = ["#:"]
    column = 2
    for path, number in occurrences:
        place = f"\u2068{path}\u2069" if " " in path or "\t" in path else path
        text = f" {place}:{number}" if number else f" {place}"
        width = len(text.encode())
        if column > 2 and column + width >= _REFERENCE_COLUMNS:
            lines.append("#:")
            column = 2
        lines[-1] += text
        column += width
    return lines


def _flags(entry: polib.POEntry) -> list[str]:
    """Return the flags in gettext's order; an empty translation is not fuzzy, as msgcat has it."""
    flags = dict.fromkeys(entry.flags)
    first = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
    if not first:
        flags.pop("fuzzy", None)
    if len(flags) > 1:
        return sorted(flags, key=lambda flag: 0 if flag.startswith("range:") else _FLAG_ORDER.get(flag, 2))
    return list(flags)
