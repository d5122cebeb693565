"""TOML strings that are read as exactly the text they are given: in the style that stands there, else basic."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lfnkr_i18n.formats.front_matter.values import Entry, Scan, TextValue
from lfnkr_i18n.patterns import lazy

_BARE_KEY = lazy(r"[A-Za-z0-9_-]+")
_CONTROL = lazy(r"[\x00-\x08\x0a-\x1f\x7f\u2028\u2029\x85\ufeff]")
_CONTROL_BUT_LINE_FEED = lazy(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\x85\ufeff]")
_CLOSING_LINE = lazy(r"^\+\+\+(?=[ \t]*$)", re.MULTILINE)  # would end the front matter inside the string
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\x08": "\\b", "\x0c": "\\f"}
_OPENING = lazy(r"(\"\"\"|''')(\r\n|\n|\r)?")


def rewritten(value: TextValue, new: str, inner: str) -> str:
    """Return what to write at `value.characters` of `inner` so that it is read as exactly `new`."""
    old = inner[value.characters.start : value.characters.end]
    line_end = "\r\n" if inner.endswith("\r\n") else inner[-1]  # of the last line, which the closing line follows
    return string(new, value.style, old, line_end)


def string(text: str, style: str = '"', old: str = "", line_end: str = "\n") -> str:
    r"""Return a TOML string: in `style` where that can hold `text`, else basic.

    `old` is the string that stood there: a multi-line one keeps the line end behind its opening quotes.

    >>> print(string('A "B"'), string("C:\\x", "'"), string("It's", "'"))
    "A \"B\"" 'C:\x' "It's"
    """
    if style == "'" and "'" not in text and not _CONTROL.search(text):
        return f"'{text}'"
    if style in ('"""', "'''"):
        return _multi_line(text, style, old, line_end)
    return f'"{_escaped(text, _CONTROL)}"'


def _multi_line(text: str, style: str, old: str, line_end: str) -> str:
    opening = _OPENING.match(old)
    lead = (opening[2] or "") if opening else ""
    if style == "'''" and _fits_literal(text):
        body = text
    else:
        style = '"""'
        body = _escaped(text, _CONTROL_BUT_LINE_FEED)
        # Quotes stay as they are but for three in a row and one beside the closing quotes.
        body = re.sub(r'\\"(?!\\"|$)', '"', body) if '"' in text else body
        body = _CLOSING_LINE.sub(r"\\u002B++", body)
    if not lead and text.startswith("\n"):
        lead = line_end  # the first line end behind the opening quotes does not count
    return style + lead + body.replace("\n", line_end) + style


def _fits_literal(text: str) -> bool:
    forbidden = "'''" in text or text.endswith("'") or _CONTROL_BUT_LINE_FEED.search(text)
    return not forbidden and not _CLOSING_LINE.search(text)


def _escaped(text: str, special: re.Pattern[str]) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return special.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", escaped)


def replaced_entry(entry: Entry, text: str, inner: str) -> str:
    """Return what to write over a value of the top level so that it is read as exactly `text`."""
    style = entry.style or '"'
    return string(text, style, inner[entry.span.start : entry.span.end])


def added(inner: str, found: Scan, keys: Mapping[str, str], line_end: str) -> tuple[int, str]:
    """Return where new keys go and what is inserted there: at the start, so never inside a table."""
    del inner, found
    lines = [f"{_key(key)} = {string(text)}{line_end}" for key, text in keys.items()]
    return 0, "".join(lines)


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else string(key)
