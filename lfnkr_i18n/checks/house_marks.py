"""Check `punctuation`: commas, stops, brackets and quotation marks are those of the house and of the language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from lfnkr_i18n.checks.characters import JAPANESE, unquoted, wording
from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

_BEHIND = f"[{JAPANESE}」』）％々][*_]{{0,3}}"
_COMMA = lazy(rf"{_BEHIND}(?P<mark>[、，､,])(?![0-9])")
_STOP = lazy(rf"{_BEHIND}(?P<mark>[。．｡](?![。．｡])|\.(?![A-Za-z0-9_./]))")
_ASCII = lazy(rf"{_BEHIND}(?P<mark>[?!:;])(?!//)")
_BRACKETS = lazy(
    rf"\([^()\n]{{0,200}}\)(?=[{JAPANESE}])|(?<=[{JAPANESE}])\([^()\n]{{0,200}}\)"
    rf"|\((?:[{JAPANESE}][^()\n]{{0,200}}|[^()\n]{{0,200}}[{JAPANESE}])\)"
)
_FULL_WIDTH = str.maketrans("?!:;", "？！：；")
_HALF_KATAKANA = lazy("[\uff66-\uff9f]+")

_IN_ENGLISH = lazy("[、。，．！？：；（）]")
_ENGLISH = str.maketrans("、。，．！？：；（）", ",.,.!?:;()")

_STRAIGHT_PAIR = lazy(r'"([^"\n]{1,300})"')
_CURLY_PAIR = lazy(r"“([^“”\n]{1,300})”")
_CORNER_PAIR = lazy(r"「([^「」\n]{1,300})」")
_CURLY = lazy("[“”‘’]")
_PLAIN = str.maketrans("“”‘’", "\"\"''")
_STRAIGHT = lazy(r"\"|'")


def house_punctuation(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each mark that the house or the language writes otherwise; silent where the house says none."""
    style = pair.style
    if is_blank(pair.target) or not (style.punctuation or style.quotes or style.english_quotes):
        return
    text = wording(pair.target, pair.markup)
    if primary(pair.target_language) == "ja":
        found = [*_japanese(text, style.punctuation), *_quotes(text, style.quotes)]
    elif primary(pair.target_language) == "en":
        found = [*_english(text, style.punctuation), *_english_quotes(text, style.english_quotes)]
    else:
        found = []
    for span, right in sorted(found, key=lambda one: one[0].start):
        written = pair.target[span.start : span.end]
        message = _("`{written}` is written `{right}` in this house").format(written=written, right=right)
        yield Remark(message, None, span, Severity.WARNING, right)


def _japanese(text: str, marks: str | None) -> Iterator[tuple[Span, str]]:
    """Yield places of a Japanese text with the mark that belongs there."""
    if marks is None:
        return
    for pattern, right in ((_COMMA, marks[0]), (_STOP, marks[1])):
        yield from ((Span(*match.span("mark")), right) for match in pattern.finditer(text) if match["mark"] != right)
    for match in _ASCII.finditer(text):
        yield Span(*match.span("mark")), match["mark"].translate(_FULL_WIDTH)
    for match in _BRACKETS.finditer(text):
        yield Span(match.start(), match.start() + 1), "（"
        yield Span(match.end() - 1, match.end()), "）"
    for match in _HALF_KATAKANA.finditer(text):
        yield Span(*match.span()), unicodedata.normalize("NFKC", match[0])


def _english(text: str, marks: str | None) -> Iterator[tuple[Span, str]]:
    if marks is not None:
        for match in _IN_ENGLISH.finditer(unquoted(text) if "「" in text else text):
            blank = " " if text[match.end() : match.end() + 1].isalnum() and match[0] != "（" else ""
            yield Span(*match.span()), match[0].translate(_ENGLISH) + blank


def _quotes(text: str, marks: str | None) -> Iterator[tuple[Span, str]]:
    if marks is None:
        return
    for pattern in (_STRAIGHT_PAIR, _CURLY_PAIR if marks == "「」" else _CORNER_PAIR):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.start() + 1), marks[0]
            yield Span(match.end() - 1, match.end()), marks[1]


def _english_quotes(text: str, form: str | None) -> Iterator[tuple[Span, str]]:
    if form == "straight":
        yield from ((Span(*match.span()), match[0].translate(_PLAIN)) for match in _CURLY.finditer(text))
    elif form == "curly":
        for match in _STRAIGHT.finditer(text):
            opens = match.start() == 0 or text[match.start() - 1] in " (\u2014\u2013[\n"
            opens = opens and not (match[0] == "'" and text[match.end() : match.end() + 1].isdigit())  # '90s
            pair = "“”" if match[0] == '"' else "‘’"
            yield Span(*match.span()), pair[0] if opens else pair[1]
