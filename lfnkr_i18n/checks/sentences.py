"""Checks `sentence-count` and `doubled-words`, for houses that ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lfnkr_i18n.checks.characters import HAN, KATAKANA, wording
from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span
from lfnkr_i18n.patterns import lazy


def same_sentences(pair: Pair) -> Iterator[Remark]:
    """Yield a remark where the counts of sentences differ by more than one and by more than half of the source's."""
    if not pair.style.sentence_count or is_blank(pair.target):
        return
    from lfnkr_i18n.segmentation import split_sentences  # heavy: only where a house asks for it

    source = len(split_sentences(pair.source, pair.source_language))
    target = len(split_sentences(pair.target, pair.target_language))
    if abs(source - target) > max(1, source / 2):
        message = _("{n} sentences in the source, {m} in the translation; divide it as the source does")
        yield Remark(message.format(n=source, m=target), severity=Severity.WARNING)


_ENGLISH_TWICE = lazy(r"\b([A-Za-z]+)[ \n]+\1\b(?!['’-])", re.IGNORECASE)
_MAY_STAND_TWICE = frozenset(["had", "that", "very", "so", "no", "ha", "bye", "long", "many", "really", "far", "never"])
_JAPANESE_TWICE = lazy(
    rf"(?<=[{HAN}])([をはにがのでとも])\1(?=[{HAN}{KATAKANA}])"
    r"|(を)\2|(?<=[ぁ-ん一-龠ァ-ヴー])(?<!な)(に)\3(?![ぎくじおこ])|(?<![もそあこど])(の)\4(?![ちりろどしぞぼ])|(が)\5(?![んっり])"
    r"|(?<=[一-龠ァ-ヴー])(で)\6(?![きすはも])|([ぁ-ん]{4,12})\7"
)


def no_doubled_words(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each word that stands twice in a row, in Japanese on each particle."""
    if not pair.style.doubled_words or is_blank(pair.target):
        return
    text = wording(pair.target, pair.markup)
    japanese = primary(pair.target_language) == "ja"
    for match in (_JAPANESE_TWICE if japanese else _ENGLISH_TWICE).finditer(text):
        word = next(group for group in match.groups() if group)
        is_name = match[0][0].isupper() and match[0][-len(word)].isupper()
        if japanese or not (is_name or word.lower() in _MAY_STAND_TWICE):
            message = _("`{word}` stands twice; delete one")
            yield Remark(message.format(word=word), None, Span(*match.span()), Severity.WARNING)
