"""Text to sentence spans, in any language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from lfnkr_i18n.languages import primary
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.segmentation import western
from lfnkr_i18n.segmentation.rules import Rules, rules_for

OPAQUE = "\ua500"
"""Stands for a piece of code, a URL or an e-mail address: a letter of a script without case (Vai), so a word."""

SEGMENTER = "lfnkr-1 sentencex-1.0.32"
"""Id of the rules, for the PO header: another id, other boundaries. A test holds it to the sentencex installed."""

_JAPANESE_SCRIPT = lazy("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LINE = lazy(r"[^\n]+")

Starts = Callable[[str], Sequence[int]]
"""Returns where the sentences of a line but the first start."""


def sentence_spans(
    text: str, language: str, *, abbreviations: Sequence[str] = (), no_break: Sequence[str] = ()
) -> list[Span]:
    """Return where the sentences of `text` stand, as character offsets, in order.

    Spans hold no outer white space, and between two of them there is only white space; a newline is always a
    boundary. `abbreviations` (`Dept.`) never end a sentence, and no name of `no_break` (`ヤフー！`) is cut, inside or
    right after. A language without rules of its own is read by sentencex, which falls back to English.

    >>> sentence_spans("Dr. Ito came. She spoke.", "en")
    [Span(start=0, end=13), Span(start=14, end=24)]
    """
    split = splitter(language, tuple(abbreviations), tuple(no_break))
    return [Span(start, end) for start, end in split(text)]


def split_sentences(text: str, language: str) -> list[str]:
    """Return the sentences of `text`, in order, without outer white space.

    >>> split_sentences("「行く。」と言った。赤い。", "ja")
    ['「行く。」と言った。', '赤い。']
    """
    return [text[span.start : span.end] for span in sentence_spans(text, language)]


Splitter = Callable[[str], Sequence[tuple[int, int]]]
"""Returns where the sentences of a text start and end, as `sentence_spans` does."""


@lru_cache(maxsize=64)
def splitter(language: str, abbreviations: tuple[str, ...] = (), no_break: tuple[str, ...] = ()) -> Splitter:
    """Return what cuts many texts of a language, with `abbreviations` and `no_break` as `sentence_spans` takes them."""
    tag = primary(language)
    spoken = "en" if tag == "ja" else tag  # an English line in a Japanese post
    rules = rules_for(spoken, abbreviations, no_break)
    western_starts = partial(western.sentence_starts, language=spoken, rules=rules)
    if tag != "ja":
        return partial(_sentences, western_starts)
    return partial(_sentences, partial(_japanese_starts, western_starts, rules_for("ja", abbreviations, no_break)))


def _sentences(starts: Starts, text: str) -> Sequence[tuple[int, int]]:
    if "\n" not in text:
        return _of_line(starts, text, 0)
    return [span for match in _LINE.finditer(text) for span in _of_line(starts, match[0], match.start())]


def _of_line(starts: Starts, text: str, place: int) -> Sequence[tuple[int, int]]:
    """Return the sentences of a line that begins at a place of its text."""
    line = text.strip()
    if not line:
        return ()
    base = place if text[0] == line[0] else place + len(text) - len(text.lstrip())
    cuts = starts(line)
    if not cuts:
        return ((base, base + len(line)),)
    found = []
    previous = 0
    for cut in (*cuts, len(line)):
        sentence = line[previous:cut].lstrip()
        begin = base + cut - len(sentence)
        found.append((begin, begin + len(sentence.rstrip())))
        previous = cut
    return found


def _japanese_starts(western_starts: Starts, rules: Rules, line: str) -> Sequence[int]:
    if _JAPANESE_SCRIPT.search(line) is None:
        return western_starts(line)
    from lfnkr_i18n.segmentation import japanese  # its patterns take longer to compile than a post to read

    return japanese.sentence_starts(line, rules)
