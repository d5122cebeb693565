"""Check `stray-characters`: nothing in the translation that nobody typed: control, invisible and garbled characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Span
from lfnkr_i18n.patterns import lazy

_INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
_INVISIBLE += "\u3164\ufeff\uffa0"
_SUSPECT = lazy(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029{_INVISIBLE}\u200c\u200d\ufffd\ufdd0-\ufdef\ufffe\uffff"
    "\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff]"
)
"""What each match of `_STRAY` is, wherever it stands."""
_STRAY = lazy(
    "(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029])"
    f"|(?P<invisible>[{_INVISIBLE}])"
    # A joiner is right inside an emoji and between Indic letters, a selector behind what it selects.
    "|(?P<joiner>(?<![\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff\ufe0f\u0900-\u0dff])[\u200c\u200d])"
    "|(?P<lost>\ufffd|[\ufdd0-\ufdef\ufffe\uffff])"
    "|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010ffff]|[\ud800-\udfff])"
)

# What UTF-8 looks like read as Windows-1252: a lead byte as a letter, then one to three bytes of 80 to BF.
_TRAIL = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022"
)
_TRAIL += "\u2026\u2030\u2039\u203a\u20ac\u2122"
_GARBLED = lazy(
    f"(?:[ÃÂ][{_TRAIL}]|â[€„‚™œž]?[{_TRAIL}]|[ãäåæçèé](?![‘-„…–—]{{2}})[{_TRAIL}]{{2}}|ï[¼»½¿][{_TRAIL}])+"
    # What UTF-8 looks like read as Shift_JIS; one such kanji alone may be meant, two so close never are.
    "|[縺繧繝譁][^\\s]{0,2}[縺繧繝譁][^\\s]*"
    "|[縺繧繝][\uff61-\uff9f][^\\s]*"
)
_GARBLED_SUSPECT = lazy("[ÃÂâãäåæçèéï縺繧繝譁]")
"""What each match of `_GARBLED` begins with."""
_QUESTION_MARKS = lazy(r"[?？]{4,}")


def no_stray_characters(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each run of characters that the target has, its source has not, and no keyboard writes."""
    if is_blank(pair.target) or (pair.target.isascii() and pair.target.isprintable() and "????" not in pair.target):
        return
    if _SUSPECT.search(pair.target):
        for match in _STRAY.finditer(pair.target):
            if match[0] not in pair.source:
                yield _stray(match)
    garbled = _GARBLED.finditer(pair.target) if _GARBLED_SUSPECT.search(pair.target) else ()
    for match in (*garbled, *_QUESTION_MARKS.finditer(pair.target)):
        if match[0] not in pair.source:
            message = _("`{letters}` is garbled: read in a wrong encoding; write what it was")
            yield Remark(message.format(letters=match[0][:20]), target_span=Span(*match.span()))


def _stray(match: re.Match[str]) -> Remark:
    code = f"U+{ord(match[0]):04X}"
    span = Span(*match.span())
    if match["lost"]:
        message = _("a character was lost here ({code}); write what it was")
    elif match["private"]:
        message = _("a character that only some fonts know ({code}); write another one")
    elif match["control"]:
        message = _("a control character ({code}); delete it")
    else:
        message = _("an invisible character ({code}); delete it")
    removable = not (match["lost"] or match["private"])
    return Remark(message.format(code=code), target_span=span, replacement="" if removable else None)
