r"""How codes are written for a service, and read back: as elements, as braces, as tokens of letters.

Reading is strict: an answer with another, a broken or a doubled code is refused (ValueError); only width, case and
blanks inside a code may differ, which machines change. Whether all codes are there is for `answers`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape

import msgspec

from lfnkr_i18n.markup.html import Token, TokenKind, tokens
from lfnkr_i18n.model import Code, CodeKind, Part, Parts
from lfnkr_i18n.patterns import lazy

_OPEN, _CLOSE, _ALONE = CodeKind.OPEN, CodeKind.CLOSE, CodeKind.STANDALONE


def joined(parts: Iterable[Part]) -> Parts:
    """Return parts with neighbouring texts joined and empty ones left out."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part:
            found.append(part)
    return tuple(found)


def element(parts: Parts, *, root: str, item: str, pair: str = "g", alone: str = '<x id="{id}"/>') -> str:
    """Return parts as an XML element `root` with the item's id; codes are empty or surrounding elements in it.

    >>> element(("a & ", Code(1, _OPEN), "b", Code(1, _CLOSE), Code(2, _ALONE)), root="s", item="7")
    '<s id="7">a &amp; <g id="1">b</g><x id="2"/></s>'
    """
    written = [f'<{root} id="{item}">']
    for part in parts:
        if isinstance(part, str):
            written.append(escape(part, quote=False))
        elif part.kind is _OPEN:
            written.append(f'<{pair} id="{part.id}">')
        else:
            written.append(f"</{pair}>" if part.kind is _CLOSE else alone.format(id=part.id))
    return "".join([*written, f"</{root}>"])


def elements(items: Mapping[str, Parts], *, root: str, pair: str = "g", alone: str = '<x id="{id}"/>') -> list[str]:
    """Return items as `element` writes them; an only one without its element, since no other can take its place.

    >>> elements({"1": ("a",), "2": ("b",)}, root="s"), elements({"1": ("a",)}, root="s")
    (['<s id="1">a</s>', '<s id="2">b</s>'], ['a'])
    """
    written = [element(parts, root=root, item=item, pair=pair, alone=alone) for item, parts in items.items()]
    return [re.sub(rf"\A<{root} id=[^>]*>|</{root}>\Z", "", written[0])] if len(written) == 1 else written


def of_elements(
    texts: Sequence[str],
    items: Mapping[str, Parts],
    *,
    root: str,
    pair: str = "g",
    alone: str = "x",
    strict: bool = True,
) -> dict[str, Parts]:
    """Return what a service made of the texts of `elements`, by id; what cannot be read, or was not asked, is left out.

    The options are those of `of_element`.
    """
    if len(items) == 1 and len(texts) == 1:
        texts = [f'<{root} id="{next(iter(items))}">{texts[0]}</{root}>']
    found: dict[str, Parts] = {}
    for text in texts:
        try:
            item, parts = of_element(text, root=root, pair=pair, alone=alone, strict=strict)
        except ValueError:
            continue
        if item in items:
            found.setdefault(item, parts)
    return found


def of_element(text: str, *, root: str, pair: str = "g", alone: str = "x", strict: bool = True) -> tuple[str, Parts]:
    """Return the id and the parts of an element written by `element`. Raises ValueError.

    What stands in an `alone` element is left out. `strict`: another tag is an error; else it is text, which a service
    that unescapes `&lt;` gives so.
    """
    text = text.strip()
    if not strict:
        text = re.sub(rf"<(?!/?(?:{root}|{pair}|{alone})[\s/>])", "&lt;", text)
    reader = _Reader(text, root, pair, alone)
    for token in tokens(text):
        reader.take(token)
    return reader.finished()


class _Reader:
    """Reads one element, token by token."""

    def __init__(self, text: str, root: str, pair: str, alone: str) -> None:
        self._text, self._root, self._pair, self._alone = text, root, pair, alone
        self._item: str | None = None
        self._open: list[int] = []
        self._inside = False
        """Whether we are in an `alone` element."""
        self._done = False
        self._parts: list[Part] = []

    def take(self, token: Token) -> None:
        if self._item is None:
            if token.kind is not TokenKind.START or token.name != self._root:
                raise ValueError("no element around the answer")
            self._item = self._id(token)
        elif self._done:
            raise ValueError("text behind the answer's element")
        elif token.kind is TokenKind.TEXT:
            if not self._inside:
                self._parts.append(unescape(self._text[token.start : token.end]))
        elif token.kind is TokenKind.START and token.name in (self._pair, self._alone):
            self._start(token)
        elif token.kind is TokenKind.END and token.name in (self._root, self._pair, self._alone):
            self._end(token)
        else:
            raise ValueError("a tag that was not sent")

    def _start(self, token: Token) -> None:
        number = int(self._id(token))
        if self._inside:
            raise ValueError("a code inside a code")
        if token.name == self._pair:
            self._open.append(number)
            self._parts.append(Code(number, _OPEN))
        else:
            self._parts.append(Code(number, _ALONE))
            self._inside = not token.self_closing

    def _end(self, token: Token) -> None:
        if token.name == self._alone and self._inside:
            self._inside = False
        elif token.name == self._pair and self._open and not self._inside:
            self._parts.append(Code(self._open.pop(), _CLOSE))
        elif token.name == self._root and not self._open and not self._inside:
            self._done = True
        else:
            raise ValueError("an end tag without a start")

    def _id(self, token: Token) -> str:
        for attribute in token.attributes:
            if attribute.name == "id":
                return self._text[attribute.value_start : attribute.value_end]
        raise ValueError("a tag without its id")

    def finished(self) -> tuple[str, Parts]:
        if not self._done or self._item is None:
            raise ValueError("the answer's element does not end")
        return self._item, joined(self._parts)


class Marks(msgspec.Struct, frozen=True):
    """Codes as marks in plain text: `{{1}}bold{{/1}}`, or letters that a service takes for a name."""

    open: str
    close: str
    alone: str
    pattern: re.Pattern[str]
    """Finds what may be a mark, also one that a machine widened or spread; `id`, `kind` and `alone` say which."""
    spaced: bool = False
    """Whether a blank stands between a mark and the words in its stretch."""

    def write(self, parts: Parts) -> str:
        """Return parts as plain text."""
        blank = " " if self.spaced else ""
        forms = {_OPEN: self.open + blank, _CLOSE: blank + self.close, _ALONE: self.alone}
        return "".join(part if isinstance(part, str) else forms[part.kind].format(id=part.id) for part in parts)

    def read(self, text: str) -> Parts:
        """Return the parts of a text."""
        parts: list[Part] = []
        done = 0
        for match in self.pattern.finditer(text):
            code = self._code(match)
            start, end = match.span()
            if self.spaced and code.kind is _CLOSE and text[done:start].endswith(" "):
                start -= 1
            if self.spaced and code.kind is _OPEN and text.startswith(" ", end):
                end += 1
            parts += (text[done:start], code)
            done = end
        return joined([*parts, text[done:]])

    @staticmethod
    def _code(match: re.Match[str]) -> Code:
        number = int(unicodedata.normalize("NFKC", match["id"]))
        sign = unicodedata.normalize("NFKC", match["kind"] or "").upper()
        kind = {"/": _CLOSE, "B": _CLOSE, "": _OPEN, "A": _OPEN}.get(sign, _ALONE)
        return Code(number, _ALONE if match["alone"] else kind)


_DIGITS = "(?P<id>[0-9０-９]{1,3})"


def braces(left: str, right: str) -> Marks:
    """Return marks in brackets: `{{1}}`, `{{/1}}`, `{{2/}}`.

    >>> marks = braces("{{", "}}")
    >>> marks.read("｛｛ 1 ｝｝太字{{/1}}") == (Code(1, _OPEN), "太字", Code(1, _CLOSE))
    True
    """
    begin, end = _wide(left), _wide(right)
    pattern = lazy(rf"{begin}\s{{0,2}}(?P<kind>[/／]?)\s{{0,2}}{_DIGITS}\s{{0,2}}(?P<alone>[/／]?)\s{{0,2}}{end}")
    outer = [left.replace("{", "{{"), right.replace("}", "}}")]
    return Marks(outer[0] + "{id}" + outer[1], outer[0] + "/{id}" + outer[1], outer[0] + "{id}/" + outer[1], pattern)


def _wide(signs: str) -> str:
    """Return a pattern for signs, narrow or wide, with blanks between them."""
    wide = {"{": "｛", "}": "｝", "[": "［", "]": "］", "<": "＜", ">": "＞"}
    return r"\s{0,1}".join(f"[{re.escape(sign)}{wide.get(sign, '')}]" for sign in signs)


def letters(stem: str) -> Marks:
    """Return marks of capital letters that look like a name: `ZQ1A`, `ZQ1B`, `ZQ2C`.

    >>> letters("ZQ").read("Z Q1a Bold zq1b!") == (Code(1, _OPEN), "Bold", Code(1, _CLOSE), "!")
    True
    """
    wide = "".join(rf"[{c}{c.lower()}{chr(ord(c) + 0xFEE0)}{chr(ord(c.lower()) + 0xFEE0)}]\s?" for c in stem)
    pattern = lazy(rf"{wide}{_DIGITS}\s?(?:(?P<kind>[ABabＡＢａｂ])|(?P<alone>[CcＣｃ]))")
    return Marks(stem + "{id}A", stem + "{id}B", stem + "{id}C", pattern, spaced=True)


def free_stem(text: str) -> str:
    """Return a stem of letters that does not occur in a text.

    >>> free_stem("ZQ is taken"), free_stem("nothing is")
    ('XJ', 'ZQ')
    """
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    return next((stem for stem in ("ZQ", "XJ", "QX", "VZ", "JQ", "WZ") if stem not in folded), "ZQXJ")
