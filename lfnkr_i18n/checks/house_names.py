"""Checks `honorifics` and `date-form`: people and years are called as the house calls them."""

from __future__ import annotations

from collections.abc import Iterator

from lfnkr_i18n.checks.characters import HAN, KATAKANA, wording
from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

_TITLED = lazy(r"\b(?:Mr|Mrs|Ms|Miss)\.? [A-Z]")
_HONORIFIC = lazy(
    f"(?<=[A-Za-z{HAN}{KATAKANA}.．])(?<![皆同異多仕模王神客奥殿])(?:さん|様(?![々子式相態変])|氏(?![名族神]))"
)
_RANK = lazy(
    "さん|さま|様|氏|君|くん|ちゃん|先生|博士|教授|夫妻|夫人|嬢|師|社長|会長|代表|議員|大使|長官|首相|監督|選手|容疑者|被告|記者|女史|[兄姉]"
)
"""What may follow a name instead."""
_ROMANISED = lazy(r"\b[A-Z][a-z]+(?:-(?:san|sama|kun|chan|sensei)| (?:san|sama))\b")

_ERA_YEAR = lazy(r"(?:令和|平成|昭和|大正|明治)\s*(?:元|[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*年")
_WESTERN_YEAR = lazy(
    "(?<![0-9０-９])(?:(?:1[89]|20)[0-9]{2}|(?:１[８９]|２０)[０-９]{2}|(?:一[八九]|二〇)[〇一二三四五六七八九]{2})年(?!代)"
)
_NEAR = 9
"""Characters in which the other way of counting may stand beside a year, mostly in brackets."""


def house_honorifics(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on names with another honorific than the house's, or none; in English with a Japanese one."""
    honorific = pair.style.honorifics
    if honorific is None or is_blank(pair.target):
        return
    text = wording(pair.target, pair.markup)
    if primary(pair.target_language) == "en":
        for match in _ROMANISED.finditer(text):
            message = _("`{name}` has a Japanese honorific; English names have none in this house")
            yield Remark(message.format(name=match[0]), None, Span(*match.span()), Severity.WARNING)
    titled = _TITLED.search(wording(pair.source, pair.markup))
    if primary(pair.target_language) != "ja" or titled is None:
        return
    others = [match for match in _HONORIFIC.finditer(text) if match[0] != honorific]
    for match in others:
        message = _("`{written}` is written `{right}` in this house").format(written=match[0], right=honorific)
        yield Remark(message, None, Span(*match.span()), Severity.WARNING)
    if not others and not _RANK.search(text):
        message = _("a name without `{honorific}`, which this house puts behind it").format(honorific=honorific)
        yield Remark(message, source_span=Span(*titled.span()), severity=Severity.WARNING)


def house_dates(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each year that is counted in the other way alone; both ways side by side are fine."""
    if pair.style.dates is None or primary(pair.target_language) != "ja":
        return
    western = pair.style.dates == "western"
    wrong, right = (_ERA_YEAR, _WESTERN_YEAR) if western else (_WESTERN_YEAR, _ERA_YEAR)
    text = wording(pair.target, pair.markup)
    for match in wrong.finditer(text):
        if not right.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR]):
            message = _("`{year}`: this house counts years of the Japanese eras; write the era")
            if western:
                message = _("`{year}`: this house counts Western years; write that year, or both")
            yield Remark(message.format(year=match[0]), None, Span(*match.span()), Severity.WARNING)
