"""Check `money`: the translation names the same amounts in the same currencies.

An amount in another currency is welcome beside that of the source, not in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from lfnkr_i18n.checks.amounts import (
    Amount,
    Units,
    amounts,
    different,
    english_prefixed,
    english_suffixed,
    japanese_prefixed,
    japanese_suffixed,
)
from lfnkr_i18n.checks.numbers import said_numbers
from lfnkr_i18n.checks.reading import holds_any, readable
from lfnkr_i18n.checks.remarks import TEXTS, Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Pair, Severity

_SIGNS = {
    r"(?:US|A|C|NZ)?\$|USD": "dollar",
    "[¥￥]": "yen yuan",
    "JPY": "yen",
    "€|EUR": "euro",
    "£|GBP": "pound",
    "₩|KRW": "won",
    "CNY|RMB": "yuan",
}
_ENGLISH = Units(
    {
        r"(?:(?:US|U\.S\.|American|Canadian|Australian)\s+)?[Dd]ollars?\b|USD\b": "dollar",
        r"(?:Japanese\s+)?[Yy]en\b|JPY\b": "yen",
        r"[Ee]uros?\b|EUR\b": "euro",
        r"(?:British\s+)?pounds?(?:\s+sterling)?\b|GBP\b": "pound",
        r"(?:(?:South|North)\s+)?(?:Korean\s+)?won\b(?![\'’]|\s+(?:the|an?|his|her|their|our|in)\b)|KRW\b": "won",
        r"(?:Chinese\s+)?(?:yuan|renminbi)\b|CNY\b|RMB\b": "yuan",
        r"(?:Thai\s+)?baht\b": "baht",
    }
)
_JAPANESE = Units(
    {
        "(?:米|豪|カナダ)?(?:ドル|弗)|USD": "dollar",
        "円(?![形卓高安周])|JPY": "yen",
        "ユーロ|EUR": "euro",
        "(?:英|スターリング)?ポンド|GBP": "pound",
        "(?:韓国|北朝鮮)?ウォン|KRW": "won",
        "(?:中国)?(?:人民)?元(?![年日旦気々号禄])|CNY|RMB": "yuan",
        "バーツ": "baht",
    }
)
_PREFIXED = Units(_SIGNS)
_FORMS = {
    "en": ((english_prefixed(_PREFIXED.pattern()), _PREFIXED), (english_suffixed(_ENGLISH.pattern()), _ENGLISH)),
    "ja": ((japanese_prefixed(_PREFIXED.pattern()), _PREFIXED), (japanese_suffixed(_JAPANESE.pattern()), _JAPANESE)),
}
_SIGN_HINTS = ("$", "¥", "￥", "€", "£", "₩", "USD", "JPY", "EUR", "GBP", "KRW", "CNY", "RMB")
_HINTS = {
    "en": (*_SIGN_HINTS, "ollar", "yen", "Yen", "uro", "pound", "won", "yuan", "renminbi", "baht"),
    "ja": (*_SIGN_HINTS, "ドル", "弗", "円", "ユーロ", "ポンド", "ウォン", "元", "バーツ"),
}
"""Something of this stands in every text that names an amount of money."""


def same_money(pair: Pair) -> Iterator[Remark]:
    """Yield each amount of money that the translation gives otherwise, or without its currency."""
    languages = primary(pair.source_language), primary(pair.target_language)
    if is_blank(pair.target) or not all(language in _FORMS for language in languages):
        return
    sources = money_in(pair.source, languages[0], pair.markup)
    if not sources:
        return
    targets = money_in(pair.target, languages[1], pair.markup)
    for one, other in different(sources, targets, attrgetter("values"), attrgetter("units"), lambda _any: (None,)):
        message = _("the amount is {source} in the source, {target} in the translation")
        text = message.format(source=_shown(one, pair.source), target=_shown(other, pair.target))
        yield Remark(text, one.span, other.span)
    target = readable(pair.target, pair.markup)
    if not targets and not _names_money(target, languages[1]):
        said = said_numbers(target, pair.target_language)
        for one in sources:
            if not one.values.isdisjoint(said):
                message = _("the currency of {amount} is missing in the translation")
                yield Remark(message.format(amount=_shown(one, pair.source)), one.span, severity=Severity.WARNING)


def money_in(text: str, language: str, markup: Markup) -> tuple[Amount, ...]:
    """Return the amounts of money in a text; none where we cannot read the language."""
    return _money(readable(text, markup), language) if language in _FORMS else ()


@lru_cache(maxsize=TEXTS)
def _money(text: str, language: str) -> tuple[Amount, ...]:
    if not _names_money(text, language):
        return ()
    return tuple(amount for pattern, units in _FORMS[language] for amount in amounts(text, pattern, units))


def _names_money(text: str, language: str) -> bool:
    return holds_any(text, _HINTS[language])


def _shown(amount: Amount, text: str) -> str:
    return text[amount.span.start : amount.span.end].strip()
