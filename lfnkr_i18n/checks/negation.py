"""Check `negation`: the translation denies what the source denies, and nothing else.

Languages deny in many ways ("unable", "few", 不, 以外), so the check speaks only where one text denies plainly and in
the other there is not a trace of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lfnkr_i18n.checks.negations import DENIES, denies, is_plain, may_deny
from lfnkr_i18n.checks.reading import readable
from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span


def same_negation(pair: Pair) -> Iterator[Remark]:
    """Yield a warning where only one side denies."""
    languages = primary(pair.source_language), primary(pair.target_language)
    if is_blank(pair.target) or set(languages) != DENIES.keys():
        return
    source, target = readable(pair.source, pair.markup), readable(pair.target, pair.markup)
    source_denies, target_denies = denies(source, languages[0]), denies(target, languages[1])
    if (source_denies is None) == (target_denies is None):
        return
    if not is_plain(source, languages[0]) or not is_plain(target, languages[1]):
        return
    if source_denies is not None and not may_deny(target, languages[1]):
        message = _("the source denies ({words}), the translation does not; is the meaning turned round?")
        yield Remark(message.format(words=source_denies[0]), Span(*source_denies.span()), None, Severity.WARNING)
    elif target_denies is not None and not may_deny(source, languages[0]):
        message = _("the translation denies ({words}), the source does not; is the meaning turned round?")
        yield Remark(message.format(words=target_denies[0]), None, Span(*target_denies.span()), Severity.WARNING)
