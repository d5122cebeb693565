"""Check `length`: a translation is about as long as its source; a lost or added sentence is not."""

from __future__ import annotations

from collections.abc import Iterator

from lfnkr_i18n.checks.remarks import Remark, is_blank, visible_text
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Pair, Severity
from lfnkr_i18n.patterns import lazy

LATIN_PER_CJK = 2.2
"""English letters that say as much as one Japanese character; on 1,700 public pairs the median ratio is then 1."""
LIMITS = (0.4, 2.5)
LEAST = 65
"""English letters that must be missing or too many: about a clause. Short texts vary more than long ones."""
CUT, LEAST_CUT = 0.25, 30
"""Share of the usual length below which fewer missing letters are enough: the text breaks off."""

_WIDE = lazy("[^\0-\u2e7f]+")


def like_length(pair: Pair) -> Iterator[Remark]:
    """Yield a remark where the target says much less, or much more, than a text of the source's length can."""
    if is_blank(pair.target) or {primary(pair.source_language), primary(pair.target_language)} != {"en", "ja"}:
        return
    if LATIN_PER_CJK * max(len(pair.source), len(pair.target)) < LEAST_CUT:
        return
    source, target = _weight(pair.source, pair.markup), _weight(pair.target, pair.markup)
    if not source:
        return
    ratio = target / source
    if abs(target - source) < (LEAST_CUT if ratio < CUT else LEAST):
        return
    if not LIMITS[0] <= ratio <= LIMITS[1]:
        message = _("far shorter than the source ({percent} percent of what is usual); is something missing?")
        if ratio > 1:
            message = _("far longer than the source ({percent} percent of what is usual); does it say more?")
        yield Remark(message.format(percent=round(100 * ratio)), severity=Severity.WARNING)


def _weight(text: str, markup: Markup) -> float:
    """Return the length of what is read, in English letters."""
    text = " ".join(visible_text(text, markup).split())
    if text.isascii():
        return len(text)
    narrow = len(_WIDE.sub("", text))
    return narrow + LATIN_PER_CJK * (len(text) - narrow)
