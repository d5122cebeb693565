"""Checks `spacing` and `digit-width`: blanks and widths of numerals are those of the house."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lfnkr_i18n.checks.characters import JAPANESE, wording
from lfnkr_i18n.checks.house_voice import PROSE
from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

_OPAQUE = "\ue000"
"""Stands for a character of code, an address or a tag: neither a letter nor a blank."""

_BETWEEN_JAPANESE = lazy(f"(?<=[{JAPANESE}、。]) +(?=[{JAPANESE}])|(?<=[{JAPANESE}])\u3000{{2,}}(?=[{JAPANESE}])")
_BEFORE_LATIN = lazy(f"(?<=[{JAPANESE}、。「（]) +(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) +(?=[{JAPANESE}、。」）])")
_NO_SPACE = lazy(f"(?<=[{JAPANESE}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{JAPANESE}])")
_DOUBLED = lazy(r"(?<=\S) {2,}(?=\S)")
_BEFORE_MARK = lazy(r"(?<=\w) +(?=[,;:?!.](?:\s|$))")
_IDEOGRAPHIC = lazy("\u3000+")

_FULL_DIGITS = lazy("[０-９]+(?:[．，][０-９]+)*")
_HALF_DIGITS = lazy(r"(?<![A-Za-z0-9.,_-])[0-9]+(?:[.,][0-9]+)*(?![A-Za-z0-9_-])")
_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def house_spacing(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each blank that is missing or too much; silent where the house says nothing.

    In Japanese only in body text: headings, cells and captions set blanks where they like.
    """
    spacing = pair.style.spacing
    if spacing is None or is_blank(pair.target):
        return
    text = wording(pair.target, pair.markup, _OPAQUE)
    japanese = primary(pair.target_language) == "ja"
    rules: list[tuple[re.Pattern[str], str]] = [(_DOUBLED, " ")]
    if primary(pair.target_language) == "en":
        rules += [(_BEFORE_MARK, ""), (_IDEOGRAPHIC, " ")]
    elif japanese and pair.kind in PROSE:
        rules = [(_BETWEEN_JAPANESE, "")]
        rules += [(_BEFORE_LATIN, "")] if spacing == "none" else [(_NO_SPACE, " ")]
        rules.append((_DOUBLED, " "))
    done = -1
    for span, right in sorted(_places(text, rules), key=lambda one: one[0].start):
        if span.start >= done:
            done = max(span.end, done)
            message = _("no blank here in this house; delete it") if not right else _("one blank here in this house")
            yield Remark(message, None, span, Severity.WARNING, right)


def _places(text: str, rules: list[tuple[re.Pattern[str], str]]) -> Iterator[tuple[Span, str]]:
    for pattern, right in rules:
        yield from ((Span(*match.span()), right) for match in pattern.finditer(text))


def house_digits(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each numeral of the other width; English has none but half width."""
    width = pair.style.digits
    if width is None or is_blank(pair.target):
        return
    wide = width == "full" and primary(pair.target_language) == "ja"
    for match in (_HALF_DIGITS if wide else _FULL_DIGITS).finditer(wording(pair.target, pair.markup)):
        right = match[0].translate(_WIDE) if wide else unicodedata.normalize("NFKC", match[0])
        message = _("`{written}` is written `{right}` in this house").format(written=match[0], right=right)
        yield Remark(message, None, Span(*match.span()), Severity.WARNING, right)
