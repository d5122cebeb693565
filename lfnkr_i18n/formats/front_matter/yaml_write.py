"""YAML scalars that are read as exactly the text they are given: in the style that stands there, else quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import yaml

from lfnkr_i18n.formats.front_matter.values import Entry, FrontMatterError, Scan, TextValue
from lfnkr_i18n.formats.front_matter.yaml_text import events
from lfnkr_i18n.formats.front_matter.yaml_types import STRING, resolved
from lfnkr_i18n.patterns import lazy

# What libyaml's reader and every quoted scalar on one line take as it is: no control characters, no line breaks of
# YAML 1.1 (U+0085, U+2028, U+2029), no U+FEFF, no surrogates and no non-characters.
_PRINTABLE = "\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_ONE_LINE = lazy(f"[{_PRINTABLE}]*+")
_UNPRINTABLE = lazy(f"[^{_PRINTABLE}]")

# Letters first, and nothing that YAML gives a meaning anywhere: such text needs no trial parse.
_HARMLESS = lazy(rf"[^\W\d_](?:(?![:#\[\]{{}},&*!|>'\"%@`?])[{_PRINTABLE}])*+")

# Other YAML parsers (1.2, Go, JavaScript) take these for numbers or truth where PyYAML takes text.
_TYPED_ELSEWHERE = lazy(
    r"[-+]?\.?\d[\w.+:/-]*|[-+]?\.(?:inf|nan)|y|n|yes|no|on|off|true|false|null|~|=|<<", re.IGNORECASE
)

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ONE_PAIR = 8
"""Events of a map with one pair: start and end of stream, document and map, the key and the value."""
_HEADER = lazy(r"[|>][-+]?(?P<indent>[1-9])?[-+]?")
_BLANKS = lazy(r"(?:[ \t]*+(?:\r\n|\n|\r))*+")
_LINE_END = lazy(r"\r\n|\n|\r")


def rewritten(value: TextValue, new: str, inner: str) -> str:
    """Return what to write at `value.characters` of `inner` so that it is read as exactly `new`."""
    if value.style in ("|", ">"):
        old = inner[value.characters.start : value.characters.end]
        return _block(value, new, inner) or _quoted(new) + _comment(old)
    return flow_scalar(new, value.style, in_flow=value.flow)


def flow_scalar(text: str, style: str = "", *, in_flow: bool = False) -> str:
    r"""Return `text` as a scalar on one line: in `style` where it can hold it, else single quoted, else double.

    >>> print(flow_scalar("A plan: more"), flow_scalar("It's"), flow_scalar("no"), flow_scalar("a\nb", "'"))
    'A plan: more' It's 'no' "a\nb"
    """
    if not style and _is_plain(text, in_flow=in_flow):
        return text
    if style != '"' and _ONE_LINE.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    return _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _UNPRINTABLE.sub(_escape, escaped) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Tell whether a plain scalar is read as `text`, here and by other parsers; asks the parser when in doubt."""
    if not text or _TYPED_ELSEWHERE.fullmatch(text) or resolved(text, "") != STRING:
        return False
    if _HARMLESS.fullmatch(text):
        return not text[-1].isspace()
    # Inside brackets parsers differ (libyaml takes `[a?]`, PyYAML's own parser does not): only harmless text is plain.
    if in_flow or text.startswith(("---", "...")) or not _ONE_LINE.fullmatch(text):
        return False
    try:
        seen = list(events(f"k: {text}\n"))
    except FrontMatterError:
        return False
    if len(seen) != _ONE_PAIR:
        return False
    scalar = seen[4]
    return isinstance(scalar, yaml.ScalarEvent) and (scalar.value, scalar.anchor, scalar.tag) == (text, None, None)


def _block(value: TextValue, new: str, inner: str) -> str | None:
    """Return a literal or folded block like the one that stands there; None where that cannot hold `new`.

    The header and the indentation stay; so do the line ends behind the text, which are not part of the span.
    """
    old = inner[value.characters.start : value.characters.end]
    core = new.rstrip("\n")
    first_end = _LINE_END.search(old)
    if first_end is None or not core or new[len(core) :] != value.text[len(value.text.rstrip("\n")) :]:
        return None
    indent = " " * max(0, _indent(_LINE_END.split(old)[1:]) - _indent(value.text.split("\n")))
    lines = core.split("\n")
    if any(line.startswith("\t") for line in lines):  # parsers differ on whether it belongs to the indentation
        return None
    if value.style == ">":
        lines = [part for line in lines for part in (line, "")][:-1]
    body = first_end[0].join(indent + line if line else "" for line in lines)
    candidate = old[: first_end.end()] + body
    header = _HEADER.match(old)
    outer = len(indent) - int(header["indent"]) if header and header["indent"] else 0
    return (
        candidate if _holds(" " * outer + "k: " + candidate + _blank_lines(inner, value.characters.end), new) else None
    )


def _indent(lines: Iterable[str]) -> int:
    """Return how far the first line that is not blank is indented."""
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)


def _holds(document: str, text: str) -> bool:
    """Tell whether the one value of a map is read as a block that holds exactly `text`."""
    try:
        seen = list(events(document))
    except FrontMatterError:
        return False
    return len(seen) == _ONE_PAIR and (seen[4].value, seen[4].style in ("|", ">")) == (text, True)


def _blank_lines(inner: str, position: int) -> str:
    """Return what stands between a block's last character and the next line that is not blank."""
    rest = _BLANKS.match(inner, position)
    return rest[0] if rest else ""


def _comment(block: str) -> str:
    """Return the comment of a block's header line, with the blanks before it."""
    header = _HEADER.match(block)
    rest = _LINE_END.split(block[header.end() if header else 0 :], maxsplit=1)[0]
    return rest.rstrip() if "#" in rest else ""


def replaced_entry(entry: Entry, text: str, inner: str) -> str:
    """Return what to write over a value of the top level so that it is read as exactly `text`."""
    old = inner[entry.span.start : entry.span.end]
    style = entry.style if entry.style in ("'", '"') else ""
    lead = " " if not old and inner[entry.span.start - 1 : entry.span.start] not in ("", " ", "\t") else ""
    tail = _comment(old) if entry.style in ("|", ">") else ""
    return lead + flow_scalar(text, style, in_flow=entry.flow) + tail


def added(inner: str, found: Scan, keys: Mapping[str, str], line_end: str) -> tuple[int, str]:
    """Return where new keys go and what is inserted there: before the first key, as far indented as that."""
    members = [
        f"{flow_scalar(key, in_flow=found.flow)}: {flow_scalar(text, in_flow=found.flow)}" for key, text in keys.items()
    ]
    if found.flow:
        if found.first_key is None:
            return inner.index("{") + 1, ", ".join(members)
        return found.first_key, "".join(f"{member}, " for member in members)
    if found.first_key is None:
        lead = line_end if inner and not inner.endswith(("\n", "\r")) else ""
        return len(inner), lead + "".join(f"{member}{line_end}" for member in members)
    start = found.first_key
    indent = inner[len(inner[:start].rstrip(" ")) : start]
    return start, "".join(f"{member}{line_end}{indent}" for member in members)
