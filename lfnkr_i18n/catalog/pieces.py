"""Texts that were cut elsewhere: several old sentences that are one now, or one that is several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lfnkr_i18n.languages import joint
from lfnkr_i18n.model import EMPTY

_HEAD = 12
"""Characters by which texts are looked up."""


class Texts:
    """A set of texts that finds the longest one that starts at a place."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = defaultdict(list)
        for text in sorted(filter(None, texts), key=len, reverse=True):
            self._by_head[text[:_HEAD]].append(text)

    def starting(self, text: str, start: int, *, without: str) -> str | None:
        """Return the longest text of the set that stands in `text` at `start`, and is not `without`."""
        for length in range(_HEAD, 0, -1):
            for candidate in self._by_head.get(text[start : start + length], ()):
                if candidate != without and text.startswith(candidate, start):
                    return candidate
        return None


def pieces(text: str, texts: Texts) -> list[str]:
    """Return the texts that make up `text` with nothing but white space between them; [] where they do not.

    >>> pieces("One. Two.", Texts(["One.", "Two.", "Three."]))
    ['One.', 'Two.']
    """
    found: list[str] = []
    at = 0
    while at < len(text):
        piece = texts.starting(text, at, without=text)
        if piece is None:
            return []
        found.append(piece)
        at += len(piece)
        while at < len(text) and text[at].isspace():
            at += 1
    return found


def joined(translations: Iterable[str]) -> str:
    """Return translations as one text; `<EMPTY>` and missing ones leave nothing behind.

    >>> joined(["行く。", "<EMPTY>", "赤い。"])
    '行く。赤い。'
    """
    whole = ""
    for translation in translations:
        text = translation.strip()
        if text and text != EMPTY:
            whole = f"{whole}{joint(whole, text)}{text}" if whole else text
    return whole


def shared(translation: str, count: int, language: str) -> Sequence[str]:
    """Return what each of `count` parts is offered of a whole's translation.

    One sentence each where it has as many sentences; else everything to everyone, for a person to cut.
    """
    from lfnkr_i18n.segmentation import split_sentences

    sentences = split_sentences(translation, language)
    return sentences if len(sentences) == count else [translation] * count
