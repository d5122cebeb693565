r"""One way a listed name is written, and whether a stretch of text is that.

The letters are found by their folds alone; here the characters between and around them are judged. `Pak Chol-ho` is
also `Pak\nCholho`, but not the end of one sentence and the beginning of the next, and not part of a longer word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from itertools import pairwise

import msgspec

from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.privacy.folding import fold, is_invisible

LONG_KANA = 5
"""Katakana from which a form stands out: shorter ones (ミンス) count only as written, and not inside a longer word."""

LONG_LATIN = 8
"""Letters from which the parts of a form may be written as one word without capitals: `pakcholho`, not `leean`."""

_CAPITALS_BELOW = 4
"""Latin letters below which a form counts only with capitals: `An`, `K. M.`"""

_LONGEST_GAP = 80
"""Characters between two letters from which they are not one name, whatever stands there."""

_SENTENCE_END = lazy(r"[.．]['\"”’)）\]」』*_`]*\s")
_NEW_BLOCK = lazy(r"[\r\n][ \t>]*(?:\r?\n(?<!\r\n)|\r|\n|[-*+][ \t])")
_COMMA = lazy("[,，]")
_INSIDE_WORD = lazy(
    r"[-−\u2010-\u2015'’‘ʼ*_`~()\[\]<>{}|\\\"]*(?:(?<=[-\u2010\u2011])\s*\n[ \t>]*|\"\r?\n(?:#[~|]+ *)?\")?"
)
"""What may stand within a Latin word: marks, one of them a hyphen at the end of a line; a line's end in a PO file."""


class Script(Enum):
    """What kind of letter a character is; what is no letter has none."""

    LATIN = "latin"
    """Scripts with words between spaces: Latin, Cyrillic, Greek, …"""
    KATAKANA = "katakana"
    HIRAGANA = "hiragana"
    HAN = "han"
    HANGUL = "hangul"


@lru_cache(maxsize=8192)
def script_of(character: str) -> Script | None:
    """Return the script of a letter; None for digits and everything that is no letter.

    >>> script_of("é"), script_of("ﾊ"), script_of("박"), script_of("7")
    (<Script.LATIN: 'latin'>, <Script.KATAKANA: 'katakana'>, <Script.HANGUL: 'hangul'>, None)
    """
    code = ord(character)
    for script, ranges in _RANGES:
        if any(first <= code <= last for first, last in ranges):
            return script
    return Script.LATIN if character.isalpha() else None


_RANGES = (
    (Script.KATAKANA, ((0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F))),
    (Script.HIRAGANA, ((0x3041, 0x309F),)),
    (Script.HAN, ((0x3005, 0x3007), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))),
    (Script.HANGUL, ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))),
)


class Form(msgspec.Struct, frozen=True):
    """A listed name as it may be written."""

    person: str
    """The id of the person in the register."""
    letters: str
    """Its fold, never empty."""
    parts: tuple[str, ...]
    """Its parts as written, in their order: `("Pak", "Chol-ho")`."""
    wide: frozenset[int]
    """Letters before which a new part begins: anything that parts words may stand there."""
    narrow: frozenset[int]
    """Letters before which a hyphen stood: also a space, or nothing, may stand there."""

    script: Script | None
    """The script of its first letter."""
    is_short: bool
    """Whether it is so short that only the exact spelling is taken for it."""
    all_initials: bool
    """Whether each part is one Latin letter: then a full stop follows every one."""


_PARTS = lazy(r"[\s·•・･＝=,，_/]+|(?<=[.．])(?=\w)")
_HYPHENS = lazy(r"[-−\u2010-\u2015'’]")


def form_of(person: str, written: str) -> Form | None:
    """Return the form of a name as somebody writes it; None where it has no letter.

    >>> form = form_of("p1", "Pak Chol-ho")
    >>> form.letters, sorted(form.wide), sorted(form.narrow)
    ('pakcholho', [3], [7])
    """
    parts = tuple(part for part in _PARTS.split(written) if part and fold(part))
    return form_of_parts(person, parts) if parts else None


def form_of_parts(person: str, parts: Sequence[str]) -> Form:
    """Return the form of a name in parts, each of which has a letter."""
    letters, wide, narrow = "", set(), set()
    for part in parts:
        if letters:
            wide.add(len(letters))
        for number, piece in enumerate(_HYPHENS.split(part)):
            if number:
                narrow.add(len(letters))
            letters += fold(piece)
    if len(parts) == 1:
        narrow |= _family_ends(parts[0])
    narrow -= wide | {0, len(letters)}
    script = next((found for letter in parts[0] if (found := script_of(letter)) is not None), None)
    initials = script is Script.LATIN and len(letters) == len(parts)
    return Form(
        person, letters, tuple(parts), frozenset(wide), frozenset(narrow), script, _is_short(parts, script), initials
    )


_WORD_BELOW = {Script.KATAKANA: 4, Script.HIRAGANA: 4, Script.HAN: 3, Script.HANGUL: 3}
"""Letters of a form in one part below which other words are written so, or hold it; a Latin one is a word itself."""


def is_broad(written: str) -> bool:
    """Tell whether a name is so short or ordinary that texts may hold it without meaning the person.

    >>> [is_broad(name) for name in ("Hope", "Pak Chol-ho", "希望", "朴哲浩", "ミナ", "박철호")]
    [True, False, True, False, True, False]
    """
    form = form_of("", written)
    if form is None or form.script is None or len(form.parts) > 1:
        return False
    return letters_of(written) < _WORD_BELOW.get(form.script, 1_000)


def letters_of(written: str) -> int:
    """Return how many letters a name has, as people count them."""
    return len(_written(written))


def _is_short(parts: Sequence[str], script: Script | None) -> bool:
    written = "".join(parts)
    if script in (Script.KATAKANA, Script.HIRAGANA):
        return len(_written(written).replace("ー", "")) < LONG_KANA
    return script is Script.LATIN and len(fold(written)) < _CAPITALS_BELOW


def _family_ends(written: str) -> set[int]:
    """Return the letters of a Hangul name before which its given name may begin: families have one syllable, or two."""
    if any(script_of(letter) is not Script.HANGUL for letter in written):
        return set()
    composed = unicodedata.normalize("NFC", written)
    return {len(fold(composed[:syllables])) for syllables in (1, 2) if syllables * 2 <= len(composed)}


def stands(form: Form, text: str, found: Sequence[int], before: int, after: int) -> bool:
    """Tell whether the letters of a form, found at the characters `found` of a text, are that name.

    `before` and `after` are the characters of the letters next to it, -1 and the text's length at its ends.
    """
    first, last = found[0], found[-1]
    if before == first or after == last or _goes_on(text, last):
        return False
    if not (_begins(form, text, first) and _ends(form, text, last)):
        return False
    gaps = [text[left + 1 : right] for left, right in pairwise(found) if left != right]
    if form.script is Script.HANGUL and _within_word(text, first) and any(map(_has_blank, gaps)):
        return False
    if form.is_short and not _as_written(form, text[first : last + 1]):
        return False
    return _evenly_spaced(gaps) or all(
        _gap_fits(form, place, text[left + 1 : right], text[left], text[right])
        for place, (left, right) in enumerate(pairwise(found), start=1)
        if left != right
    )


def _begins(form: Form, text: str, first: int) -> bool:
    place = first - 1
    while place >= 0 and is_invisible(text[place]):
        place -= 1
    if place < 0:
        return True
    mine, other = script_of(text[first]), script_of(text[place])
    if mine is Script.LATIN:
        return other is not Script.LATIN or (text[place].islower() and text[first].isupper())
    return not (form.is_short and mine is other is Script.KATAKANA)


def _within_word(text: str, first: int) -> bool:
    return first > 0 and script_of(text[first - 1]) is Script.HANGUL


def _has_blank(gap: str) -> bool:
    return any(map(str.isspace, gap))


def _ends(form: Form, text: str, last: int) -> bool:
    place = last + 1
    while place < len(text) and (is_invisible(text[place]) or text[place] == "ー" or text[place] in _VOICED):
        place += 1
    if place == len(text):
        return not form.all_initials
    if form.all_initials:
        return text[place] in ".．"
    mine, other = script_of(text[last]), script_of(text[place])
    if mine is Script.LATIN:
        return other is not Script.LATIN or (text[last].islower() and text[place].isupper())
    return not (mine is other is Script.KATAKANA)


_VOICED = "\u3099\u309a\uff9e\uff9f"


def _goes_on(text: str, last: int) -> bool:
    """Tell whether the character after the last letter belongs to its syllable: a mark of voice, a final consonant."""
    following = text[last + 1 : last + 2]
    return bool(following) and (following in _VOICED or "\u1160" <= following <= "\u11ff") and _splits(text[last])


def _splits(character: str) -> bool:
    """Tell whether a character may be the front half of a letter: a kana that takes a mark, a piece of Hangul."""
    return script_of(character) in (Script.KATAKANA, Script.HIRAGANA) or "\u1100" <= character <= "\u11ff"


def _as_written(form: Form, found: str) -> bool:
    """Tell whether a short form is spelled as it is listed: the same kana, or Latin letters with their capitals."""
    if form.script is Script.LATIN:
        return found[0].isupper() and sum(character.isupper() for character in found) >= len(form.parts)
    return _written(found) == _written("".join(form.parts))


def _written(text: str) -> str:
    """Return the letters of a text in one width, without what stands between them."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(character for character in normal if script_of(character) is not None)


def _evenly_spaced(gaps: Sequence[str]) -> bool:
    """Tell whether letters are spaced out, `P A K`: the same blank between all of them."""
    return len(gaps) > 1 and gaps[0] in (" ", "\u3000", "\u00a0", "\u2009") and all(gap == gaps[0] for gap in gaps)


def _gap_fits(form: Form, place: int, gap: str, left: str, right: str) -> bool:
    """Tell whether what stands before the letter number `place` may stand there in a name."""
    if len(gap) > _LONGEST_GAP:
        return False
    gap = "".join(character for character in gap if not is_invisible(character))
    if _NEW_BLOCK.search(gap):
        return False
    alphabetic = script_of(left) is Script.LATIN and script_of(right) is Script.LATIN
    if place in form.wide:
        return _parts_fit(form, place, gap, left, right)
    if place in form.narrow:
        return not _COMMA.search(gap) and not _SENTENCE_END.search(gap)
    if alphabetic:
        return _INSIDE_WORD.fullmatch(gap) is not None
    if script_of(left) is Script.HANGUL and _has_blank(gap):
        return False
    return not _COMMA.search(gap) and not _SENTENCE_END.search(gap)


def _parts_fit(form: Form, place: int, gap: str, left: str, right: str) -> bool:
    """Tell whether what stands between two parts of a name lets it be one."""
    single = place - max([0, *(start for start in form.wide if start < place)]) == 1
    if single and script_of(left) is Script.LATIN:  # an initial
        return left.isupper() and bool(gap) and ("." in gap or not form.all_initials)
    if not gap.strip("*_`~"):
        return _may_join(form, left, right)
    return not _SENTENCE_END.search(gap)


def _may_join(form: Form, left: str, right: str) -> bool:
    """Tell whether two parts may be written as one word."""
    script = form.script
    if script is Script.LATIN:
        return len(form.letters) >= LONG_LATIN or (left.islower() and right.isupper())
    return not form.is_short
