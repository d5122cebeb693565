"""The ways a text is looked at: as it stands, decoded, without markup, without readings, and the readings alone.

A name that is split or disguised in one view is whole in another. Every view knows where its characters come from.
Each is made in time linear in the text, whatever stands in it: patterns give nothing back (possessive quantifiers).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote_to_bytes

import msgspec

from lfnkr_i18n.patterns import lazy

_ROUNDS = 4
"""How often a text is decoded: `%2520`, `&amp;nbsp;`; what is wrapped more often is no oversight."""

_BREAK = "\ufffd"
"""Stands between readings that do not follow one another, and in no name."""


class View(msgspec.Struct, frozen=True):
    """A text as it is looked at; `origin` leads back to the text that all views are made from."""

    text: str
    _parent: View | None = None
    _ends: list[int] = msgspec.field(default_factory=list)
    """Where each edit's replacement ends in `text`, in order."""
    _edits: list[tuple[int, int, int]] = msgspec.field(default_factory=list)
    """For each edit the start of its replacement in `text`, and start and end of what it replaced in the parent's."""

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> View:
        """Return a view in which (start, end, replacement) of `text`, in order and apart, are replaced."""
        pieces: list[str] = []
        ends: list[int] = []
        kept: list[tuple[int, int, int]] = []
        done = length = 0
        for start, end, replacement in edits:
            pieces += (self.text[done:start], replacement)
            length += start - done
            kept.append((length, start, end))
            length += len(replacement)
            ends.append(length)
            done = end
        if not kept:
            return self
        pieces.append(self.text[done:])
        return View("".join(pieces), self, ends, kept)

    def origin(self, place: int) -> tuple[int, int]:
        """Return the span of the first text that the character at `place` comes from."""
        start, end = place, place + 1
        view = self
        while view._parent is not None:
            start, end = view._above(start)[0], view._above(end - 1)[1]
            view = view._parent
        return start, end

    def _above(self, place: int) -> tuple[int, int]:
        after = bisect_right(self._ends, place)
        if after < len(self._edits) and self._edits[after][0] <= place:
            return self._edits[after][1:]
        shifted = place if not after else place - self._ends[after - 1] + self._edits[after - 1][2]
        return shifted, shifted + 1


def views(text: str) -> Iterator[View]:
    """Yield the views of a text in which something differs, the text itself first."""
    raw = View(text)
    yield raw
    yield from _older(raw)
    decoded = _decoded(raw)
    if decoded is not raw:
        yield decoded
    plain = _plain(decoded)
    if plain is not decoded:
        yield plain
    comments = list(_comments(decoded.text))
    if comments:  # where block editors keep texts, with their tags
        yield _dropped_matches(_kept(decoded, comments), _MARKUP)
    for asides, base in ((_RUBY, decoded), (_BRACKETS, plain)):
        spans = [match.span() for match in asides.finditer(base.text)]
        if spans:
            yield _plain(_dropped(base, spans))
            yield _plain(_kept(base, spans))


def _dropped(view: View, spans: Iterable[tuple[int, int]]) -> View:
    return view.edited((start, end, "") for start, end in spans)


def _kept(view: View, spans: Iterable[tuple[int, int]]) -> View:
    """Return what stands in the spans, and a break where more than a few characters lie between two of them."""
    edits, done = [], 0
    for start, end in [*spans, (len(view.text), len(view.text))]:
        if start > done:
            edits.append((done, start, "" if start - done <= _NEAR else _BREAK))
        done = end
    return view.edited(edits)


_NEAR = 4
"""Characters between two readings of one name: `朴（パク）哲浩（チョルホ）`."""

_RUBY = lazy(r"<r[tp]\b[^<>]*+>(?:[^<]|<(?!/?r)[^<>]*+>)*+(?:</r[tp]\s*+>)?", re.IGNORECASE)
_BRACKETS = lazy(
    r"[（(《〈〔【［\[｛{｟][^（(）)《》〈〉〔〕【】［］\[\]｛{}｝｟｠|\n]{0,80}+[）)》〉〕】］\]}｝｠]|\|[^|{}\n]{0,80}+\}"
)


# --- decoded -----------------------------------------------------------------------------------------------------

# Each code begins with one of five signs, so that the search skips from one to the next.
_CODED = lazy(
    r"[&%=\\\x1b](?:"
    r"(?<=&)(?:#[0-9]{1,16}|#[xX][0-9a-fA-F]{1,16}|[A-Za-z][A-Za-z0-9]{1,31});?"
    r"|(?<=%)[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*+"
    r"|(?<=%)u[0-9a-fA-F]{4}(?:%u[0-9a-fA-F]{4})*+"
    r"|(?<==)[0-9A-F]{2}(?:=[0-9A-F]{2})++"
    r"|(?<==)\?[A-Za-z0-9-]{2,20}\?[Bb]\?[A-Za-z0-9+/=]{4,200}+\?="  # a header of a mail
    r"|(?<=\x1b)(?:\$[@B]|\$\(D|\(I)[!-~]++(?:\x1b\([BJ])?"  # ISO-2022-JP
    r"|(?<=\\)(?:x[0-9a-fA-F]{2}(?:\\x[0-9a-fA-F]{2})*+|u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})*+"
    r"|u\{[0-9a-fA-F]{1,6}\}|U[0-9a-fA-F]{8}|[0-3][0-7]{2}(?:\\[0-3][0-7]{2})*+|[abefnrtv])"
    r")"
)
_DOMAIN = lazy(r"xn--[a-z0-9-]{1,59}+", re.IGNORECASE)
_SIGNS = "&%=\\\x1b"


def _decoded(view: View) -> View:
    """Return a text with its entities, percent codes, escapes and international domain names read."""
    view = view.edited(_codes(_DOMAIN, view.text))
    for _round in range(_ROUNDS):
        if not any(sign in view.text for sign in _SIGNS):
            break
        seen = view.edited(_codes(_CODED, view.text))
        if seen is view:
            break
        view = seen
    return view


def _codes(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where codes stand, and what they stand for."""
    for match in pattern.finditer(text):
        read = _read(match[0])
        if read is not None:
            yield *match.span(), read


def _read(code: str) -> str | None:
    """Return what a code stands for; None where it stands for nothing but itself."""
    code = code.lower() if code[0] in "xX" else code
    for start, reading in _READINGS:
        if code.startswith(start):
            try:
                read = reading(code)
            except (ValueError, OverflowError, LookupError):
                return None
            return None if read == code else read
    return None


def _read_entity(code: str) -> str:
    import html  # two thousand entities, which a start can do without

    return html.unescape(code)


def _read_bytes(code: str) -> str:
    return bytes.fromhex(code.replace("%", "").replace("=", "").replace("\\x", "")).decode("utf-8", "replace")


def _read_word(code: str) -> str:
    """Return what a header of a mail says in base64 (RFC 2047)."""
    _equals, encoding, _b, text, _end = code.split("?")
    import base64  # few texts hold one

    return base64.b64decode(text).decode(encoding, "replace")


def _read_octal(code: str) -> str:
    return bytes(int(number, 8) for number in code[1:].split("\\")).decode("utf-8", "replace")


def _read_code(code: str) -> str:
    return chr(int(code[2:].strip("{}"), 16))


_READINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("&", _read_entity),
    ("%u", lambda code: bytes.fromhex(code.replace("%u", "")).decode("utf-16-be", "replace")),
    ("%", _read_bytes),
    ("=?", _read_word),
    ("=", _read_bytes),
    ("\x1b", lambda code: code.encode().decode("iso2022_jp_ext", "replace")),
    ("\\x", _read_bytes),
    ("\\u{", _read_code),
    ("\\U", _read_code),
    ("\\u", lambda code: bytes.fromhex(code.replace("\\u", "")).decode("utf-16-be", "replace")),
    *((f"\\{digit}", _read_octal) for digit in "0123"),
    ("\\", lambda _code: "\n"),
    ("xn--", lambda code: code[4:].encode().decode("punycode")),
)


_OLD_ADDRESS = lazy(r"%[89a-fA-F][0-9a-fA-F](?:%[0-9a-fA-F]{2}|[0-9A-Za-z@\[\\\]^_`{|}~])*+")
"""A percent-coded run that is not ASCII; the second byte of a Japanese or Chinese character may be an ASCII letter."""

_OLD_ENCODINGS = ("cp932", "euc_jp", "cp949", "gb18030", "big5")
"""In which addresses of old sites are written: bytes that are no UTF-8 may be text in several of them."""


def _older(view: View) -> Iterator[View]:
    """Yield a text with its percent codes read as each older encoding, where some are no UTF-8."""
    runs = [(*match.span(), unquote_to_bytes(match[0])) for match in _OLD_ADDRESS.finditer(view.text)]
    runs = [run for run in runs if not _is_utf8(run[2])]
    if runs:
        for encoding in _OLD_ENCODINGS:
            yield view.edited((start, end, data.decode(encoding, "replace")) for start, end, data in runs)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


# --- without markup ----------------------------------------------------------------------------------------------

_MARKUP = lazy(
    r"<sup\b[^<>]*+>(?:<(?!/sup)[^<>]*+>|[0-9\[\]()*†‡\s]){0,12}+</sup\s*+>"  # footnote marks
    r"|<[/?!]?[A-Za-z][^<>]*+>"  # tags, declarations and processing instructions
    r"|\]\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)"  # targets of links
    r"|\]\[[^\[\]\n]*+\]|\[\^[^\[\]\s]*+\]"  # labels of links, footnote marks
    r"|!(?=\[)"
    r"|\{\{[^{}\n]*+\}\}|\{%[^%\n]*+%\}|\{[:.#][^{}\n]*+\}"  # template code, attributes
)


def _plain(view: View) -> View:
    """Return a text without comments, tags, targets of links, footnote marks and template code."""
    return _dropped_matches(_dropped(view, _comments(view.text)), _MARKUP)


def _dropped_matches(view: View, pattern: re.Pattern[str]) -> View:
    return _dropped(view, (match.span() for match in pattern.finditer(view.text)))


_COMMENT_END = lazy("--!?>")  # HTML, 13.2.5.50


def _comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("<!--")
    while start >= 0:
        end = _COMMENT_END.search(text, start)
        if end is None:
            return
        yield start, end.end()
        start = text.find("<!--", end.end())
