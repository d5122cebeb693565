"""A text as the words that terms are compared by.

Words of languages with spaces are compared whole, Japanese and its like character by character, so that a term is found
wherever it is contained. White space and hyphens are no words: `asylum-seeker` is `asylum seeker`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lfnkr_i18n.languages import is_cjk
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

_LETTERS = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1fff"
SPACED = f"[{_LETTERS}0-9]+(?:['’][{_LETTERS}]+|['’](?![{_LETTERS}]))?"
"""A word of a language with spaces, its apostrophe included, as a regular expression."""
WORD = lazy(rf"{SPACED}|[^\s\-‐‑\u00ad\u200b]")
"""A word, or any other character, which stands for itself."""
_CHUNK = lazy(r".[\u3099\u309a\uff9e\uff9f]?", re.DOTALL)  # a kana goes with its voicing mark


class Folded(NamedTuple):
    """A text with its width folded (NFKC)."""

    text: str
    places: Sequence[tuple[int, int]] | None
    """Where each character stands in the original text; None where nothing moved."""

    def span(self, start: int, end: int) -> Span:
        """Return the characters of the original text that a piece, which is not empty, stands for."""
        return Span(start, end) if self.places is None else Span(self.places[start][0], self.places[end - 1][1])


@lru_cache(maxsize=512)
def fold(text: str) -> Folded:
    """Return a text with its width folded; several questions are asked of it in a row.

    >>> fold("ﾎﾞの").text, fold("ﾎﾞの").span(0, 1)
    ('ボの', Span(start=0, end=2))
    """
    if unicodedata.is_normalized("NFKC", text):
        return Folded(text, None)
    folded, places = [], []
    for chunk in _CHUNK.finditer(text):
        part = unicodedata.normalize("NFKC", chunk[0])
        folded.append(part)
        places += [chunk.span()] * len(part)
    return Folded("".join(folded), places)


@lru_cache(maxsize=4096)
def words_of(form: str) -> tuple[str, ...]:
    """Return the words of a text, in order.

    >>> words_of("The asylum-seekers’ 難民 ＮＧＯ")
    ('The', 'asylum', 'seekers’', '難', '民', 'NGO')
    """
    return tuple(WORD.findall(fold(form).text))


def is_spaceless(word: str) -> bool:
    """Tell whether a word is a character of a script that puts no spaces between words."""
    return len(word) == 1 and is_cjk(word)


_IRREGULAR = {
    "people": "person",
    "children": "child",
    "lives": "life",
    "wives": "wife",
    "feet": "foot",
    "fled": "flee",
    "held": "hold",
    "left": "leave",
    "met": "meet",
    "sent": "send",
    "sought": "seek",
    "taken": "take",
    "took": "take",
    "given": "give",
    "gave": "give",
}
"""Forms that no rule makes, of words that this organisation's terms are made of."""

_SHORTEST = 3
"""Letters that are left of a word without its ending: `bed` is no past of `b`."""


@lru_cache(maxsize=8192)
def bases(word: str, *, english: bool) -> tuple[str, ...]:
    """Return what a written word may be a form of, case folded, itself first: plural, possessive, -ed and -ing.

    >>> bases("Families'", english=True), bases("detained", english=True), bases("Stopping", english=True)
    (("families'", 'families', 'family'), ('detained', 'detain', 'detaine'), ('stopping', 'stopp', 'stoppe', 'stop'))
    """
    folded = word.casefold()
    found = [folded]
    if english and len(folded) > 1:
        owner = re.sub(r"['’]s?$", "", folded)
        for form in dict.fromkeys((folded, owner)):
            found += [form, *_plain_forms(form)]
    return tuple(dict.fromkeys(found))


def _plain_forms(word: str) -> list[str]:
    """Return the plain words that an English word may come from."""
    if word in _IRREGULAR:
        return [_IRREGULAR[word]]
    found = []
    if word.endswith("men") and len(word) > _SHORTEST - 1:
        found.append(f"{word[:-2]}an")
    if word.endswith("ies"):
        found.append(f"{word[:-3]}y")
    elif word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        found += [word[:-2], word[:-1]]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found.append(word[:-1])
    for ending in ("ied", "ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            found += [f"{stem}y"] if ending == "ied" else _of_stem(stem)
            break
    return [form for form in found if len(form) >= _SHORTEST]


def _of_stem(stem: str) -> list[str]:
    """Return the verbs that a stem without -ed or -ing may come from: `detain`, `rescu(e)`, `stop(p)`."""
    doubled = [stem[:-1]] if stem[-1] == stem[-2] else []
    return [stem, f"{stem}e", *doubled]
