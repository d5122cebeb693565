"""The text between two tags, in parts: what is shown as written, references, line ends, template code, shortcodes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum, auto

import msgspec

from lfnkr_i18n.formats.html.entities import ENTITY, decoded, shows_tags
from lfnkr_i18n.markup.inline_templates import templates
from lfnkr_i18n.markup.shortcodes import Shortcode, Shortcodes
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.segmentation import OPAQUE


class Breaks(Enum):
    """What the end of a line is."""

    SPACE = auto()
    """A blank, as in all HTML."""
    LINE = auto()
    """A line break, and a paragraph's end where an empty line follows: WordPress's classic editor."""
    KEPT = auto()
    """Shown as it is, with all blanks: verse."""

    __hash__ = object.__hash__  # as that of Role


class PartKind(Enum):
    """What a part of a text is."""

    TEXT = auto()
    UNIT = auto()
    """Shown, but written otherwise."""
    SOFT = auto()
    HARD = auto()
    PARAGRAPH = auto()
    """An empty line that ends a paragraph."""
    ADDRESS = auto()
    """An address alone on its line, which WordPress replaces with what it leads to (oEmbed)."""
    SHORTCODE = auto()

    __hash__ = object.__hash__  # as that of Role


class Part(msgspec.Struct, frozen=True, gc=False):
    """A part of a text; offsets are characters of it."""

    kind: PartKind
    start: int
    end: int
    text: str
    """What stands in the msgid for it."""
    shown: str
    """What a reader sees of it."""
    shortcode: Shortcode | None = None


_LINE_END = r"(?:\r\n|\n|\r)"
# The patterns begin with a set of single signs, which `re` finds five times as fast as the begin of one of several
# alternatives; these look back at the sign that was found.
_BREAK = r"(?:(?<=\r)\n?|(?<=\n))"
_BLANKS_AND_BREAK = rf"(?:{_BREAK}|(?<=[ \t])(?<![ \t]{{2}})[ \t]*{_LINE_END})"
_ENTITY = rf"(?<=&)(?P<entity>{ENTITY.pattern.removeprefix('&')})"
_PARTS = {
    Breaks.SPACE: lazy(rf"[ \t\r\n&](?:{_BLANKS_AND_BREAK}[ \t\r\n\f]*|{_ENTITY})"),
    Breaks.LINE: lazy(rf"[ \t\r\n&](?:{_BLANKS_AND_BREAK}(?:[ \t]*{_LINE_END})*+|{_ENTITY})"),
    Breaks.KEPT: lazy(rf"[\r\n&](?:{_BREAK}|{_ENTITY})"),
}
_ADDRESSES = lazy(
    rf"(?P<address>(?<![^\r\n])[ \t]*https?://[^\s<>\"\[\]]++[ \t]*(?![^\r\n]))|{_PARTS[Breaks.LINE].pattern}"
)
"""Parts of a text with breaks as `Breaks.LINE` that holds addresses."""
SPECIAL = lazy(r"[&\r\n{\[$<:]")
"""Text without any of these is shown as it is written; most is. One sign of each: a search for a set is fast."""
_CODE = lazy(r"[{\[$<]")
_LINES = lazy(_LINE_END)


class Reading(msgspec.Struct, frozen=True):
    """How the texts of a body are read."""

    breaks: Breaks = Breaks.SPACE
    shortcodes: Shortcodes | None = None
    """None: brackets are text."""
    guarded: bool = False
    """Whether brackets in a translation must not become shortcodes: WordPress may show the text."""

    def parts(self, text: str, start: int, end: int) -> Iterator[Part]:
        """Yield the parts of `text` between two characters, in order."""
        if SPECIAL.search(text, start, end) is None:
            yield Part(PartKind.TEXT, start, end, text[start:end], text[start:end])
            return
        done = start
        keep = shows_tags(text, start, end)
        codes = self._codes(text, start, end) if _CODE.search(text, start, end) else ()
        for begin, stop, shortcode in codes:
            yield from self._plain(text, done, begin, keep_angles=keep)
            kind = PartKind.UNIT if shortcode is None or shortcode.escaped else PartKind.SHORTCODE
            yield Part(kind, begin, stop, text[begin:stop], OPAQUE, shortcode)
            done = stop
        yield from self._plain(text, done, end, keep_angles=keep)

    def _codes(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, Shortcode | None]]:
        """Yield template code and shortcodes, in order and apart."""
        found: list[tuple[int, int, Shortcode | None]] = [(*span, None) for span in templates(text, start, end)]
        if self.shortcodes is not None:
            found += [(one.start, one.end, one) for one in self.shortcodes.between(text, start, end)]
            found.sort(key=lambda one: one[0])
        done = start
        for begin, stop, shortcode in found:
            if begin >= done:
                yield begin, stop, shortcode
                done = stop

    def _plain(self, text: str, start: int, end: int, *, keep_angles: bool) -> Iterator[Part]:
        """Yield text, references and line ends."""
        done = start
        pattern = _PARTS[self.breaks]
        if self.breaks is Breaks.LINE and text.find("://", start, end) >= 0:
            pattern = _ADDRESSES
        for match in pattern.finditer(text, start, end):
            part = self._part(match, keep_angles=keep_angles)
            if part is None:
                continue
            if done < match.start():
                yield Part(PartKind.TEXT, done, match.start(), text[done : match.start()], text[done : match.start()])
            yield part
            done = match.end()
        if done < end:
            yield Part(PartKind.TEXT, done, end, text[done:end], text[done:end])

    def _part(self, match: re.Match[str], *, keep_angles: bool) -> Part | None:
        """Return what a match is; None for a reference that is none."""
        start, end = match.span()
        if match["entity"]:
            whole = html.unescape(match[0])
            if whole == match[0]:
                return None
            shown = decoded(match.string, start, end, keep_angles=keep_angles)
            return Part(PartKind.UNIT, start, end, match[0] if shown is None else shown, whole)
        if match.lastgroup == "address":
            return Part(PartKind.ADDRESS, start, end, match[0], OPAQUE)
        if self.breaks is Breaks.SPACE:
            return Part(PartKind.SOFT, start, end, " ", " ")
        lines = len(_LINES.findall(match[0]))
        kind = PartKind.PARAGRAPH if self.breaks is Breaks.LINE and lines > 1 else PartKind.HARD
        return Part(kind, start, end, "\n", "\n")
