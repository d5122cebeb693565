"""Text to sentence spans, in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lfnkr_i18n.languages import primary
from lfnkr_i18n.model import Span

OPAQUE = "\ua500"
"""Stands for a piece of code, a URL or an e-mail address: a letter of a script without case (Vai), so a word to every rule."""

SEGMENTER = "lfnkr-1 sentencex-1.0.32"
"""Id of the rules, for the PO header: another id, other boundaries."""

_JAPANESE = re.compile(r"[^。！？!?]*[。！？!?]+\s*|[^。！？!?]+")


def sentence_spans(
    text: str, language: str, *, abbreviations: Sequence[str] = (), no_break: Sequence[str] = ()
) -> list[Span]:
    """Return where the sentences of `text` stand, as character offsets, in order.

    Spans hold no outer white space, and between two of them there is only white space; a newline is always a
    boundary. `abbreviations` never end a sentence, and no name of `no_break` is cut.
    """
    spans: list[Span] = []
    offset = 0
    for line in text.split("\n"):
        for piece in _pieces(line, language):
            kept = piece.strip()
            if kept:
                start = offset + len(piece) - len(piece.lstrip())
                spans.append(Span(start, start + len(kept)))
            offset += len(piece)
        offset += 1
    return spans


def split_sentences(text: str, language: str) -> list[str]:
    """Return the sentences of `text`, in order, without outer white space."""
    return [text[span.start : span.end] for span in sentence_spans(text, language)]


def _pieces(line: str, language: str) -> list[str]:
    if primary(language) == "ja":
        return _JAPANESE.findall(line)
    import sentencex

    return sentencex.segment(primary(language), line)
