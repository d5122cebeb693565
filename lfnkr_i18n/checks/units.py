"""Check `units`: the translation measures in the same units, lengths of time included.

A measure converted into another unit is welcome beside that of the source, not in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from lfnkr_i18n.checks.amounts import Amount, Units, amounts, different, english_suffixed, japanese_suffixed
from lfnkr_i18n.checks.reading import readable
from lfnkr_i18n.checks.remarks import TEXTS, Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Pair
from lfnkr_i18n.patterns import lazy

_LETTERS = {
    "km": "km",
    "cm": "cm",
    "mm": "mm",
    "m": "m",
    "kg": "kg",
    "mg": "mg",
    "g": "g",
    "t": "ton",
    "ml|mL": "ml",
    "l|L": "l",
    "ha": "ha",
    "°C|℃": "degree",
    "%": "percent",
}
_LETTER = {rf"(?:{sign})(?![A-Za-z0-9'’/²³])": unit for sign, unit in _LETTERS.items()}

_ENGLISH = Units(
    {
        r"(?:square|sq\.?)\s(?:kilomet(?:er|re)s?|km)\b|km(?:²|2\b)": "km2",
        r"(?:square|sq\.?)\s(?:met(?:er|re)s?|m)\b|m(?:²|2\b)": "m2",
        r"square\smiles?\b": "square-mile",
        r"kilomet(?:er|re)s?\b|kms\b": "km",
        r"centimet(?:er|re)s?\b": "cm",
        r"millimet(?:er|re)s?\b": "mm",
        r"met(?:er|re)s?\b": "m",
        r"miles?\b": "mile",
        r"yards?\b": "yard",
        r"(?:feet|foot)\b": "foot",
        r"inch(?:es)?\b": "inch",
        r"kilograms?\b|kilos?\b": "kg",
        r"milligrams?\b": "mg",
        r"pounds?\b": "pound",
        r"grams?\b": "g",
        r"(?:metric )?ton(?:ne)?s?\b": "ton",
        r"lit(?:er|re)s?\b": "l",
        r"millilit(?:er|re)s?\b": "ml",
        r"gallons?\b": "gallon",
        r"hectares?\b": "ha",
        r"acres?\b": "acre",
        r"degrees?\b(?!\s+(?:of|in|from)\b)": "degree",
        r"per\s?cent\b": "percent",
        r"seconds\b": "second",
        r"minutes?\b": "minute",
        r"hours?\b": "hour",
        r"days?\b": "day",
        r"weeks?\b": "week",
        r"months?\b": "month",
        r"years?\b": "year",
    }
    | _LETTER
)
_JAPANESE = Units(
    {
        "平方キロ(?:メートル)?|km(?:²|2)": "km2",
        "平方メートル|㎡|m(?:²|2)": "m2",
        "平方マイル": "square-mile",
        "キロメートル|粁": "km",
        "センチ(?:メートル)?": "cm",
        "ミリメートル": "mm",
        "メートル": "m",
        "マイル": "mile",
        "ヤード": "yard",
        "フィート": "foot",
        "インチ": "inch",
        "キログラム": "kg",
        "キロ(?!バイト|ワット|ヘルツ|カロリー|リットル|ビット|ボルト|トン)": "km kg",
        "ミリグラム": "mg",
        "ポンド": "pound",
        "グラム": "g",
        "トン(?!ネル)": "ton",
        "ミリリットル": "ml",
        "ミリ(?!オン|アン)": "mm ml mg",
        "リットル": "l",
        "ガロン": "gallon",
        "ヘクタール": "ha",
        "エーカー": "acre",
        "度(?![目数])": "degree?",
        "パーセント": "percent",
        "秒": "second",
        "分間": "minute",
        "分(?![のけ割])": "minute?",
        "時間": "hour",
        "日間": "day",
        "日": "day?",
        "週間": "week",
        "週": "week?",
        "[かヵヶケカ箇個]月": "month",
        "年間|年前|年後|年以上|年ぶり": "year",
        "年": "year?",
        "月": "month?",
    }
    | _LETTER
)
_DIMENSIONS = (
    frozenset({"km", "m", "cm", "mm", "mile", "yard", "foot", "inch"}),
    frozenset({"kg", "g", "mg", "ton", "pound"}),
    frozenset({"l", "ml", "gallon"}),
    frozenset({"ha", "acre", "km2", "m2", "square-mile"}),
)
_FORMS = {
    "en": (english_suffixed(_ENGLISH.pattern()), _ENGLISH),
    "ja": (japanese_suffixed(_JAPANESE.pattern()), _JAPANESE),
}
_HINTS = {
    "en": lazy(
        r"[0-9eorxntdyh][\s-]?(?:[%°]|[kcm]?[mgtlL]\b|ha\b|kilo|centi|milli|met|mile|yard|f[eo]ot|feet|inch|gram|ton|lit"
        r"|gallon|pound|sq|hectare|acre|degree|per ?cent|second|minute|hour|day|week|month|year)"
    ),
    "ja": lazy(
        "[0-9〇一二三四五六七八九十百千万] ?[%°℃a-zキセミメマヤフイグトリガヘエポ平㎡度パ秒分時日週かヵヶケカ箇個年]"
    ),
}
"""A number and the beginning of a unit."""


def same_units(pair: Pair) -> Iterator[Remark]:
    """Yield each measure that the translation gives in another unit."""
    languages = primary(pair.source_language), primary(pair.target_language)
    if is_blank(pair.target) or set(languages) != _FORMS.keys():
        return
    japanese = pair.target if languages[1] == "ja" else pair.source
    # Asked first, since it is the rarer one; what may be a date is never reported.
    if any(measure.sure for measure in measures_in(japanese, "ja", pair.markup)):
        sources, targets = (
            measures_in(pair.source, languages[0], pair.markup),
            measures_in(pair.target, languages[1], pair.markup),
        )
        yield from _different(pair, sources, targets)


def _different(pair: Pair, sources: Sequence[Amount], targets: Sequence[Amount]) -> Iterator[Remark]:
    for one, other in different(sources, targets, attrgetter("values"), _dimensions):
        message = _("the measure is {source} in the source, {target} in the translation")
        text = message.format(source=_shown(one, pair.source), target=_shown(other, pair.target))
        yield Remark(text, one.span, other.span)


def _dimensions(amount: Amount) -> list[frozenset[str]]:
    return [dimension for dimension in _DIMENSIONS if amount.units & dimension]


def measures_in(text: str, language: str, markup: Markup) -> tuple[Amount, ...]:
    """Return the measures in a text; none where we cannot read the language."""
    return _measures(readable(text, markup), language) if language in _FORMS else ()


@lru_cache(maxsize=TEXTS)
def _measures(text: str, language: str) -> tuple[Amount, ...]:
    pattern, units = _FORMS[language]
    return tuple(amounts(text, pattern, units)) if _HINTS[language].search(text) else ()


def _shown(amount: Amount, text: str) -> str:
    return text[amount.span.start : amount.span.end].strip()
