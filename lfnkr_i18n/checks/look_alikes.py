"""Check `look-alikes`: no letter of another script stands in for the one that looks the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lfnkr_i18n.checks.characters import HAN, wording
from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

# Not Greek letters that stand beside Latin ones as signs (µ, π, Ω, Δ): those that are taken for Latin only.
_FOREIGN = "\u0400-\u052fΑΒΕΖΗΙΚΜΝΟΡΤΥΧινορυ"
_MIXED_WORD = lazy(f"(?=[A-Za-z]*[{_FOREIGN}])(?=[{_FOREIGN}]*[A-Za-z])[A-Za-z{_FOREIGN}]+")
_FOREIGN_LETTER = lazy(f"[{_FOREIGN}]")
_LATIN = dict(
    zip("аеосрхуіјѕАВЕКМНОРСТХУІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορυ", "aeocpxyijsABEKMHOPCTXYIJSABEZHIKMNOPTYXvopu", strict=True)
)

_K = "\u30a1-\u30f6ー"  # katakana of words
_COUNTED = "カヵケヶか箇個コつ人年月日週分点色種倍次度番軒棟階歳杯枚本冊回件名組"

_LOOK_ALIKES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("一", "ー", lazy(f"(?<=[{_K}])一(?=[{_K}])")),
    # A long-vowel mark, unless it joins two words: ソウル－プサン.
    (
        "－",
        "ー",
        lazy(
            f"(?<![{_K}][{_K}])(?<=[{_K}])－(?=[{_K}])|(?<=[{_K}])－(?=[{_K}](?![{_K}]))|(?<=[{_K}])－(?=[はがをにで、。])"
        ),
    ),
    (
        "力",
        "カ",
        lazy(
            f"(?<![{_K}{HAN}][{_K}])(?<=[{_K}])力(?=[{_K}])|(?<![{_K}{HAN}])力(?=[{_K}])(?!アップ|ダウン|テスト|ワザ)"
        ),
    ),
    (
        "カ",
        "力",
        lazy("(?<=[努能権勢協暴武電実体学魅迫馬全圧労威国戦兵助腕重原動])カ(?![ァ-ヶー国月所年条村社寺])"),
    ),
    ("口", "ロ", lazy(f"(?<=[{_K}])口(?=[{_K}])(?!コミ)")),
    ("ロ", "口", lazy(f"(?<=[人入出窓河戸])ロ(?![{_K}])")),
    ("二", "ニ", lazy(f"(?<=[{_K}])二(?=[{_K}])(?![{_COUNTED}])")),
    ("ニ", "二", lazy(f"(?<=[第十百千])ニ(?![{_K}])|(?<![{_K}])ニ(?=[十百千万人年回度日月](?![{_K}]))")),
    ("八", "ハ", lazy(f"(?<=[{_K}])八(?=[{_K}])(?![{_COUNTED}])")),
    ("工", "エ", lazy(f"(?<=[{_K}])工(?=[{_K}])")),
    ("夕", "タ", lazy(f"(?<=[{_K}])夕(?=[{_K}])(?!イム|ベ)")),
    ("才", "オ", lazy(f"(?<=[{_K}])才(?=[{_K}])")),
    ("卜", "ト", lazy(f"(?<=[{_K}])卜|卜(?=[{_K}])")),
    ("ヘ", "へ", lazy(f"(?<=[ぁ-ん{HAN}])ヘ(?![{_K}・音])")),
    ("へ", "ヘ", lazy(f"(?<![\\w{_K}])へ(?=[{_K}]{{2}})")),
    ("ベ", "べ", lazy(f"(?<=[ぁ-ん{HAN}])ベ(?=[ぁ-ん])")),
    ("ペ", "ぺ", lazy(f"(?<=[ぁ-ん{HAN}])ペ(?=[ぁ-ん])")),
    ("べ", "ベ", lazy(f"(?<=[{_K}])べ(?=[{_K}])|(?<!\\w)べ(?=[{_K}]{{2}})")),
    ("ぺ", "ペ", lazy(f"(?<=[{_K}])ぺ(?=[{_K}])|(?<!\\w)ぺ(?=[{_K}]{{2}})")),
)
"""What stands in for another character, which one that is, and where."""
_SUSPECTS = lazy("[一－力カ口ロ二ニ八工夕才卜ヘへベべペぺ]")


def no_look_alikes(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each letter of another script that stands where its double belongs."""
    if is_blank(pair.target) or pair.target.isascii():
        return
    text = wording(pair.target, pair.markup)
    for word in _MIXED_WORD.finditer(text) if _FOREIGN_LETTER.search(text) else ():
        if word[0] not in pair.source:
            for match in _FOREIGN_LETTER.finditer(text, *word.span()):
                right = _LATIN.get(match[0])
                yield _remark(match, right)
    if not _SUSPECTS.search(text):
        return
    for wrong, right, pattern in _LOOK_ALIKES:
        for match in pattern.finditer(text) if wrong in text else ():
            around = text[max(0, match.start() - 2) : match.end() + 2]
            if around not in pair.source:
                yield _remark(match, right)


def _remark(match: re.Match[str], right: str | None) -> Remark:
    code = f"U+{ord(match[0]):04X}"
    if right is None:
        text = _("`{letter}` ({code}) is no letter of this word; write the right one").format(
            letter=match[0], code=code
        )
    else:
        message = _("`{letter}` ({code}) looks like `{right}` ({right_code}), which is meant; write that")
        text = message.format(letter=match[0], code=code, right=right, right_code=f"U+{ord(right):04X}")
    return Remark(text, None, Span(*match.span()), Severity.WARNING, right)
