"""Where forms stand in a text: the longest at each place, in time linear in the text however many forms there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from lfnkr_i18n.glossary.words import Word, bases, words_of
from lfnkr_i18n.languages import primary, spaceless
from lfnkr_i18n.model import Span

Meaning = TypeVar("Meaning")


@dataclass(slots=True)
class _Node(Generic[Meaning]):
    """What may follow the words that lead here."""

    next: dict[str, _Node[Meaning]] = field(default_factory=dict)
    forms: dict[str, list[Meaning]] = field(default_factory=dict)
    """Forms that end here, as written, with what they mean."""


@dataclass(frozen=True, slots=True)
class Found(Generic[Meaning]):
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
                node = node.next.setdefault(word.text.casefold(), _Node())
            if node is not self._root:
                node.forms.setdefault(form, []).append(meaning)

    def found(self, text: str) -> Iterator[Found[Meaning]]:
        """Yield the forms in a text from left to right, at each place the longest; none overlap."""
        if not self._root.next:
            return
        words = words_of(text)
        keys = [bases(word.text, english=self._english) for word in words]
        place = 0
        while place < len(words):
            end, node_forms = self._longest(words, keys, place)
            for form, meanings in node_forms.items():
                yield Found(Span(words[place].start, words[end - 1].end), form, tuple(meanings))
            place = max(end, place + 1)

    def _longest(self, words: list[Word], keys: list[list[str]], start: int) -> tuple[int, dict[str, list[Meaning]]]:
        """Return the place after the longest forms that begin at a word, and these."""
        best: tuple[int, dict[str, list[Meaning]]] = (start, {})
        nodes = [self._root]
        for place in range(start, len(words)):
            if place > start and _apart(words[place - 1], words[place]):
                break
            nodes = [node.next[key] for node in nodes for key in keys[place] if key in node.next]
            if not nodes:
                break
            fitting = {
                form: meanings
                for node in nodes
                for form, meanings in node.forms.items()
                if _fits(form, words[start : place + 1])
            }
            if fitting:
                best = (place + 1, _nearest(fitting, words[start : place + 1]))
        return best


def contains(text: str, form: str, language: str) -> bool:
    """Tell whether a text holds a form, in whatever case, English words in any of their forms.

    >>> contains("She sought asylum.", "seek asylum", "en"), contains("難民申請者です", "難民", "ja")
    (True, True)
    """
    wanted = [word.text.casefold() for word in words_of(form)]
    if spaceless(language):
        return "".join(wanted) in "".join(word.text.casefold() for word in words_of(text))
    written = [bases(word.text, english=primary(language) == "en") for word in words_of(text)]
    starts = (place for place, keys in enumerate(written) if wanted and wanted[0] in keys)
    return any(
        len(written) - start >= len(wanted)
        and all(one in keys for one, keys in zip(wanted, written[start:], strict=False))
        for start in starts
    )


def _apart(left: Word, right: Word) -> bool:
    """Tell whether white space parts two words of a script that has none inside a term."""
    return left.end < right.start and left.spaceless and right.spaceless


def _fits(form: str, written: list[Word]) -> bool:
    """Tell whether a text may write a form so: one with capitals wants them, unless all is in capitals."""
    return form == form.casefold() or _same(form, written) or all(_loud(word.text) for word in written)


def _same(form: str, written: list[Word]) -> bool:
    """Tell whether the letters that a form shares with a text have the same case there."""
    return all(
        not (one != other and one.casefold() == other.casefold())
        for mine, theirs in zip(words_of(form), written, strict=True)
        for one, other in zip(mine.text, theirs.text, strict=False)
    )


def _loud(word: str) -> bool:
    """Tell whether a word is in capitals, as in a heading that is; a single one may stand anywhere."""
    return len(word) > 1 and word.upper() == word


def _nearest(forms: dict[str, list[Meaning]], written: list[Word]) -> dict[str, list[Meaning]]:
    """Return the forms that stand there as such, else all: `building` before what is a form of `build`."""
    text = [word.text.casefold() for word in written]
    exact = {form: means for form, means in forms.items() if [w.text.casefold() for w in words_of(form)] == text}
    return exact or forms
