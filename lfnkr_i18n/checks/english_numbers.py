"""Numbers of English text: digits with their scale, number words, months, and words that mean a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from lfnkr_i18n.checks.numerals import ARABIC, BEGIN, Number, Value, folded, plain_readings, values_in_names
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ABBREVIATED = {"k": 1000, "m": 10**6, "bn": 10**9}

# fmt: off
_CARDINALS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# fmt: on
_SIMPLE = (
    {word: value for value, word in enumerate(_CARDINALS)}
    | {word: value for value, word in enumerate(_ORDINALS)}
    | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
    | {f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS, start=2)}
)
NUMBER_WORDS = "|".join(sorted([*_SIMPLE, *SCALES], key=len, reverse=True))
"""Pattern of a number word; `twenty-one` is two."""
INITIALS = "".join(sorted({letter for word in (*_SIMPLE, *SCALES) for letter in (word[0], word[0].upper())}))
"""Letters that a number word begins with."""
_SPELLED = lazy(rf"\b(?:{NUMBER_WORDS})(?:[\s-]+(?:and\s+)?(?:{NUMBER_WORDS}))*\b", re.IGNORECASE)
_PLURALS = {f"{word}s": value for word, value in _SIMPLE.items()}  # two thirds, in threes
_DECADES = {f"{word[:-1]}ies": 10 * value for value, word in enumerate(_TENS, start=2)}  # the nineties
_FOLDS = _SIMPLE | {f"{word}fold": value for word, value in _SIMPLE.items()}
_RUN = frozenset({*_SIMPLE, *_PLURALS, *SCALES, *(f"{word}s" for word in SCALES)})
"""Words that follow each other in a number."""
_SAID = _RUN | _FOLDS.keys() | _DECADES.keys()
"""A text without any of these says no number in words, but for single ones such as `dozen`."""

_MONTH = lazy(rf"(?=[jfmasond])\b({'|'.join(_MONTHS)})(?:[a-z]*\b|\.)")

_WORDS: dict[str, tuple[Value, ...]] = {
    "once": (1,),
    "single": (1,),
    "twice": (2,),
    "squared": (2,),
    "cubed": (3,),
    "double": (2,),
    "doubled": (2,),
    "both": (2,),
    "couple": (2, 3),
    "few": (2, 3),
    "several": (3, 4, 5, 6),
    "pair": (2,),
    "twin": (2,),
    "twins": (2,),
    "triple": (3,),
    "tripled": (3,),
    "half": (Fraction(1, 2), 2, 6, 30, 50),
    "halves": (2,),
    "quarter": (Fraction(1, 4), 4, 3, 15, 25),
    "quarters": (4, 75),
    "quarterly": (4,),
    "dozen": (12,),
    "decade": (10,),
    "century": (100,),
    "fortnight": (2, 14),
    "week": (7,),
    "monthly": (12,),
    "noon": (12,),
    "midnight": (0, 12, 24),
    "teens": (10,),
    "teenage": (10,),
    "teenager": (10,),
    "teenagers": (10,),
}
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12}
_ROMAN_NUMERAL = lazy(r"(?=[IVX])\b[IVX]{2,4}\b")
_HALF_OF = lazy(r"\bhalf (?:a|an) (million|billion|century|decade|dozen)\b")
_SCALED_RANGE = lazy(rf"\b({'|'.join(_CARDINALS)})\s+(?:to|or)\s+[a-z-]+\s+({'|'.join(SCALES)})\b")
_BEFORE_THE_HOUR = lazy(rf"\b(quarter|five|ten|twenty)\s+(?:to|before|till)\s+({'|'.join(_CARDINALS[1:13])})\b")
_TIMES = {"dozen": 12, "dozens": 12, "decade": 10, "decades": 10, "century": 100, "centuries": 100, "score": 20}

_ERAS = {"meiji": 1867, "taisho": 1911, "showa": 1925, "shōwa": 1925, "heisei": 1988, "reiwa": 2018}
_CENTURY = lazy(r"([0-9]{2})[0-9]{2}[-–—/]$")
_ERA = lazy(f"({'|'.join(_ERAS)})\\s*$", re.IGNORECASE)

_NUMBER = lazy(f"(?=[0-9]){BEGIN}(?:{ARABIC})")
_SCALED = lazy(r"(?:\s|-)*(hundred|thousand|million|billion|trillion|dozen|decades?|centur(?:y|ies))\b", re.IGNORECASE)
_ABBREVIATION = lazy(r"(k|m|bn)\b", re.IGNORECASE)
_RANGE = lazy(r"\s*(?:[-–—~]|to|or|and)\s*", re.IGNORECASE)
_AFTER_NOON = lazy(r"(?::[0-9]{2})?(?:\s*(?:[-–]|to|and)\s*[0-9]{1,2}(?::[0-9]{2})?)?\s*p\.?\s?m\b", re.IGNORECASE)
_ALWAYS = lazy(r"24/7")

_TOKEN = lazy(r"[a-zō]+|[^\sa-zō-]")


def numbers(text: str) -> list[Number]:
    """Return the numbers that are written with digits, in order."""
    text = folded(text)
    matches = list(_NUMBER.finditer(_ALWAYS.sub("    ", text)))
    found = []
    for index, match in enumerate(matches):
        following = matches[index + 1] if index + 1 < len(matches) else None
        readings = list(dict.fromkeys(_readings(text, match, following)))
        loose = max(readings[0]) <= 1 or (readings[0] == (100,) and text.startswith("%", match.end()))
        found.append(Number(Span(match.start(), match.end()), tuple(readings), loose))
    return found


def numerals(text: str) -> list[Number]:
    """Return the numbers that are written with digits or in words."""
    words = (
        Number(Span(*match.span()), ((value,),))
        for match in _SPELLED.finditer(text)
        if (value := spoken_value(match[0]))
    )
    return [*numbers(text), *words]


def values(text: str) -> set[Value]:
    """Return every value that the text may mean, in digits or in words."""
    found = values_in_names(text)
    for number in numbers(text):
        found |= number.values()
    lower = folded(text).lower()
    tokens = _TOKEN.findall(lower)
    known = set(tokens)
    found.update(*(_WORDS[token] for token in _WORDS.keys() & known))
    found |= {_MONTHS.index(match[1]) + 1 for match in _MONTH.finditer(lower)}
    found |= {_ROMAN[match[0]] for match in _ROMAN_NUMERAL.finditer(text) if match[0] in _ROMAN}
    if "half" in known:
        found |= {Fraction(1, 2) * (SCALES | _TIMES)[match[1]] for match in _HALF_OF.finditer(lower)}
    if known.isdisjoint(_SAID):
        return found
    found.update(_spoken(tokens, joined_by_and=True))
    if "and" in known:
        found.update(_spoken(tokens, joined_by_and=False))
    found.update(_FOLDS[token] for token in _FOLDS.keys() & known)
    for token in _DECADES.keys() & known:
        found |= {_DECADES[token], 1900 + _DECADES[token]}
    found |= {_SIMPLE[match[1]] * SCALES[match[2]] for match in _SCALED_RANGE.finditer(lower)}
    for match in _BEFORE_THE_HOUR.finditer(lower):
        found |= {60 - _SIMPLE.get(match[1], 15), (_SIMPLE[match[2]] - 1) or 12}
    return found


def spoken_value(words: str) -> Value | None:
    """Return the value of number words in a row; None where they are not one number.

    >>> spoken_value("two hundred and fifty thousand"), spoken_value("twelve point five")
    (250000, Fraction(25, 2))
    """
    whole, _point, digits = words.lower().partition(" point ")
    found = list(_values_of(word for word in re.findall("[a-z]+", whole) if word != "and"))
    if len(found) != 1:
        return None
    decimals = "".join(str(_SIMPLE.get(word, "")) for word in re.findall("[a-z]+", digits))
    return found[0] + Fraction(int(decimals), 10 ** len(decimals)) if decimals else found[0]


def _readings(text: str, match: re.Match[str], following: re.Match[str] | None) -> Iterator[tuple[Value, ...]]:
    """Yield what a number in digits means, with its scale, or as a part of a year, an hour, an era."""
    scaled = _SCALED.match(text, match.end())
    plain = plain_readings(match[0])
    if scaled is not None:
        yield (plain[0][0] * (SCALES | _TIMES)[scaled[1].lower()],)
        return
    yield from plain
    value = plain[0][0]
    abbreviated = _ABBREVIATION.match(text, match.end())
    if abbreviated is not None:
        yield (value * _ABBREVIATED[abbreviated[1].lower()],)
    if following is not None and _RANGE.fullmatch(text, match.end(), following.start()):
        scale = _SCALED.match(text, following.end())
        if scale is not None:
            yield (value * (SCALES | _TIMES)[scale[1].lower()],)
    if value < 12 and _AFTER_NOON.match(text, match.end()):
        yield (value + 12,)
    yield from _as_year(text, match, value)


def _as_year(text: str, match: re.Match[str], value: Value) -> Iterator[tuple[Value, ...]]:
    before = text[max(0, match.start() - 8) : match.start()]
    era = _ERA.search(before)
    if era is not None:
        yield (value + _ERAS[era[1].lower()],)
    if len(match[0]) == 2:  # two digits
        if text.startswith("s", match.end()) or before.endswith(("'", "’", "‘")):
            yield from ((value + 1900,), (value + 2000,))
        century = _CENTURY.search(before)
        if century is not None:
            yield (value + 100 * int(century[1]),)
    elif len(match[0]) == 4 and match[0].isdigit() and text.startswith("s", match.end()):
        yield (value % 100,)


def _spoken(words: Iterable[str], *, joined_by_and: bool) -> Iterator[Value]:
    """Yield the values of number words; `one hundred and two` is one number, or two."""
    run: list[str] = []
    for word in [*words, "."]:
        if word in _RUN:
            run.append(word.removesuffix("s") if word.removesuffix("s") in SCALES else word)
        elif run and not (word == "and" and joined_by_and and run[-1] in SCALES):
            found = list(_values_of(run))
            yield from found
            yield found[-1] * _TIMES.get(word, 1)
            run = []


def _values_of(words: Iterable[str]) -> Iterator[Value]:
    """Yield the values of number words in a row: `two hundred twelve` is one, `five six` are two."""
    total, section = 0, None
    for word in words:
        value = _SIMPLE.get(word, _PLURALS.get(word))
        if value is None and word == "hundred":
            section = (section or 1) * 100
        elif value is None:
            total, section = total + (section or 1) * SCALES[word], None
        elif section is None or _continues(section, value):
            section = (section or 0) + value
        else:
            yield total + section
            total, section = 0, value
    yield total + (section or 0)


def _continues(section: int, value: int) -> bool:
    """Tell whether a number word goes on with what was said: `twenty` `one`, `two hundred` `twelve`."""
    if section % 100 == 0 and section > 0:
        return True
    return section % 10 == 0 and section % 100 >= 20 and value < 10
