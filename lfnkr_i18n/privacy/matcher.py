"""Listed names found in a text, by all of its views, in one pass over each however many names are listed."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from lfnkr_i18n.model import Span

if TYPE_CHECKING:
    from lfnkr_i18n.privacy.forms import Form
    from lfnkr_i18n.privacy.views import View


class Hit(msgspec.Struct, frozen=True):
    """A listed name in a text. It says whose and where, never what stands there."""

    person: str
    """The id of the person in the register."""
    line: int
    """From 1."""
    span: Span
    """Characters of the text, from the name's first letter to its last one; markup may lie between."""
    letters: tuple[Span, ...]
    """The characters of the text that are the name's letters, in order and apart."""


class Matcher:
    """Looks for the forms of all listed people at once. Its cost is that of the text, not of the register."""

    def __init__(self, forms: Iterable[Form] = ()) -> None:
        by_letters: dict[str, list[Form]] = defaultdict(list)
        for form in dict.fromkeys(forms):
            by_letters[form.letters].append(form)
        self._automaton: Any = None
        if by_letters:
            import ahocorasick  # compiled; commands without a register never load it

            self._automaton = ahocorasick.Automaton()
            for letters, same in by_letters.items():
                self._automaton.add_word(letters, tuple(same))
            self._automaton.make_automaton()

    def __bool__(self) -> bool:
        """Tell whether there is anybody to look for."""
        return self._automaton is not None

    def terms_in(self, text: str) -> frozenset[str]:
        """Return the ids of the people whose listed names a text holds, in any view of it."""
        found: set[str] = set()
        found.update(form.person for _view, form, _place, _places in self._found(text, but=found))
        return frozenset(found)

    def hits(self, text: str) -> list[Hit]:
        """Return where listed names stand in a text, in order; of several readings of one place, the longest."""
        hits: dict[tuple[str, int, int], Hit] = {}
        lines = _Lines(text)
        for view, form, place, found in self._found(text):
            letters = _letters(view, found[place - len(form.letters) + 1 : place + 1])
            span = Span(letters[0].start, letters[-1].end)
            key = form.person, span.start, span.end
            hits.setdefault(key, Hit(form.person, lines.at(span.start), span, letters))
        return list(_longest(hits.values()))

    def masked(self, text: str) -> str:
        """Return a text in which the id of a person stands in the place of each of their names.

        >>> Matcher().masked("nobody is listed")
        'nobody is listed'
        """
        parts: list[str] = []
        done = 0
        for hit in self.hits(text):
            if hit.span.end > done:
                parts += (text[done : max(done, hit.span.start)], f"[{hit.person}]")
                done = hit.span.end
        return "".join(parts) + text[done:] if parts else text

    def _found(
        self, text: str, *, but: Collection[str] = frozenset()
    ) -> Iterator[tuple[View, Form, int, Sequence[int]]]:
        """Yield (view, form, place of its last letter in the fold, the fold's characters in the view).

        People in `but` are not looked for; it may grow meanwhile.
        """
        if self._automaton is None:
            return
        from lfnkr_i18n.privacy.folding import fold, places  # not at the top: 3 ms, and most projects list nobody
        from lfnkr_i18n.privacy.forms import stands
        from lfnkr_i18n.privacy.views import views

        for view in views(text):
            folded = fold(view.text)
            found: array[int] | None = None
            for place, forms in self._automaton.iter(folded):
                if found is None:
                    found = places(view.text)
                    found.append(len(view.text))
                for form in forms:
                    if form.person in but:
                        continue
                    first = place - len(form.letters) + 1
                    before = found[first - 1] if first else -1
                    if stands(form, view.text, found[first : place + 1], before, found[place + 1]):
                        yield view, form, place, found


def _letters(view: View, found: Iterable[int]) -> tuple[Span, ...]:
    """Return the spans of the first text that characters of a view come from, neighbours joined."""
    spans: list[Span] = []
    for character in found:
        start, end = view.origin(character)
        if spans and start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def _longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield hits in order, without those that lie within another one of the same person."""
    ends: dict[str, int] = {}
    for hit in sorted(hits, key=lambda hit: (hit.span.start, -hit.span.end, hit.person)):
        if hit.span.end > ends.get(hit.person, -1):
            ends[hit.person] = hit.span.end
            yield hit


class _Lines:
    """Line numbers of characters; the line ends are counted when they are first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    def at(self, place: int) -> int:
        if self._starts is None:
            self._starts = [0]
            for line in self._text.splitlines(keepends=True):
                self._starts.append(self._starts[-1] + len(line))
        return bisect_right(self._starts, place)
