"""Check `name-forms`: a person or a place has one form in a post: `Clara` is not クララ here and クレア there.

A name in Latin letters and a word in katakana belong together where they sound alike in the same pair. Words that only
begin a sentence are no names; names in kanji are for the glossary. Across posts the usual forms are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from lfnkr_i18n.checks.characters import wording
from lfnkr_i18n.checks.katakana import sound_of_kana, sounds_of_name
from lfnkr_i18n.checks.remarks import PlacedPair, Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Severity, Span
from lfnkr_i18n.patterns import lazy

_NAME = lazy(r"(?<![\w'’-])[A-Z][a-zà-öø-ÿ]{2,}(?!['’-]?[A-Z\d])")
_BEGINNING = frozenset('.!?:"“‘(\n')
"""What stands before a word whose capital means nothing."""
_KATAKANA = lazy("[ァ-ヴー]{2,}")
_ALIKE = 0.7
"""Share of sounds in common from which a name and a word in katakana may be the same."""
_JOINED = 2
"""Kana by which a word is longer than the one in it; a single one more is another form of the name."""
_FEWEST = 2
"""Sounds without which a word is too short to be known by."""
_ENDINGS = ("s", "es", "n", "ns", "ese", "i", "an", "ian")


class _Named(msgspec.Struct, frozen=True):
    """A name of the source with its form in the translation: one in Latin letters, the other in katakana."""

    segment: int
    name: str
    form: str
    source_span: Span
    target_span: Span


def one_form_of_each_name(pairs: Sequence[PlacedPair]) -> Iterator[tuple[int, Remark]]:
    """Yield a warning on each form of a name that is not the one which most of the post's translations have.

    Silent where the house does not ask for one form.
    """
    if not pairs or not pairs[0].pair.style.name_forms:
        return
    for name, same in _by_name(pairs).items():
        usual = _usual(same)
        for one in same:
            if one.form != usual and not is_inflected(one.form, usual):
                message = _("`{name}` is `{form}` here and `{usual}` elsewhere in the post; choose one")
                text = message.format(name=name, form=one.form, usual=usual)
                yield one.segment, Remark(text, one.source_span, one.target_span, Severity.WARNING)


def usual_forms(pairs: Sequence[PlacedPair]) -> Iterator[tuple[str, str, int]]:
    """Yield each name, the form of it that most translations have, and the first segment with that form."""
    for name, same in _by_name(pairs).items():
        usual = _usual(same)
        yield name, usual, next(one.segment for one in same if one.form == usual)


def _by_name(pairs: Iterable[PlacedPair]) -> dict[str, list[_Named]]:
    names: dict[str, list[_Named]] = defaultdict(list)
    for placed in pairs:
        for one in _names_in(placed):
            names[one.name].append(one)
    return names


def _usual(same: Iterable[_Named]) -> str:
    """Return the most frequent form, of equally frequent ones the first."""
    ((usual, _count),) = Counter(one.form for one in same).most_common(1)
    return usual


def is_inflected(form: str, usual: str) -> bool:
    """Tell whether two forms are one word: `Korea` and `Korean`, コリア in サウスコリア."""
    short, long = sorted((form, usual), key=len)
    if form.isascii():
        return long.startswith(short) and long[len(short) :] in _ENDINGS
    return short in long and len(long) - len(short) >= _JOINED


def _names_in(placed: PlacedPair) -> Iterator[_Named]:
    """Yield the names of a pair that have a form in katakana, each with the one that sounds most like it."""
    pair = placed.pair
    if is_blank(pair.target) or {primary(pair.source_language), primary(pair.target_language)} != {"en", "ja"}:
        return
    texts = wording(pair.source, pair.markup), wording(pair.target, pair.markup)
    english, japanese = texts if primary(pair.source_language) == "en" else texts[::-1]
    kana = [(match[0], Span(*match.span())) for match in _KATAKANA.finditer(japanese)]
    if not kana:
        return
    names = [match for match in _NAME.finditer(english) if not _begins(english, match.start())]
    scored = sorted(
        (
            (-_alike(match[0], form), order, place)
            for order, match in enumerate(names)
            for place, (form, _span) in enumerate(kana)
        ),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for score, order, place in scored:
        if -score < _ALIKE or order in used[0] or place in used[1]:
            continue
        used[0].add(order)
        used[1].add(place)
        found = [(names[order][0], Span(*names[order].span())), kana[place]]
        (name, source), (form, target) = found if primary(pair.source_language) == "en" else found[::-1]
        yield _Named(placed.segment, name, form, source, target)


def _begins(text: str, place: int) -> bool:
    """Tell whether what stands at a place begins a sentence, a quotation or the text."""
    while place and not (text[place - 1].isalnum() or text[place - 1] == "_"):
        place -= 1
        if text[place] in _BEGINNING:
            return True
    return place == 0


@lru_cache(maxsize=1024)
def _alike(name: str, kana: str) -> float:
    """Return how alike a name and a word in katakana sound, 0.0 to 1.0."""
    from rapidfuzz.distance import Levenshtein

    heard = sound_of_kana(kana)
    spoken = [one for one in sounds_of_name(name) if min(len(one), len(heard)) >= _FEWEST and one[0] == heard[0]]
    return max((Levenshtein.normalized_similarity(one, heard) for one in spoken), default=0.0)
