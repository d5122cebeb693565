"""Sentences of languages that put blanks between words: sentencex, and a thin layer for what it gets wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.segmentation.brackets import Brackets, brackets_of
from lfnkr_i18n.segmentation.lists import item_starts
from lfnkr_i18n.segmentation.rules import Rules

# sentencex looks for each quotation mark's partner to the end of its text: 2 MB of “ would take days. It is given
# a window at a time, and what it says of a window's last fifth is asked again in the next one.
_WINDOW = 3000
_CERTAIN = 2400

# Other scripts bring marks of their own, from U+0300 on. Their range would take 7 ms to compile, what is left 0.2.
_MARKED = lazy(r'[^\0-\x20"-\-/->@-\u02ff]')
_SURROGATE = lazy("[\ud800-\udfff]")
_WORD = lazy(r"[^\W_]")
_MARKER = lazy(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})[.)\]]{1,2}")
_LEADING_CLOSERS = lazy(r"""(?:[)\]}”’»]|["'](?=["')\]}”’»\s]|$))+\s*""")
_CLOSERS = ")]}”’»\"'"
_BRACKETED_END = lazy(r"""[.!?…]["'”’]?[)\]]\s+(?=["“(\[]*[^\W_a-z])""")
_ENCLOSED_START = lazy(r"""[.!?…]["'”’)\]]?\s+(?=(["“(\[])[^\W\d_a-z])""")
_CAPITAL_END = lazy(r" [A-Z]\.\s")
_LABEL_END = lazy(r"(?<![\w.'’-])([^\W\d_]{2,20}) [A-Z]\.\s+(?=[^\W\d_a-z](?!\.))")


def sentence_starts(line: str, language: str, rules: Rules) -> list[int]:
    """Return where the sentences of a line but the first start: character offsets, ascending.

    The line begins and ends with a character that is not white space.
    """
    if not _MARKED.search(line, 0, len(line) - 1):
        return list(item_starts(line))
    starts = set(_closers_kept_left(line, _engine_starts(line, language)))
    brackets = brackets_of(line)
    if brackets:
        starts.update(_before_enclosures(line, brackets))
        starts.update(_after_brackets(line, starts, brackets))
    starts.update(_after_labels(line, rules, brackets))
    starts.update(item_starts(line))
    return _without_wrong(line, _outside_names(line, sorted(starts), rules), rules)


def _engine_starts(line: str, language: str) -> Iterator[int]:
    """Yield where sentencex begins a sentence after the first."""
    import sentencex  # type: ignore[import-untyped]  # a compiled module without stubs

    base, size = 0, len(line)
    while base < size:
        window = _encodable(line[base : base + _WINDOW])
        last = base + _WINDOW >= size
        reached = 0
        for piece in sentencex.segment(language, window):
            if not last and reached + len(piece) > _CERTAIN:
                break
            reached += len(piece)
            if base + reached < size:
                yield base + reached
        if last:
            return
        if not reached:  # a sentence longer than a window: go on at a blank inside it
            reached = window.rfind(" ", 0, _CERTAIN) + 1 or _CERTAIN
        base += reached


def _encodable(text: str) -> str:
    """Write lone surrogates, which JSON front matter may hold and no encoder takes, as letters."""
    return text if text.isascii() else _SURROGATE.sub("x", text)


def _closers_kept_left(line: str, starts: Iterable[int]) -> Iterator[int]:
    """Move starts behind closing marks of the sentence before; none where `,`, `:` or lower case goes on after them."""
    for start in starts:
        mark = line[start]
        if mark in ",;:":
            continue
        closers = _LEADING_CLOSERS.match(line, start) if mark in _CLOSERS else None
        if closers is None:
            yield start
        elif closers.end() < len(line) and not line[closers.end()].islower():
            yield closers.end()


def _before_enclosures(line: str, brackets: Brackets) -> Iterator[int]:
    """Yield the starts that sentencex misses behind an abbreviation: `in Washington, D.C. “I loved it,” he said`."""
    for match in _ENCLOSED_START.finditer(line):
        closer = brackets.closer.get(match.end())
        if closer is not None and not brackets.hold(match.end()) and line[closer - 1] in ".!?…,":
            yield match.end()


def _after_brackets(line: str, starts: set[int], brackets: Brackets) -> Iterator[int]:
    """Yield the starts after a sentence in brackets of its own: `(See photo.) The village`."""
    for match in _BRACKETED_END.finditer(line):
        opener = brackets.opener.get(match.start() + len(match[0].rstrip()) - 1)
        if opener is not None and not brackets.hold(opener) and (opener in starts or opener == 0):
            yield match.end()


def _after_labels(line: str, rules: Rules, brackets: Brackets) -> Iterator[int]:
    """Yield the starts after a capital that is a label, no initial: `in lab C. Results take a day`."""
    if _CAPITAL_END.search(line) is None:
        return
    for match in _LABEL_END.finditer(line):
        if match[1].lower() in rules.labels and not brackets.hold(match.end()):
            yield match.end()


def _without_wrong(line: str, starts: Iterable[int], rules: Rules) -> list[int]:
    """Leave out starts after a bare list marker and after an abbreviation, and sentences without a word.

    Marks alone (`...`, `!`) belong to the sentence before them, at the line's start to the one after.
    """
    kept: list[int] = []
    worded = False
    scanned = current = 0
    for start in starts:
        worded = worded or _WORD.search(line, scanned, start) is not None
        scanned = start
        if not worded:
            if kept:
                current = kept[-1] = start
        elif not _goes_on(line, current, start, rules):
            kept.append(start)
            current, worded = start, False
    if kept and not worded and not _WORD.search(line, scanned):
        kept.pop()
    return kept


def _goes_on(line: str, current: int, start: int, rules: Rules) -> bool:
    """Tell whether the sentence that began at `current` goes on at `start`."""
    if start - current <= 10 and _MARKER.fullmatch(line[current:start].rstrip()):
        return True
    return rules.ends_in_abbreviation(line, start)


def _outside_names(line: str, starts: Sequence[int], rules: Rules) -> Iterable[int]:
    """Leave out the starts after a mark that belongs to a name which is never cut."""
    names = list(rules.uncut(line))
    return _behind_no(names, line, starts) if names else starts


def _behind_no(spans: Iterable[Span], line: str, starts: Iterable[int]) -> Iterator[int]:
    """Yield the starts that do not come after a mark inside, or at the end, of a span; all are in order."""
    names = iter(spans)
    name = next(names, None)
    for start in starts:
        end = start
        while line[end - 1].isspace():
            end -= 1
        while name is not None and name.end < end:
            name = next(names, None)
        if name is None or name.start >= end:
            yield start
