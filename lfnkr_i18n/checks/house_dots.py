"""Check `ellipsis`: dots that trail off and dashes that interrupt have the house's form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lfnkr_i18n.checks.characters import JAPANESE, wording
from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

_JAPANESE_DOTS = lazy(r"[…‥⋯]+|[・･]{2,}|。{2,}|．{2,}|(?<![A-Za-z0-9.])\.{2,}(?![A-Za-z0-9/])")
_ENGLISH_DOTS = lazy(r"(?<!\.)\.{3}(?!\.)|…+|(?<=\w) ?\. \. \.|・{2,}|。{2,}")
_TOUCHED = f"{JAPANESE}。、！？」』）"
_JAPANESE_DASH = lazy(
    rf"(?<=[{_TOUCHED}])(?:[―—–─━]+|-{{2,}})(?=[{_TOUCHED}「『（…])"
    rf"|(?<=[はがをにでともの、。])ー{{2,}}(?=[{JAPANESE}])"
)


def house_dots(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each ellipsis and dash of another form; silent where the house names none."""
    style = pair.style
    if is_blank(pair.target):
        return
    rules: list[tuple[re.Pattern[str], str | None]] = []
    if primary(pair.target_language) == "ja":
        rules = [(_JAPANESE_DOTS, style.ellipsis), (_JAPANESE_DASH, style.dash)]
    elif primary(pair.target_language) == "en":
        rules = [(_ENGLISH_DOTS, style.english_ellipsis)]
    for pattern, right in rules:
        for match in pattern.finditer(wording(pair.target, pair.markup)) if right else ():
            if match[0] != right:
                message = _("`{written}` is written `{right}` in this house").format(written=match[0], right=right)
                yield Remark(message, None, Span(*match.span()), Severity.WARNING, right)
