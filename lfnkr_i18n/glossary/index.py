"""Where forms stand in a text: the longest at each place, in time linear in the text however many forms there are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

import msgspec

from lfnkr_i18n.glossary.words import SPACED, WORD, bases, fold, is_spaceless, words_of
from lfnkr_i18n.languages import primary, spaceless
from lfnkr_i18n.model import Span

Meaning = TypeVar("Meaning")


class _Node(msgspec.Struct, Generic[Meaning]):
    """What may follow the words that lead here."""

    next: dict[str, _Node[Meaning]] = msgspec.field(default_factory=dict)
    forms: dict[str, list[Meaning]] = msgspec.field(default_factory=dict)
    """Forms that end here, as written, with what they mean."""


class Found(msgspec.Struct, Generic[Meaning], frozen=True):
    """A form that stands in a text."""

    span: Span
    """Characters of the text."""
    form: str
    """As the glossary writes it."""
    meanings: tuple[Meaning, ...]


class Index(Generic[Meaning]):
    """Forms of one language, by their words.

    A walk from each word of a text goes as deep as the longest form has words, which is no matter of how many there
    are: `table.LONGEST` bounds it.
    """

    def __init__(self, language: str, forms: Iterable[tuple[str, Meaning]]) -> None:
        self._english = primary(language) == "en"
        self._root: _Node[Meaning] = _Node()
        for form, meaning in forms:
            node = self._root
            for word in words_of(form):
                node = node.next.setdefault(word.casefold(), _Node())
            if node is not self._root:
                node.forms.setdefault(form, []).append(meaning)
        signs = "".join(re.escape(word) for word in self._root.next if len(word) == 1)
        self._starts = re.compile(f"{SPACED}|[{signs}]" if signs else SPACED)
        self._begins = lru_cache(maxsize=8192)(self._may_begin)  # words come again and again

    def found(self, text: str) -> Iterator[Found[Meaning]]:
        """Yield the forms in a text from left to right, at each place the longest; none overlap."""
        if not self._root.next:
            return
        folded, done, begins = fold(text), 0, self._begins
        for start in self._starts.finditer(folded.text):
            if not begins(start[0]) or start.start() < done:
                continue
            end, forms = self._longest(folded.text, start.start())
            for form, meanings in forms.items():
                yield Found(folded.span(start.start(), end), form, tuple(meanings))
            done = end

    def _may_begin(self, word: str) -> bool:
        """Tell whether a form begins with a word, in whatever form."""
        return not self._root.next.keys().isdisjoint(bases(word, english=self._english))

    def _longest(self, text: str, start: int) -> tuple[int, dict[str, list[Meaning]]]:
        """Return where the longest forms that begin at a word end, and these; where there is none, its own start."""
        best: tuple[int, dict[str, list[Meaning]]] = (start, {})
        nodes, last = [self._root], start
        written: list[str] = []
        for word in WORD.finditer(text, start):
            gap = text[last : word.start()]
            if any(map(str.isspace, gap)) and is_spaceless(word[0]) and is_spaceless(written[-1]):
                break  # white space inside a term of a script that has none there
            keys = bases(word[0], english=self._english)
            nodes = [node.next[key] for node in nodes for key in keys if key in node.next]
            if not nodes:
                break
            written.append(word[0])
            last = word.end()
            fitting = {form: means for node in nodes for form, means in node.forms.items() if _fits(form, written)}
            if fitting:
                best = (last, _nearest(fitting, written))
        return best


def holds(text: str, forms: Iterable[str], language: str) -> bool:
    """Tell whether a text holds one of some forms, in whatever case, English words in any of their forms.

    >>> holds("She sought asylum.", ["seek asylum"], "en"), holds("難民申請者です", ["流民", "難民"], "ja")
    (True, True)
    """
    wanted = ([word.casefold() for word in words_of(form)] for form in forms)
    if spaceless(language):
        plain = "".join(words_of(text)).casefold()
        return any("".join(form) in plain for form in wanted)
    written = [bases(word, english=primary(language) == "en") for word in words_of(text)]
    return any(_stands(form, written) for form in wanted)


def _stands(form: Sequence[str], written: Sequence[Sequence[str]]) -> bool:
    """Tell whether the words of a form follow each other in a text."""
    starts = (place for place, keys in enumerate(written) if form and form[0] in keys)
    return any(
        len(written) - start >= len(form) and all(one in keys for one, keys in zip(form, written[start:], strict=False))
        for start in starts
    )


def holds_exactly(text: str, form: str) -> bool:
    """Tell whether a text holds a form letter for letter, but for width, and not as part of a longer Latin word.

    >>> holds_exactly("ＬＦＮＫＲの", "LFNKR"), holds_exactly("LFNKR's", "LFNKR"), holds_exactly("Lfnkr", "LFNKR")
    (True, True, False)
    """
    wanted = unicodedata.normalize("NFKC", form)
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(wanted)}(?![A-Za-z0-9])", fold(text).text) is not None


def _fits(form: str, written: Sequence[str]) -> bool:
    """Tell whether a text may write a form so: one with capitals wants them, unless all is in capitals."""
    return form == form.casefold() or _same_case(form, written) or all(_loud(word) for word in written)


def _same_case(form: str, written: Sequence[str]) -> bool:
    """Tell whether the letters that a form shares with a text have the same case there."""
    return all(
        not (one != other and one.casefold() == other.casefold())
        for mine, theirs in zip(words_of(form), written, strict=True)
        for one, other in zip(mine, theirs, strict=False)
    )


def _loud(word: str) -> bool:
    """Tell whether a word is in capitals, as in a heading that is; a single one may stand anywhere."""
    return len(word) > 1 and word.upper() == word


def _nearest(forms: dict[str, list[Meaning]], written: Sequence[str]) -> dict[str, list[Meaning]]:
    """Return the forms that stand there as such, else all: `building` before what is a form of `build`."""
    text = [word.casefold() for word in written]
    exact = {form: means for form, means in forms.items() if [word.casefold() for word in words_of(form)] == text}
    return exact or forms
