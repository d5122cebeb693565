"""Text to sentence spans, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lfnkr_i18n.languages import primary
from lfnkr_i18n.model import Span
from lfnkr_i18n.segmentation import western
from lfnkr_i18n.segmentation.rules import rules_for

OPAQUE = "\ua500"
"""Stands for a piece of code, a URL or an e-mail address: a letter of a script without case (Vai), so a word."""

SEGMENTER = "lfnkr-1 sentencex-1.0.32"
"""Id of the rules, for the PO header: another id, other boundaries. A test holds it to the sentencex installed."""

_JAPANESE_SCRIPT = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LINE = re.compile(r"[^\n]+")


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
    return list(_spans(text, primary(language), tuple(abbreviations), tuple(no_break)))


def split_sentences(text: str, language: str) -> list[str]:
    """Return the sentences of `text`, in order, without outer white space.

    >>> split_sentences("「行く。」と言った。赤い。", "ja")
    ['「行く。」と言った。', '赤い。']
    """
    return [text[span.start : span.end] for span in sentence_spans(text, language)]


def _spans(text: str, language: str, abbreviations: tuple[str, ...], no_break: tuple[str, ...]) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if not line:
            continue
        base = match.start() + len(match[0]) - len(match[0].lstrip())
        previous = 0
        for start in [*_starts(line, language, abbreviations, no_break), len(line)]:
            sentence = line[previous:start].lstrip()
            begin = base + start - len(sentence)
            yield Span(begin, begin + len(sentence.rstrip()))
            previous = start


def _starts(line: str, language: str, abbreviations: tuple[str, ...], no_break: tuple[str, ...]) -> list[int]:
    if language == "ja" and _JAPANESE_SCRIPT.search(line):
        from lfnkr_i18n.segmentation import japanese  # its patterns take longer to compile than a post to read

        return japanese.sentence_starts(line, rules_for("ja", abbreviations, no_break))
    spoken = "en" if language == "ja" else language  # an English line in a Japanese post
    return western.sentence_starts(line, spoken, rules_for(spoken, abbreviations, no_break))
