"""Check `ruby`: readings beside kanji (`<ruby>` and 《》) are whole, or all gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lfnkr_i18n.checks.characters import blanks
from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

_TAG = lazy(r"</?(?:ruby|rt|rp|rb)\b[^<>]*>", re.IGNORECASE)
# A base and its reading in `<rt>` (`<rp>` counts to the base), at least once; HTML lets `</rt>` be left out.
_WHOLE = lazy(
    r"<ruby\b[^<>]*>(?:(?:(?!</?(?:ruby|rt)\b)[^\x00])+<rt\b[^<>]*>\s*[^<\s][^<]*(?:</rt>|(?=<)))+"
    r"(?:[\s()（）]|</?rp\b[^<>]*>)*</ruby>",
    re.IGNORECASE,
)
_SIGN = lazy(r"[《》]|｜(?=[^｜《》\n]{1,40}(?:《|$))")
# Behind a base, or a title or passage that a house sets off so: one in hiragana alone is a reading that lost its base.
_BASE = r"(?:[｜|][^｜|《》\n]{1,40}|[\u3005-\u3007\u3400-\u9fff\u30f6])"
_READING = lazy(rf"{_BASE}《[^《》\n]{{1,40}}》|《(?![\u3041-\u309f]{{1,8}}》)[^《》\n]+》")


def whole_ruby(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on the first reading that lost its base, its text or one of its signs."""
    if is_blank(pair.target):
        return
    for sign, whole in ((_TAG, _WHOLE), (_SIGN, _READING)):
        left = sign.search(whole.sub(blanks, pair.target)) if sign.search(pair.target) else None
        if left is not None:
            message = _("a reading (ruby) that is not whole; write base and reading, or leave out reading and signs")
            yield Remark(message, target_span=Span(*left.span()), severity=Severity.WARNING)
