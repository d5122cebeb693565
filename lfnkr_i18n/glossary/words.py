"""A text as the words that terms are compared by.

Words of languages with spaces are compared whole, Japanese and its like character by character, so that a term is found
wherever it is contained. White space and hyphens are no words: `asylum-seeker` is `asylum seeker`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lfnkr_i18n.languages import is_cjk

_LETTERS = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1fff"
_WORD = re.compile(f"[{_LETTERS}0-9]+(?:['’][{_LETTERS}]+|['’](?![{_LETTERS}]))?|[^\\s\\-‐‑\u00ad\u200b]")
_CHUNK = re.compile(r".[\u3099\u309a\uff9e\uff9f]?", re.DOTALL)  # a kana goes with its voicing mark


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a character that stands for itself."""

    text: str
    """As written, width folded (NFKC)."""
    start: int
    """Characters of the original text."""
    end: int

    @property
    def spaceless(self) -> bool:
        """Whether the word is a character of a script that puts no spaces between words."""
        return len(self.text) == 1 and is_cjk(self.text)


def words_of(text: str) -> list[Word]:
    """Return the words of a text, in order, in time linear in its length.

    >>> [word.text for word in words_of("The asylum-seekers’ 難民 ＮＧＯ")]
    ['The', 'asylum', 'seekers’', '難', '民', 'NGO']
    """
    if unicodedata.is_normalized("NFKC", text):
        return [Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    folded, places = [], []
    for chunk in _CHUNK.finditer(text):
        part = unicodedata.normalize("NFKC", chunk[0])
        folded.append(part)
        places += [(chunk.start(), chunk.end())] * len(part)
    return [
        Word(match[0], places[match.start()][0], places[match.end() - 1][1])
        for match in _WORD.finditer("".join(folded))
    ]


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


def bases(word: str, *, english: bool) -> list[str]:
    """Return what a written word may be a form of, case folded, itself first: plural, possessive, -ed and -ing.

    >>> bases("Families'", english=True), bases("detained", english=True), bases("Stopping", english=True)
    (["families'", 'families', 'family'], ['detained', 'detain', 'detaine'], ['stopping', 'stopp', 'stoppe', 'stop'])
    """
    folded = word.casefold()
    found = [folded]
    if english and len(folded) > 1:
        owner = re.sub(r"['’]s?$", "", folded)
        for form in dict.fromkeys((folded, owner)):
            found += [form, *_plain_forms(form)]
    return list(dict.fromkeys(found))


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
